//! Points in time, in the API's spelling.

use crate::conversions::text_conversions;
use std::str::FromStr;
use std::time::{Duration, SystemTime};

/// A point in time of an answer, in UTC and to the second, as `20211215T152829Z`.
///
/// No other form is read. Timestamps are ordered by time. With serde it is the text that the API wrote.
///
/// # Examples
///
/// ```
/// use amazonpay_update::session::Timestamp;
/// use std::time::{Duration, SystemTime};
///
/// let timestamp: Timestamp = "20211215T152829Z".parse()?;
/// assert!(timestamp > "20211215T152828Z".parse()?);
/// assert_eq!(timestamp.system_time(), SystemTime::UNIX_EPOCH + Duration::from_secs(1_639_582_109));
/// assert_eq!(timestamp.as_str(), "20211215T152829Z");
/// # Ok::<(), amazonpay_update::session::InvalidTimestamp>(())
/// ```
// Each time has one text, and the order of the texts is that of the times.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp {
    text: String,
    time: SystemTime,
}

/// A text is not a point in time in the API's spelling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is no point in time since 1970 in UTC: write it as Amazon Pay does, as in `20211215T152829Z`")]
pub struct InvalidTimestamp;

impl Timestamp {
    /// The text, as the API wrote it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The point in time.
    #[must_use]
    pub fn system_time(&self) -> SystemTime {
        self.time
    }
}

impl FromStr for Timestamp {
    type Err = InvalidTimestamp;

    fn from_str(text: &str) -> Result<Timestamp, InvalidTimestamp> {
        let is_of_the_api = text.len() == 16
            && text.bytes().zip("ddddddddTddddddZ".bytes()).all(|(byte, expected)| match expected {
                b'd' => byte.is_ascii_digit(),
                _ => byte == expected,
            });
        let time = if is_of_the_api { text.parse::<jiff::Timestamp>().ok() } else { None };
        let time = time
            .and_then(|time| Duration::try_from(time.as_duration()).ok())
            .and_then(|since| SystemTime::UNIX_EPOCH.checked_add(since))
            .ok_or(InvalidTimestamp)?;
        Ok(Timestamp { text: text.to_owned(), time })
    }
}

text_conversions! { Timestamp }
