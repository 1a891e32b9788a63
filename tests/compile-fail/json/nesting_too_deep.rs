//! Deeper than any payload.

use amazonpay_update::update_payload;

fn main() {
    let _ = update_payload!(PayOnly, "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]");
}
