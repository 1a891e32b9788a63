//! Broken rules, and the places in the JSON text where they are broken.

use crate::shown::{NOT_SHOWN, looks_like_a_key};
pub(crate) use amazonpay_update_rules::Path;
use amazonpay_update_rules::json::NotRead;
use amazonpay_update_rules::{Refusal, Rule};
use serde::ser::{Serialize, SerializeStruct, Serializer};
use std::fmt;

/// One broken rule and the member that breaks it.
///
/// As a text it is `slug: words (at member.path)`, on one line. It does not hold the value, because the value may be
/// a secret that must not reach a log. `Debug` has the same words. With serde it is `{"rule", "path", "message"}`.
///
/// # Examples
///
/// ```
/// let refused = amazonpay_update::CheckedPayload::check("{").unwrap_err();
/// let violation = &refused.as_slice()[0];
/// assert_eq!(violation.rule().slug(), "not_json");
/// assert_eq!(violation.path(), "line 1 column 1");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Violation {
    refusal: Refusal,
    path: String,
}

impl Violation {
    pub(crate) fn new(refusal: Refusal, path: &impl fmt::Display) -> Violation {
        // A name in a JSON text may be anything, also a key.
        let refusal = if looks_like_a_key(&refusal.message()) {
            Refusal::new(refusal.rule()).about(NOT_SHOWN)
        } else {
            refusal
        };
        Violation { refusal, path: path.to_string() }
    }

    pub(crate) fn not_read(NotRead { at, refusal }: NotRead) -> Violation {
        Violation::new(refusal, &format_args!("line {} column {}", at.line, at.column))
    }

    pub(crate) fn at(refusal: Refusal, path: &Path<'_>) -> Violation {
        Violation::new(refusal, &Written(path))
    }

    /// The rule.
    #[must_use]
    pub fn rule(&self) -> Rule {
        self.refusal.rule()
    }

    /// The member that breaks the rule: `storeId`, `scopes[1]`,
    /// `webCheckoutDetails.checkoutResultReturnUrl`.
    ///
    /// For a missing member it is the path that the member would have. For a text that is not JSON it is `line 1
    /// column 2`, and for a payload that is no object `the payload itself`. A name with other characters than ASCII
    /// letters, digits and `_` stands in brackets and quotes, cut after 64 characters. A name that could be a secret
    /// key is not shown, and words in brackets say so.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Amazon's member name, what is wrong, and what to write instead.
    #[must_use]
    pub fn message(&self) -> String {
        self.refusal.message()
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} (at {})", self.rule().slug(), self.message(), self.path)
    }
}

impl fmt::Debug for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Violation({self})")
    }
}

impl std::error::Error for Violation {}

impl Serialize for Violation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Violation", 3)?;
        object.serialize_field("rule", self.rule().slug())?;
        object.serialize_field("path", self.path())?;
        object.serialize_field("message", &self.message())?;
        object.end()
    }
}

/// The most violations that a list holds. Nobody reads more, and a text with a million unknown keys would take
/// minutes to explain.
const LISTED: usize = 100;

/// Every rule that a JSON text breaks, at least one. A missing member is left out if a wrong name was meant for it. The
/// members of Amazon's schema come first, in its order, and in each object the unknown members follow.
///
/// The first 100 are listed, and [`omitted`](Violations::omitted) counts the others. As a text it has one line for
/// each listed [`Violation`], and a last line `and 7 more` when others are omitted. With serde it is an array of the
/// listed violations, without the count.
///
/// # Examples
///
/// ```
/// let refused = amazonpay_update::CheckedPayload::check(r#"{"storeId": 7}"#).unwrap_err();
/// let slugs: Vec<_> = refused.iter().map(|violation| violation.rule().slug()).collect();
/// assert_eq!(slugs[..2], ["wrong_member_type", "charge_permission_id_required"]);
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Violations {
    listed: Vec<Violation>,
    omitted: usize,
}

impl Violations {
    /// An empty list, which only a check sees.
    pub(crate) const fn none() -> Violations {
        Violations { listed: Vec::new(), omitted: 0 }
    }

    /// A list of these violations, if there are any.
    pub(crate) fn of(listed: Vec<Violation>) -> Option<Violations> {
        if listed.is_empty() { None } else { Some(Violations { listed, omitted: 0 }) }
    }

    /// Adds a violation. Its refusal is made only if there is room, because that can be slow.
    pub(crate) fn add(&mut self, path: &Path<'_>, refusal: impl FnOnce() -> Refusal) {
        if self.listed.len() < LISTED {
            self.listed.push(Violation::at(refusal(), path));
        } else {
            self.omitted += 1;
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.listed.is_empty()
    }

    /// The listed violations, up to the first 100.
    #[must_use]
    pub fn as_slice(&self) -> &[Violation] {
        &self.listed
    }

    /// Iterates over the listed violations.
    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.listed.iter()
    }

    /// How many violations are not listed.
    #[must_use]
    pub fn omitted(&self) -> usize {
        self.omitted
    }
}

impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (nth, violation) in self.iter().enumerate() {
            f.write_str(if nth == 0 { "" } else { "\n" })?;
            violation.fmt(f)?;
        }
        if self.omitted > 0 { write!(f, "\nand {} more", self.omitted) } else { Ok(()) }
    }
}

/// As `Display`, for a `main` that returns the error.
impl fmt::Debug for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Violations(\n{self}\n)")
    }
}

impl std::error::Error for Violations {}

impl From<Violation> for Violations {
    fn from(violation: Violation) -> Violations {
        Violations { listed: vec![violation], omitted: 0 }
    }
}

impl IntoIterator for Violations {
    type Item = Violation;
    type IntoIter = std::vec::IntoIter<Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.listed.into_iter()
    }
}

impl<'a> IntoIterator for &'a Violations {
    type Item = &'a Violation;
    type IntoIter = std::slice::Iter<'a, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl Serialize for Violations {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(&self.listed)
    }
}

/// A path as errors write it.
#[derive(Clone, Copy)]
pub(crate) struct Written<'a>(pub(crate) &'a Path<'a>);

impl Written<'_> {
    fn is_root(self) -> bool {
        matches!(self.0, Path::Root)
    }

    fn write(self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self.0 {
            Path::Root => Ok(()),
            Path::Key(parent, key) => {
                Written(parent).write(f)?;
                write_key(key, !Written(parent).is_root(), f)
            }
            Path::Index(parent, index) => {
                Written(parent).write(f)?;
                write!(f, "[{index}]")
            }
        }
    }
}

impl fmt::Display for Written<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_root() { f.write_str("the payload itself") } else { self.write(f) }
    }
}

/// Every violation below a key repeats the key. So a long key is cut, and the list stays proportional to the text.
const LONGEST_KEY: usize = 64;

fn write_key(key: &str, dot: bool, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if looks_like_a_key(key) {
        return write!(f, "[{NOT_SHOWN}]");
    }
    let (shown, cut) = match key.char_indices().nth(LONGEST_KEY) {
        Some((end, _)) => (&key[..end], "..."),
        None => (key, ""),
    };
    let plain = !key.is_empty() && shown.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    match (plain, dot) {
        (true, true) => write!(f, ".{shown}{cut}"),
        (true, false) => write!(f, "{shown}{cut}"),
        // `Debug` escapes characters that could break the line or control the terminal.
        (false, _) => write!(f, "[{shown:?}{cut}]"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_read_as_they_would_be_written() {
        let root = Path::Root;
        let scopes = root.key("scopes");
        let written = |path: Path<'_>| Written(&path).to_string();
        assert_eq!(written(scopes.index(1)), "scopes[1]");
        let restrictions = root.key("restrictions");
        assert_eq!(written(restrictions.key("US").key("zipCodes").index(0)), "restrictions.US.zipCodes[0]");
        assert_eq!(written(restrictions.key("U.S\n")), "restrictions[\"U.S\\n\"]");
        assert_eq!(written(root.key("")), "[\"\"]");
        assert_eq!(written(root.index(0).index(2)), "[0][2]");
        assert_eq!(written(root), "the payload itself");
        let long = "\u{6771}".repeat(1000);
        assert!(written(root.key(&long)).len() < 250);
    }
}
