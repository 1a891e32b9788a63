//! `noteToBuyer` set twice.

use amazonpay_update::{Update, note_to_buyer};

fn main() {
    let _ = Update::builder()
        .note_to_buyer(note_to_buyer!("You are changing how you pay."))
        .note_to_buyer(note_to_buyer!("You are changing how you pay."));
}
