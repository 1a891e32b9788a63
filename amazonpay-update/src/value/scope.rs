//! `scopes`: the buyer's details that the shop asks for.

use super::checked::Checked;
use super::error::InvalidValue;
use super::text_value::{assert_kept, text_value};
use amazonpay_update_rules::{Rule, RuleSet, text};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::borrow::Cow;

text_value! { $
    /// One of the buyer's details, in Amazon's spelling.
    Scope is "scopes", checked by text::scope,
    literal scope!("email"), not "e-mail"
}

impl Scope {
    /// The buyer's name.
    pub const NAME: Scope = Scope::from_static("name");
    /// The buyer's e-mail address.
    pub const EMAIL: Scope = Scope::from_static("email");
    /// The telephone number of the default billing address.
    pub const PHONE_NUMBER: Scope = Scope::from_static("phoneNumber");
    /// The default billing address. Amazon gives it only if this scope is named.
    pub const BILLING_ADDRESS: Scope = Scope::from_static("billingAddress");
    /// The postal code of the default shipping address.
    pub const POSTAL_CODE: Scope = Scope::from_static("postalCode");
    /// The default shipping address.
    pub const SHIPPING_ADDRESS: Scope = Scope::from_static("shippingAddress");
    /// The Prime memberships of eligible buyers.
    pub const PRIME_STATUS: Scope = Scope::from_static("primeStatus");

    /// [`Scope::as_str`], in a constant.
    const fn text(&self) -> &str {
        match &self.0 {
            Cow::Borrowed(text) => text,
            Cow::Owned(text) => text.as_str(),
        }
    }

    /// A scope that this crate does not know, without a check, because Amazon may add scopes.
    #[must_use]
    pub fn other(name: impl Into<Cow<'static, str>>) -> Scope {
        Scope(name.into())
    }
}

/// A list of scopes, each once. Without the list, Amazon asks for everything except the billing address.
///
/// # Examples
///
/// ```
/// use amazonpay_update::{Scope, Scopes, scopes};
///
/// let literal = scopes!["name", "billingAddress"]; // checked by `cargo check`
/// let chosen = Scopes::new([Scope::NAME, Scope::BILLING_ADDRESS])?; // checked when it runs
/// assert_eq!(literal, chosen);
/// assert!(Scopes::new([Scope::NAME, Scope::NAME]).is_err());
/// # Ok::<(), amazonpay_update::InvalidValue>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Scopes(Cow<'static, [Scope]>);

impl Scopes {
    /// A list of scopes, in this order. An empty list is written as `[]`. Amazon does not document what it then asks
    /// for.
    ///
    /// # Errors
    ///
    /// [`Rule::DuplicateScope`](crate::rules::Rule::DuplicateScope) when a scope is there twice.
    pub fn new(scopes: impl IntoIterator<Item = Scope>) -> Result<Scopes, InvalidValue> {
        let scopes: Vec<Scope> = scopes.into_iter().collect();
        let repeated = scopes.iter().enumerate().any(|(at, scope)| scopes[..at].contains(scope));
        match InvalidValue::new(Scope::MEMBER, RuleSet::EMPTY.with_if(repeated, Rule::DuplicateScope)) {
            Some(error) => Err(error),
            None => Ok(Scopes(scopes.into())),
        }
    }

    /// The list of literals.
    ///
    /// # Panics
    ///
    /// When a scope is there twice. [`scopes!`](crate::scopes) puts it into a constant, and there it is a compile
    /// error.
    #[must_use]
    #[track_caller]
    pub const fn from_static(scopes: &'static [Scope]) -> Scopes {
        let mut at = 0;
        while at < scopes.len() {
            let mut before = 0;
            while before < at {
                let repeated = text::same(scopes[at].text(), scopes[before].text());
                assert_kept(RuleSet::EMPTY.with_if(repeated, Rule::DuplicateScope));
                before += 1;
            }
            at += 1;
        }
        Scopes(Cow::Borrowed(scopes))
    }

    /// The list of literals that their macro has checked.
    #[doc(hidden)]
    #[must_use]
    pub const fn from_checked(scopes: &'static [Scope], _: Checked) -> Scopes {
        Scopes(Cow::Borrowed(scopes))
    }

    /// The scopes, in their order.
    #[must_use]
    pub fn as_slice(&self) -> &[Scope] {
        &self.0
    }
}

impl TryFrom<Vec<Scope>> for Scopes {
    type Error = InvalidValue;

    fn try_from(scopes: Vec<Scope>) -> Result<Scopes, InvalidValue> {
        Scopes::new(scopes)
    }
}

impl Serialize for Scopes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.as_slice())
    }
}

impl<'de> Deserialize<'de> for Scopes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Scopes::new(Vec::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}
