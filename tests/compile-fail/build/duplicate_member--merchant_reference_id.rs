//! `merchantReferenceId` set twice.

use amazonpay_update::{Update, merchant_reference_id};

fn main() {
    let _ = Update::builder()
        .merchant_reference_id(merchant_reference_id!("customer-4711"))
        .merchant_reference_id(merchant_reference_id!("customer-4711"));
}
