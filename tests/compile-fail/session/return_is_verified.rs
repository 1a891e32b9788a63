//! A return completed before its state token is verified.

use amazonpay_update::session::{BuyerReturn, Client, NextStep};
use amazonpay_update::signing::SignError;

async fn complete(client: &Client, url: &str) -> Result<NextStep, SignError> {
    let back = BuyerReturn::from_url(url);
    client.complete_return(&back).await
}

fn main() {}
