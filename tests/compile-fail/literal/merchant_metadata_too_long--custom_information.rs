//! One character more than `customInformation` holds.

use amazonpay_update::custom_information;

const LONG: &str = match str::from_utf8(&[b'x'; 4097]) {
    Ok(text) => text,
    Err(_) => "",
};

fn main() {
    let _ = custom_information!(LONG);
}
