//! Why only the derive makes payloads.

use amazonpay_update_derive::refuses;
use amazonpay_update_rules::Rule;

/// A payload that `#[derive(UpdatePayload)]` has checked against Amazon's schema.
///
/// It cannot be implemented by hand: the signature of its method names a type that nobody else can name.
///
/// ```compile_fail,E0046
/// struct AnyText(String);
///
/// impl amazonpay_update::rules::PayloadIsDerived for AnyText {}
/// ```
#[refuses(payload_is_derived, label = "`UpdatePayload` is implemented by hand here")]
pub trait PayloadIsDerived {
    /// The rule that this value breaks, where only the value can tell.
    #[doc(hidden)]
    fn broken_rule(&self, proof: Proof) -> Option<Rule>;
}

/// What the derive says of a struct. It has a name in `__private` alone.
pub trait Derived {
    /// The rule that this value breaks, where only the value can tell.
    fn broken_rule(&self) -> Option<Rule> {
        None
    }
}

#[diagnostic::do_not_recommend]
impl<T: Derived + ?Sized> PayloadIsDerived for T {
    fn broken_rule(&self, _: Proof) -> Option<Rule> {
        Derived::broken_rule(self)
    }
}

/// It has no name outside this crate.
#[derive(Clone, Copy, Debug)]
pub struct Proof(());

impl Proof {
    pub(super) const OURS: Proof = Proof(());
}
