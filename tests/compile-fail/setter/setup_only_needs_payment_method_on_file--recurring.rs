//! `setupOnly` with `Recurring`.

use amazonpay_update::Update;
use amazonpay_update::payload::Recurring;

fn main() {
    let _ = Update::builder().charge_permission_type(Recurring).setup_only(true);
}
