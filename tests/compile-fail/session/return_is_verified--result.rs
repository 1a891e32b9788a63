//! A return that is verified, or not: the `?` is missing.

use amazonpay_update::return_state::{StateVerifyingKey, UpdateState};
use amazonpay_update::session::{BuyerReturn, Client, NextStep};
use amazonpay_update::signing::SignError;

async fn complete(
    client: &Client,
    keys: &[StateVerifyingKey],
    started: &[UpdateState],
    url: &str,
) -> Result<NextStep, SignError> {
    let verified = BuyerReturn::from_url(url).verify_state(keys, started);
    client.complete_return(&verified).await
}

fn main() {}
