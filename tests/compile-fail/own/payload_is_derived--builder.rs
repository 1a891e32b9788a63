//! A builder that is signed before `build()`.

use amazonpay_update::{Account, Update, Us};

fn sign(account: &Account<Us>) {
    drop(account.sign(&Update::builder()));
}

fn main() {}
