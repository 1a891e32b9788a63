//! The header `Retry-After` (RFC 9110, section 10.2.3).

use http::header::{DATE, HeaderMap, HeaderName, RETRY_AFTER};
use std::time::{Duration, SystemTime};

/// A Checkout Session lives for 24 hours, so to wait longer is of no use.
const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);

/// How long to wait: so many seconds, or until a date, counted from the answer's own date.
pub(super) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let wait = text(headers, RETRY_AFTER)?;
    if !wait.is_empty() && wait.bytes().all(|byte| byte.is_ascii_digit()) {
        // More digits than a number holds ask for more than the longest wait, too.
        return Some(wait.parse().map_or(LONGEST, Duration::from_secs).min(LONGEST));
    }
    let (until, now) = (date(headers, RETRY_AFTER)?, date(headers, DATE)?);
    Some(until.duration_since(now).unwrap_or_default().min(LONGEST))
}

fn date(headers: &HeaderMap, name: HeaderName) -> Option<SystemTime> {
    httpdate::parse_http_date(text(headers, name)?).ok()
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    Some(headers.get(name)?.to_str().ok()?.trim())
}
