//! Amazon Pay tells of a change: the endpoint of the notifications.

use super::{Fetcher, Reason, refresh};
use crate::log::notes;
use crate::shop::Shop;
use amazonpay_update::ipn::extractor::{Rejection, Verified};
use amazonpay_update::ipn::{Outcome, Verifier};
use amazonpay_update::region::RegionName;
use axum::Router;
use axum::extract::{FromRef, State};
use axum::http::StatusCode;
use axum::routing::post;
use std::sync::Arc;
use std::time::Duration;

/// SNS waits for 15 seconds.
const PATIENCE: Duration = Duration::from_secs(14);

/// The endpoint of a region. Each has its own, for each has its own topic.
pub fn endpoint(shop: Arc<Shop>, region: RegionName) -> Router {
    Router::new().route("/", post(notified)).with_state(Endpoint { shop, region })
}

#[derive(Clone)]
struct Endpoint {
    shop: Arc<Shop>,
    region: RegionName,
}

impl FromRef<Endpoint> for Arc<Verifier<Fetcher>> {
    fn from_ref(endpoint: &Endpoint) -> Arc<Verifier<Fetcher>> {
        Arc::clone(&endpoint.shop.amazon_pay(endpoint.region).verifier)
    }
}

async fn notified(
    State(endpoint): State<Endpoint>,
    verified: Result<Verified<Fetcher>, Rejection>,
) -> axum::response::Result<Outcome> {
    let verified = verified.inspect_err(|why| tracing::warn!("the shop refuses a notification: {why}"))?;
    let message = verified.message();
    let Some(id) = message.charge_permission_to_fetch() else { return Ok(Outcome::Handled) };
    let (shop, pay) = (&endpoint.shop, endpoint.shop.amazon_pay(endpoint.region));
    // For the panel. What is nobody's is passed over.
    let buyer_id = shop.database.buyer_of(&id).await.ok().flatten().unwrap_or_default();
    let handled = shop.log.follow(&buyer_id, async {
        notes::notified(message);
        refresh(shop, pay, &id, Reason::Notified(message.message_id())).await
    });
    let Ok(handled) = tokio::time::timeout(PATIENCE, handled).await else {
        tracing::warn!("the shop took too long over a notification, so SNS sends it again");
        return Err(StatusCode::SERVICE_UNAVAILABLE.into());
    };
    Ok(handled.inspect_err(|why| tracing::warn!("the shop could not handle a notification: {why}"))?)
}
