//! A list with a scope twice.

use amazonpay_update::scopes;

fn main() {
    let _ = scopes!["name", "email", "name"];
}
