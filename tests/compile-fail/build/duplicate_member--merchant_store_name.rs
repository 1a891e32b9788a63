//! `merchantStoreName` set twice.

use amazonpay_update::{Update, merchant_store_name};

fn main() {
    let _ = Update::builder()
        .merchant_store_name(merchant_store_name!("Example Store"))
        .merchant_store_name(merchant_store_name!("Example Store"));
}
