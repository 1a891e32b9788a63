//! The language of the United States in Japan.

use amazonpay_update::region::language;
use amazonpay_update::{Jp, PayOnly, Signed};

fn page(signed: &Signed<Jp, PayOnly>) -> String {
    signed.button().language(language::en_US).label("Update").to_html()
}

fn main() {}
