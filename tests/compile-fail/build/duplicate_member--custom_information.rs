//! `customInformation` set twice.

use amazonpay_update::{Update, custom_information};

fn main() {
    let _ = Update::builder()
        .custom_information(custom_information!("tier=gold"))
        .custom_information(custom_information!("tier=gold"));
}
