//! Points in time as Amazon Pay writes them.

use jiff::Timestamp;

/// `20201012T235046Z`.
pub(super) fn written(time: Timestamp) -> String {
    time.strftime("%Y%m%dT%H%M%SZ").to_string()
}
