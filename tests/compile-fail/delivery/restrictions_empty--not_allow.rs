//! Address restrictions that forbid no address.

use amazonpay_update::DeliverySpecifications;

fn main() {
    let _ = DeliverySpecifications::not_allow().build();
}
