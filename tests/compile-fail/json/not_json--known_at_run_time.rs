//! A text that no literal gives.
// breaks: not_json, not_json, not_json

use amazonpay_update::update_payload;

const TEXT: &str = "{}";

fn update(text: &str) {
    let _ = update_payload!(PayOnly, text);
    let _ = update_payload!(PayOnly, TEXT);
    let _ = update_payload!(PayOnly, include_str!("update.json"));
}

fn main() {}
