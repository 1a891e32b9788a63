//! The header `Retry-After` (RFC 9110, section 10.2.3).

use http::header::{DATE, HeaderMap, HeaderName, RETRY_AFTER};
use jiff::fmt::rfc2822;
use jiff::{SignedDuration, Timestamp};
use std::time::Duration;

/// A Checkout Session lives for 24 hours, so waiting longer is of no use.
const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);

/// How long to wait. The header has seconds, or a date that is counted from the answer's own date.
pub(super) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let wait = text(headers, RETRY_AFTER)?;
    if !wait.is_empty() && wait.bytes().all(|byte| byte.is_ascii_digit()) {
        // A number too large to parse is longer than the longest wait.
        return Some(wait.parse().map_or(LONGEST, Duration::from_secs).min(LONGEST));
    }
    let (until, now) = (date(headers, RETRY_AFTER)?, date(headers, DATE)?);
    Some(until.duration_since(now).max(SignedDuration::ZERO).unsigned_abs().min(LONGEST))
}

pub(crate) fn date(headers: &HeaderMap, name: HeaderName) -> Option<Timestamp> {
    Some(rfc2822::parse(text(headers, name)?).ok()?.timestamp())
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    Some(headers.get(name)?.to_str().ok()?.trim())
}
