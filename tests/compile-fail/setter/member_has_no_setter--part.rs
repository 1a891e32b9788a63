//! An object, whose members have setters of their own, and a member that is always written.
// breaks: member_has_no_setter, member_has_no_setter

use amazonpay_update::Update;
use amazonpay_update::payload::MerchantMetadata;

fn main() {
    let _ = Update::builder().merchant_metadata(MerchantMetadata::new()).payment_intent("Confirm");
}
