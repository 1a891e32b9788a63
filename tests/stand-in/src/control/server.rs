//! The socket, plain HTTP/1.1 on loopback.

use super::router::router;
use crate::accept::accept;
use crate::addresses::Addresses;
use crate::shared::Shared;
use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use std::sync::Arc;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

/// Answers until it is aborted, and its connections with it.
pub(crate) async fn serve(listener: TcpListener, shared: Arc<Shared>, addresses: Addresses) {
    let router = router(shared, addresses);
    let mut connections = JoinSet::new();
    loop {
        let stream = accept(&listener).await;
        while connections.try_join_next().is_some() {}
        connections.spawn(connection(stream, router.clone()));
    }
}

/// An error ends the connection.
async fn connection(stream: TcpStream, router: Router) {
    let service = TowerToHyperService::new(router);
    let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
}
