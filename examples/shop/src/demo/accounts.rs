//! The shop's accounts, at the stand-ins. In Live they come of `AccountConfig::from_env`.

use super::stand_ins::{DemoError, RETURN_ORIGIN, StandIns};
use crate::amazon_pay::{AmazonPay, Fetcher};
use crate::log::Shown;
use amazonpay_update::ipn::HttpFetcher;
use amazonpay_update::return_state::StateKey;
use amazonpay_update::session::Client;
use amazonpay_update::store_id;
use amazonpay_update_stand_in::Whereabouts;
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
        |stand_in| account(stand_in, &stand_ins.state_key_pem, kept_signatures).map_err(DemoError::Account);
    stand_ins.all.iter().map(account).collect()
}

fn account(
    stand_in: &Whereabouts,
    state_key_pem: &str,
    kept_signatures: usize,
) -> Result<AmazonPay, Box<dyn Error + Send + Sync>> {
    let account = stand_in.any_account()?;
    let account = if kept_signatures > 0 { account.with_cache(kept_signatures) } else { account };
    // A buyer who is back waits for it, and SNS waits for 15 seconds.
    let client = Client::builder(Shown(account.request_signer()))
        .stand_in(stand_in.client_target())
        .deadline(Duration::from_secs(8))
        .build()?;
    let fetcher: Fetcher = Box::new(HttpFetcher::with_client(certificates_from(stand_in)?));
    let verifier = stand_in.verifier(fetcher)?;
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
fn certificates_from(stand_in: &Whereabouts) -> reqwest::Result<reqwest::Client> {
    let root = reqwest::Certificate::from_pem(stand_in.ca_pem.as_bytes())?;
    let client = reqwest::Client::builder().tls_certs_only([root]).no_proxy().redirect(Policy::none());
    stand_in.hosts().iter().fold(client, |client, (host, at)| client.resolve(host, *at)).build()
}
