//! Where all of it is.

use std::net::SocketAddr;

/// Where a stand-in listens, and whom to trust there.
#[derive(Clone)]
pub(crate) struct Addresses {
    pub(crate) api: SocketAddr,
    pub(crate) page: SocketAddr,
    pub(crate) control: SocketAddr,
    pub(crate) ca_pem: String,
}
