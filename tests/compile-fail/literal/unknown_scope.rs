//! A scope Amazon does not know.

use amazonpay_update::scope;

fn main() {
    let _ = scope!("e-mail");
}
