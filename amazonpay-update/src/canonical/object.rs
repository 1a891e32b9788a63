//! Objects and lists whose members are known only while the program runs.

use super::CanonicalText;
use amazonpay_update_rules::escape::push_escaped;

/// Writes a JSON object, member by member, in the given order.
pub(crate) struct ObjectWriter<'a> {
    out: &'a mut String,
    before: char,
}

impl<'a> ObjectWriter<'a> {
    pub(crate) fn new(out: &'a mut String) -> Self {
        ObjectWriter { out, before: '{' }
    }

    /// Writes a member's name, and returns the buffer for its value.
    pub(crate) fn member(&mut self, name: &str) -> &mut String {
        self.out.push(self.before);
        self.before = ',';
        self.out.push('"');
        push_escaped(self.out, name);
        self.out.push_str("\":");
        self.out
    }

    pub(crate) fn end(self) {
        self.out.push_str(if self.before == '{' { "{}" } else { "}" });
    }
}

/// The length in bytes of a list of texts, not counting escapes.
pub(crate) fn list_len(texts: &[impl CanonicalText]) -> usize {
    2 + texts.iter().map(|text| text.text().len() + 3).sum::<usize>()
}

/// Appends a list of texts.
pub(crate) fn write_list(texts: &[impl CanonicalText], out: &mut String) {
    out.push('[');
    for (nth, text) in texts.iter().enumerate() {
        out.push_str(if nth == 0 { "\"" } else { ",\"" });
        text.push_text(out);
        out.push('"');
    }
    out.push(']');
}
