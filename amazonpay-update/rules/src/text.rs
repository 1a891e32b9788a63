//! The const functions that check one text against its rules.

use crate::catalogue::Rule;
use crate::rule_set::RuleSet;

/// Characters at most in `merchantReferenceId`.
pub const MERCHANT_REFERENCE_ID_CHARS: usize = 256;
/// Characters at most in `merchantStoreName`.
pub const MERCHANT_STORE_NAME_CHARS: usize = 50;
/// Characters at most in `noteToBuyer`.
pub const NOTE_TO_BUYER_CHARS: usize = 255;
/// Characters at most in `customInformation`.
pub const CUSTOM_INFORMATION_CHARS: usize = 4096;

/// What every store id begins with.
pub const STORE_ID_PREFIX: &str = "amzn1.application-oa2-client.";

/// `amzn1.application-oa2-client.` and one or more ASCII letters or digits.
pub const fn store_id(text: &str) -> RuleSet {
    let (text, prefix) = (text.as_bytes(), STORE_ID_PREFIX.as_bytes());
    let fine = text.len() > prefix.len()
        && matches_at(text, 0, prefix)
        && all(text, prefix.len(), Class::Alphanumeric);
    RuleSet::EMPTY.with_if(!fine, Rule::StoreIdFormat)
}

/// An upper-case letter, two digits, and two groups of seven upper-case letters or digits.
pub const fn charge_permission_id(text: &str) -> RuleSet {
    let text = text.as_bytes();
    let mut fine = text.len() == 19;
    let mut at = 0;
    while fine && at < text.len() {
        fine = match at {
            0 => text[at].is_ascii_uppercase(),
            1 | 2 => text[at].is_ascii_digit(),
            3 | 11 => text[at] == b'-',
            _ => Class::UpperOrDigit.has(text[at]),
        };
        at += 1;
    }
    RuleSet::EMPTY.with_if(!fine, Rule::ChargePermissionIdFormat)
}

/// `A` and one or more upper-case letters or digits.
pub const fn merchant_id(text: &str) -> RuleSet {
    let text = text.as_bytes();
    let fine = text.len() > 1 && text[0] == b'A' && all(text, 1, Class::UpperOrDigit);
    RuleSet::EMPTY.with_if(!fine, Rule::MerchantIdFormat)
}

/// 1 to 64 ASCII letters, digits, `_` or `-`.
pub const fn public_key_id(text: &str) -> RuleSet {
    let text = text.as_bytes();
    let fine = !text.is_empty() && text.len() <= 64 && all(text, 0, Class::KeyId);
    RuleSet::EMPTY.with_if(!fine, Rule::PublicKeyIdFormat)
}

/// A public key id whose prefix, if it has one, agrees with the environment.
pub const fn public_key_id_in(text: &str, live: bool) -> RuleSet {
    let other: &[u8] = if live { b"SANDBOX-" } else { b"LIVE-" };
    let contradicts = matches_at(text.as_bytes(), 0, other);
    public_key_id(text).with_if(contradicts, Rule::KeyEnvironmentContradiction)
}

/// A UUID with hyphens.
pub const fn checkout_session_id(text: &str) -> RuleSet {
    let text = text.as_bytes();
    let mut fine = text.len() == 36;
    let mut at = 0;
    while fine && at < text.len() {
        fine = match at {
            8 | 13 | 18 | 23 => text[at] == b'-',
            _ => text[at].is_ascii_hexdigit(),
        };
        at += 1;
    }
    RuleSet::EMPTY.with_if(!fine, Rule::CheckoutSessionIdFormat)
}

/// At most 256 characters.
pub const fn merchant_reference_id(text: &str) -> RuleSet {
    metadata(text, MERCHANT_REFERENCE_ID_CHARS)
}

/// At most 50 characters.
pub const fn merchant_store_name(text: &str) -> RuleSet {
    metadata(text, MERCHANT_STORE_NAME_CHARS)
}

/// At most 255 characters.
pub const fn note_to_buyer(text: &str) -> RuleSet {
    metadata(text, NOTE_TO_BUYER_CHARS)
}

/// At most 4,096 characters.
pub const fn custom_information(text: &str) -> RuleSet {
    metadata(text, CUSTOM_INFORMATION_CHARS)
}

const fn metadata(text: &str, limit: usize) -> RuleSet {
    RuleSet::EMPTY.with_if(char_count(text) > limit, Rule::MerchantMetadataTooLong)
}

/// One of Amazon's scopes.
pub const fn scope(text: &str) -> RuleSet {
    RuleSet::EMPTY.with_if(!is_one_of(text, SCOPES), Rule::UnknownScope)
}

/// The scopes Amazon knows.
pub const SCOPES: &[&str] =
    &["name", "email", "phoneNumber", "billingAddress", "postalCode", "shippingAddress", "primeStatus"];

/// One of Amazon's special restrictions.
pub const fn special_restriction(text: &str) -> RuleSet {
    RuleSet::EMPTY.with_if(!is_one_of(text, SPECIAL_RESTRICTIONS), Rule::SpecialRestriction)
}

/// The special restrictions Amazon knows.
pub const SPECIAL_RESTRICTIONS: &[&str] = &["RestrictPOBoxes", "RestrictPackstations"];

/// `Allowed` or `NotAllowed`.
pub const fn restriction_type(text: &str) -> RuleSet {
    RuleSet::EMPTY.with_if(!is_one_of(text, RESTRICTION_TYPES), Rule::RestrictionType)
}

/// What `addressRestrictions.type` may be.
pub const RESTRICTION_TYPES: &[&str] = &["Allowed", "NotAllowed"];

/// A postal code, or a pattern with `*` and `?`.
pub const fn zip_pattern(text: &str) -> RuleSet {
    let bytes = text.as_bytes();
    let mut says_something = false;
    let mut fine = true;
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'*' | b'?' => says_something = true,
            b' ' | b'-' => {}
            _ => fine = false,
        }
        at += 1;
    }
    let padded = !bytes.is_empty() && (bytes[0] == b' ' || bytes[bytes.len() - 1] == b' ');
    RuleSet::EMPTY.with_if(!(fine && says_something) || padded, Rule::ZipPattern)
}

/// Whether two texts are equal, in a constant.
#[must_use]
pub const fn same(a: &str, b: &str) -> bool {
    a.len() == b.len() && matches_at(a.as_bytes(), 0, b.as_bytes())
}

/// Characters (Unicode scalar values) in a text.
#[must_use]
pub const fn char_count(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut count = 0;
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] & 0xC0 != 0x80 {
            count += 1;
        }
        at += 1;
    }
    count
}

pub(crate) const fn is_one_of(text: &str, list: &[&str]) -> bool {
    let mut at = 0;
    while at < list.len() {
        if same(text, list[at]) {
            return true;
        }
        at += 1;
    }
    false
}

pub(crate) const fn matches_at(text: &[u8], start: usize, part: &[u8]) -> bool {
    if text.len() < start + part.len() {
        return false;
    }
    let mut at = 0;
    while at < part.len() {
        if text[start + at] != part[at] {
            return false;
        }
        at += 1;
    }
    true
}

#[derive(Clone, Copy)]
enum Class {
    Alphanumeric,
    UpperOrDigit,
    KeyId,
}

impl Class {
    const fn has(self, byte: u8) -> bool {
        match self {
            Class::Alphanumeric => byte.is_ascii_alphanumeric(),
            Class::UpperOrDigit => byte.is_ascii_uppercase() || byte.is_ascii_digit(),
            Class::KeyId => byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-',
        }
    }
}

const fn all(text: &[u8], from: usize, class: Class) -> bool {
    let mut at = from;
    while at < text.len() {
        if !class.has(text[at]) {
            return false;
        }
        at += 1;
    }
    true
}

/// Whether a text holds white space or a control character (of Unicode, not only of ASCII).
pub(crate) const fn has_space_or_control(text: &[u8]) -> bool {
    find_blank(text, true)
}

/// Whether a text holds a control character.
pub(crate) const fn has_control(text: &str) -> bool {
    find_blank(text.as_bytes(), false)
}

/// Control characters are U+0000 to U+001F and U+007F to U+009F; white space is what Unicode
/// calls `White_Space`. Both sets are small enough to be told by their UTF-8 bytes.
const fn find_blank(text: &[u8], space_too: bool) -> bool {
    let mut at = 0;
    while at < text.len() {
        let second = if at + 1 < text.len() { text[at + 1] } else { 0 };
        let third = if at + 2 < text.len() { text[at + 2] } else { 0 };
        let control = match text[at] {
            0..=0x1F | 0x7F => true,
            0xC2 => matches!(second, 0x80..=0x9F),
            _ => false,
        };
        let space = match text[at] {
            b' ' => true,
            0xC2 => second == 0xA0,
            0xE1 => second == 0x9A && third == 0x80,
            0xE2 => {
                second == 0x80 && matches!(third, 0x80..=0x8A | 0xA8 | 0xA9 | 0xAF)
                    || second == 0x81 && third == 0x9F
            }
            0xE3 => second == 0x80 && third == 0x80,
            _ => false,
        };
        if control || (space && space_too) {
            return true;
        }
        at += 1;
    }
    false
}

/// Whether a text is empty or has only ASCII white space.
pub(crate) const fn is_blank(text: &str) -> bool {
    text.trim_ascii().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids() {
        assert!(store_id("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId").is_empty());
        for wrong in ["", STORE_ID_PREFIX, "amzn1.application.abc", "amzn1.application-oa2-client.a b"] {
            assert!(store_id(wrong).contains(Rule::StoreIdFormat), "{wrong:?}");
        }
        for right in ["B01-0000000-0000000", "S02-ABCDEFG-0123456"] {
            assert!(charge_permission_id(right).is_empty(), "{right:?}");
        }
        for wrong in
            ["", "b01-0000000-0000000", "B01-0000000-000000", "B0A-0000000-0000000", "B01-0000000-0000000 "]
        {
            assert!(!charge_permission_id(wrong).is_empty(), "{wrong:?}");
        }
        assert!(merchant_id("A3LVSV45M75151").is_empty());
        assert!(!merchant_id("A").is_empty());
        assert!(!merchant_id("B3LVSV45M75151").is_empty());
        assert!(public_key_id("SANDBOX-AEXAMPLE").is_empty());
        assert!(!public_key_id(&"A".repeat(65)).is_empty());
        assert!(checkout_session_id("acf951ea-32ee-4dea-916b-2caa9b218e4a").is_empty());
        assert!(!checkout_session_id("acf951ea32ee4dea916b2caa9b218e4a").is_empty());
    }

    #[test]
    fn a_key_id_contradicts_only_the_other_environment() {
        assert!(public_key_id_in("SANDBOX-A", true).contains(Rule::KeyEnvironmentContradiction));
        assert!(public_key_id_in("LIVE-A", false).contains(Rule::KeyEnvironmentContradiction));
        for (id, live) in
            [("SANDBOX-A", false), ("LIVE-A", true), ("AAA", true), ("AAA", false), ("SANDBOXA", true)]
        {
            assert!(public_key_id_in(id, live).is_empty(), "{id} {live}");
        }
    }

    #[test]
    fn metadata_counts_characters_not_bytes() {
        assert!(merchant_store_name(&"\u{1F4B3}".repeat(50)).is_empty());
        assert!(merchant_store_name(&"a".repeat(51)).contains(Rule::MerchantMetadataTooLong));
        assert!(custom_information(&"\u{1F4B3}".repeat(4096)).is_empty());
        assert!(!custom_information(&"a".repeat(4097)).is_empty());
    }

    #[test]
    fn zip_patterns() {
        for right in ["95050", "123-*", "1530064", "SW1A 1AA", "9????", "*"] {
            assert!(zip_pattern(right).is_empty(), "{right:?}");
        }
        for wrong in ["", " ", "-", " 95050", "95050 ", "9505\u{30}\u{301}", "95_50", "\u{FF19}5050"] {
            assert!(!zip_pattern(wrong).is_empty(), "{wrong:?}");
        }
    }

    #[test]
    fn blanks_are_those_of_the_standard_library() {
        for character in '\0'..=char::MAX {
            let text = character.to_string();
            assert_eq!(
                has_space_or_control(text.as_bytes()),
                character.is_whitespace() || character.is_control(),
                "{character:?}"
            );
            assert_eq!(has_control(&text), character.is_control(), "{character:?}");
        }
    }
}
