//! A list with a scope Amazon does not know.

use amazonpay_update::scopes;

fn main() {
    let _ = scopes!["name", "e-mail"];
}
