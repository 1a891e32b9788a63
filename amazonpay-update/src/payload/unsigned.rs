//! Why a payload that nobody has signed has no button.

use amazonpay_update_derive::refuses;

/// An unsigned payload that has a button: there is none. The method exists all the same, so that
/// who calls it is told to sign first.
///
/// `B` is what the method would return. That the compiler cannot know it keeps it from a second
/// error about what is called on the button.
#[refuses(unsigned_payload_has_no_button, label = "this is not signed")]
pub trait UnsignedPayloadHasNoButton<B> {
    #[doc(hidden)]
    fn no_button(&self) -> B;
}
