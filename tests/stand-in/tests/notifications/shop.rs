//! A shop that keeps what is posted to it, and verifiers that trust the stand-in.

use crate::support::{KEY_ID, setup};
use amazonpay_update::ipn::{HttpFetcher, Topics, TrustedRoots, Verifier};
use amazonpay_update_stand_in::{Region, StandIn};
use axum::Router;
use axum::extract::State;
use http::{HeaderMap, StatusCode};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;
use tokio::task::JoinSet;

pub(crate) const PERMISSION: &str = "B01-1234567-1234567";

/// Answers with 200, unless it is told otherwise.
#[derive(Default)]
struct Kept {
    received: Vec<(HeaderMap, String)>,
    answers: VecDeque<u16>,
}

pub(crate) struct Shop {
    pub(crate) url: String,
    kept: Arc<Mutex<Kept>>,
    _server: JoinSet<()>,
}

impl Shop {
    pub(crate) async fn open() -> Shop {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url =
            format!("http://localhost:{}/ipn?shop=1", listener.local_addr().expect("an address").port());
        let kept = Arc::new(Mutex::new(Kept::default()));
        let router = Router::new().fallback(keep).with_state(Arc::clone(&kept));
        let mut server = JoinSet::new();
        server.spawn(async { axum::serve(listener, router).await.expect("it serves") });
        Shop { url, kept, _server: server }
    }

    /// What the next requests are answered with, the first first.
    pub(crate) fn answers(&self, statuses: &[u16]) {
        self.kept.lock().expect("no panic").answers.extend(statuses);
    }

    pub(crate) fn received(&self) -> Vec<(HeaderMap, String)> {
        self.kept.lock().expect("no panic").received.clone()
    }

    pub(crate) fn bodies(&self) -> Vec<String> {
        self.received().into_iter().map(|(_, body)| body).collect()
    }
}

async fn keep(State(kept): State<Arc<Mutex<Kept>>>, headers: HeaderMap, body: String) -> StatusCode {
    let mut kept = kept.lock().expect("no panic");
    kept.received.push((headers, body));
    StatusCode::from_u16(kept.answers.pop_front().unwrap_or(200)).expect("a status")
}

/// A stand-in that posts to the shop.
pub(crate) async fn posting_to(shop: &Shop) -> StandIn {
    StandIn::start(setup(KEY_ID).ipn_url(&shop.url)).await.expect("it starts")
}

/// Finds SNS and its authority at the stand-in.
pub(crate) fn client_of_sns(stand_in: &StandIn) -> reqwest::Client {
    reqwest::Client::builder()
        .tls_certs_only([reqwest::Certificate::from_pem(stand_in.ca_pem().as_bytes()).expect("PEM")])
        .resolve(&Region::Us.sns_host(), stand_in.address())
        .resolve("crt.r2m01.amazontrust.com", stand_in.page_address())
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .expect("a client")
}

/// The library's, for Amazon Pay's topic of the merchant.
pub(crate) fn verifier(stand_in: &StandIn) -> Verifier<HttpFetcher> {
    let topics: Topics =
        "arn:aws:sns:us-east-1:291180941288:A3BXB0YN3XH17HA3LVSV45M75151".parse().expect("a topic");
    Verifier::builder(topics, HttpFetcher::with_client(client_of_sns(stand_in)))
        .roots(TrustedRoots::from_pem(stand_in.sns_ca_pem()).expect("a root"))
        .allow_sha1()
        .build()
}
