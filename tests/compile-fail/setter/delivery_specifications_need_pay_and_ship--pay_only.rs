//! Address restrictions where the buyer chooses no address.

use amazonpay_update::{DeliverySpecifications, PayOnly, Update, country_code};

fn main() {
    let _ = Update::builder()
        .product_type(PayOnly)
        .delivery_specifications(DeliverySpecifications::allow().country(country_code!("US")).build());
}
