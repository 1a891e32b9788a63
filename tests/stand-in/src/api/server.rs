//! The sockets, HTTP/1.1 over TLS.
//!
//! HTTP/2 is not offered: there a connection that breaks off would take the requests of other runs
//! with it.

use crate::accept::accept;
use crate::api::received::Received;
use crate::api::reply::{Body, Reply, http_date};
use crate::notifications::sns_answer;
use crate::shared::Shared;
use http::{HeaderName, HeaderValue, Request, Response, header};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use std::error::Error;
use std::io;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::SystemTime;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio_rustls::TlsAcceptor;

const NAME: HeaderValue = HeaderValue::from_static("amazon-pay-stand-in");
const REQUEST_ID: HeaderName = HeaderName::from_static("x-amz-pay-request-id");

/// Answers until it is aborted, and its connections with it.
pub(crate) async fn serve(listener: TcpListener, tls: TlsAcceptor, shared: Arc<Shared>) {
    let mut connections = JoinSet::new();
    loop {
        let stream = accept(&listener).await;
        while connections.try_join_next().is_some() {}
        connections.spawn(connection(stream, tls.clone(), Arc::clone(&shared)));
    }
}

/// Counts connections, and answers none.
pub(crate) async fn trap(listener: TcpListener, shared: Arc<Shared>) {
    loop {
        accept(&listener).await;
        shared.trap_visits.fetch_add(1, Ordering::Relaxed);
    }
}

/// An error ends the connection, as a fault means it to.
async fn connection(stream: TcpStream, tls: TlsAcceptor, shared: Arc<Shared>) {
    let Ok(stream) = accepted(stream, &tls).await else { return };
    let service = service_fn(move |request| answer(request, Arc::clone(&shared)));
    let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
}

async fn accepted(
    stream: TcpStream,
    tls: &TlsAcceptor,
) -> io::Result<tokio_rustls::server::TlsStream<TcpStream>> {
    stream.set_nodelay(true)?;
    tls.accept(stream).await
}

#[derive(Debug, thiserror::Error)]
#[error("the script closes the connection")]
struct Dropped;

async fn answer(
    request: Request<Incoming>,
    shared: Arc<Shared>,
) -> Result<Response<Body>, Box<dyn Error + Send + Sync>> {
    let received = Received::read(request).await?;
    let (reply, clock) = match sns_answer(&received, &shared) {
        Some(answer) => {
            let now = SystemTime::now();
            (Reply::new(None, now, &shared.trap, || answer.clone()), now)
        }
        None => shared.reply(&received),
    };
    let reply = reply.ok_or(Dropped)?;
    tokio::time::sleep(reply.delay).await;
    let mut response = reply.send();
    let headers = response.headers_mut();
    headers.insert(header::SERVER, NAME);
    headers.insert(header::DATE, http_date(clock));
    headers.insert(REQUEST_ID, HeaderValue::from_str(&shared.request_id())?);
    Ok(response)
}
