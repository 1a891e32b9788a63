//! A constant that takes long to check.

use amazonpay_update::custom_information;

const TEXT: &str = match str::from_utf8(&[b'x'; 65_536]) {
    Ok(text) => text,
    Err(_) => "",
};

fn main() {
    let _ = custom_information!(TEXT);
}
