//! A type of one's own that claims to be a product type with an address.

use amazonpay_update::rules::DeliverySpecificationsNeedPayAndShip;

struct Mine;

impl DeliverySpecificationsNeedPayAndShip for Mine {}

fn main() {}
