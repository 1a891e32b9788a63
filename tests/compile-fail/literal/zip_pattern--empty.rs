//! No postal code.

use amazonpay_update::zip_pattern;

fn main() {
    let _ = zip_pattern!("");
}
