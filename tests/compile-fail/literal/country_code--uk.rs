//! `UK`, whose code is `GB`.

use amazonpay_update::country_code;

fn main() {
    let _ = country_code!("UK");
}
