//! Writes a value as RFC 8785 requires.

use super::{CanonicalizeError, Json};
use crate::violation::{Path, Written};
use amazonpay_update_rules::escape::push_string;

impl Json {
    /// The canonical text. A key that is there twice is written twice, so look for such keys first.
    ///
    /// # Errors
    ///
    /// [`CanonicalizeError::Number`].
    pub(crate) fn to_canonical(&self) -> Result<String, CanonicalizeError> {
        let mut out = String::new();
        self.write(&Path::Root, &mut out)?;
        Ok(out)
    }

    fn write(&self, path: &Path<'_>, out: &mut String) -> Result<(), CanonicalizeError> {
        match self {
            Json::Null => out.push_str("null"),
            Json::Bool(true) => out.push_str("true"),
            Json::Bool(false) => out.push_str("false"),
            Json::Number(Some(integer)) => out.push_str(&integer.to_string()),
            Json::Number(None) => return Err(CanonicalizeError::Number { path: Written(path).to_string() }),
            Json::String(text) => push_string(out, text),
            Json::Array(values) => {
                out.push('[');
                for (index, value) in values.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    value.write(&path.index(index), out)?;
                }
                out.push(']');
            }
            Json::Object(members) => {
                out.push('{');
                for (nth, (key, value)) in members.0.iter().enumerate() {
                    if nth > 0 {
                        out.push(',');
                    }
                    push_string(out, key);
                    out.push(':');
                    value.write(&path.key(key), out)?;
                }
                out.push('}');
            }
        }
        Ok(())
    }
}
