//! Where in the return URL the token stands.

/// The query parameter the token stands in.
pub(super) const STATE_PARAMETER: &str = "amazonPayUpdateState";
