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

    /// Why it is no Amazon Pay notification.
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
    /// It is no JSON text, or one that is nested deeper than 32 levels.
    #[error("the message is not JSON: look whether something other than Amazon Pay publishes to this topic")]
    NotJson,
    /// It is JSON, and no object.
    #[error(
        "the message is JSON, but not an object: look whether something other than Amazon Pay publishes to this topic"
    )]
    NotAnObject,
    /// It is a notification of the API before v2: it has `NotificationData` and no `NotificationVersion`.
    #[error(
        "the message is a notification of Amazon Pay's API before v2: pass its text on to what still uses that API, \
         or change the merchant's IPN settings in Seller Central"
    )]
    Legacy,
    /// A member is missing without which nothing can be done about the change.
    #[error("the message has no `{member}`: a notification of Amazon Pay's API v2 has one")]
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
    #[error("`{member}` comes more than once, with different values: which of them is meant cannot be told")]
    Contradiction {
        /// The member, as Amazon's sample spells it.
        member: &'static str,
    },
}
