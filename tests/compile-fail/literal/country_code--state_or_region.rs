//! A region of no country.

use amazonpay_update::state_or_region;

fn main() {
    let _ = state_or_region!("Washington");
}
