//! A client whose key lives elsewhere: `openssl` signs, when it does.

use super::support::{self, HOST, KEY_ID, SESSION, confirmed, session_id, stand_in};
use amazonpay_update::region::RegionName;
use amazonpay_update::session::{
    ApiRequest, Client, DynSignRequest, NextStep, RequestSigner, SendError, SignRequest, StandIn,
};
use amazonpay_update::{Environment, VerifyingKey};
use amazonpay_update_stand_in::{Fault, Script, StandIn as Server, When};
use std::future::pending;
use std::io::{self, Write};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Once};
use std::time::Duration;

/// What the service does after it has signed so often.
#[derive(Clone, Copy)]
enum Then {
    Sign,
    Fail,
    Hang,
}

struct KeyService {
    signer: RequestSigner<VerifyingKey>,
    key: tempfile::NamedTempFile,
    signed: AtomicUsize,
    at_most: usize,
    then: Then,
    hangs: Once,
}

impl KeyService {
    fn new(at_most: usize, then: Then) -> KeyService {
        let mut key = tempfile::NamedTempFile::new().expect("a temporary file");
        key.write_all(support::private_pem().as_bytes()).expect("it is written");
        let public = support::signer().verifying_key().clone();
        let id = KEY_ID.parse().expect("an id");
        let signer =
            RequestSigner::new(RegionName::Us, id, Environment::Sandbox, public).expect("no contradiction");
        assert_eq!(signer.region().api_host(), HOST);
        KeyService { signer, key, signed: AtomicUsize::new(0), at_most, then, hangs: Once::new() }
    }

    fn sign(&self, message: &str) -> io::Result<Vec<u8>> {
        let mut openssl = Command::new("openssl")
            .args([
                "dgst",
                "-sha256",
                "-sigopt",
                "rsa_padding_mode:pss",
                "-sigopt",
                "rsa_pss_saltlen:32",
                "-sign",
            ])
            .arg(self.key.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        openssl.stdin.take().expect("a pipe").write_all(message.as_bytes())?;
        Ok(openssl.wait_with_output()?.stdout)
    }

    fn client(self, server: &Server) -> Client<KeyService> {
        client(self, server)
    }
}

fn client<S: SignRequest>(signer: S, server: &Server) -> Client<S> {
    Client::builder(signer)
        .stand_in(StandIn::new(server.base_url(), server.ca_pem()))
        .backoff(Duration::from_millis(1), Duration::from_millis(8))
        .build()
        .expect("a client")
}

impl SignRequest for KeyService {
    type Error = io::Error;

    fn region(&self) -> RegionName {
        self.signer.region()
    }

    async fn sign_request(&self, request: &ApiRequest) -> io::Result<http::Request<String>> {
        if self.signed.fetch_add(1, Ordering::Relaxed) >= self.at_most {
            match self.then {
                Then::Sign => {}
                Then::Fail => return Err(io::ErrorKind::ConnectionRefused.into()),
                Then::Hang => {
                    // Nobody else is waited for, so time passes at once.
                    self.hangs.call_once(tokio::time::pause);
                    pending::<()>().await;
                }
            }
        }
        let to_sign = self.signer.to_sign(request).map_err(io::Error::other)?;
        let signature = self.sign(to_sign.string_to_sign())?;
        self.signer.complete_bytes(to_sign, &signature).map_err(io::Error::other)
    }
}

#[tokio::test]
async fn each_attempt_is_signed_elsewhere() {
    let server = stand_in().await;
    let script = Script::first([Fault::Drop(When::AfterProcessing)]);
    let session = server.session(confirmed(SESSION).guarded_by_key_alone().script(script));
    let client = KeyService::new(0, Then::Sign).client(&server);
    let step = client.complete_checkout_session(&session_id(SESSION)).await.expect("signed");
    assert!(matches!(step, NextStep::Updated(_)), "{step:?}");
    let records = session.records();
    assert_eq!((records.len(), session.completions()), (2, 1));
    assert!(records.iter().all(|record| record.signature_is_good));
    assert_ne!(records[0].authorization, records[1].authorization);
}

#[tokio::test]
async fn a_service_that_fails_at_once_is_the_callers_error() {
    let server = stand_in().await;
    let session = server.session(confirmed(SESSION));
    let client = KeyService::new(0, Then::Fail).client(&server);
    let error = client.complete_checkout_session(&session_id(SESSION)).await.expect_err("no signature");
    assert_eq!(error.kind(), io::ErrorKind::ConnectionRefused);
    assert!(session.records().is_empty());
}

#[tokio::test]
async fn a_service_that_fails_later_leaves_the_doubt() {
    for then in [Then::Fail, Then::Hang] {
        let server = stand_in().await;
        let script = Script::first([Fault::Drop(When::AfterProcessing)]);
        let session = server.session(confirmed(SESSION).script(script));
        let client = KeyService::new(1, then).client(&server);
        let step = client.complete_checkout_session(&session_id(SESSION)).await.expect("sent");
        assert!(matches!(step, NextStep::RetryLater { may_be_completed: true, .. }), "{step:?}");
        assert_eq!((session.records().len(), session.completions()), (1, 1));
    }
}

#[tokio::test]
async fn a_service_that_hangs_is_not_waited_for_beyond_the_deadline() {
    let server = stand_in().await;
    let session = server.session(confirmed(SESSION));
    let client = KeyService::new(0, Then::Hang).client(&server);
    let id = session_id(SESSION);
    let call = tokio::time::timeout(Duration::from_secs(3600), client.complete_checkout_session(&id));
    let step = call.await.expect("it ends").expect("no error of the service");
    assert!(matches!(step, NextStep::RetryLater { may_be_completed: false, .. }), "{step:?}");
    assert!(session.records().is_empty());
}

/// The state of a shop, whose type does not say who signs.
#[derive(Clone, Debug)]
struct Shop<S> {
    amazon_pay: Client<S>,
}

#[tokio::test]
async fn one_type_of_client_has_any_signer() {
    let server = stand_in().await;
    let signers: [Arc<dyn DynSignRequest>; 2] =
        [Arc::new(support::signer()), Arc::new(KeyService::new(0, Then::Sign))];
    for signer in signers {
        let session = server.session(confirmed(SESSION));
        let shop = Shop { amazon_pay: client(signer, &server) }.clone();
        assert!(format!("{shop:?}").contains("Us"), "{shop:?}");
        let id = session_id(SESSION);
        let step = tokio::spawn(async move { shop.amazon_pay.complete_checkout_session(&id).await }).await;
        let step = step.expect("no panic").expect("signed");
        assert!(matches!(step, NextStep::Updated(_)), "{step:?}");
        assert_eq!(session.completions(), 1);
    }
    let boxed: Box<dyn DynSignRequest> = Box::new(KeyService::new(0, Then::Fail));
    let failed = client(boxed, &server).send(&support::get(SESSION)).await.expect_err("no signature");
    let SendError::Sign(error) = failed else { panic!("{failed}") };
    let own = error.as_error().downcast_ref::<io::Error>().expect("the service's own");
    assert_eq!(own.kind(), io::ErrorKind::ConnectionRefused);
    assert_eq!(error.to_string(), own.to_string());
}
