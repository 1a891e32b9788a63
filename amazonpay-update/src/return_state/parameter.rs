//! The query parameter of the token in the return URL.

/// The query parameter with the token.
pub(super) const STATE_PARAMETER: &str = "amazonPayUpdateState";
