//! A language the region does not have.

use amazonpay_update::region::language;
use amazonpay_update::{PayOnly, Signed, Us};

fn german(signed: &Signed<Us, PayOnly>) {
    let _ = signed.button().language(language::de_DE);
}

fn main() {}
