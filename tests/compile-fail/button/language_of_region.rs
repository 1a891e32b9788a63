//! A page of a region has that region's languages.

use amazonpay_update::{Eu, Language, PayOnly, Signed, Us, language};

fn main() {}

fn type_of_the_language(signed: &Signed<Us, PayOnly>) {
    let _ = signed.button().language(language::de_DE).label("Aktualisieren");
}

fn value_for_another_region(signed: &Signed<Us, PayOnly>, german: Language<Eu>) {
    let _ = signed.button().language(german);
}
