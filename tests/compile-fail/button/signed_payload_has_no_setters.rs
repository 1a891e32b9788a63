//! Nothing changes what was signed: its fields are its own, and it has no setters.

use amazonpay_update::{PayOnly, Signed, Us};

fn main() {}

fn change(signed: &mut Signed<Us, PayOnly>) {
    let _ = &mut signed.payload;
    signed.setup_only(false);
}
