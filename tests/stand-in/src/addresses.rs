//! The addresses at which a stand-in listens.

use std::net::SocketAddr;

/// Where a stand-in listens, and whom to trust there.
#[derive(Clone)]
pub(crate) struct Addresses {
    pub(crate) api: SocketAddr,
    pub(crate) page: SocketAddr,
    pub(crate) control: SocketAddr,
    pub(crate) ca_pem: String,
}

impl Addresses {
    pub(crate) fn api_origin(&self) -> String {
        format!("https://localhost:{}", self.api.port())
    }

    pub(crate) fn page_origin(&self) -> String {
        format!("http://{}", self.page)
    }

    pub(crate) fn checkout_js(&self) -> String {
        format!("{}/checkout.js", self.page_origin())
    }

    pub(crate) fn control_origin(&self) -> String {
        format!("http://{}", self.control)
    }
}
