//! A country, and no state or region of it.

use amazonpay_update::state_or_region;

fn main() {
    let _ = state_or_region!("IN-");
}
