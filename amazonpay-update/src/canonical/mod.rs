//! Writes values as canonical JSON (RFC 8785).

mod object;
mod sink;

pub(crate) use object::{ObjectWriter, list_len, write_list};
pub use sink::{Length, Sink, WriteParts};

use amazonpay_update_rules::escape::push_escaped;

/// A value that writes itself as canonical JSON (RFC 8785).
pub trait CanonicalValue {
    /// The length in bytes, not counting escapes.
    fn canonical_len(&self) -> usize;

    /// Appends the value.
    fn write_canonical(&self, out: &mut String);
}

/// A value that is a JSON string.
///
/// The derive writes the quotes itself, as part of the constant text around them.
pub trait CanonicalText {
    /// Amazon's name for the member that holds the text.
    const MEMBER: &'static str;

    /// The text, without escapes.
    fn text(&self) -> &str;

    /// Appends the text with RFC 8785's escapes, without the quotes.
    fn push_text(&self, out: &mut String) {
        push_escaped(out, self.text());
    }
}

impl CanonicalValue for bool {
    fn canonical_len(&self) -> usize {
        if *self { "true".len() } else { "false".len() }
    }

    fn write_canonical(&self, out: &mut String) {
        out.push_str(if *self { "true" } else { "false" });
    }
}
