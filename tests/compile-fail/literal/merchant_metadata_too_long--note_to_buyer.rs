//! One character more than `noteToBuyer` holds.

use amazonpay_update::note_to_buyer;

const LONG: &str = match str::from_utf8(&[b'x'; 256]) {
    Ok(text) => text,
    Err(_) => "",
};

fn main() {
    let _ = note_to_buyer!(LONG);
}
