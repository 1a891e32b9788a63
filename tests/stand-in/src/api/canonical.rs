//! Makes the canonical request of a received request.
//!
//! Documented under "Signing requests" in Amazon Pay's API reference. A request that can be written in several ways
//! is brought into one form: decoded and encoded again, sorted, trimmed.

use crate::api::received::Received;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, percent_encode};
use rsa::sha2::{Digest, Sha256};
use std::fmt::Write;

/// All but the unreserved characters of RFC 3986.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// How white space within the value of a header is signed. Amazon does not document it, and its SDKs differ.
#[derive(Clone, Copy)]
pub(crate) enum WhiteSpace {
    /// A run of it is one space: .NET.
    Collapsed,
    /// Each is one space: Java.
    Replaced,
    /// It stays: Node and PHP.
    Kept,
}

impl WhiteSpace {
    pub(crate) const ALL: [WhiteSpace; 3] = [WhiteSpace::Collapsed, WhiteSpace::Replaced, WhiteSpace::Kept];

    fn of(self, text: &str) -> String {
        match self {
            WhiteSpace::Collapsed => text.split_whitespace().collect::<Vec<_>>().join(" "),
            WhiteSpace::Replaced => text.trim().replace(char::is_whitespace, " "),
            WhiteSpace::Kept => text.trim().to_owned(),
        }
    }
}

pub(crate) fn canonical_request(
    received: &Received,
    signed_headers: &[String],
    white_space: WhiteSpace,
) -> String {
    let mut names: Vec<String> = signed_headers.iter().map(|name| name.to_ascii_lowercase()).collect();
    names.sort();
    let headers: Vec<String> =
        names.iter().map(|name| format!("{name}:{}\n", values(received, name, white_space))).collect();
    let names = names.join(";");
    [
        received.method.as_str(),
        &path(received.uri.path()),
        &query(received.uri.query().unwrap_or_default()),
        &headers.concat(),
        &names,
        &hash(&received.body),
    ]
    .join("\n")
}

/// The hash in lower-case hexadecimal digits.
pub(crate) fn hash(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        // Writing to a text cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// A path without empty or relative segments. A slash at the end stays.
pub(crate) fn path(path: &str) -> String {
    let mut segments = Vec::new();
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop();
            }
            segment => segments.push(encoded_anew(segment)),
        }
    }
    let end = if path.ends_with('/') && !segments.is_empty() { "/" } else { "" };
    ["/", &segments.join("/"), end].concat()
}

pub(crate) fn query(query: &str) -> String {
    let mut pairs: Vec<_> = query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (encoded_anew(name), encoded_anew(value))
        })
        .collect();
    pairs.sort();
    let pairs: Vec<_> = pairs.into_iter().map(|(name, value)| [name, value].join("=")).collect();
    pairs.join("&")
}

fn encoded_anew(text: &str) -> String {
    let plain: Vec<u8> = percent_decode_str(text).collect();
    percent_encode(&plain, ENCODED).to_string()
}

/// Several headers of one name are one list.
fn values(received: &Received, name: &str, white_space: WhiteSpace) -> String {
    let values: Vec<String> = received
        .headers
        .get_all(name)
        .iter()
        .map(|value| white_space.of(&String::from_utf8_lossy(value.as_bytes())))
        .collect();
    values.join(",")
}
