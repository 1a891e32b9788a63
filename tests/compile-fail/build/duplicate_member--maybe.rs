//! `scopes` set, and set again to what may be absent.

use amazonpay_update::{Update, scopes};

fn main() {
    let _ = Update::builder().scopes(scopes!["name"]).maybe_scopes(None);
}
