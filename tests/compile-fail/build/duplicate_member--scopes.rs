//! `scopes` set twice.

use amazonpay_update::{Update, scopes};

fn main() {
    let _ = Update::builder().scopes(scopes!["name"]).scopes(scopes!["name"]);
}
