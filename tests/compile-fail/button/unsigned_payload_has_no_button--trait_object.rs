//! The button of a payload whose type is not known.

use amazonpay_update::{PayOnly, UpdatePayload};

fn button(payload: Box<dyn UpdatePayload<ProductType = PayOnly>>) -> String {
    payload.button().label("Update").to_html()
}

fn main() {}
