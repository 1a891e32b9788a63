//! `setupOnly` with `Recurring`.

use amazonpay_update::{Recurring, Update};

fn main() {
    let _ = Update::builder().charge_permission_type(Recurring).setup_only(true);
}
