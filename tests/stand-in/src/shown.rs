//! Decides which texts an error may repeat. A text may be a private key in the place of its path, or of an id.

/// No id of Amazon Pay is so long.
const LONG_WORD: usize = 40;

/// A line of PEM.
const LINE: usize = 64;

/// The words in place of a text that is not repeated.
pub(crate) const NOT_SHOWN: &str = "(not repeated, because it could be a key)";

/// The text, if it may be repeated, and otherwise words in its place.
#[must_use]
pub fn shown(text: &str) -> &str {
    if may_be_shown(text) { text } else { NOT_SHOWN }
}

/// Whether a text has one line and holds nothing that could be a key or a line of one. Some long paths are taken for
/// keys, too.
#[must_use]
pub fn may_be_shown(text: &str) -> bool {
    let of_base64 = |char: char| char.is_ascii_alphanumeric() || "+/=-_%".contains(char);
    let is_short = |run: &str| run.len() < LINE && run.split('/').all(|word| word.len() < LONG_WORD);
    !holds_pem(text) && !text.contains(char::is_control) && text.split(|char| !of_base64(char)).all(is_short)
}

/// Whether a block in PEM form begins in a text.
#[must_use]
pub fn holds_pem(text: &str) -> bool {
    text.contains("-----BEGIN")
}

#[cfg(test)]
mod tests {
    use super::{NOT_SHOWN, shown};

    #[test]
    fn paths_addresses_and_ids_are_shown() {
        for text in [
            "",
            "public.pem",
            "/run/secrets/amazon-pay/public_key_2026-11-26T01-02-03.pem",
            r"C:\Users\JohnDoe\Documents\AmazonPay\SandboxPublicKey2024.pem",
            "https://shop.example=http://localhost:3000/amazon-pay/notifications",
            "SANDBOX-AHEGSJCM3L2S637RBGABLAFW",
            "acf951ea-32ee-4dea-916b-2caa9b218e4a",
            "S01-1234567-1234567-C123456",
        ] {
            assert_eq!(shown(text), text);
        }
    }

    #[test]
    fn what_could_be_a_key_is_not_shown() {
        for text in ["a -----BEGIN PRIVATE KEY-----", "a\nb", &"a".repeat(40), &"aaaa/aaa".repeat(8)] {
            for text in [text, &format!("--public-key={text}"), &format!("`{text}`")] {
                assert_eq!(shown(text), NOT_SHOWN);
            }
        }
    }
}
