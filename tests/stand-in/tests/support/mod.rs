//! A merchant with two key pairs, and clients that trust the stand-in.

#![allow(dead_code, reason = "each test file uses its part")]

use amazonpay_update::region::RegionName;
use amazonpay_update::return_state::StateKey;
use amazonpay_update::session::{self, ApiRequest, Client, ClientBuilder, RequestSigner};
use amazonpay_update::{CheckoutSessionId, SigningKey};
use amazonpay_update_stand_in::{CheckoutSession, Region, SessionHandle, SessionState, Setup, StandIn};
use http::Request;
use reqwest::redirect::Policy;
use serde_json::Value;
use std::process::Command;
use std::sync::OnceLock;
use std::time::Duration;

/// How long a test waits for what must come: longer than a machine under load needs.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

pub(crate) const HOST: &str = "pay-api.amazon.com";
pub(crate) const KEY_ID: &str = "SANDBOX-AEXAMPLEKEYID";
pub(crate) const SESSION: &str = "acf951ea-32ee-4dea-916b-2caa9b218e4a";
pub(crate) const OTHER_SESSION: &str = "bcf951ea-32ee-4dea-916b-2caa9b218e4a";

fn generate() -> String {
    let made = Command::new("openssl")
        .args(["genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"])
        .output()
        .expect("the command openssl");
    assert!(made.status.success());
    String::from_utf8(made.stdout).expect("PEM")
}

/// The merchant's private key.
pub(crate) fn private_pem() -> &'static str {
    static PEM: OnceLock<String> = OnceLock::new();
    PEM.get_or_init(generate)
}

pub(crate) fn other_private_pem() -> &'static str {
    static PEM: OnceLock<String> = OnceLock::new();
    PEM.get_or_init(generate)
}

/// A key of state tokens; each call makes another.
pub(crate) fn state_key() -> StateKey {
    let made = Command::new("openssl")
        .args(["ecparam", "-name", "prime256v1", "-genkey", "-noout"])
        .output()
        .expect("the command openssl");
    StateKey::from_pem(&String::from_utf8(made.stdout).expect("PEM")).expect("a key")
}

pub(crate) fn public_pem(private_pem: &str) -> String {
    use rsa::pkcs8::{DecodePrivateKey, EncodePublicKey, LineEnding};
    let private = rsa::PrivateKey::from_pkcs8_pem(private_pem).expect("a key");
    private.to_public_key().to_public_key_pem(LineEnding::LF).expect("PEM").as_str().to_owned()
}

pub(crate) fn setup(public_key_id: &str) -> Setup {
    Setup::new(Region::Us, public_key_id, public_pem(private_pem()))
}

pub(crate) async fn stand_in() -> StandIn {
    stand_in_with(KEY_ID).await
}

/// With the merchant's key under this id.
pub(crate) async fn stand_in_with(public_key_id: &str) -> StandIn {
    StandIn::start(setup(public_key_id)).await.expect("it starts")
}

pub(crate) fn confirmed(id: &str) -> CheckoutSession {
    CheckoutSession::new(id, SessionState::Confirmed)
}

pub(crate) fn signer() -> RequestSigner {
    signer_with(KEY_ID, private_pem())
}

pub(crate) fn signer_with(public_key_id: &str, private_pem: &str) -> RequestSigner {
    let key = SigningKey::from_pem(private_pem).expect("a key");
    let id = public_key_id.parse().expect("an id");
    RequestSigner::new(RegionName::Us, id, amazonpay_update::Environment::Sandbox, key).expect("an account")
}

/// With a key of this environment.
pub(crate) fn signer_in(environment: amazonpay_update::Environment) -> RequestSigner {
    let key = SigningKey::from_pem(private_pem()).expect("a key");
    let id = match environment {
        amazonpay_update::Environment::Sandbox => KEY_ID.to_owned(),
        amazonpay_update::Environment::Live => KEY_ID.replace("SANDBOX", "LIVE"),
    };
    RequestSigner::new(RegionName::Us, id.parse().expect("an id"), environment, key).expect("an account")
}

pub(crate) fn session_id(id: &str) -> CheckoutSessionId {
    id.parse().expect("an id")
}

pub(crate) fn complete(id: &str) -> ApiRequest {
    ApiRequest::complete_checkout_session(&session_id(id))
}

pub(crate) fn get(id: &str) -> ApiRequest {
    ApiRequest::get_checkout_session(&session_id(id))
}

pub(crate) fn signed(request: &ApiRequest) -> Request<String> {
    signer().sign(request).expect("signed")
}

pub(crate) fn client(stand_in: &StandIn) -> reqwest::Client {
    client_that_redirects(stand_in, Policy::none())
}

pub(crate) fn client_that_redirects(stand_in: &StandIn, policy: Policy) -> reqwest::Client {
    reqwest::Client::builder()
        .tls_certs_only([reqwest::Certificate::from_pem(stand_in.ca_pem().as_bytes()).expect("PEM")])
        .resolve(HOST, stand_in.address())
        .redirect(policy)
        .timeout(PATIENCE)
        .build()
        .expect("a client")
}

/// Sends to the stand-in what is addressed to Amazon's host.
pub(crate) async fn send(
    client: &reqwest::Client,
    request: Request<String>,
) -> Result<reqwest::Response, reqwest::Error> {
    client.execute(request.try_into().expect("a request")).await
}

/// Waits until so many requests for a session have come to the stand-in.
pub(crate) async fn recorded(session: &SessionHandle, requests: usize) {
    let come = async {
        while session.records().len() < requests {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    };
    tokio::time::timeout(PATIENCE, come).await.expect("the requests come");
}

/// An answer in JSON.
#[derive(Debug)]
pub(crate) struct Answered {
    pub(crate) status: u16,
    pub(crate) body: Value,
}

impl Answered {
    pub(crate) fn reason(&self) -> (u16, &str) {
        (self.status, self.body["reasonCode"].as_str().unwrap_or_default())
    }

    pub(crate) fn state(&self) -> &str {
        self.body["statusDetails"]["state"].as_str().unwrap_or_default()
    }
}

pub(crate) async fn ask(client: &reqwest::Client, request: Request<String>) -> Answered {
    let response = send(client, request).await.expect("an answer");
    let status = response.status().as_u16();
    let headers = response.headers();
    assert_eq!(headers["content-type"], "application/json");
    assert_eq!(headers["server"], "amazon-pay-stand-in");
    assert!(headers.contains_key("x-amz-pay-request-id"));
    Answered { status, body: serde_json::from_str(&response.text().await.expect("a text")).expect("JSON") }
}

/// The library's client for the stand-in, made to wait less.
pub(crate) fn builder(server: &StandIn) -> ClientBuilder {
    Client::builder(signer())
        .stand_in(session::StandIn::new(server.base_url(), server.ca_pem()))
        .backoff(Duration::from_millis(1), Duration::from_millis(8))
}

pub(crate) fn update_client(server: &StandIn) -> Client {
    builder(server).build().expect("a client")
}
