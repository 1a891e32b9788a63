//! The addresses, keys and certificates that a shop in another process needs.

use crate::addresses::Addresses;
use crate::notifications::{ISSUER_HOST, merchants_topic, sns_authority};
use crate::region::{Environment, Region};
use crate::setup::Setup;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::net::SocketAddr;

/// The addresses, ids and certificates of a stand-in, for a shop in the same process or in another one.
///
/// [`StandIn::whereabouts`](crate::StandIn::whereabouts) returns them. Serialized, they are a JSON object whose members are
/// texts. The first line that `amazon-pay-stand-in serve` prints is such an object. Unknown members are ignored.
///
/// The merchant's private key is a member when [`Setup::with_new_key`] has made it. The key works only at this stand-in.
/// `Debug` does not show it.
///
/// With the feature `amazonpay-update`, `any_account`, `client`, `verifier` and other methods make the library's values.
///
/// # Examples
///
/// ```
/// use amazonpay_update_stand_in::{Region, Setup, StandIn, Whereabouts};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// // One process writes it ...
/// let stand_in = StandIn::start(Setup::with_new_key(Region::Us)).await?;
/// let line = serde_json::to_string(&stand_in.whereabouts())?;
///
/// // ... and another one reads it.
/// let stand_in: Whereabouts = serde_json::from_str(&line)?;
/// println!("{} stands in for {}", stand_in.api, stand_in.region.api_host());
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Whereabouts {
    /// The origin of the API: `https://localhost:PORT`.
    pub api: String,
    /// The address at which the API listens. [`hosts`](Whereabouts::hosts) says which names a client resolves to it.
    pub api_address: SocketAddr,
    /// The certificate of the authority to trust at the API, as PEM.
    pub ca_pem: String,
    /// The address of the script, for the shop's page.
    pub checkout_js: String,
    /// The origin of the script and of the hosted page, plain http: `http://127.0.0.1:PORT`.
    pub page: String,
    /// The address at which the page listens.
    pub page_address: SocketAddr,
    /// The origin of the [control interface](crate::control_interface), plain http.
    pub control: String,
    /// The region.
    pub region: Region,
    /// The environment.
    pub environment: Environment,
    /// The merchant's id.
    pub merchant_id: String,
    /// The id of the merchant's public key that the stand-in was set up with.
    pub public_key_id: String,
    /// The merchant's private key as PEM, when the stand-in has made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private_key_pem: Option<String>,
    /// The ARN of the topic of the merchant's notifications.
    pub topic_arn: String,
    /// The root certificate to trust for the signatures of notifications, as PEM. Give it only to a verifier of
    /// notifications.
    pub sns_ca_pem: String,
}

impl Whereabouts {
    pub(crate) fn of(addresses: &Addresses, setup: &Setup) -> Whereabouts {
        Whereabouts {
            api: addresses.api_origin(),
            api_address: addresses.api,
            ca_pem: addresses.ca_pem.clone(),
            checkout_js: addresses.checkout_js(),
            page: addresses.page_origin(),
            page_address: addresses.page,
            control: addresses.control_origin(),
            region: setup.region,
            environment: setup.environment,
            merchant_id: setup.merchant().to_owned(),
            public_key_id: setup.public_key_id().to_owned(),
            private_key_pem: setup.new_key.map(|key| key.private_pem.clone()),
            topic_arn: merchants_topic(setup),
            sns_ca_pem: sns_authority().root_pem.clone(),
        }
    }

    /// Amazon's host names, each with the address at which the stand-in answers for it: the host of the API, the host of
    /// SNS with its certificates, and the host of their issuer. For the first two a client trusts only `ca_pem`. The
    /// issuer's certificate is served over plain http.
    ///
    /// An HTTP client that fetches the certificates of notifications resolves these names, as `reqwest` does with
    /// `resolve`.
    #[must_use]
    pub fn hosts(&self) -> Vec<(String, SocketAddr)> {
        vec![
            (self.region.api_host().to_owned(), self.api_address),
            (self.region.sns_host(), self.api_address),
            (ISSUER_HOST.to_owned(), self.page_address),
        ]
    }
}

// By hand: it may have a private key.
impl fmt::Debug for Whereabouts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Whereabouts")
            .field("api", &self.api)
            .field("page", &self.page)
            .field("control", &self.control)
            .field("region", &self.region)
            .field("environment", &self.environment)
            .finish_non_exhaustive()
    }
}
