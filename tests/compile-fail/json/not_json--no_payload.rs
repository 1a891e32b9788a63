//! A product type and no payload, and a list for a payload.
// breaks: not_json, not_json

use amazonpay_update::update_payload;

fn main() {
    let _ = update_payload!(PayOnly);
    let _ = update_payload!(PayOnly, []);
}
