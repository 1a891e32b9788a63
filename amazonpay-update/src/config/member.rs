//! A member before its name is checked.

use zeroize::Zeroizing;

/// The name of a member, and its value.
pub(super) type Member = (String, Value);

/// The value of a member.
pub(super) enum Value {
    Text(Zeroizing<String>),
    /// A JSON object, or a table of TOML.
    Table,
    /// Any other value of JSON or TOML.
    Other,
    /// An environment variable that is not Unicode.
    NotUnicode,
}
