//! A Checkout Session id without hyphens.

use amazonpay_update::checkout_session_id;

fn main() {
    let _ = checkout_session_id!("acf951ea32ee4dea916b2caa9b218e4a");
}
