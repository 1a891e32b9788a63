//! The payload: what every payload can do, the ready-made one, and what they are made of.

mod value;

pub use value::{CanonicalValue, MemberValue};

/// A payload of the update flow: a struct with `#[derive(UpdatePayload)]`.
pub trait UpdatePayload {
    /// [`PayAndShip`](crate::PayAndShip) or [`PayOnly`](crate::PayOnly).
    type ProductType;

    /// Bytes of the canonical text, not counting escapes.
    fn canonical_len(&self) -> usize;

    /// Appends the canonical text (RFC 8785) to a buffer.
    fn write_canonical(&self, out: &mut String);

    /// The canonical text (RFC 8785): what is signed, and what the page gets.
    fn to_canonical_json(&self) -> String {
        let mut text = String::with_capacity(self.canonical_len());
        self.write_canonical(&mut text);
        text
    }
}
