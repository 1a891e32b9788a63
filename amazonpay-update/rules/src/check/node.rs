//! What is checked, and who is told what is found.

use crate::path::Path;
use crate::refusal::Refusal;
use crate::schema::Member;

/// A JSON value, as its owner keeps it.
pub trait Node: Sized {
    /// The name of a member, as its owner keeps it.
    type Key: AsRef<str>;

    /// What the value is.
    fn value(&self) -> Value<'_, Self>;
}

/// What a JSON value is.
#[derive(Debug)]
pub enum Value<'n, N: Node> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Flag(bool),
    /// A number.
    Number,
    /// A string.
    Text(&'n str),
    /// A list.
    List(&'n [N]),
    /// An object, its members sorted so that equal names are neighbours.
    Object(&'n [(N::Key, N)]),
    /// Rust code, whose type says the rest.
    Expression,
}

/// What breaks a rule.
#[derive(Debug)]
pub enum Place<'n, N: Node> {
    /// A value.
    Value(&'n N),
    /// The name of a member.
    Key(&'n N::Key),
}

// Not derived: a derive would ask the same of the node.
impl<N: Node> Clone for Place<'_, N> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<N: Node> Copy for Place<'_, N> {}

/// Takes what the check finds.
pub trait Report<N: Node> {
    /// A broken rule. What is said of it is made only when somebody reads it, for that can be slow.
    fn refuse(&mut self, path: &Path<'_>, place: Place<'_, N>, refusal: impl FnOnce() -> Refusal);

    /// A text within its limit in characters, and over it in bytes.
    fn more_bytes(&mut self, path: &Path<'_>, member: &Member, limit: usize, text: &str);
}

impl<N: Node> Value<'_, N> {
    /// What it is, as a refusal names it.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Value::Null => "null",
            Value::Flag(_) => "a boolean",
            Value::Number => "a number",
            Value::Text(_) => "a string",
            Value::List(_) => "a list",
            Value::Object(_) => "an object",
            Value::Expression => "an expression",
        }
    }
}
