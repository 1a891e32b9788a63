//! TODO

use crate::notifications::{ISSUER_PATH, issuer_certificate};
use crate::shared::Shared;
use axum::Router;
use axum::routing::get;
use std::sync::Arc;
use tokio::net::TcpListener;

pub(crate) async fn serve(listener: TcpListener, _shared: Arc<Shared>) {
    let router = Router::new().route(ISSUER_PATH, get(issuer_certificate));
    let _ = axum::serve(listener, router).await;
}
