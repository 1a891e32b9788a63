//! Removes the signature of a request from a text that a server wrote.
//!
//! The message of `InvalidRequestSignature` repeats the signature, and a signature must not reach a log. Amazon does
//! not document the words around the signature, and the text may have been wrapped or encoded on its way.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use std::collections::HashSet;

/// The text in place of a signature.
const CUT: &str = "...";

/// How many letters and digits in a row count as a part of the signature. By chance, a text has that many about once
/// in a million million.
const SHORTEST: usize = 10;

/// The longest run of Base64's characters that is shown: a hash in hexadecimal digits, with the end of an algorithm's
/// name before it. A line of a signature is longer.
const LONGEST_WORD: usize = 70;

/// The longest run in the URL-safe alphabet of Base64 that is shown. Such a run includes the algorithm's whole name.
const LONGEST_URL_SAFE_WORD: usize = 90;

/// The text without the signature that was sent, and without anything as long as a signature.
pub(super) fn without_signatures(text: &str, sent: &str) -> String {
    without_long_words(&without_signature(text, sent))
}

/// Compares only letters and digits, because other characters of the signature may have been encoded on the way.
fn without_signature(text: &str, sent: &str) -> String {
    let plain = plain(text);
    let letters: Vec<u8> = plain.iter().map(|letter| letter.byte).collect();
    let mut of_signature = vec![false; letters.len()];
    for sent in forms(sent) {
        let parts: HashSet<&[u8]> = sent.windows(SHORTEST).collect();
        for (at, _) in letters.windows(SHORTEST).enumerate().filter(|(_, part)| parts.contains(part)) {
            of_signature[at..at + SHORTEST].fill(true);
        }
    }
    let mut shown = String::new();
    let mut end = 0;
    let mut inside = false;
    for (letter, of_signature) in plain.iter().zip(of_signature) {
        if of_signature {
            if !inside {
                shown.push_str(&text[end..letter.start]);
                shown.push_str(CUT);
            }
            let behind = &text[letter.end..];
            let padding = behind.len() - behind.trim_start_matches(['+', '/', '=', '-', '_']).len();
            end = letter.end + padding;
        }
        inside = of_signature;
    }
    shown.push_str(&text[end..]);
    shown
}

/// The letters and digits of a signature: in Base64 and in hexadecimal digits, both in lower case.
fn forms(signature: &str) -> [Vec<u8>; 2] {
    let letters = |text: &str| -> Vec<u8> {
        text.bytes().filter(u8::is_ascii_alphanumeric).map(|byte| byte.to_ascii_lowercase()).collect()
    };
    let bytes = BASE64_STANDARD.decode(signature).unwrap_or_default();
    [letters(signature), bytes.iter().flat_map(|byte| format!("{byte:02x}").into_bytes()).collect()]
}

/// A letter or digit in lower case, and where it stands in the text.
struct Letter {
    byte: u8,
    start: usize,
    end: usize,
}

/// The letters and digits of a text. Percent-encoding is decoded, even if it was applied several times. Escapes of
/// line breaks and the like are skipped, and so are HTML's entities and tags.
fn plain(text: &str) -> Vec<Letter> {
    let bytes = text.as_bytes();
    let mut letters = Vec::new();
    let mut start = 0;
    while start < bytes.len() {
        let rest = &bytes[start..];
        let (byte, length) = match rest {
            [b'%', ..] => percent_encoded(rest),
            [b'\\', b'n' | b'r' | b't' | b'/', ..] => (0, 2),
            [b'\\', b'u', digits @ ..]
                if digits.iter().take(4).filter(|byte| byte.is_ascii_hexdigit()).count() == 4 =>
            {
                (0, 6)
            }
            [b'&', ..] => (0, up_to(rest, b';')),
            [b'<', ..] => (0, up_to(rest, b'>')),
            _ => (rest[0], 1),
        };
        if byte.is_ascii_alphanumeric() {
            letters.push(Letter { byte: byte.to_ascii_lowercase(), start, end: start + length });
        }
        start += length;
    }
    letters
}

/// The byte that a text begins with, and the length of its encoding: `%2B`, `%252B` and so on.
fn percent_encoded(text: &[u8]) -> (u8, usize) {
    let mut at = 1;
    while text[at..].starts_with(b"25") {
        at += 2;
    }
    let digits = text.get(at..at + 2).and_then(|digits| str::from_utf8(digits).ok());
    digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()).map_or((0, at), |byte| (byte, at + 2))
}

/// The length of an entity or a tag that ends with a byte; 1 if the text is neither.
fn up_to(text: &[u8], last: u8) -> usize {
    text.iter().take(12).position(|byte| *byte == last).map_or(1, |at| at + 1)
}

/// The text without anything as long as a signature in Base64, in either alphabet.
fn without_long_words(text: &str) -> String {
    let is_base64 = |char: char| char.is_ascii_alphanumeric() || "+/=-_%".contains(char);
    let is_long = |word: &str| {
        word.len() > LONGEST_URL_SAFE_WORD
            || word.split(['-', '_', '%']).any(|part| part.len() > LONGEST_WORD)
    };
    let mut shown = String::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (word, behind) = rest.split_at(rest.find(|char| !is_base64(char)).unwrap_or(rest.len()));
        let (between, next) = behind.split_at(behind.find(is_base64).unwrap_or(behind.len()));
        shown.push_str(if is_long(word) { CUT } else { word });
        shown.push_str(between);
        rest = next;
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::prelude::{BASE64_URL_SAFE, BASE64_URL_SAFE_NO_PAD};
    use sha2::{Digest, Sha512};

    /// A text that is as random as a signature, and equal in every run.
    fn signature() -> String {
        let bytes: Vec<u8> = (0..4_u8).flat_map(|nth| Sha512::digest([nth])).collect();
        BASE64_STANDARD.encode(bytes)
    }

    fn in_lines(text: &str, length: usize, between: &str) -> String {
        let lines: Vec<&str> =
            text.as_bytes().chunks(length).map(|line| str::from_utf8(line).expect("ASCII")).collect();
        lines.join(between)
    }

    #[test]
    fn our_signature_is_not_shown_in_any_spelling() {
        let sent = signature();
        let bytes = BASE64_STANDARD.decode(&sent).expect("Base64");
        let percent = sent.replace('+', "%2B").replace('/', "%2F").replace('=', "%3D");
        let url_safe = BASE64_URL_SAFE.encode(&bytes);
        let hex = bytes.iter().flat_map(|byte| format!("{byte:02X}").into_bytes()).map(char::from).collect();
        let mut spellings = vec![
            sent.clone(),
            percent.clone(),
            percent.replace('%', "%25"),
            percent.replace('%', "%2525"),
            percent.to_lowercase(),
            sent.bytes().flat_map(|byte| format!("%{byte:02x}").into_bytes()).map(char::from).collect(),
            url_safe.clone(),
            BASE64_URL_SAFE_NO_PAD.encode(&bytes),
            sent.replace('+', " "),
            sent.replace('/', "\\/"),
            sent.replace('+', "\\u002b"),
            sent.replace('+', "&#43;").replace('/', "&#x2F;"),
            sent.trim_end_matches('=').to_owned(),
            sent[40..200].to_owned(),
            hex,
        ];
        for text in [&sent, &percent, &url_safe] {
            for length in [1, 4, 11, 40, 64, 76] {
                for between in
                    ["\n", "\r\n", " ", "\t", "\\n", "\\r\\n", "\u{200B}", "<br>", "&#10;", "...", "\", \""]
                {
                    spellings.push(in_lines(text, length, between));
                }
            }
        }
        let parts = forms(&sent);
        for spelling in spellings {
            for text in
                [spelling.clone(), format!("signature [{spelling}]."), format!("Signature={spelling}&x")]
            {
                let shown = without_signatures(&text, &sent);
                let letters: Vec<u8> = plain(&shown).iter().map(|letter| letter.byte).collect();
                let left = parts.iter().flat_map(|part| part.windows(SHORTEST));
                let left = left.filter(|part| letters.windows(SHORTEST).any(|shown| shown == *part)).count();
                assert_eq!(left, 0, "{text}: {shown}");
            }
        }
    }

    #[test]
    fn everything_else_is_shown() {
        let hash = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
        for text in [
            format!(
                "Unable to verify signature, signing String [AMZN-PAY-RSASSA-PSS-V2\n{hash}], signature ["
            ),
            format!("AMZN-PAY-RSASSA-PSS-V2{hash}"),
            "100 % & <no tag> 50%, \\ \\u \u{5E97} %zz % &;".to_owned(),
            String::new(),
            "%".to_owned(),
            "%25".to_owned(),
        ] {
            assert_eq!(without_signatures(&text, &signature()), text);
            assert_eq!(without_signatures(&text, ""), text);
        }
        let text = format!("before {} behind", signature());
        assert_eq!(without_signatures(&text, &signature()), "before ... behind");
        assert_eq!(without_signatures(&text, ""), "before ... behind");
    }
}
