//! What the fuzz targets do with some bytes.
//!
//! The tests run each target over its seeds. `tests/fuzz/run` fuzzes.
#![allow(clippy::missing_panics_doc, reason = "to panic is how a target says that something is wrong")]

use amazonpay_update::__private::testing::ipn::body;
use amazonpay_update::config::{AccountConfig, ConfigError};
use amazonpay_update::ipn::{
    CertificateFetcher, CertificateUrl, FetchError, IssuerUrl, Message, NotificationBody, Topics,
    TrustedRoots, Verifier,
};
use amazonpay_update::return_state::{StateKey, StateVerifyingKey, UpdateState};
use amazonpay_update::session::{
    AnswerError, ApiRequest, BuyerReturn, ChargePermission, CheckoutSession, Completion, ExpectedUpdate,
    NextStep, SentRequest, after_complete,
};
use amazonpay_update::{CheckedPayload, PayOnly, UpdatePayload, charge_permission_id, store_id};
use http::{Method, Request, Response, StatusCode};
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::{Duration, SystemTime};

const ROOT: &str = include_str!("root.pem");
const MESSAGE: &[u8] = include_bytes!("message.json");
const STATE_KEY: &str = include_str!("state_key.pub.pem");

/// 2026-01-02T03:10:00Z, when the message and the certificates are valid.
const NOW: Duration = Duration::from_secs(1_767_323_400);

/// The first byte chooses among the statuses the API documents.
const STATUSES: [u16; 16] = [200, 201, 202, 400, 422, 403, 401, 404, 301, 408, 409, 425, 426, 429, 500, 503];

/// The JSON of a payload. The canonical form of an accepted payload keeps every rule, and is canonical.
pub fn checked_payload(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    let for_pay_only = CheckedPayload::check_for(text, PayOnly);
    match CheckedPayload::check(text) {
        Err(violations) => {
            assert!(!violations.as_slice().is_empty() && for_pay_only.is_err());
            let lines = violations.as_slice().len() + usize::from(violations.omitted() > 0);
            assert_eq!(violations.to_string().lines().count(), lines, "{violations}");
        }
        Ok(payload) => {
            let canonical = payload.to_canonical_json();
            let again = CheckedPayload::check(&canonical).expect("what was taken keeps every rule");
            assert_eq!(again.to_canonical_json(), canonical);
            assert_eq!(payload.for_product_type(PayOnly).is_ok(), for_pay_only.is_ok());
        }
    }
}

/// A configuration as JSON, as TOML, and as variables. Both ways to read JSON agree, and no error repeats a key. A NUL
/// separates variables, as in `/proc/self/environ`. No key file is opened.
pub fn configuration(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    let json = AccountConfig::from_json(text);
    let deserialized = serde_json::from_str::<AccountConfig>(text);
    assert_eq!(json.is_ok(), deserialized.is_ok(), "{json:?} {deserialized:?}");
    if let Err(error) = deserialized {
        assert_shows_no_key(&error.to_string());
    }
    let variables = text.split('\0').filter_map(|variable| variable.split_once('='));
    let of_variables = AccountConfig::from_vars("AMAZON_PAY", variables);
    for read in [json, AccountConfig::from_toml(text), of_variables] {
        match read {
            Ok(config) => assert!(format!("{config:?}").contains("region")),
            Err(ConfigError::Key { .. }) => panic!("the key is not read yet"),
            Err(error) => assert_shows_no_key(&format!("{error} {error:?}")),
        }
    }
}

fn assert_shows_no_key(text: &str) {
    assert!(!text.contains("-----BEGIN"), "{text}");
}

/// A return URL, or its query. An id that is read keeps its rule.
pub fn buyer_return(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    for back in [BuyerReturn::from_url(text), BuyerReturn::from_query(text)] {
        if let Ok(Some(id)) = back.checkout_session_id() {
            assert!(id.as_str().parse::<amazonpay_update::CheckoutSessionId>().is_ok());
        }
    }
}

/// A state token. Only the holder of the key can make one.
pub fn state_token(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    let key = StateVerifyingKey::from_pem(STATE_KEY).expect("a key");
    let state = UpdateState::new(
        store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId"),
        charge_permission_id!("B01-0000000-0000000"),
        PayOnly,
    );
    let query = format!("amazonPayUpdateState={text}");
    let back = BuyerReturn::from_query(&query);
    assert!(back.verify_state_at([&key], [&state], SystemTime::UNIX_EPOCH + NOW).is_err());
    assert!(back.verify_update_at([&key], [&state], SystemTime::UNIX_EPOCH + NOW).is_err());
}

/// A key in PEM form. The public half of an accepted key verifies what the key signs.
pub fn state_key(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    let _ = StateVerifyingKey::from_pem(text);
    let Ok(key) = StateKey::from_pem(text) else { return };
    let state = UpdateState::new(
        store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId"),
        charge_permission_id!("B01-0000000-0000000"),
        PayOnly,
    );
    let id = "amazonCheckoutSessionId=acf951ea-32ee-4dea-916b-2caa9b218e4a";
    let query = format!("amazonPayUpdateState={}&{id}", key.token(&state).as_str());
    assert!(BuyerReturn::from_query(&query).verify_state([&key.verifying_key()], [&state]).is_ok());
}

fn response(data: &[u8]) -> Option<Response<&[u8]>> {
    let (first, body) = data.split_first()?;
    let mut response = Response::new(body);
    let status = STATUSES[usize::from(*first) % STATUSES.len()];
    *response.status_mut() = StatusCode::from_u16(status).expect("a status");
    Some(response)
}

/// An answer to Complete or Get Checkout Session. An update is never made up.
pub fn checkout_session(data: &[u8]) {
    let Some(response) = response(data) else { return };
    let read = CheckoutSession::from_response(&response);
    assert!(read.is_err() || response.status().is_success());
    assert!(read.is_err() || AnswerError::from_response(&response).is_none());
    let sent = sent("checkoutSessions/acf951ea-32ee-4dea-916b-2caa9b218e4a");
    let answer = CheckoutSession::from_answer(&response, &sent);
    assert!(answer.is_err() || read.is_ok());
    assert_shows_no_signature(&format!("{answer:?}"));
    let permission = charge_permission_id!("B01-0000000-0000000");
    let expected = ExpectedUpdate::new(
        store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId"),
        permission.clone(),
    );
    let step = match after_complete(&response, &sent, &expected) {
        Completion::Done(step) => step,
        Completion::GetCheckoutSession(first) => {
            let _ = first.clone().unanswered();
            first.after_get(&response, &sent)
        }
    };
    if let NextStep::Updated(session) | NextStep::AlreadyCompleted(session) = step {
        assert_eq!(session.charge_permission_id, Some(permission));
    }
}

const SIGNATURE: &str = "Zm9vYmFyMTIz/+9xdXV4Zm9vYmFyMTIz/+9xdXV4Zm9vYmFyMTIz/+9xdXV4Zm9vYmFyMTIz";

/// A request that was sent to the Sandbox.
fn sent(path: &str) -> SentRequest {
    let authorization =
        format!("AMZN-PAY-RSASSA-PSS-V2 PublicKeyId=SANDBOX-A, SignedHeaders=accept, Signature={SIGNATURE}");
    let url = format!("https://pay-api.amazon.com/v2/{path}");
    SentRequest::of(&Request::get(url).header("authorization", authorization).body("").expect("a request"))
}

fn assert_shows_no_signature(text: &str) {
    assert!(!text.contains(&SIGNATURE[..20]), "{text}");
    assert!(!text.chars().any(char::is_control), "{text}");
}

/// An answer to Get Charge Permission.
pub fn charge_permission(data: &[u8]) {
    let Some(response) = response(data) else { return };
    let answer = ChargePermission::from_answer(&response, &sent("chargePermissions/B01-0000000-0000000"));
    assert_shows_no_signature(&format!("{answer:?}"));
    if let Ok(permission) = ChargePermission::from_response(&response) {
        let _ = permission.next_step();
        let _ = format!("{permission:?}");
    }
}

/// The parts of a request, separated by a NUL. The parts of an accepted request make one path.
pub fn request(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    let mut parts = text.split('\0');
    let mut part = || parts.next().unwrap_or_default();
    let (path, segment, name, value) = (part(), part(), part(), part());
    let Ok(request) = ApiRequest::new(Method::GET, path).and_then(|request| request.segment(segment)) else {
        return;
    };
    assert!(request.path().starts_with("/v2/") && !request.path().contains("//"));
    assert!(request.path().is_ascii() && !request.path().contains(['?', '#', ' ']));
    assert!(!request.path().split('/').any(|part| part == "." || part == ".."));
    let _ = request.header(name, value);
}

/// Serves the same bytes for every certificate.
struct Serves<'a>(&'a [u8]);

impl CertificateFetcher for Serves<'_> {
    async fn signing_certificate(&self, _: &CertificateUrl) -> Result<Vec<u8>, FetchError> {
        Ok(self.0.to_vec())
    }

    async fn issuer_certificate(&self, _: &IssuerUrl) -> Result<Vec<u8>, FetchError> {
        Ok(self.0.to_vec())
    }
}

/// Nothing waits here, so one poll is enough.
fn now_or_never<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("nothing waits here"),
    }
}

fn verify(body: &[u8], certificate: &[u8]) -> Option<Message> {
    let roots = TrustedRoots::from_pem(ROOT).expect("a root");
    let verifier = Verifier::builder(Topics::any(), Serves(certificate)).allow_sha1().roots(roots).build();
    now_or_never(verifier.verify_at(body, SystemTime::UNIX_EPOCH + NOW)).ok()
}

/// A posted notification. The topic of a verified message is one of SNS.
pub fn envelope(data: &[u8]) {
    if let Some(message) = verify(data, include_bytes!("certificate.pem")) {
        assert!(message.topic_arn().as_str().starts_with("arn:aws:sns:"));
    }
}

/// The answer from the URL of a certificate. Only the signer's own certificate is accepted.
pub fn certificate(data: &[u8]) {
    if verify(MESSAGE, data).is_some() {
        let without_spaces = |text: &str| text.split_whitespace().collect::<String>();
        let signer = without_spaces(include_str!("certificate.pem"));
        let base64 = signer.split("-----").nth(2).expect("a certificate").trim_end_matches('=');
        // The last character has bits that stand for nothing.
        let of_signer = &base64[..base64.len() - 1];
        assert!(without_spaces(&String::from_utf8_lossy(data)).contains(of_signer));
    }
}

/// The message in a notification. Nothing of it is lost.
pub fn notification(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    if let NotificationBody::Other(other) = body(text) {
        assert_eq!(other.text(), text);
    }
}
