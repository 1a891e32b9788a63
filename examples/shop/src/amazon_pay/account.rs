//! The shop's account in a region.

use crate::log::Shown;
use amazonpay_update::config::AnyAccount;
use amazonpay_update::ipn::{DynCertificateFetcher, Verifier};
use amazonpay_update::payload::NeededProductType;
use amazonpay_update::region::{Language, RegionName};
use amazonpay_update::return_state::StateKey;
use amazonpay_update::session::{Client, RequestSigner};
use amazonpay_update::{ReturnUrl, Signed, StoreId};
use std::sync::Arc;

/// How certificates of SNS come: in Live by `HttpFetcher`, here from a stand-in.
pub type Fetcher = Box<dyn DynCertificateFetcher>;

/// An update, signed: it has a button.
pub type StartedUpdate = Signed<RegionName, NeededProductType>;

/// The shop's account in one region, and what goes with it.
pub struct AmazonPay {
    /// Signs payloads.
    pub account: AnyAccount,
    /// Asks Amazon Pay. In Live it is a `Client<RequestSigner>`, which shows nobody what it signs.
    pub client: Client<Shown<RequestSigner>>,
    /// Believes notifications.
    pub verifier: Arc<Verifier<Fetcher>>,
    /// Signs the tokens in return URLs.
    pub state_key: StateKey,
    /// The store, as Integration Central shows it.
    pub store_id: StoreId,
    /// Where buyers come back to.
    pub return_url: ReturnUrl,
}

impl AmazonPay {
    /// The region.
    #[must_use]
    pub fn region(&self) -> RegionName {
        self.account.region()
    }

    /// The language of the shop's buyers there, for Amazon's page and for messages.
    #[must_use]
    pub fn language(&self) -> Language<RegionName> {
        match self.region() {
            RegionName::Eu => Language::of_or_first(RegionName::Eu, "de_DE"),
            region => Language::first_of(region),
        }
    }
}
