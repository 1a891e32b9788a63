//! Nothing changes what was signed.

use amazonpay_update::{PayOnly, Signed, Us};

fn main() {}

fn change(signed: &mut Signed<Us, PayOnly>) {
    signed.payload_json_mut().push(' ');
}
