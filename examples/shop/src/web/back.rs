//! The buyer is back from Amazon's page.

use super::buyer::LoggedIn;
use super::page_error::PageError;
use crate::amazon_pay;
use crate::pages;
use crate::shop::Shop;
use axum::extract::{OriginalUri, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use std::sync::Arc;

/// Where Amazon sends the buyer.
pub(super) const RETURN_PATH: &str = "/return";

/// A database keeps the URL as a key, and PostgreSQL does not accept long keys. The URLs that the shop signs have less
/// than half of this length.
const LONGEST_URL: usize = 2_000;

/// Completes the update, and sends the buyer to a page without parameters: a reload completes nothing again.
pub(super) async fn come_back(
    State(shop): State<Arc<Shop>>,
    who: LoggedIn,
    OriginalUri(uri): OriginalUri,
) -> Result<Redirect, PageError> {
    let (buyer, url) = (&who.0, uri.to_string());
    if url.len() > LONGEST_URL {
        return Err(PageError::Refused(StatusCode::URI_TOO_LONG, pages::long_return()));
    }
    let outcome = shop.log.follow(&buyer.id, amazon_pay::come_back(&shop, buyer, &url)).await;
    let outcome = outcome.map_err(PageError::failed(buyer.region))?;
    shop.database.store_outcome(&buyer.id, &outcome).await.map_err(PageError::failed(buyer.region))?;
    Ok(Redirect::to("/result"))
}

pub(super) async fn result(State(shop): State<Arc<Shop>>, who: LoggedIn) -> Result<Response, PageError> {
    let region = who.0.region;
    let outcome = shop.database.outcome(&who.0.id).await.map_err(PageError::failed(region))?;
    Ok(match outcome {
        Some(outcome) => pages::result(region, &outcome, &who.entries(&shop)).into_response(),
        None => Redirect::to("/account").into_response(),
    })
}
