//! The session id of a return that nobody has verified.

use amazonpay_update::CheckoutSessionId;
use amazonpay_update::session::{Client, NextStep};
use amazonpay_update::signing::SignError;

async fn complete(client: &Client, id: CheckoutSessionId) -> Result<NextStep, SignError> {
    client.complete_return(id).await
}

fn main() {}
