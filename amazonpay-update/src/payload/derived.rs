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
/// payload keeps the rules. A module given as `crate = ...` cannot bring its own type:
///
/// ```compile_fail
/// use amazonpay_update::{ChargePermissionId, ReturnUrl, StoreId, UpdatePayload};
///
/// mod facade {
///     pub mod __private {
///         pub use amazonpay_update::payload::{MemberValue, UpdatePayload, member, state};
///         pub use amazonpay_update::payload::state::NoSetter;
///         pub use amazonpay_update::*;
///         pub use std::ops::Deref;
///         pub use std::option::Option;
///         pub use std::primitive::usize;
///         pub use std::string::String;
///
///         pub struct Verdict<P>(P);
///
///         impl<P> Verdict<P> {
///             pub fn kept(product_type: P) -> Verdict<P> {
///                 Verdict(product_type)
///             }
///         }
///
///         pub trait Derived {}
///
///         pub trait Sink: Sized {
///             fn text<T>(&mut self, _: &str, _: &T, _: &str) {}
///         }
///
///         impl Sink for String {}
///
///         pub trait WriteParts {
///             fn write_parts(&self, out: &mut impl Sink);
///
///             fn parts_len(&self) -> usize {
///                 0
///             }
///         }
///     }
/// }
///
/// #[derive(UpdatePayload)]
/// #[amazon_pay(crate = facade, product_type = PayOnly, charge_permission_type = PaymentMethodOnFile)]
/// struct Change {
///     store_id: StoreId,
///     charge_permission_id: ChargePermissionId,
///     checkout_result_return_url: ReturnUrl,
/// }
/// ```
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
