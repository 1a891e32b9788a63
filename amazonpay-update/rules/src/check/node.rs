//! The value that is checked, and the receiver of what the check finds.

use crate::path::Path;
use crate::refusal::Refusal;
use crate::schema::Member;

/// A JSON value, in the form that the caller keeps it in.
pub trait Node: Sized {
    /// The name of a member, in the form that the caller keeps it in.
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
    /// Rust code. Its type is checked elsewhere.
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

// Not derived, because a derive would require that the node can be cloned, too.
impl<N: Node> Clone for Place<'_, N> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<N: Node> Copy for Place<'_, N> {}

/// Takes what the check finds.
pub trait Report<N: Node> {
    /// A broken rule. `refusal` makes the words. It can be slow, so call it only if somebody reads them.
    fn refuse(&mut self, path: &Path<'_>, place: Place<'_, N>, refusal: impl FnOnce() -> Refusal);

    /// A text that keeps its limit in characters, but has more bytes than the limit.
    fn more_bytes(&mut self, path: &Path<'_>, member: &Member, limit: usize, text: &str);
}

impl<N: Node> Value<'_, N> {
    /// The kind of the value, as a refusal names it.
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
