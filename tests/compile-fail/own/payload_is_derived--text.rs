//! A JSON text that is signed unchecked.

use amazonpay_update::{Account, Us};

fn sign(account: &Account<Us>, json: String) {
    drop(account.sign(&json));
}

fn main() {}
