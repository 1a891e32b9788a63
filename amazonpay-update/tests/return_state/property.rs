//! Any text, and any change, as a token.

use super::{HEADER, key, signed, state, verify, verify_query};
use amazonpay_update::return_state::StateError;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use proptest::prelude::*;

#[test]
fn a_token_changed_in_any_one_character_is_refused() {
    let good = key().token(&state()).as_str().to_owned();
    for at in 0..good.len() {
        let replacement = if &good[at..=at] == "A" { "B" } else { "A" };
        let changed = format!("{}{replacement}{}", &good[..at], &good[at + 1..]);
        assert!(verify(&changed).is_err(), "{changed}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_other_character_will_do(at: prop::sample::Index, replacement in any::<char>()) {
        let good = key().token(&state()).as_str().to_owned();
        let at = at.index(good.len());
        prop_assume!(!good[at..].starts_with(replacement));
        let encoded: String = form_urlencoded::byte_serialize(replacement.to_string().as_bytes()).collect();
        let changed = format!("{}{encoded}{}", &good[..at], &good[at + 1..]);
        prop_assert!(verify(&changed).is_err());
    }

    #[test]
    fn any_text_is_refused_as_a_token(text: String) {
        prop_assert!(verify(&text).is_err());
        prop_assert!(verify_query(&text).is_err());
    }

    #[test]
    fn any_token_shaped_text_is_refused(parts in prop::collection::vec(any::<Vec<u8>>(), 1..5)) {
        let parts: Vec<_> = parts.iter().map(|part| BASE64_URL_SAFE_NO_PAD.encode(part)).collect();
        let parts = parts.join(".");
        prop_assert!(verify(&parts).is_err());
        let with_our_header = format!("{}.{parts}", BASE64_URL_SAFE_NO_PAD.encode(HEADER));
        prop_assert!(verify(&with_our_header).is_err());
    }

    #[test]
    fn any_signed_claims_are_read_or_refused(claims: String) {
        prop_assert_eq!(verify(&signed(HEADER, &claims)), Err(StateError::Unreadable));
    }
}
