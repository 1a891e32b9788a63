//! One character more than `merchantReferenceId` holds.

use amazonpay_update::merchant_reference_id;

const LONG: &str = match str::from_utf8(&[b'x'; 257]) {
    Ok(text) => text,
    Err(_) => "",
};

fn main() {
    let _ = merchant_reference_id!(LONG);
}
