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
    /// In place of Amazon's script and hosts.
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

/// What the HTML element says of itself.
#[cfg(feature = "html")]
#[derive(Clone, Debug, Default)]
struct Element {
    label: Option<String>,
    id: Option<String>,
    class: Option<String>,
}

impl<R: Region, P> Signed<R, P> {
    /// The button of this payload.
    ///
    /// What was signed without a product type, a [`CheckedPayload`](crate::CheckedPayload) from
    /// [`check`](crate::CheckedPayload::check) for example, has none:
    /// [`check_for`](crate::CheckedPayload::check_for) states it.
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
    /// The language of Amazon's page: one the region has, from [`language`](crate::region::language) or as a
    /// [`Language`] of the region's type. Another does not compile. Where the region is known only while the program
    /// runs, [`try_language`](Button::try_language) takes it.
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

    /// As [`language`](Button::language), for a language or a region known only while the program runs: a language in
    /// Amazon's spelling.
    ///
    /// # Errors
    ///
    /// [`Rule::LanguageOfRegion`](crate::rules::Rule::LanguageOfRegion) for a language the region does not have.
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

    /// The function of Amazon's script that the click calls.
    pub fn entry_point(self, entry_point: EntryPoint) -> Self {
        Button { entry_point, ..self }
    }

    /// Where in the shop the button stands. Without it, [`Placement::Other`] for
    /// [`EntryPoint::InitCheckout`], and none for [`EntryPoint::InitUpdate`].
    pub fn placement(self, placement: Placement) -> Self {
        Button { placement: PlacementChoice::Chosen(placement), ..self }
    }

    /// Without `placement`, as in the samples of Amazon's page. The script that was read for this crate
    /// demands it for `initCheckout`.
    pub fn without_placement(self) -> Self {
        Button { placement: PlacementChoice::LeftOut, ..self }
    }

    /// The same button on a page that has a stand-in's script in place of Amazon's: for tests, never for
    /// buyers.
    ///
    /// `script_tag`, `script_tag_with_nonce`, `to_page`, `to_page_with_nonce` and
    /// [`content_security_policy`](Button::content_security_policy) then have the stand-in's origin and none of
    /// Amazon's hosts, and a whole page says so in words. What is signed and what the click passes on stay as
    /// they are; where the click leads is the script's doing. So the element of `to_html`,
    /// `to_html_with_nonce` and `to_html_with_data` is the same, too.
    ///
    /// No configuration of an account has it: only code that names this function reaches a stand-in. Keep the call in the
    /// code of tests. Nothing here refuses an account of [`Live`](crate::Environment::Live), for a stand-in can stand
    /// for that too; a stand-in for the Sandbox refuses its button.
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

    /// The element's text. Without it, "Update" in the button's language.
    #[cfg(feature = "html")]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.element.label = Some(label.into());
        self
    }

    /// The element's `id`. It must be the only one of that name on the page.
    #[cfg(feature = "html")]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.element.id = Some(id.into());
        self
    }

    /// The element's `class`.
    #[cfg(feature = "html")]
    pub fn class(mut self, class: impl Into<String>) -> Self {
        self.element.class = Some(class.into());
        self
    }

    /// What the click passes to Amazon's script, as a value to be serialized: for an API's answer, not for
    /// a `<script>`, for which [`to_json`](Button::to_json) is.
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

    /// [`options`](Button::options) as JSON that is safe as it stands inside a `<script>` element.
    ///
    /// `<`, `>`, `&`, `'`, U+2028 and U+2029 are written as `\uXXXX`, so that no text of the payload ends the
    /// script or a comment in it. To a JSON reader, and to the browser, it says the same.
    #[must_use]
    pub fn to_json(&self) -> String {
        self.options().to_json()
    }
}
