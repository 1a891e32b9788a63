//! Address restrictions that allow no address.

use amazonpay_update::DeliverySpecifications;

fn main() {
    let _ = DeliverySpecifications::allow().build();
}
