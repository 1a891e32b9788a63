//! What a derived payload writes into. Its text and the length of its text come from the same statements.

use super::{CanonicalText, CanonicalValue};

/// Takes a canonical text in parts. A value comes with the constant text before and behind it.
pub trait Sink {
    /// Takes constant text.
    fn constant(&mut self, text: &str);

    /// Takes a JSON string. Its quotes are part of the constant text.
    fn text(&mut self, before: &str, value: &impl CanonicalText, behind: &str);

    /// Takes any other value.
    fn value(&mut self, before: &str, value: &impl CanonicalValue, behind: &str);

    /// Takes constant text in place of the last comma.
    fn in_place_of_comma(&mut self, text: &str);
}

impl Sink for String {
    #[inline]
    fn constant(&mut self, text: &str) {
        self.push_str(text);
    }

    #[inline]
    fn text(&mut self, before: &str, value: &impl CanonicalText, behind: &str) {
        self.push_str(before);
        value.push_text(self);
        self.push_str(behind);
    }

    #[inline]
    fn value(&mut self, before: &str, value: &impl CanonicalValue, behind: &str) {
        self.push_str(before);
        value.write_canonical(self);
        self.push_str(behind);
    }

    #[inline]
    fn in_place_of_comma(&mut self, text: &str) {
        self.pop();
        self.push_str(text);
    }
}

/// Counts the bytes of a text, without escapes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Length(usize);

impl Length {
    /// The bytes so far.
    #[must_use]
    pub const fn bytes(self) -> usize {
        self.0
    }
}

impl Sink for Length {
    #[inline]
    fn constant(&mut self, text: &str) {
        self.0 += text.len();
    }

    #[inline]
    fn text(&mut self, before: &str, value: &impl CanonicalText, behind: &str) {
        self.0 += before.len() + value.text().len() + behind.len();
    }

    #[inline]
    fn value(&mut self, before: &str, value: &impl CanonicalValue, behind: &str) {
        self.0 += before.len() + value.canonical_len() + behind.len();
    }

    #[inline]
    fn in_place_of_comma(&mut self, text: &str) {
        self.0 += text.len() - 1;
    }
}

/// A payload that the derive made.
pub trait WriteParts {
    /// Gives the sink the canonical text.
    fn write_parts(&self, out: &mut impl Sink);

    /// The bytes of the text, without escapes.
    #[inline]
    fn parts_len(&self) -> usize {
        let mut length = Length::default();
        self.write_parts(&mut length);
        length.bytes()
    }
}
