//! A page that cannot be made.

use crate::error::ShopError;
use crate::pages::{failed, not_found};
use amazonpay_update::region::RegionName;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

/// What the browser gets instead.
pub(super) enum PageError {
    /// Nobody is logged in.
    NotLoggedIn,
    /// There is no such wallet, or it is another buyer's.
    NotFound,
    /// The log says why.
    Failed(RegionName, ShopError),
}

impl PageError {
    /// For a buyer of this region.
    pub(super) fn failed<E: Into<ShopError>>(region: RegionName) -> impl FnOnce(E) -> PageError {
        move |error| PageError::Failed(region, error.into())
    }
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        match self {
            PageError::NotLoggedIn => Redirect::to("/").into_response(),
            PageError::NotFound => (StatusCode::NOT_FOUND, not_found()).into_response(),
            PageError::Failed(region, error) => {
                tracing::error!("{error}");
                (StatusCode::INTERNAL_SERVER_ERROR, failed(region)).into_response()
            }
        }
    }
}
