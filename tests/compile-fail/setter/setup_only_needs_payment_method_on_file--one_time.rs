//! `setupOnly` with `OneTime`.

use amazonpay_update::Update;
use amazonpay_update::payload::OneTime;

fn main() {
    let _ = Update::builder().charge_permission_type(OneTime).setup_only(true);
}
