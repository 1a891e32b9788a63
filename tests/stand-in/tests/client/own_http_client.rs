//! A client that sends with a `reqwest::Client` of the shop's.

use super::support::{self, HOST, KEY_ID, SESSION, confirmed, session_id, signer, stand_in};
use amazonpay_update::region::RegionName;
use amazonpay_update::session::{
    ApiRequest, Client, ClientError, NextStep, RequestSigner, SendError, SignRequest, StandIn,
};
use amazonpay_update::signing::SignError;
use amazonpay_update_stand_in::{Fault, Script, StandIn as Server};
use http::{StatusCode, Uri};
use std::time::{Duration, Instant};

/// A client as `reqwest` makes it, which follows redirects. It trusts both servers, and finds the first under
/// Amazon's name.
fn http(server: &Server, other: &Server) -> reqwest::Client {
    let roots = [server, other].map(|server| server.ca_pem().as_bytes());
    reqwest::Client::builder()
        .tls_certs_only(roots.map(|root| reqwest::Certificate::from_pem(root).expect("PEM")))
        .resolve(HOST, server.address())
        .build()
        .expect("a client")
}

fn client(http: reqwest::Client) -> Client {
    let no_wait = Duration::ZERO;
    Client::builder(signer()).http_client(http).backoff(no_wait, no_wait).build().expect("a client")
}

#[tokio::test]
async fn it_completes_an_update() {
    let server = stand_in().await;
    let session = server.session(confirmed(SESSION));
    let step = client(http(&server, &server)).complete_checkout_session(&session_id(SESSION)).await;
    assert!(matches!(step, Ok(NextStep::Updated(_))), "{step:?}");
    assert_eq!(session.completions(), 1);
}

#[tokio::test]
async fn what_is_said_where_a_redirect_leads_is_not_believed() {
    for status in [301, 302, 303, 307, 308].map(|status| StatusCode::from_u16(status).expect("a status")) {
        let (server, other) = (stand_in().await, stand_in().await);
        let said = r#"{"statusDetails": {"state": "Completed"}}"#;
        let elsewhere = other.session(
            confirmed(SESSION).script(Script::from_fn(move |_| Some(Fault::OtherAnswer(said.to_owned())))),
        );
        let address = format!("{}/v2/checkoutSessions/{SESSION}", other.base_url());
        server.session(
            confirmed(SESSION)
                .script(Script::from_fn(move |_| Some(Fault::RedirectTo(status, address.clone())))),
        );
        let client = client(http(&server, &other));
        let error = client.send(&support::get(SESSION)).await.expect_err("from elsewhere");
        let SendError::NoAnswer { arrived: true, source, .. } = error else { panic!("{error}") };
        assert!(source.to_string().contains("followed a redirect"), "{source}");
        let step = client.complete_checkout_session(&session_id(SESSION)).await.expect("signed");
        assert!(matches!(step, NextStep::RetryLater { may_be_completed: true, .. }), "{step:?}");

        // The other host was asked, and has not seen a signature.
        let records = elsewhere.records();
        assert!(!records.is_empty(), "the redirect was followed");
        assert!(records.iter().all(|record| record.authorization.is_none()), "{status}: {records:?}");
    }
}

#[tokio::test]
async fn an_attempt_ends_though_the_client_has_no_time_of_its_own() {
    let server = stand_in().await;
    let late = Fault::Late(Duration::from_secs(60));
    server.session(confirmed(SESSION).script(Script::from_fn(move |_| Some(late.clone()))));
    let client = Client::builder(signer()).http_client(http(&server, &server));
    let client = client.timeout(Duration::from_millis(300)).attempts(1).build().expect("a client");
    let started = Instant::now();
    let error = client.send(&support::get(SESSION)).await.expect_err("late");
    assert!(matches!(error, SendError::NoAnswer { arrived: true, .. }), "{error}");
    assert!(started.elapsed() < Duration::from_secs(20));
}

/// Signs for a server in the clear.
struct Plain {
    signer: RequestSigner,
    address: String,
}

impl SignRequest for Plain {
    type Error = SignError;

    fn region(&self) -> RegionName {
        self.signer.region()
    }

    async fn sign_request(&self, request: &ApiRequest) -> Result<http::Request<String>, SignError> {
        let mut signed = self.signer.sign(request)?;
        let path = signed.uri().path().to_owned();
        *signed.uri_mut() = Uri::try_from(format!("http://{}{path}", self.address)).expect("a URL");
        Ok(signed)
    }
}

#[tokio::test]
async fn nothing_is_sent_in_the_clear() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address").to_string();
    let plain = Plain { signer: signer(), address };
    let client = Client::builder(plain).http_client(reqwest::Client::new()).attempts(1).build();
    let error = client.expect("a client").send(&support::get(SESSION)).await.expect_err("in the clear");
    let SendError::NoAnswer { arrived: false, source, .. } = error else { panic!("{error}") };
    assert!(source.to_string().contains("not for https"), "{source}");
    assert!(tokio::time::timeout(Duration::from_millis(100), listener.accept()).await.is_err());
}

#[tokio::test]
async fn a_stand_in_has_its_own_client() {
    let server = stand_in().await;
    let both = Client::builder(support::signer_with(KEY_ID, support::private_pem()))
        .http_client(reqwest::Client::new())
        .stand_in(StandIn::new(server.base_url(), server.ca_pem()))
        .build();
    assert!(matches!(both, Err(ClientError::StandInOfOtherClient)), "{both:?}");
}
