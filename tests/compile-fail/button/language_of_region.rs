//! A language the region does not have.

use amazonpay_update::{PayOnly, Signed, Us, language};

fn german(signed: &Signed<Us, PayOnly>) {
    let _ = signed.button().language(language::de_DE);
}

fn main() {}
