//! The object a click passes to Amazon's script.

use crate::account::CheckoutSessionConfig;
use crate::value::word::words;
use serde::ser::{Serialize, SerializeStruct, Serializer};

words! {
    /// The function of Amazon's script that starts the update.
    ///
    /// Documented in step 4 of Amazon's page on the hosted update page, which names `initUpdate`, says that it is not
    /// available yet, and calls `initCheckout` instead.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    EntryPoint is "function" {
        /// `amazon.Pay.initCheckout`.
        #[default]
        InitCheckout = "initCheckout",
        /// `amazon.Pay.initUpdate`, once Amazon has it.
        InitUpdate = "initUpdate",
    }
}

impl EntryPoint {
    pub(super) const fn default_placement(self) -> Option<Placement> {
        match self {
            EntryPoint::InitCheckout => Some(Placement::Other),
            EntryPoint::InitUpdate => None,
        }
    }
}

words! {
    /// Where in the shop a button stands: `placement`.
    ///
    /// Amazon's page on the hosted update page leaves `placement` out. Amazon's script, as it was read for this
    /// crate, demands `placement` for `initCheckout`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    Placement is "placement" {
        /// The shop's first page.
        Home = "Home",
        /// A product's page.
        Product = "Product",
        /// The cart.
        Cart = "Cart",
        /// The checkout.
        Checkout = "Checkout",
        /// Anywhere else, for example the buyer's account.
        Other = "Other",
    }
}

/// The options of `amazon.Pay.initCheckout` and `amazon.Pay.initUpdate`, ready to be serialized.
///
/// The members are `merchantId`, `ledgerCurrency`, `sandbox`, `checkoutLanguage`, `productType`,
/// `placement` (which can be left out) and `createCheckoutSessionConfig`, in which `payloadJSON` is a
/// string. `sandbox` is always written, because Amazon's script takes a missing `sandbox` for Live.
///
/// Use it in the answer of an API. A serializer's output is not safe inside `<script>`, because `</script>` and U+2028
/// stay in the payload's texts. [`Button::to_json`](crate::Button::to_json) is safe there.
///
/// # Examples
///
/// ```no_run
/// use amazonpay_update::{PayOnly, Signed, Us};
///
/// fn answer(signed: &Signed<Us, PayOnly>) -> serde_json::Result<serde_json::Value> {
///     serde_json::to_value(signed.button().options())
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CheckoutOptions<'a> {
    pub(super) merchant_id: &'a str,
    pub(super) ledger_currency: &'static str,
    pub(super) sandbox: bool,
    pub(super) checkout_language: &'a str,
    pub(super) product_type: &'static str,
    pub(super) placement: Option<Placement>,
    pub(super) create_checkout_session_config: CheckoutSessionConfig<'a>,
}

impl Serialize for CheckoutOptions<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let members = 6 + usize::from(self.placement.is_some());
        let mut options = serializer.serialize_struct("CheckoutOptions", members)?;
        options.serialize_field("merchantId", self.merchant_id)?;
        options.serialize_field("ledgerCurrency", self.ledger_currency)?;
        options.serialize_field("sandbox", &self.sandbox)?;
        options.serialize_field("checkoutLanguage", self.checkout_language)?;
        options.serialize_field("productType", self.product_type)?;
        match self.placement {
            Some(placement) => options.serialize_field("placement", &placement)?,
            None => options.skip_field("placement")?,
        }
        options.serialize_field("createCheckoutSessionConfig", &self.create_checkout_session_config)?;
        options.end()
    }
}

impl CheckoutOptions<'_> {
    pub(super) fn to_json(self) -> String {
        script_safe(&serde_json::to_string(&self).expect("texts and a boolean have JSON"))
    }
}

/// JSON without the characters that are special in HTML or in old JavaScript. JSON has them only within strings, so
/// escaping each of them is right.
fn script_safe(json: &str) -> String {
    let mut safe = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' => safe.push_str("\\u003c"),
            '>' => safe.push_str("\\u003e"),
            '&' => safe.push_str("\\u0026"),
            '\'' => safe.push_str("\\u0027"),
            '\u{2028}' => safe.push_str("\\u2028"),
            '\u{2029}' => safe.push_str("\\u2029"),
            _ => safe.push(c),
        }
    }
    safe
}
