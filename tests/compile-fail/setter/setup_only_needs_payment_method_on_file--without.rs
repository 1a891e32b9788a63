//! `setupOnly` without the type it belongs to.

use amazonpay_update::Update;

fn main() {
    let _ = Update::builder().setup_only(false);
}
