//! A verified message that is not a notification of Amazon Pay.

use std::fmt;

/// The text of a message that is not a notification of Amazon Pay's API v2, and the reason.
///
/// `Debug` shows only the reason and the length, because messages of the API before v2 can hold the buyer's order.
#[derive(Clone, PartialEq, Eq)]
pub struct Other {
    text: String,
    reason: OtherReason,
}

impl Other {
    pub(super) fn new(text: &str, reason: OtherReason) -> Other {
        Other { text: text.to_owned(), reason }
    }

    /// The text, as it came.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Why the text is no notification of Amazon Pay.
    #[must_use]
    pub fn reason(&self) -> OtherReason {
        self.reason
    }
}

impl fmt::Debug for Other {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Other")
            .field("reason", &self.reason)
            .field("len", &self.text.len())
            .finish_non_exhaustive()
    }
}

/// Why a text is not a notification of Amazon Pay's API v2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OtherReason {
    /// The text is not JSON, or is nested deeper than 32 levels.
    #[error("the message is not JSON: check whether something other than Amazon Pay publishes to this topic")]
    NotJson,
    /// The text is JSON, but not an object.
    #[error(
        "the message is JSON, but not an object: check whether something other than Amazon Pay publishes to this \
         topic"
    )]
    NotAnObject,
    /// The text is a notification of the API before v2. It has `NotificationData` and no `NotificationVersion`.
    #[error(
        "the message is a notification of Amazon Pay's API before v2: pass its text on to the program that uses that \
         API, or change the merchant's IPN settings in Seller Central"
    )]
    Legacy,
    /// A required member is missing.
    #[error("the message has no `{member}`: every notification of Amazon Pay's API v2 has this member")]
    MissingMember {
        /// The member, as Amazon's sample spells it.
        member: &'static str,
    },
    /// A documented member is neither a string nor `null`.
    #[error("`{member}` is not a string: a notification of Amazon Pay's API v2 has a string there")]
    NotAString {
        /// The member, as Amazon's sample spells it.
        member: &'static str,
    },
    /// A documented member comes more than once, with different values.
    #[error("`{member}` comes more than once, with different values: nothing says which value is right")]
    Contradiction {
        /// The member, as Amazon's sample spells it.
        member: &'static str,
    },
}
