//! A page that cannot be made.

use crate::error::ShopError;
use crate::pages::{failed, not_found};
use amazonpay_update::region::RegionName;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;

/// What the browser gets instead.
pub(super) enum PageError {
    /// Nobody is logged in.
    NotLoggedIn,
    /// The shop does not take the request. The page says why.
    Refused(StatusCode, Markup),
    /// The log says why.
    Failed(RegionName, ShopError),
}

impl PageError {
    /// There is no such page or wallet, or it is another buyer's.
    pub(super) fn not_found() -> PageError {
        PageError::Refused(StatusCode::NOT_FOUND, not_found())
    }

    /// For a buyer of this region.
    pub(super) fn failed<E: Into<ShopError>>(region: RegionName) -> impl FnOnce(E) -> PageError {
        move |error| PageError::Failed(region, error.into())
    }
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        match self {
            PageError::NotLoggedIn => Redirect::to("/").into_response(),
            PageError::Refused(status, page) => (status, page).into_response(),
            PageError::Failed(region, error) => {
                tracing::error!("{error}");
                (StatusCode::INTERNAL_SERVER_ERROR, failed(region)).into_response()
            }
        }
    }
}
