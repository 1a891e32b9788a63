//! One character more than `merchantStoreName` holds.

use amazonpay_update::merchant_store_name;

const LONG: &str = match str::from_utf8(&[b'x'; 51]) {
    Ok(text) => text,
    Err(_) => "",
};

fn main() {
    let _ = merchant_store_name!(LONG);
}
