//! `request --send`, to a stand-in for Amazon Pay's API.

use super::{KEY_ID, Keys, Ran, run};
use amazonpay_update_stand_in::{CheckoutSession, Fault, Region, Script, SessionState, Setup, StandIn, When};
use serde_json::Value;

const SESSION: &str = "acf951ea-32ee-4dea-916b-2caa9b218e4a";

/// A stand-in that goes on while the tool runs.
pub(crate) struct Server {
    pub(crate) runtime: tokio::runtime::Runtime,
    pub(crate) stand_in: StandIn,
    pub(crate) root: String,
}

impl Server {
    pub(crate) fn start(name: &str) -> Server {
        let keys = Keys::get();
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
        let stand_in = runtime.block_on(StandIn::start(Setup::new(
            Region::Us,
            KEY_ID,
            std::fs::read_to_string(keys.path("public.pem")).unwrap(),
        )));
        let stand_in = stand_in.unwrap();
        let root = keys.write(name, stand_in.ca_pem()).to_str().unwrap().to_owned();
        Server { runtime, stand_in, root }
    }

    fn send(&self, operation: &str, id: &str) -> Ran {
        let _guard = self.runtime.enter();
        let (key, address) = (Keys::get().path("private.pem"), self.stand_in.base_url());
        let account = ["--region", "us", "--public-key-id", KEY_ID, "--key", &key, "--sandbox"];
        let stand_in = ["--send", "--stand-in", &address, "--stand-in-root", &self.root];
        run(&[&["request", operation, id][..], &account, &stand_in].concat(), "")
    }
}

#[test]
fn send_prints_the_answer() {
    let server = Server::start("send.pem");
    let script = Script::first([Fault::Drop(When::AfterProcessing)]);
    let session = CheckoutSession::new(SESSION, SessionState::Confirmed).guarded_by_key_alone();
    let session = server.stand_in.session(session.script(script));
    let ran = server.send("complete", SESSION);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    let answer: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(answer["status"], 200);
    assert_eq!(answer["body"]["statusDetails"]["state"], "Completed");
    assert!(answer["requestId"].is_string());
    assert_eq!((session.completions(), session.records().len()), (1, 2));
}

#[test]
fn send_prints_nothing_that_speaks_to_the_terminal() {
    let server = Server::start("terminal.pem");
    let nasty = "\u{202e}a\u{9b}31m\u{2028}\u{85}\u{E0041}\u{5E97}\n\u{1b}[2J";
    for body in [serde_json::json!({ "message": nasty }).to_string(), format!("no JSON {nasty}")] {
        let script = Script::first([Fault::OtherAnswer(body)]);
        server.stand_in.session(CheckoutSession::new(SESSION, SessionState::Confirmed).script(script));
        let ran = server.send("session", SESSION);
        assert!(!ran.stdout.trim_end().chars().any(char::is_control), "{:?}", ran.stdout);
        for char in ['\u{202e}', '\u{2028}', '\u{E0041}'] {
            assert!(!ran.stdout.contains(char), "{:?}", ran.stdout);
        }
        assert!(ran.stdout.contains('\u{5E97}'), "{:?}", ran.stdout);
        let answer: Value = serde_json::from_str(&ran.stdout).unwrap();
        let said = answer["body"]["message"].as_str().or(answer["body"].as_str()).unwrap();
        assert!(said.ends_with(nasty), "{said:?}");
    }
}

#[test]
fn send_refuses_an_answer_about_something_else() {
    let server = Server::start("else.pem");
    let of = |id: &str, environment: &str| {
        serde_json::json!({ "checkoutSessionId": id, "releaseEnvironment": environment }).to_string()
    };
    let other = "bcf951ea-32ee-4dea-916b-2caa9b218e4a";
    for (body, status) in [
        (of(SESSION, "Sandbox"), 0),
        (of(other, "Sandbox"), 1),
        (of(SESSION, "Live"), 1),
        ("no JSON".to_owned(), 1),
    ] {
        let script = Script::first([Fault::OtherAnswer(body.clone())]);
        server.stand_in.session(CheckoutSession::new(SESSION, SessionState::Confirmed).script(script));
        let ran = server.send("session", SESSION);
        assert_eq!((ran.status, ran.notes().len()), (status, usize::try_from(status).unwrap()), "{body}");
        assert!(ran.stdout.starts_with('{'), "{}", ran.stdout);
    }
}

#[test]
fn send_shows_a_refusal() {
    let server = Server::start("refusal.pem");
    let ran = server.send("session", SESSION);
    assert_eq!((ran.status, ran.stderr.as_str()), (1, ""));
    let answer: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!((&answer["status"], &answer["body"]["reasonCode"]), (&404.into(), &"ResourceNotFound".into()));
}

#[test]
fn send_says_why_there_is_no_answer() {
    let (server, other) = (Server::start("one.pem"), Server::start("other.pem"));
    let wrong = Server { root: other.root.clone(), ..server };
    wrong.send("session", SESSION).failed(2, "no complete answer came from Amazon Pay");
    let without = Server { root: "no-such-file.pem".to_owned(), ..wrong };
    without.send("session", SESSION).failed(2, "no-such-file.pem");
}
