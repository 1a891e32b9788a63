//! Address restrictions before the product type.

use amazonpay_update::{DeliverySpecifications, PayAndShip, Update, country_code};

fn main() {
    let _ = Update::builder()
        .delivery_specifications(DeliverySpecifications::allow().country(country_code!("US")).build())
        .product_type(PayAndShip);
}
