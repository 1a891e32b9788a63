//! A pattern with a wildcard of another language.

use amazonpay_update::zip_pattern;

fn main() {
    let _ = zip_pattern!("950%");
}
