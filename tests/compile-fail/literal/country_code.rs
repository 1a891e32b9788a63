//! An ISO 3166-1 alpha-3 code.

use amazonpay_update::country_code;

fn main() {
    let _ = country_code!("USA");
}
