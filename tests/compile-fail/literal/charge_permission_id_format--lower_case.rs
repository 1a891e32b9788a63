//! A charge permission id in lower case.

use amazonpay_update::charge_permission_id;

fn main() {
    let _ = charge_permission_id!("b01-0000000-0000000");
}
