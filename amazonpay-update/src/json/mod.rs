//! JSON text and its canonical form, RFC 8785 (JCS).

mod read;
mod write;

pub(crate) use read::not_json;

use crate::violation::{Path, Violations};
use amazonpay_update_rules::{Refusal, Rule};

/// Levels of arrays and objects a text may have.
pub(crate) const DEEPEST: usize = 32;

/// A JSON value that hides nothing: an object keeps the keys it has twice.
#[derive(Debug, PartialEq)]
pub(crate) enum Json {
    Null,
    Bool(bool),
    /// An integer that every JSON reader takes for the same one; `None` is any other number.
    Number(Option<i64>),
    String(String),
    Array(Vec<Json>),
    Object(Members),
}

/// The members of an object, sorted by the UTF-16 code units of their keys, so that equal keys
/// are neighbours.
#[derive(Debug, PartialEq)]
pub(crate) struct Members(Vec<(String, Json)>);

impl Members {
    fn sorted(mut members: Vec<(String, Json)>) -> Members {
        members.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
        Members(members)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Each key once, with every value it has.
    pub(crate) fn by_key(&self) -> impl Iterator<Item = (&str, &[(String, Json)])> {
        self.0.chunk_by(|(a, _), (b, _)| a == b).map(|same| (same[0].0.as_str(), same))
    }

    /// Every value of a key.
    pub(crate) fn values(&self, key: &str) -> impl Iterator<Item = &Json> {
        self.0.iter().filter(move |(name, _)| name == key).map(|(_, value)| value)
    }
}

impl IntoIterator for Members {
    type Item = (String, Json);
    type IntoIter = std::vec::IntoIter<(String, Json)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl Json {
    /// What it is, as a refusal names it.
    pub(crate) const fn kind(&self) -> &'static str {
        match self {
            Json::Null => "null",
            Json::Bool(_) => "a boolean",
            Json::Number(_) => "a number",
            Json::String(_) => "a string",
            Json::Array(_) => "a list",
            Json::Object(_) => "an object",
        }
    }

    /// The text of a string.
    pub(crate) fn as_str(&self) -> Option<&str> {
        if let Json::String(text) = self { Some(text) } else { None }
    }

    /// The value of a key of an object; the first one, when it has several.
    pub(crate) fn get(&self, key: &str) -> Option<&Json> {
        if let Json::Object(members) = self { members.values(key).next() } else { None }
    }

    /// Adds a violation for every key that an object in this value has twice.
    pub(crate) fn find_duplicate_keys(&self, path: &Path<'_>, found: &mut Violations) {
        match self {
            Json::Array(values) => {
                for (index, value) in values.iter().enumerate() {
                    value.find_duplicate_keys(&path.index(index), found);
                }
            }
            Json::Object(members) => {
                for (key, values) in members.by_key() {
                    let path = path.key(key);
                    if values.len() > 1 {
                        found.add(&path, || Refusal::new(Rule::DuplicateKey));
                    }
                    for (_, value) in values {
                        value.find_duplicate_keys(&path, found);
                    }
                }
            }
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
        }
    }
}

/// A text has no canonical form here.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CanonicalizeError {
    /// It breaks [`Rule::NotJson`], [`Rule::NestingTooDeep`] or [`Rule::DuplicateKey`].
    #[error(transparent)]
    Refused(#[from] Violations),
    /// It holds a number that is not written as an integer, or one beyond plus or minus 2^53 - 1.
    #[error(
        "only integers up to 9007199254740991 have a canonical form here, for an update payload has no numbers: write the number as a string or remove it (at {path})"
    )]
    Number {
        /// Where the number stands, as [`Violation::path`](crate::payload::Violation::path) writes it.
        path: String,
    },
}

/// The canonical form of a JSON text: members sorted by the UTF-16 code units of their names, no
/// white space, the shortest escapes ([RFC 8785](https://www.rfc-editor.org/rfc/rfc8785)).
///
/// The text need not be an update payload; [`CheckedPayload`](crate::CheckedPayload) checks that.
/// An update payload has no numbers, so of all numbers only the integers that every JSON reader
/// takes for the same one are written: those up to plus or minus 2^53 - 1, without a point. In a program that turns
/// on the feature `arbitrary_precision` of `serde_json`, every number is refused.
///
/// # Errors
///
/// [`CanonicalizeError`], when the text is not JSON, has a key twice in one object, is nested
/// deeper than 32 levels, or holds another number.
///
/// # Examples
///
/// ```
/// let canonical = amazonpay_update::payload::canonicalize(r#"{ "b": [true, null], "a": "\u0041" }"#)?;
/// assert_eq!(canonical, r#"{"a":"A","b":[true,null]}"#);
///
/// let refused = amazonpay_update::payload::canonicalize(r#"{"a": {"b": 1, "b": 2}}"#).unwrap_err();
/// assert!(refused.to_string().starts_with("duplicate_key: "));
/// assert!(refused.to_string().ends_with("(at a.b)"));
/// # Ok::<(), amazonpay_update::payload::CanonicalizeError>(())
/// ```
pub fn canonicalize(text: &str) -> Result<String, CanonicalizeError> {
    let json = Json::parse(text).map_err(Violations::from)?;
    let mut duplicates = Violations::none();
    json.find_duplicate_keys(&Path::Root, &mut duplicates);
    if !duplicates.is_empty() {
        return Err(duplicates.into());
    }
    json.to_canonical()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::violation::Violation;

    #[test]
    fn every_duplicate_is_named_once() {
        let refused =
            canonicalize(r#"{"b":[{"x":1,"x":2,"x":3}],"a":{"y":0},"a":{"z":1,"z":2}}"#).unwrap_err();
        let CanonicalizeError::Refused(found) = refused else { panic!("{refused}") };
        let paths: Vec<_> = found.iter().map(Violation::path).collect();
        assert_eq!(paths, ["a", "a.z", "b[0].x"]);
    }
}
