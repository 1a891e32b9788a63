//! `deliverySpecifications` set twice.

use amazonpay_update::{DeliverySpecifications, PayAndShip, Update, country_code};

fn main() {
    let _ = Update::builder()
        .product_type(PayAndShip)
        .delivery_specifications(DeliverySpecifications::allow().country(country_code!("US")).build())
        .delivery_specifications(DeliverySpecifications::allow().country(country_code!("US")).build());
}
