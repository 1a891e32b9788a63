//! Which request gets which page.

mod account;
mod back;
mod buyer;
mod change;
mod headers;
mod login;
mod page_error;

use self::page_error::PageError;
use crate::amazon_pay::endpoint;
use crate::database::Sessions;
use crate::pages::{ICON, ICON_PATH, STYLE, other_site, style_path, wrong_method};
use crate::shop::Shop;
use amazonpay_update::region::RegionName;
use axum::Router;
use axum::http::{Method, StatusCode, header};
use axum::middleware::from_fn;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use std::sync::Arc;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;
use tower_sessions::cookie::SameSite;
use tower_sessions::cookie::time::Duration;
use tower_sessions::{Expiry, SessionManagerLayer};

/// All of the shop.
pub fn router(shop: &Arc<Shop>) -> Router {
    let mut router = Router::new()
        .route("/", get(login::home))
        .route("/login", post(login::log_in))
        .route("/logout", post(login::log_out))
        .route("/account", get(account::account))
        .route("/wallets/{id}/charge", post(account::charge))
        .route("/wallets/{id}/payment-method", get(change::payment_method))
        .route("/wallets/{id}/address", get(change::address))
        .route(back::RETURN_PATH, get(back::come_back))
        .route("/result", get(back::result))
        .fallback(async || PageError::not_found())
        .with_state(Arc::clone(shop))
        .layer(session_layer(shop))
        // Neither needs a session.
        .route(style_path(), get(async || file("text/css; charset=utf-8", STYLE)))
        .route(ICON_PATH, get(async || file("image/svg+xml", ICON)));
    for region in RegionName::ALL {
        router = router.nest(&format!("/ipn/{region}"), endpoint(Arc::clone(shop), *region));
    }
    router
        .method_not_allowed_fallback(async |method: Method| {
            PageError::Refused(StatusCode::METHOD_NOT_ALLOWED, wrong_method(&method))
        })
        // A form of another site's is refused. SNS sends no `Origin`, and is let through.
        .layer(CsrfLayer::new().with_rejection_response(|_| {
            PageError::Refused(StatusCode::FORBIDDEN, other_site()).into_response()
        }))
        .layer(from_fn(headers::add))
        .layer(CompressionLayer::new().gzip(true))
}

/// The cookie of the buyer's session.
fn session_layer(shop: &Shop) -> SessionManagerLayer<Sessions> {
    SessionManagerLayer::new(Sessions(shop.database.clone()))
        // With https, `__Host-session` and `with_secure(true)`: not every browser takes those of http://localhost.
        .with_name("session")
        .with_secure(false)
        .with_http_only(true)
        // The buyer comes back from Amazon's page by a link: `Strict` would not come along.
        .with_same_site(SameSite::Lax)
        // An update may take a day, and its token is good for up to an hour more.
        .with_expiry(Expiry::OnInactivity(Duration::hours(26)))
}

/// A file that browsers may keep.
fn file(content_type: &'static str, text: &'static str) -> impl IntoResponse {
    let headers = [
        (header::CONTENT_TYPE, content_type),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    (headers, text)
}
