//! Paths and queries as they are signed and sent: percent-encoded by RFC 3986.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Everything but the unreserved characters of RFC 3986.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The reserved characters in a path, which keeps its slashes.
const RESERVED_IN_PATH: &AsciiSet = &RESERVED.remove(b'/');

/// One segment of a path. A slash in it is encoded, because it is no separator.
pub(super) fn segment(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// A path that begins with a slash and has no double slash.
pub(super) fn path(text: &str) -> String {
    let mut path = String::with_capacity(text.len() + 1);
    path.push('/');
    for part in utf8_percent_encode(text, RESERVED_IN_PATH) {
        for char in part.chars() {
            if !(char == '/' && path.ends_with('/')) {
                path.push(char);
            }
        }
    }
    path
}

/// A query: sorted by the encoded names, then by the encoded values; a blank is `%20`.
pub(super) fn query<'a>(parameters: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut pairs: Vec<_> =
        parameters.into_iter().map(|(name, value)| (segment(name), segment(value))).collect();
    pairs.sort();
    let pairs: Vec<_> = pairs.into_iter().map(|(name, value)| name + "=" + &value).collect();
    pairs.join("&")
}
