//! A notification's body without a verified message, for this project's own tests: not part of the
//! interface.

use super::NotificationBody;

/// Reads the text of a `Message`.
#[must_use]
pub fn body(message: &str) -> NotificationBody {
    NotificationBody::read(message)
}
