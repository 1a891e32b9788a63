//! The addresses of the stand-in.

use std::net::SocketAddr;

/// The addresses of a stand-in, and the root certificates to trust there.
#[derive(Clone)]
pub(crate) struct Addresses {
    pub(crate) api: SocketAddr,
    pub(crate) page: SocketAddr,
    pub(crate) control: SocketAddr,
    pub(crate) ca_pem: String,
}
