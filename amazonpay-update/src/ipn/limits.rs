//! The limits of a message's length and age.

use std::time::Duration;

/// The longest body that is read, in bytes: 256 KiB.
///
/// SNS accepts no longer message from a publisher. Amazon Pay's notifications have less than 2 KB.
pub const MAX_BODY_BYTES: usize = 256 * 1024;

/// The age that a message may have by default: 2 hours.
///
/// SNS retries delivery over HTTP for at most 3,600 seconds
/// (<https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html>), and each attempt has the
/// `Timestamp` of the first attempt. The other hour is for clocks and delays.
pub const DEFAULT_MAX_AGE: Duration = Duration::from_secs(2 * 60 * 60);

/// How far in the future a `Timestamp` may lie: 5 minutes.
pub const MAX_CLOCK_SKEW: Duration = Duration::from_secs(5 * 60);
