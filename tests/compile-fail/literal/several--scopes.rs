//! A list with a scope that does not exist, and another one twice.
// breaks: unknown_scope, duplicate_scope

use amazonpay_update::scopes;

fn main() {
    let _ = scopes!["name", "e-mail", "name"];
}
