//! A language of one region for the button of another.

use amazonpay_update::region::Language;
use amazonpay_update::{Eu, PayOnly, Signed, Us};

fn german(signed: &Signed<Us, PayOnly>, german: Language<Eu>) {
    let _ = signed.button().language(german);
}

fn main() {}
