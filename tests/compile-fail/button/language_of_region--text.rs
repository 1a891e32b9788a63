//! A language as text.

use amazonpay_update::{Eu, PayOnly, Signed};

fn page(signed: &Signed<Eu, PayOnly>, language: &str) -> String {
    signed.button().language(language).label("Update").to_html()
}

fn main() {}
