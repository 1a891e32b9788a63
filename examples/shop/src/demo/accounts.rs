//! The shop's accounts, at the stand-ins. In Live they come of `AccountConfig::from_env`.

use super::stand_ins::{DemoError, Place, RETURN_ORIGIN, StandIns};
use crate::amazon_pay::{AmazonPay, Fetcher};
use crate::log::Shown;
use amazonpay_update::config::AnyAccount;
use amazonpay_update::ipn::{HttpFetcher, Topics, TrustedRoots, Verifier};
use amazonpay_update::return_state::StateKey;
use amazonpay_update::session::{Client, StandIn};
use amazonpay_update::{Environment, SigningKey, store_id};
use reqwest::redirect::Policy;
use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

/// An account for each stand-in, which keeps so many signatures.
///
/// # Errors
///
/// [`DemoError::Account`] when what is known of a stand-in does not fit together.
pub fn accounts(stand_ins: &StandIns, kept_signatures: usize) -> Result<Vec<AmazonPay>, DemoError> {
    let account =
        |place| account(place, &stand_ins.state_key_pem, kept_signatures).map_err(DemoError::Account);
    stand_ins.all.iter().map(account).collect()
}

fn account(
    place: &Place,
    state_key_pem: &str,
    kept_signatures: usize,
) -> Result<AmazonPay, Box<dyn Error + Send + Sync>> {
    let account = AnyAccount::in_region(
        place.region,
        place.merchant_id.parse()?,
        place.public_key_id.parse()?,
        SigningKey::from_pem(&place.private_key_pem)?,
        Environment::Sandbox,
    )?;
    let account = if kept_signatures > 0 { account.with_cache(kept_signatures) } else { account };
    // A buyer who is back waits for it, and SNS waits for 15 seconds.
    let client = Client::builder(Shown(account.request_signer()))
        .stand_in(StandIn::new(&place.api, &place.ca_pem))
        .deadline(Duration::from_secs(8))
        .build()?;
    let topics = Topics::of_account(&account)?;
    let fetcher: Fetcher = Box::new(HttpFetcher::with_client(certificates_from(place)?));
    let verifier = Verifier::builder(topics, fetcher)
        .allow_sha1()
        .roots(TrustedRoots::from_pem(&place.sns_ca_pem)?)
        .build();
    Ok(AmazonPay {
        account,
        client,
        verifier: Arc::new(verifier),
        state_key: StateKey::from_pem(state_key_pem)?,
        store_id: store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId"),
        return_url: format!("{RETURN_ORIGIN}/return").parse()?,
    })
}

/// Finds SNS, and the issuer of its certificate, at the stand-in.
fn certificates_from(place: &Place) -> reqwest::Result<reqwest::Client> {
    let root = reqwest::Certificate::from_pem(place.ca_pem.as_bytes())?;
    reqwest::Client::builder()
        .tls_certs_only([root])
        .no_proxy()
        .redirect(Policy::none())
        .resolve(&place.sns_host, place.api_address)
        .resolve("crt.r2m01.amazontrust.com", place.page_address)
        .build()
}
