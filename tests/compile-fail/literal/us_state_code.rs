//! The name of a state.

use amazonpay_update::state_or_region;

fn main() {
    let _ = state_or_region!("US-Washington");
}
