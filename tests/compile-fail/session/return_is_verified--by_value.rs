//! A return completed before its state token is verified, without the `&`.

use amazonpay_update::session::{BuyerReturn, Client, NextStep};
use amazonpay_update::signing::SignError;

async fn complete(client: &Client, url: &str) -> Result<NextStep, SignError> {
    client.complete_return(BuyerReturn::from_url(url)).await
}

fn main() {}
