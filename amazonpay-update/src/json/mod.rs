//! JSON text and its canonical form, RFC 8785 (JCS).

mod read;
mod write;

pub(crate) use read::not_json;

use crate::violation::{Path, Violation, Violations};
use amazonpay_update_rules::check::{self, Node, Place, Report, Value};
use amazonpay_update_rules::json::{DEEPEST, by_utf16};
use amazonpay_update_rules::schema::Member;
use amazonpay_update_rules::{Refusal, Rule};

/// With the feature `arbitrary_precision`, which any crate of a program can turn on, `serde_json` gives a number as
/// an object with this one key.
pub(crate) const NUMBER_TOKEN: &str = "$serde_json::private::Number";

/// A JSON value that hides nothing. An object keeps keys that it has twice.
///
/// `T` holds the texts. It is a `String`, or a `Cow` that borrows a text without escapes from the JSON text.
#[derive(Debug, PartialEq)]
pub(crate) enum Json<T = String> {
    Null,
    Bool(bool),
    /// An integer that every JSON reader reads alike. `None` is any other number.
    Number(Option<i64>),
    String(T),
    Array(Vec<Json<T>>),
    Object(Members<T>),
}

/// The members of an object, sorted by the UTF-16 code units of their keys, so that equal keys
/// are neighbours.
#[derive(Debug, PartialEq)]
pub(crate) struct Members<T = String>(Vec<(T, Json<T>)>);

impl<T: AsRef<str>> Members<T> {
    fn sorted(mut members: Vec<(T, Json<T>)>) -> Members<T> {
        members.sort_by(|(a, _), (b, _)| by_utf16(a.as_ref(), b.as_ref()));
        Members(members)
    }

    /// Each key with each of its values.
    #[cfg(feature = "ipn")]
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &Json<T>)> {
        self.0.iter().map(|(key, value)| (key.as_ref(), value))
    }

    /// Every value of a key.
    pub(crate) fn values(&self, key: &str) -> impl Iterator<Item = &Json<T>> {
        self.0.iter().filter(move |(name, _)| name.as_ref() == key).map(|(_, value)| value)
    }
}

impl<T> IntoIterator for Members<T> {
    type Item = (T, Json<T>);
    type IntoIter = std::vec::IntoIter<(T, Json<T>)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<T: AsRef<str>> Json<T> {
    /// The kind of value, as a refusal names it.
    #[cfg(feature = "ipn")]
    pub(crate) fn kind(&self) -> &'static str {
        self.value().kind()
    }

    /// The text of a string.
    pub(crate) fn as_str(&self) -> Option<&str> {
        if let Json::String(text) = self { Some(text.as_ref()) } else { None }
    }

    /// The first value of a key of an object.
    pub(crate) fn get(&self, key: &str) -> Option<&Json<T>> {
        if let Json::Object(members) = self { members.values(key).next() } else { None }
    }

    /// Adds a violation for every key that an object in this value has twice.
    pub(crate) fn find_duplicate_keys(&self, path: &Path<'_>, found: &mut Violations) {
        check::find_duplicate_keys(path, self, &mut Duplicates(found));
    }
}

struct Duplicates<'v>(&'v mut Violations);

impl<T: AsRef<str>> Report<Json<T>> for Duplicates<'_> {
    fn refuse(&mut self, path: &Path<'_>, _: Place<'_, Json<T>>, refusal: impl FnOnce() -> Refusal) {
        self.0.add(path, refusal);
    }

    fn more_bytes(&mut self, _: &Path<'_>, _: &Member, _: usize, _: &str) {}
}

impl<T: AsRef<str>> Node for Json<T> {
    type Key = T;

    fn value(&self) -> Value<'_, Json<T>> {
        match self {
            Json::Null => Value::Null,
            Json::Bool(flag) => Value::Flag(*flag),
            Json::Number(_) => Value::Number,
            Json::String(text) => Value::Text(text.as_ref()),
            Json::Array(values) => Value::List(values),
            Json::Object(Members(members)) => Value::Object(members),
        }
    }
}

/// A text has no canonical form here.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CanonicalizeError {
    /// The text breaks [`NotJson`] or [`DuplicateKey`].
    ///
    /// [`NotJson`]: crate::rules::Rule::NotJson
    /// [`DuplicateKey`]: crate::rules::Rule::DuplicateKey
    #[error(transparent)]
    Refused(#[from] Violations),
    /// The text is nested deeper than 32 levels.
    #[error(
        "only JSON of up to {DEEPEST} levels has a canonical form here, because no update payload is nested deeper: \
         remove the nesting (at line {line} column {column})"
    )]
    TooDeep {
        /// The line of the bracket that is too deep, from 1.
        line: usize,
        /// The column of the bracket, in characters, from 1.
        column: usize,
    },
    /// The text holds a number that is not written as an integer, or is beyond plus or minus 2^53 - 1.
    #[error(
        "only integers up to 9007199254740991 have a canonical form here, because an update payload has no numbers: \
         write the number as a string or remove it (at {path})"
    )]
    Number {
        /// Where the number stands, as [`Violation::path`](crate::payload::Violation::path) writes it.
        path: String,
    },
}

/// The canonical form of a JSON text: members sorted by the UTF-16 code units of their names, no
/// white space, the shortest escapes ([RFC 8785](https://www.rfc-editor.org/rfc/rfc8785)).
///
/// The text need not be an update payload; [`CheckedPayload`](crate::CheckedPayload) checks that. An update payload
/// has no numbers. So the only numbers written are integers that every JSON reader reads alike: up to plus or minus
/// 2^53 - 1, without a point. Any crate of a program can turn on the feature `arbitrary_precision` of
/// `serde_json`. Integers may then be refused, too.
///
/// # Errors
///
/// [`CanonicalizeError`] when the text is not JSON, has a key twice in one object, is nested deeper than 32 levels,
/// or holds another number.
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
    let json = Json::parse(text).map_err(|why| match why.refusal.rule() {
        Rule::NestingTooDeep => CanonicalizeError::TooDeep { line: why.at.line, column: why.at.column },
        _ => CanonicalizeError::Refused(Violation::not_read(why).into()),
    })?;
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

    #[test]
    fn every_duplicate_is_named_once() {
        let refused =
            canonicalize(r#"{"b":[{"x":1,"x":2,"x":3}],"a":{"y":0},"a":{"z":1,"z":2}}"#).unwrap_err();
        let CanonicalizeError::Refused(found) = refused else { panic!("{refused}") };
        let paths: Vec<_> = found.iter().map(Violation::path).collect();
        assert_eq!(paths, ["a", "a.z", "b[0].x"]);
    }
}
