//! Why only a payload that this crate has checked can be signed.

use amazonpay_update_derive::refuses;
use amazonpay_update_rules::Rule;

/// A payload that `#[derive(UpdatePayload)]` or [`update_payload!`](crate::update_payload) has checked against
/// Amazon's schema, or a [`CheckedPayload`](crate::CheckedPayload).
///
/// The trait cannot be implemented by hand, because the signature of its method names a private type.
///
/// ```compile_fail,E0046
/// struct AnyText(String);
///
/// impl amazonpay_update::rules::PayloadIsDerived for AnyText {}
/// ```
#[refuses(payload_is_derived, label = "`UpdatePayload` is implemented by hand here")]
pub trait PayloadIsDerived {
    #[doc(hidden)]
    fn is_derived(&self, _: Proof);
}

/// The derive implements this trait for a struct. Only `__private` has a name for it.
pub trait Derived {}

#[diagnostic::do_not_recommend]
impl<T: Derived + ?Sized> PayloadIsDerived for T {
    fn is_derived(&self, _: Proof) {}
}

/// A type without a name outside this crate.
#[derive(Clone, Copy, Debug)]
pub struct Proof(());

/// Whether a payload may be signed. Only `__private` names this type, so that only generated code can say that a
/// payload keeps the rules. A module given as `crate = ...` cannot bring a type of its own.
#[derive(Clone, Copy, Debug)]
pub struct Verdict<P>(Result<P, Rule>);

impl<P> Verdict<P> {
    /// The payload keeps every rule and has this product type.
    #[must_use]
    pub const fn kept(product_type: P) -> Verdict<P> {
        Verdict(Ok(product_type))
    }

    /// The payload breaks this rule.
    #[must_use]
    pub const fn broken(rule: Rule) -> Verdict<P> {
        Verdict(Err(rule))
    }

    pub(super) fn product_type(self) -> Result<P, Rule> {
        self.0
    }
}
