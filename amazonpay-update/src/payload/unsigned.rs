//! Says why an unsigned payload has no button.

use amazonpay_update_derive::refuses;

/// No type implements this trait: an unsigned payload has no button. The method exists so that the compiler tells its
/// caller to sign first.
///
/// `B` is what the method would return. The compiler cannot infer `B`, so it makes no second error about the methods
/// that are called on the button.
#[refuses(unsigned_payload_has_no_button, label = "this is not signed")]
pub trait UnsignedPayloadHasNoButton<B> {
    #[doc(hidden)]
    fn no_button(&self) -> B;
}
