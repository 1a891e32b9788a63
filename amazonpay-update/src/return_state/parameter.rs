//! The query parameter of the token in the return URL.

/// The query parameter the token stands in.
pub(super) const STATE_PARAMETER: &str = "amazonPayUpdateState";
