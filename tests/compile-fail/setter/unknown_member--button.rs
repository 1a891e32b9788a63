//! An option of the button.

use amazonpay_update::{Update, merchant_id};

fn main() {
    let _ = Update::builder().merchant_id(merchant_id!("A3LVSV45M75151"));
}
