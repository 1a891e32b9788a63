//! Decides which texts may be shown in an error, a log or `Debug`. A text may be anything, for example a key in place
//! of its path, or the output of a server.

#[cfg(any(test, feature = "session"))]
use std::borrow::Cow;

/// The bytes of the longest path that common systems accept.
const LONGEST: usize = 4096;

/// The beginning of every PEM block.
const PEM: &str = "-----BEGIN";

/// The shortest run of Base64 that is never taken for a part of a path: a line of PEM.
const LONG_RUN: usize = 64;

/// How many characters are checked together. A private number of P-256 has 43 in Base64.
const WINDOW: usize = 32;

/// How often Base64 at least passes between its three kinds of characters within a window. On average it does so 14
/// times. Words, names in camel case, dates, UUIDs and hexadecimal digits do so less often, or lack letters of one
/// case.
const PASSES: usize = 8;

/// How many letters of either case Base64 at least has within a window.
const LETTERS: usize = 3;

/// The words in place of a text that may not be shown.
pub const NOT_SHOWN: &str = "(not shown, for it could be a key)";

/// The text, if it may be shown, or else [`NOT_SHOWN`].
#[must_use]
pub fn shown(text: &str) -> &str {
    if may_be_shown(text) { text } else { NOT_SHOWN }
}

/// The text, unless it looks like a key. It is for `Debug`, which escapes its output.
pub(crate) fn unless_a_key(text: &str) -> &str {
    if looks_like_a_key(text) { NOT_SHOWN } else { text }
}

/// Whether a text can be shown unchanged. It is then no longer than a path, does not break the line, and holds
/// nothing that looks like a key.
#[must_use]
pub fn may_be_shown(text: &str) -> bool {
    text.len() <= LONGEST && !text.chars().any(is_invisible) && !looks_like_a_key(text)
}

/// Whether a block in PEM form begins in a text.
#[must_use]
pub fn holds_pem(text: &str) -> bool {
    text.contains(PEM)
}

/// Whether a text holds a key, or a part of one of 43 characters or more: a PEM block, or Base64 in either
/// alphabet, perhaps percent-encoded.
///
/// A UUID is not taken for a key. The check misses a few of a thousand parts of 43 characters, and never a whole key.
#[must_use]
pub fn looks_like_a_key(text: &str) -> bool {
    // The id of a Checkout Session is a UUID. One with letters of both cases is as mixed as Base64.
    if amazonpay_update_rules::text::checkout_session_id(text).is_empty() {
        return false;
    }
    let of_base64 = |char: char| char.is_ascii_alphanumeric() || "+/=-_%".contains(char);
    holds_pem(text)
        || text.split(|char| !of_base64(char)).any(|run| {
            run.split('/').any(|part| part.len() >= LONG_RUN)
                || run.as_bytes().windows(WINDOW).any(is_mixed_like_base64)
        })
}

/// Counts the places where lower-case letters, upper-case letters and digits meet. A capital before small letters
/// begins a word, and `/`, `-` and `_` separate words, so neither counts.
fn is_mixed_like_base64(window: &[u8]) -> bool {
    let mut passes = 0;
    let mut last = None;
    for byte in window.iter().filter(|byte| byte.is_ascii_alphanumeric()) {
        let kind = (byte.is_ascii_digit(), byte.is_ascii_uppercase());
        let begins_a_word = last == Some((false, true)) && kind == (false, false);
        passes += usize::from(last.is_some_and(|last| last != kind) && !begins_a_word);
        last = Some(kind);
    }
    let count = |is_of_case: fn(&u8) -> bool| window.iter().filter(|byte| is_of_case(byte)).count();
    passes >= PASSES && count(u8::is_ascii_uppercase) >= LETTERS && count(u8::is_ascii_lowercase) >= LETTERS
}

/// Whether a character may be invisible, or may change the text around it. It controls the terminal, breaks or hides a
/// line, changes the direction, or takes no place.
///
/// These are the characters that Unicode 16.0 gives the property `Default_Ignorable_Code_Point`
/// (`DerivedCoreProperties.txt`) or one of the categories Cc, Cf, Zl and Zp (`DerivedGeneralCategory.txt`).
#[must_use]
pub fn is_invisible(char: char) -> bool {
    // The category Cc.
    char.is_control()
        || matches!(
            char,
            '\u{AD}'
                | '\u{34F}'
                | '\u{600}'..='\u{605}'
                | '\u{61C}'
                | '\u{6DD}'
                | '\u{70F}'
                | '\u{890}'..='\u{891}'
                | '\u{8E2}'
                | '\u{115F}'..='\u{1160}'
                | '\u{17B4}'..='\u{17B5}'
                | '\u{180B}'..='\u{180F}'
                | '\u{200B}'..='\u{200F}'
                | '\u{2028}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}'
                | '\u{3164}'
                | '\u{FE00}'..='\u{FE0F}'
                | '\u{FEFF}'
                | '\u{FFA0}'
                | '\u{FFF0}'..='\u{FFFB}'
                | '\u{110BD}'
                | '\u{110CD}'
                | '\u{13430}'..='\u{1343F}'
                | '\u{1BCA0}'..='\u{1BCA3}'
                | '\u{1D173}'..='\u{1D17A}'
                | '\u{E0000}'..='\u{E0FFF}'
        )
}

/// A foreign text on one line with at most `longest` characters. [Invisible characters](is_invisible) are written as
/// in Rust (`\n`, `\u{1b}`).
#[cfg(any(test, feature = "session"))]
pub(crate) fn escaped(text: &str, longest: usize) -> Cow<'_, str> {
    if text.len() <= longest && !text.chars().any(is_invisible) {
        return text.into();
    }
    let mut out = String::new();
    let mut length = 0;
    for char in text.chars() {
        let before = out.len();
        if is_invisible(char) {
            out.extend(char.escape_default());
        } else {
            out.push(char);
        }
        length += out[before..].chars().count();
        if length > longest {
            out.truncate(before);
            break;
        }
    }
    out.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::Engine;
    use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};
    use sha2::{Digest, Sha512};

    /// Bytes that are as random as a key, and equal in every run.
    fn random(nth: u32) -> Vec<u8> {
        Sha512::digest(nth.to_be_bytes()).to_vec()
    }

    #[test]
    fn a_line_of_base64_is_not_shown() {
        for nth in 0..2000 {
            let bytes = &random(nth)[..48];
            let standard = BASE64_STANDARD.encode(bytes);
            let url_safe = BASE64_URL_SAFE_NO_PAD.encode(bytes);
            let percent = standard.replace('+', "%2B").replace('/', "%2F");
            for text in [standard, url_safe, percent] {
                assert!(!may_be_shown(&text), "{text}");
                for around in [format!("/etc/keys/{text}.pem"), format!("--key={text}"), format!("a {text}")]
                {
                    assert!(!may_be_shown(&around), "{around}");
                }
            }
        }
    }

    #[test]
    fn a_private_number_of_p_256_is_hardly_ever_shown() {
        let shown =
            (0..2000).filter(|nth| may_be_shown(&BASE64_URL_SAFE_NO_PAD.encode(&random(*nth)[..32]))).count();
        assert!(shown <= 10, "{shown} of 2000");
    }

    #[test]
    fn paths_names_and_ids_are_shown() {
        for text in [
            "",
            "-",
            "private.pem",
            "/run/secrets/amazon-pay/private_key_2026-11-26T01-02-03.pem",
            "/Users/JohnDoe/Documents/GitHub/AmazonPay/Keys/SandboxPrivateKey2024.pem",
            r"C:\Users\JohnDoe\Documents\AmazonPay\SandboxPrivateKey2024.pem",
            "/var/lib/kubelet/pods/acf951ea-32ee-4dea-916b-2caa9b218e4a/volumes/kubernetes.io~secret/pay",
            "/nix/store/0c2jwk3bdh1m9v5m6qz8k1w7x2yv4r5n-amazon-pay-1.2.3/private.pem",
            "/srv/\u{5E97}/\u{9375}/Schl\u{FC}ssel e\u{301}.pem",
            "amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId",
            "acf951ea-32ee-4dea-916b-2caa9b218e4a",
            "ACF951EA-32ee-4dEa-916B-2caa9b218e4A",
            "SANDBOX-AHEGSJCM3L2S637RBGABLAFW",
            "AMAZON_PAY_PUBLIC_KEY_IDENTIFICATION",
        ] {
            assert!(may_be_shown(text), "{text}");
        }
        assert!(may_be_shown(&"a/".repeat(2048)));
    }

    #[test]
    fn what_is_long_or_breaks_the_line_is_not_shown() {
        for text in [
            "-----BEGIN PRIVATE KEY-----",
            "a\nb",
            "a\rb",
            "\u{1b}[2J",
            "a\u{85}b",
            "a\u{2028}b",
            "a\u{202E}b",
            "a\u{9b}b",
            &"a/".repeat(2049),
            &"A".repeat(64),
            &"0123456789abcdef".repeat(4),
            // Not a UUID: one letter is not hexadecimal, one hyphen is missing, one character is too many.
            "ACF951EA-32ee-4dEa-916B-2caa9b218e4G",
            "ACF951EA-32ee-4dEa-916B02caa9b218e4A",
            "ACF951EA-32ee-4dEa-916B-2caa9b218e4A1",
        ] {
            assert!(!may_be_shown(text), "{text:?}");
            assert_eq!(shown(text), NOT_SHOWN);
        }
    }

    #[test]
    fn what_unicode_says_takes_no_place_is_invisible() {
        // A soft hyphen, Hangul fillers, variation selectors, the marks of music, tags, a line separator.
        for char in
            "\u{AD}\u{34F}\u{115F}\u{3164}\u{FE0F}\u{FFA0}\u{1D173}\u{E0001}\u{E0100}\u{2028}\0\n".chars()
        {
            assert!(is_invisible(char), "{char:?}");
        }
        for char in " aZ~\u{A0}\u{E9}\u{301}\u{3000}\u{5E97}\u{1F4B3}\u{10FFFF}".chars() {
            assert!(!is_invisible(char), "{char:?}");
        }
        // Unicode 16.0 has so many: ignorable by default, of Cc, of Cf besides, and the two separators.
        assert_eq!(('\0'..=char::MAX).filter(|char| is_invisible(*char)).count(), 4174 + 65 + 32 + 2);
    }

    #[test]
    fn what_is_invisible_is_escaped_and_the_rest_is_cut() {
        assert_eq!(escaped("as it is \u{5E97} \"'\\", 100), "as it is \u{5E97} \"'\\");
        assert_eq!(escaped("a\nb\u{1b}[2J\u{202E}", 100), "a\\nb\\u{1b}[2J\\u{202e}");
        assert_eq!(escaped("\u{5E97}\u{5E97}\u{5E97}", 2), "\u{5E97}\u{5E97}");
        assert_eq!(escaped("ab\n", 3), "ab", "an escape is not cut in two");
        assert_eq!(escaped(&"\n".repeat(1000), 10).len(), 10);
    }
}
