//! The code of a state in lower case.

use amazonpay_update::state_or_region;

fn main() {
    let _ = state_or_region!("US-wa");
}
