//! A scope in a list of texts.

use amazonpay_update::{Scope, scopes};

fn main() {
    let _ = scopes![Scope::NAME, Scope::EMAIL];
}
