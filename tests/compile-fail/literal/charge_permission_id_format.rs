//! A charge permission id that is cut short.

use amazonpay_update::charge_permission_id;

fn main() {
    let _ = charge_permission_id!("B01-0000000");
}
