//! The address for notifications, which must be on this machine.

use crate::loopback::is_loopback;
use crate::shown::shown;
use http::Uri;
use url::Url;

/// Notifications cannot be posted to this address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "notifications cannot be posted to `{url}`: they stay on this machine and go over plain http, so write \
     `http://localhost:PORT/PATH` or `http://127.0.0.1:PORT/PATH`"
)]
#[non_exhaustive]
pub struct InvalidIpnUrl {
    /// The address. Other words stand in its place if it could be a key.
    pub url: String,
}

/// Reads an address of this machine over plain http, without user info.
pub(crate) fn parse(text: &str) -> Result<Uri, InvalidIpnUrl> {
    let invalid = || InvalidIpnUrl { url: shown(text).to_owned() };
    let url = Url::parse(text).map_err(|_| invalid())?;
    let is_plain = url.scheme() == "http" && url.username().is_empty() && url.password().is_none();
    if is_loopback(&url) && is_plain { url.as_str().parse().map_err(|_| invalid()) } else { Err(invalid()) }
}
