//! What the client reports, and what not: in a process of its own, for what a subscriber hears depends on
//! what others were told before.

mod support;

use amazonpay_update::session::{Client, NextStep, StandIn};
use amazonpay_update_stand_in::{Fault, Script, When};
use std::io::{self, Write};
use std::sync::{Arc, Mutex};
use support::{OTHER_SESSION, SESSION, confirmed, session_id, update_client};
use tracing::instrument::WithSubscriber;

#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("no panic").write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn spans_name_the_request_and_nothing_secret() {
    let server = support::stand_in().await;
    let script = Script::first([Fault::Drop(When::BeforeProcessing), Fault::TooEarly]);
    let session = server.session(confirmed(SESSION).script(script));
    let lines = Lines::default();
    let writer = lines.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .finish();
    let client = update_client(&server);
    let once = support::builder(&server).attempts(1).build().expect("a client");
    let lost =
        server.session(confirmed(OTHER_SESSION).script(Script::first([Fault::Drop(When::AfterProcessing)])));
    let unregistered = support::signer_with("SANDBOX-UNREGISTERED", support::other_private_pem());
    let changing = unregistered.with_previous(support::signer()).expect("the same account");
    let changing = Client::builder(changing)
        .stand_in(StandIn::new(server.base_url(), server.ca_pem()))
        .build()
        .expect("a client");
    let calls = async {
        let step = client.complete_checkout_session(&session_id(SESSION)).await.expect("signed");
        assert!(matches!(step, NextStep::Updated(_)), "{step:?}");
        let step = once.complete_checkout_session(&session_id(OTHER_SESSION)).await.expect("signed");
        assert!(matches!(step, NextStep::AlreadyCompleted(_)), "{step:?}");
        let read = changing.get_checkout_session(&session_id(SESSION)).await;
        assert!(read.is_ok(), "{read:?}");
    };
    calls.with_subscriber(subscriber).await;
    let text = String::from_utf8(lines.0.lock().expect("no panic").clone()).expect("UTF-8");
    for told in [
        "amazon_pay_request{method=POST path=\"/v2/checkoutSessions/",
        "region=us",
        "no answer",
        " WARN amazon_pay_request",
        "gives up without an answer attempts=1 error=",
        "sends again",
        "status=425",
        "register the new one in Seller Central public_key_id=\"SANDBOX-UNREGISTERED\" previous_public_key_id=\"",
        "status=200",
        "request_id=",
    ] {
        assert!(text.contains(told), "{told}:\n{text}");
    }
    for record in session.records().into_iter().chain(lost.records()) {
        let signature =
            record.authorization.expect("signed").split("Signature=").nth(1).expect("one").to_owned();
        assert!(!text.contains(&signature));
    }
    for secret in ["Signature=", "PRIVATE", "statusDetails"] {
        assert!(!text.contains(secret), "{secret}:\n{text}");
    }
}
