//! The button of a builder.

use amazonpay_update::Update;

fn main() {
    let _ = Update::builder().button().label("Update").to_html();
}
