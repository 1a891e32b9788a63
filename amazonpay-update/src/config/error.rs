//! Errors of a configuration. No error holds a value, or a name that could be the key.

use crate::account::AccountError;
use crate::region::RegionName;
use crate::signing::KeyError;
use crate::value::{InvalidValue, UnknownWord};
use crate::violation::{Violation, Violations};
use amazonpay_update_rules::Rule;

/// A configuration cannot make an account. `member` is the name of the member or of the environment variable. A name
/// that could be the key itself is not shown, and `member` says so instead.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// A member is missing.
    #[error("`{member}` is missing: set it to {value}")]
    MissingMember {
        /// The member's name.
        member: String,
        /// The kind of value that the member needs.
        value: &'static str,
    },
    /// The configuration has an unknown member.
    #[error("`{member}` is not a member of an account's configuration: {remedy}")]
    Unknown {
        /// The member's name.
        member: String,
        /// What to do about it.
        remedy: String,
    },
    /// A value of JSON, TOML or another format is not a text.
    #[error("`{member}` must be a text: put it in quotes, in UTF-8")]
    NotText {
        /// The member's name.
        member: String,
    },
    /// The value of an environment variable is not Unicode.
    #[error("`{member}` is not Unicode text: set it to its value in UTF-8")]
    NotUnicode {
        /// The variable's name.
        member: String,
    },
    /// The prefix of the environment variables is empty, or ends with the underscore that is added to it.
    #[error(
        "`{prefix}` is no prefix, because `_` is added to it: write a name without `_` at its end, as in `AMAZON_PAY`"
    )]
    Prefix {
        /// The prefix.
        prefix: String,
    },
    /// A value is not one of the known words.
    #[error("`{member}`: {reason}")]
    Word {
        /// The member's name.
        member: String,
        /// Why the member's value is refused.
        reason: UnknownWord,
    },
    /// A value breaks a rule.
    #[error("`{member}`: {reason}")]
    Id {
        /// The member's name.
        member: String,
        /// Why the member's value is refused.
        reason: InvalidValue,
    },
    /// The configuration has both the key and its file.
    #[error("`{key}` and `{key_file}` are both set: remove one of the two")]
    TwoKeys {
        /// The name of the member that has the PEM text.
        key: String,
        /// The name of the member that has the file's path.
        key_file: String,
    },
    /// The path of the key's file is the text of a key.
    #[error("`{key_file}` takes the path of a file, and this is the text of a key: set `{key}` to the text")]
    TextInKeyFile {
        /// The name of the member that takes the PEM text.
        key: String,
        /// The name of the member that has the text.
        key_file: String,
    },
    /// The value of the key is not PEM text, and may be the path of the key's file.
    #[error(
        "`{key}` takes the PEM text of a key, and its value is not PEM: to read the key from a file, set `{key_file}` to the path"
    )]
    NoTextInKey {
        /// The name of the member that takes the PEM text.
        key: String,
        /// The name of the member that takes the file's path.
        key_file: String,
    },
    /// The key cannot be used.
    #[error("`{member}`: the key cannot be used")]
    Key {
        /// The member's name.
        member: String,
        /// Why not.
        source: KeyError,
    },
    /// The configuration is for another region.
    #[error(
        "the configuration is for the region `{found}`, and `{expected}` is needed: use the configuration for \
         `{expected}`"
    )]
    OtherRegion {
        /// The requested region.
        expected: RegionName,
        /// The region of the configuration.
        found: RegionName,
    },
    /// The parts of the account contradict each other.
    #[error(transparent)]
    Account(#[from] AccountError),
    /// The text is not JSON, or has a member twice.
    #[error(transparent)]
    Json(#[from] Violations),
    /// The text is a JSON value of another kind.
    #[error("the configuration must be a JSON object: write its members as in `{{\"region\": \"us\"}}`")]
    NotAnObject,
    /// The text is not TOML. The error leaves out the parser's message, because that quotes the text.
    #[cfg(feature = "toml")]
    #[error("the text is not valid TOML: correct line {line}")]
    Toml {
        /// The line, counted from 1.
        line: usize,
    },
}

impl ConfigError {
    /// The rule of the catalogue that is broken. `None` when no rule is about the error.
    #[must_use]
    pub fn rule(&self) -> Option<Rule> {
        match self {
            ConfigError::Id { reason, .. } => Some(reason.rule()),
            ConfigError::Key { source, .. } => source.rule(),
            ConfigError::Account(source) => source.rule(),
            ConfigError::Json(violations) => violations.iter().next().map(Violation::rule),
            _ => None,
        }
    }
}

macro_rules! from_wrong_value {
    ($($source:ident => $variant:ident)+) => {$(
        impl WrongValue for $source {
            fn of(self, member: String) -> ConfigError {
                ConfigError::$variant { member, reason: self }
            }
        }
    )+};
}

/// The error of parsing a value, which does not know the member.
pub(super) trait WrongValue {
    fn of(self, member: String) -> ConfigError;
}

from_wrong_value! {
    UnknownWord => Word
    InvalidValue => Id
}
