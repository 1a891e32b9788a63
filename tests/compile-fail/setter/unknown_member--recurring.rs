//! What belongs to another kind of permission.

use amazonpay_update::Update;

fn main() {
    let _ = Update::builder().recurring_metadata("monthly");
}
