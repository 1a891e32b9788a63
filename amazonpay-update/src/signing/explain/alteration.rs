//! The usual ways in which a payload's text changes between the signer and Amazon.

use crate::json::canonicalize;
use crate::signing::algorithm::push_hash;
use std::fmt::Write;

/// How the text of a payload was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Alteration {
    /// The text is empty.
    #[error("the text is empty")]
    Emptied,
    /// A line break was added at the end.
    #[error("a line break was added at the end")]
    LineBreakAdded,
    /// PHP's `stripcslashes` removed the backslashes. Amazon Pay's SDK for PHP calls it before it signs.
    #[error(
        "PHP's `stripcslashes` removed the backslashes, as Amazon Pay's SDK for PHP does before it signs"
    )]
    BackslashesStripped,
    /// Slashes, characters outside ASCII, or both were escaped.
    #[error(
        "the text was encoded again with `/` or characters outside ASCII escaped, as PHP's `json_encode` does"
    )]
    Escaped,
    /// Quotation marks and other characters were escaped for HTML.
    #[error("the text was escaped for HTML once too often")]
    HtmlEscaped,
    /// The text was written again in canonical form (RFC 8785).
    #[error("the text was written again with other white space, another order or other escapes")]
    Canonicalized,
}

impl Alteration {
    /// The first change whose result `is_it` accepts.
    pub(super) fn find(text: &str, is_it: impl Fn(&str) -> bool) -> Option<Alteration> {
        // Functions, so that no text is made before it is tried.
        let changes: [(Alteration, &dyn Fn() -> String); 9] = [
            (Alteration::Emptied, &String::new),
            (Alteration::LineBreakAdded, &|| format!("{text}\n")),
            (Alteration::LineBreakAdded, &|| format!("{text}\r\n")),
            (Alteration::BackslashesStripped, &|| strip_c_slashes(text)),
            (Alteration::Escaped, &|| escape(text, true, true)),
            (Alteration::Escaped, &|| escape(text, true, false)),
            (Alteration::Escaped, &|| escape(text, false, true)),
            (Alteration::HtmlEscaped, &|| escape_html(text)),
            (Alteration::Canonicalized, &|| canonicalize(text).unwrap_or_default()),
        ];
        changes.iter().find(|(_, changed)| is_it(&changed())).map(|(change, _)| *change)
    }
}

/// The SHA-256 of a text, in lower-case hexadecimal digits.
pub(super) fn hash_of(text: &str) -> String {
    let mut hash = String::new();
    push_hash(&mut hash, text.as_bytes());
    hash
}

/// PHP's `stripcslashes`, as far as the escapes of JSON go.
fn strip_c_slashes(text: &str) -> String {
    let mut stripped = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        stripped.extend(match character {
            '\\' => characters.next().map(|escaped| match escaped {
                'n' => '\n',
                't' => '\t',
                'r' => '\r',
                'b' => '\u{8}',
                'f' => '\u{C}',
                // So `\u00e9` becomes `u00e9`.
                other => other,
            }),
            plain => Some(plain),
        });
    }
    stripped
}

/// Escapes slashes, characters outside ASCII, or both; in JSON they stand only within strings.
fn escape(text: &str, slashes: bool, not_ascii: bool) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if slashes && character == '/' {
            escaped.push_str("\\/");
        } else if not_ascii && !character.is_ascii() {
            for unit in character.encode_utf16(&mut [0; 2]) {
                // A string takes everything.
                let _ = write!(escaped, "\\u{unit:04x}");
            }
        } else {
            escaped.push(character);
        }
    }
    escaped
}

fn escape_html(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
