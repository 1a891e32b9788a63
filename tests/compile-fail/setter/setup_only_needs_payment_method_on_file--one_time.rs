//! `setupOnly` with `OneTime`.

use amazonpay_update::{OneTime, Update};

fn main() {
    let _ = Update::builder().charge_permission_type(OneTime).setup_only(true);
}
