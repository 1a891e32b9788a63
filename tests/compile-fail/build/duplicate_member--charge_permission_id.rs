//! `chargePermissionId` set twice.

use amazonpay_update::{Update, charge_permission_id};

fn main() {
    let _ = Update::builder()
        .charge_permission_id(charge_permission_id!("B01-0000000-0000000"))
        .charge_permission_id(charge_permission_id!("B01-0000000-0000000"));
}
