//! Where a test's button finds a stand-in for Amazon Pay.

use crate::conversions::text_conversions;
use std::str::FromStr;

/// The origin of a stand-in for Amazon Pay, on this machine alone: `http://127.0.0.1:PORT` or
/// `http://localhost:PORT`.
///
/// [`Button::at_stand_in`](crate::Button::at_stand_in) takes such an origin. Every other host is refused, so the page
/// never sends a buyer to a stranger. `https` is refused, because browsers silently block a script behind a certificate
/// that they do not trust; the origin of a stand-in's API is another one. The IPv6 address `[::1]` is refused, because a
/// Content-Security-Policy cannot name it.
///
/// The package `amazonpay-update-stand-in` is such a stand-in. It is not Amazon's.
///
/// # Examples
///
/// ```
/// use amazonpay_update::button::{InvalidStandInOrigin, StandInOrigin};
///
/// let origin: StandInOrigin = "http://127.0.0.1:8444".parse()?;
/// assert_eq!(origin.as_str(), "http://127.0.0.1:8444");
/// assert_eq!("http://pay.example:8444".parse::<StandInOrigin>(), Err(InvalidStandInOrigin::Host));
/// # Ok::<(), InvalidStandInOrigin>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct StandInOrigin(String);

impl StandInOrigin {
    /// The origin, without a slash at its end.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address of the stand-in's `checkout.js`.
    #[must_use]
    pub fn script_url(&self) -> String {
        format!("{self}/checkout.js")
    }
}

impl FromStr for StandInOrigin {
    type Err = InvalidStandInOrigin;

    fn from_str(text: &str) -> Result<StandInOrigin, InvalidStandInOrigin> {
        if text.starts_with("https://") {
            return Err(InvalidStandInOrigin::Https);
        }
        let rest = text.strip_prefix("http://").ok_or(InvalidStandInOrigin::Scheme)?;
        if rest.contains(['/', '?', '#', '@', '\\']) {
            return Err(InvalidStandInOrigin::MoreThanAnOrigin);
        }
        if rest.starts_with('[') {
            return Err(InvalidStandInOrigin::Ipv6);
        }
        let (host, port) = rest.split_once(':').unwrap_or((rest, ""));
        if !["127.0.0.1", "localhost"].contains(&host) {
            return Err(InvalidStandInOrigin::Host);
        }
        // Only the browser's own spelling, because the browser compares the policy with that.
        match port.parse::<u16>() {
            Ok(number) if number != 0 && number.to_string() == port => Ok(StandInOrigin(text.to_owned())),
            _ => Err(InvalidStandInOrigin::Port),
        }
    }
}

text_conversions! { StandInOrigin }

/// A text is not the origin of a stand-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidStandInOrigin {
    /// The text begins with `https://`.
    #[error(
        "a stand-in serves its script over plain `http`, and only its API over `https`: pass the origin of its \
         `checkout_js`, as in `http://127.0.0.1:8444`"
    )]
    Https,
    /// The text does not begin with `http://`.
    #[error("a stand-in's origin begins with `http://`, in small letters")]
    Scheme,
    /// The text has a user, a path, a query or a fragment.
    #[error(
        "a stand-in's origin ends after its port: leave out user, path, query and fragment, as in \
         `http://127.0.0.1:8444`"
    )]
    MoreThanAnOrigin,
    /// The host is an IPv6 address.
    #[error(
        "a Content-Security-Policy cannot name an IPv6 address: write `127.0.0.1` or `localhost` as the stand-in's \
         host"
    )]
    Ipv6,
    /// The host is not `127.0.0.1` or `localhost`.
    #[error("a stand-in runs on this machine: its host is exactly `127.0.0.1` or `localhost`")]
    Host,
    /// The port is missing or not valid.
    #[error("a stand-in's origin has a port from 1 to 65535, without zeros before it")]
    Port,
}
