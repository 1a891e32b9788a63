//! The button that a shop puts into its page. Only a signed payload makes one.

#[cfg(feature = "html")]
mod html;
mod options;
#[cfg(feature = "html")]
mod page;
mod script;
mod stand_in;

pub use options::{CheckoutOptions, EntryPoint, Placement};
pub use script::{InvalidNonce, Nonce};
pub use stand_in::{InvalidStandInOrigin, StandInOrigin};

use crate::account::{CheckoutSessionConfig, Signed};
use crate::payload::ProductType;
use crate::region::Region;
use crate::region::language::{Language, LanguageOf};
use crate::value::{InvalidValue, MerchantId};

/// The button of a signed payload: the call of Amazon's script, and the HTML element that makes the call.
///
/// [`Signed::button`] makes a button. An option that is not set has the value of the update page's samples: the
/// region's default language, and `amazon.Pay.initCheckout`, because Amazon says that `amazon.Pay.initUpdate` is not
/// available yet. The button holds the signed text character for character.
///
/// With the feature `html` the button writes itself as an element, in three forms:
///
/// | | the click is bound | for |
/// |---|---|---|
/// | [`to_html`](Button::to_html) | in the element itself, as on Amazon's page | a page without a Content-Security-Policy |
/// | [`to_html_with_nonce`](Button::to_html_with_nonce) | in a script beside the element, with a nonce | a page with a policy |
/// | [`to_html_with_data`](Button::to_html_with_data) | in the shop's own script | a front end of the shop's own |
///
/// The page loads Amazon's script once, before the first button: [`script_tag`](Button::script_tag). Any number of
/// buttons can stand on one page, because no form relies on an id.
///
/// In a test, [`at_stand_in`](Button::at_stand_in) makes the page call a stand-in's script in place of Amazon's.
///
/// Documented in step 4 of Amazon's page on the hosted update page.
///
/// # Examples
///
/// ```no_run
/// use amazonpay_update::region::language;
/// use amazonpay_update::signing::SignError;
/// use amazonpay_update::{Account, Eu, PayOnly, UpdatePayload};
///
/// fn button(
///     account: &Account<Eu>,
///     payload: &impl UpdatePayload<ProductType = PayOnly>,
/// ) -> Result<String, SignError> {
///     let signed = account.sign(payload)?;
///     let button = signed.button().language(language::de_DE).label("Zahlungsart ändern");
///     Ok(button.to_json())
/// }
/// ```
#[derive(Clone, Debug)]
#[must_use = "a button does nothing until it is part of a page"]
pub struct Button<'a, R: Region> {
    merchant_id: &'a MerchantId,
    sandbox: bool,
    product_type: &'static str,
    config: CheckoutSessionConfig<'a>,
    region: R,
    language: Language<R>,
    entry_point: EntryPoint,
    placement: PlacementChoice,
    /// Stands in place of Amazon's script and hosts.
    stand_in: Option<StandInOrigin>,
    #[cfg(feature = "html")]
    element: Element,
}

#[derive(Clone, Copy, Debug)]
enum PlacementChoice {
    OfEntryPoint,
    LeftOut,
    Chosen(Placement),
}

/// The parts of the HTML element that the shop chooses.
#[cfg(feature = "html")]
#[derive(Clone, Debug, Default)]
struct Element {
    label: Option<String>,
    id: Option<String>,
    class: Option<String>,
}

impl<R: Region, P> Signed<R, P> {
    /// The button for this payload.
    ///
    /// A payload that was signed without a product type has no button. A [`CheckedPayload`](crate::CheckedPayload)
    /// from [`check`](crate::CheckedPayload::check) has no product type, and one from
    /// [`check_for`](crate::CheckedPayload::check_for) has.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use amazonpay_update::payload::ProductType;
    /// use amazonpay_update::{Signed, Us};
    ///
    /// fn options<P: ProductType>(signed: &Signed<Us, P>) -> String {
    ///     signed.button().to_json()
    /// }
    /// ```
    pub fn button(&self) -> Button<'_, R>
    where
        P: ProductType,
    {
        Button {
            merchant_id: self.merchant_id(),
            sandbox: !self.environment().is_live(),
            product_type: self.product_type().name(),
            config: self.checkout_session_config(),
            region: self.in_region(),
            language: Language::first_of(self.in_region()),
            entry_point: EntryPoint::default(),
            placement: PlacementChoice::OfEntryPoint,
            stand_in: None,
            #[cfg(feature = "html")]
            element: Element::default(),
        }
    }
}

impl<R: Region> Button<'_, R> {
    /// Sets the language of Amazon's page. It is a language of the region, from [`language`](crate::region::language)
    /// or as a [`Language`] of the region's type. A language of another region does not compile.
    /// [`try_language`](Button::try_language) is for a region known only while the program runs.
    ///
    /// ```compile_fail,E0277
    /// use amazonpay_update::region::language;
    /// use amazonpay_update::{PayOnly, Signed, Us};
    ///
    /// fn german(signed: &Signed<Us, PayOnly>) {
    ///     signed.button().language(language::de_DE);
    /// }
    /// ```
    pub fn language(self, language: impl LanguageOf<R>) -> Self {
        Button { language: language.into_language(), ..self }
    }

    /// Like [`language`](Button::language), for a language or a region known only while the program runs. The text is
    /// in Amazon's spelling.
    ///
    /// # Errors
    ///
    /// [`InvalidValue`] with [`Rule::LanguageOfRegion`](crate::rules::Rule::LanguageOfRegion) for a language that the
    /// region does not have.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use amazonpay_update::config::AnyAccount;
    /// use amazonpay_update::{PayOnly, UpdatePayload};
    ///
    /// fn options(
    ///     account: &AnyAccount,
    ///     payload: &impl UpdatePayload<ProductType = PayOnly>,
    ///     language: &str,
    /// ) -> Result<String, Box<dyn std::error::Error>> {
    ///     Ok(account.sign(payload)?.button().try_language(language)?.to_json())
    /// }
    /// ```
    pub fn try_language(self, language: &str) -> Result<Self, InvalidValue> {
        Ok(Button { language: Language::of(self.region, language)?, ..self })
    }

    /// Sets the function of Amazon's script that the click calls.
    pub fn entry_point(self, entry_point: EntryPoint) -> Self {
        Button { entry_point, ..self }
    }

    /// Sets where in the shop the button stands. The default is [`Placement::Other`] for
    /// [`EntryPoint::InitCheckout`], and no placement for [`EntryPoint::InitUpdate`].
    pub fn placement(self, placement: Placement) -> Self {
        Button { placement: PlacementChoice::Chosen(placement), ..self }
    }

    /// Leaves `placement` out, as the samples of Amazon's page do. The script that was read for this crate demands
    /// `placement` for `initCheckout`.
    pub fn without_placement(self) -> Self {
        Button { placement: PlacementChoice::LeftOut, ..self }
    }

    /// The same button on a page with a stand-in's script in place of Amazon's. It is for tests, never for buyers.
    ///
    /// `script_tag`, `script_tag_with_nonce`, `to_page`, `to_page_with_nonce` and
    /// [`content_security_policy`](Button::content_security_policy) then name the stand-in's origin and none of
    /// Amazon's hosts. A whole page says so in words. The signed text and the options of the click do not change,
    /// because the script decides where the click leads. So the element of `to_html`, `to_html_with_nonce` and
    /// `to_html_with_data` does not change either.
    ///
    /// An account's configuration cannot name a stand-in. Only a call of this function leads to one, so keep the call
    /// in the code of tests. The function takes an account of [`Live`](crate::Environment::Live) too, because a
    /// stand-in can stand for Live. A stand-in for the Sandbox refuses a Live button.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use amazonpay_update::button::{Nonce, StandInOrigin};
    /// use amazonpay_update::{PayOnly, Signed, Us};
    ///
    /// /// The shop's own page; a test gives the origin of its stand-in.
    /// fn policy(signed: &Signed<Us, PayOnly>, nonce: &Nonce, stand_in: Option<&StandInOrigin>) -> String {
    ///     let button = signed.button();
    ///     match stand_in {
    ///         Some(origin) => button.at_stand_in(origin).content_security_policy(nonce),
    ///         None => button.content_security_policy(nonce),
    ///     }
    /// }
    /// ```
    pub fn at_stand_in(self, origin: &StandInOrigin) -> Self {
        Button { stand_in: Some(origin.clone()), ..self }
    }

    /// Sets the element's text. The default is "Update" in the button's language.
    #[cfg(feature = "html")]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.element.label = Some(label.into());
        self
    }

    /// Sets the element's `id`. It must be unique on the page.
    #[cfg(feature = "html")]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.element.id = Some(id.into());
        self
    }

    /// Sets the element's `class`.
    #[cfg(feature = "html")]
    pub fn class(mut self, class: impl Into<String>) -> Self {
        self.element.class = Some(class.into());
        self
    }

    /// The options that the click passes to Amazon's script, as a value to be serialized in the answer of an API. For
    /// a `<script>` element use [`to_json`](Button::to_json).
    #[must_use]
    pub fn options(&self) -> CheckoutOptions<'_> {
        CheckoutOptions {
            merchant_id: self.merchant_id.as_str(),
            ledger_currency: self.region.name().ledger_currency(),
            sandbox: self.sandbox,
            checkout_language: self.language.as_str(),
            product_type: self.product_type,
            placement: match self.placement {
                PlacementChoice::OfEntryPoint => self.entry_point.default_placement(),
                PlacementChoice::LeftOut => None,
                PlacementChoice::Chosen(placement) => Some(placement),
            },
            create_checkout_session_config: self.config,
        }
    }

    /// [`options`](Button::options) as JSON that is safe inside a `<script>` element.
    ///
    /// `<`, `>`, `&`, `'`, U+2028 and U+2029 are written as `\uXXXX`, so no text of the payload ends the script or a
    /// comment in it. A JSON reader and the browser read the same values.
    #[must_use]
    pub fn to_json(&self) -> String {
        self.options().to_json()
    }
}
