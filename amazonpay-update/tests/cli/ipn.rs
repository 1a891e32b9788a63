//! `ipn`.

#[path = "../ipn_support/cases.rs"]
mod cases;

use super::{Keys, Ran, run};
use cases::{Case, Vectors};
use serde_json::{Value, json};
use std::sync::OnceLock;

const TOPIC: &str = "arn:aws:sns:us-east-1:291180941288:A3BXB0YN3XH17HA3LVSV45M75151";
const NOW: &str = "2026-01-02T03:10:00Z";

impl Vectors {
    /// With the certificates in files.
    fn get() -> &'static Vectors {
        static VECTORS: OnceLock<Vectors> = OnceLock::new();
        VECTORS.get_or_init(|| {
            let vectors = Vectors::read();
            Keys::get().write("sns-root.pem", &vectors.root);
            for (name, certificate) in &vectors.certificates {
                Keys::get().write(&format!("sns-{name}.pem"), certificate);
            }
            vectors
        })
    }

    fn case(id: &str) -> &'static Case {
        Vectors::get().cases.iter().find(|case| case.id == id).expect("the case")
    }
}

impl Case {
    fn certificate(&self) -> String {
        Keys::get().path(&format!("sns-{}.pem", self.certificate))
    }

    /// What the tool says with the policy of the vectors and the certificate pinned.
    fn pinned(&self) -> Ran {
        self.ran(&["--allow-sha1", "--certificate", &self.certificate()])
    }

    /// The same, with the chain checked.
    fn with_chain(&self) -> Ran {
        let root = Keys::get().path("sns-root.pem");
        self.ran(&["--allow-sha1", "--certificate", &self.certificate(), "--root", &root])
    }

    fn ran(&self, more: &[&str]) -> Ran {
        let policy = ["ipn", "--topic-arn", TOPIC, "--max-age", "3600", "--now", NOW];
        run(&[&policy[..], more].concat(), self.text())
    }
}

#[test]
fn every_case_ends_as_a_strict_verifier_has_it() {
    let vectors = Vectors::get();
    // A status is for whoever fetches, which the tool does not do here.
    let cases: Vec<_> = vectors.cases.iter().filter(|case| case.status == 200).collect();
    assert_eq!(cases.len(), 49);
    for case in cases {
        let (with_chain, pinned) = match case.strict.as_str() {
            "accept" | "accept (or refuse by policy: SHA-1)" | "accept, but treat the field as untrusted" => {
                (0, 0)
            }
            "refuse when the chain is checked" => (1, 0),
            "refuse" | "refuse unless configured" | "refuse (HTTP delivery has SigningCertURL)" => (1, 1),
            other => panic!("{}: no such verdict: {other}", case.id),
        };
        for (ran, status) in [(case.with_chain(), with_chain), (case.pinned(), pinned)] {
            if status == 0 {
                assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{}", case.id);
                assert_eq!(ran.stdout.lines().count(), 1, "{}", case.id);
                let printed: Value = serde_json::from_str(&ran.stdout).expect("JSON");
                assert_eq!(printed["messageId"], case.message["MessageId"], "{}", case.id);
                assert_eq!(printed["type"], case.message["Type"], "{}", case.id);
            } else {
                ran.failed(status, "");
            }
        }
    }
}

#[test]
fn ipn_prints_what_amazon_pay_says() {
    let case = Vectors::case("notification v2");
    let ran = case.pinned();
    let printed: Value = serde_json::from_str(&ran.stdout).expect("JSON");
    assert_eq!(
        printed,
        json!({
            "type": "Notification",
            "messageId": "5f2a1f51-1111-5e2f-9e3f-4f2f0f9d0001",
            "notification": {
                "MerchantID": "A1",
                "ObjectType": "CHARGE_PERMISSION",
                "ObjectId": "B01-0000000-0000000",
                "ChargePermissionId": null,
                "NotificationType": "STATE_CHANGE",
                "NotificationId": "n1",
                "NotificationVersion": "V2",
            },
            "message": case.message["Message"],
        })
    );
}

#[test]
fn ipn_prints_a_message_that_is_not_amazon_pays() {
    let case = Vectors::case("unsubscribe confirmation v2");
    let printed: Value = serde_json::from_str(&case.pinned().stdout).expect("JSON");
    assert_eq!(
        (&printed["type"], &printed["notification"]),
        (&"UnsubscribeConfirmation".into(), &Value::Null)
    );
    assert_eq!(printed["message"], case.message["Message"]);
}

#[test]
fn ipn_says_why_a_message_is_refused() {
    let (case, sha1) = (Vectors::case("notification v2"), Vectors::case("notification v1"));
    let pin = case.certificate();
    let pinned = |case: &Case, more: &[&str]| case.ran(&[&["--certificate", &pin], more].concat());
    pinned(sha1, &[]).failed(1, "`--allow-sha1`");
    pinned(Vectors::case("signature by another key"), &[]).failed(1, "`Signature` does not match");
    case.ran(&[
        "--certificate",
        &Keys::get().path("sns-evil.pem"),
        "--root",
        &Keys::get().path("sns-root.pem"),
    ])
    .failed(1, "no chain leads from the certificate to a trusted root");

    let policy =
        |arguments: &[&str]| run(&[&["ipn", "--certificate", &pin], arguments].concat(), case.text());
    let other = "arn:aws:sns:us-east-1:291180941288:OTHER";
    policy(&["--now", NOW, "--topic-arn", other]).failed(1, &format!("`--topic-arn {TOPIC}`"));
    // The clock of this machine is not to blame for the time of `--now`.
    policy(&["--now", NOW, "--topic-arn", TOPIC, "--max-age", "60"])
        .failed(1, "more than 60 seconds before the time of `--now`: give the time");
    policy(&["--now", "2026-01-02T09:10:00Z", "--topic-arn", TOPIC]).failed(1, "more than 7200 seconds");
    policy(&["--now", "2025-12-31T00:00:00Z", "--topic-arn", TOPIC])
        .failed(1, "more than 300 seconds after the time of `--now`: give the time");
    let root = Keys::get().path("sns-root.pem");
    let then =
        ["--now", "2099-01-01T00:00:00Z", "--max-age", "9999999999", "--topic-arn", TOPIC, "--root", &root];
    policy(&then).failed(1, "a certificate has expired at the time of `--now`");
    policy(&["--topic-arn", TOPIC]).failed(1, "seconds in the past");
    run(&["ipn", "--certificate", &pin, "--topic-arn", TOPIC], b"{\xFF}").failed(1, "the body is not UTF-8");
    let several = policy(&["--now", NOW, "--topic-arn", other, "--topic-arn", TOPIC]);
    assert_eq!((several.status, several.stderr.as_str()), (0, ""));
}

#[test]
fn ipn_with_a_root_asks_for_the_issuer_and_not_for_the_network() {
    let keys = Keys::get();
    let (leaf, root) = (keys.path("sns-alone.pem"), keys.path("sns-root.pem"));
    let body = Vectors::case("notification v2").text();
    keys.openssl(
        "req -x509 -key private.pem -out sns-alone.pem -subj /CN=sns -days 9 \
         -addext basicConstraints=critical,CA:FALSE -addext subjectAltName=DNS:sns.amazonaws.com \
         -addext authorityInfoAccess=caIssuers;URI:http://crt.test.amazontrust.com/issuer.cer",
    );
    let ran = run(&["ipn", "--certificate", &leaf, "--root", &root, "--max-age", "99999999999"], body);
    ran.failed(1, "put the certificates of its issuers");
    assert!(!ran.stderr.contains("could not be fetched"), "{}", ran.stderr);
}

#[test]
fn ipn_without_a_topic_says_that_it_took_any() {
    let case = Vectors::case("notification v2");
    let ran = run(&["ipn", "--now", NOW, "--certificate", &case.certificate()], case.text());
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert!(
        matches!(ran.notes()[..], [note] if note.contains("--topic-arn") && note.ends_with(TOPIC)),
        "{}",
        ran.stderr
    );
    assert_eq!(ran.stderr.lines().count(), 1);
}

#[test]
fn ipn_takes_the_topic_of_an_account() {
    let case = Vectors::case("notification v2");
    let account = |id: &str, more: &[&str]| {
        let certificate = case.certificate();
        let arguments = ["ipn", "--now", NOW, "--certificate", &certificate, "--merchant-id", id];
        run(&[&arguments[..], more].concat(), case.text())
    };
    let sandbox = ["--region", "us", "--sandbox"];
    let right = account("A3LVSV45M75151", &sandbox);
    assert_eq!((right.status, right.stderr.as_str()), (0, ""));
    account("A3LVSV45M75152", &sandbox).failed(1, &format!("`--topic-arn {TOPIC}`"));
    account("A3LVSV45M75151", &["--region", "us", "--live"]).failed(1, "`--topic-arn");
    let both = account("A3LVSV45M75152", &["--region", "us", "--sandbox", "--topic-arn", TOPIC]);
    assert_eq!((both.status, both.stderr.as_str()), (0, ""));
    account("A3LVSV45M75151", &["--region", "eu", "--live"]).failed(
        2,
        "Amazon Pay's topic for the region `eu` and the environment `live` is not known: leave out `--merchant-id`",
    );
    for more in [&["--region", "us"][..], &["--sandbox"], &["--region", "us", "--sandbox", "--live"]] {
        let ran = account("A3LVSV45M75151", more);
        assert_eq!((ran.status, ran.stdout.as_str()), (2, ""), "{more:?}");
    }
    let pin = case.certificate();
    for more in [["--region", "us"], ["--topic-arn", TOPIC]] {
        let ran = run(&[&["ipn", "--certificate", &pin, "--live"], &more[..]].concat(), case.text());
        assert_eq!((ran.status, ran.stdout.as_str()), (2, ""), "{more:?}");
    }
}

#[test]
fn ipn_prints_nothing_that_speaks_to_the_terminal() {
    let (keys, nasty) = (Keys::get(), "\u{202e}a\u{9b}31m\u{2066}\u{5E97}\n\u{1b}[2J");
    let timestamp = format!("{:.3}", jiff::Timestamp::now());
    let text = format!(
        "Message\n{nasty}\nMessageId\n1\nTimestamp\n{timestamp}\nTopicArn\n{TOPIC}\nType\nNotification\n"
    );
    keys.write("sns-text", text);
    keys.openssl("dgst -sha256 -sign private.pem -out sns-signature sns-text");
    keys.openssl("base64 -A -in sns-signature -out sns-signature.txt");
    keys.openssl(
        "req -x509 -key private.pem -out sns-nasty.pem -subj /CN=sns -days 9 \
         -addext basicConstraints=critical,CA:FALSE -addext subjectAltName=DNS:sns.amazonaws.com",
    );
    let body = json!({
        "Type": "Notification",
        "MessageId": "1",
        "TopicArn": TOPIC,
        "Message": nasty,
        "Timestamp": timestamp,
        "SignatureVersion": "2",
        "Signature": std::fs::read_to_string(keys.path("sns-signature.txt")).unwrap().trim(),
        "SigningCertURL": format!("https://sns.us-east-1.amazonaws.com/SimpleNotificationService-{}.pem", "0".repeat(32)),
    });
    let pin = keys.path("sns-nasty.pem");
    let ran = run(&["ipn", "--topic-arn", TOPIC, "--certificate", &pin], body.to_string());
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    let shown = ran.stdout.trim_end();
    assert!(!shown.chars().any(|char| char.is_control() || "\u{202e}\u{2066}".contains(char)), "{shown:?}");
    let printed: Value = serde_json::from_str(shown).expect("JSON");
    assert_eq!(printed["message"], nasty);
}

#[test]
fn ipn_reads_a_file() {
    let case = Vectors::case("notification v2");
    let file = Keys::get().write("sns-body.json", case.text());
    let (pin, file) = (case.certificate(), file.to_str().expect("UTF-8").to_owned());
    let ran = run(&["ipn", "--now", NOW, "--topic-arn", TOPIC, "--certificate", &pin, &file], "");
    assert_eq!((ran.status, ran.stdout), (0, case.pinned().stdout));
}

#[test]
fn ipn_refuses_a_text_that_is_no_message_in_words_about_it() {
    let pin = Vectors::case("notification v2").certificate();
    let refused = |text: &str, words: &str| run(&["ipn", "--certificate", &pin], text).failed(1, words);
    refused(
        "{}",
        "error: `Type` is missing or empty, and every message has it: nothing can be done with it\n",
    );
    refused("{\"Type\": \"Notification\"}", "is missing or empty, and every message of this `Type` has it");
    refused(
        "{\n 1",
        "error: the body is not JSON at line 2, column 2: pass on the bytes as they were posted\n",
    );
    refused(&"[".repeat(33), "the body is nested deeper than 32 levels, which SNS never sends");
}

/// A file without an end would fill the memory.
#[cfg(target_os = "linux")]
#[test]
fn ipn_reads_no_more_than_a_message_can_have() {
    let pin = Vectors::case("notification v2").certificate();
    run(&["ipn", "--certificate", &pin, "/dev/zero"], "").failed(1, "the message has more than 262144 bytes");
}

#[test]
fn ipn_with_what_it_cannot_use_is_misuse() {
    let case = Vectors::case("notification v2");
    let (pin, root) = (case.certificate(), Keys::get().path("sns-root.pem"));
    case.ran(&["--certificate", "no-such.pem"]).failed(2, "cannot read `no-such.pem`: ");
    case.ran(&["--certificate", &pin, "--root", "no-such.pem"]).failed(2, "cannot read `no-such.pem`: ");
    let public = Keys::get().path("public.pem");
    case.ran(&["--certificate", &public]).failed(2, "public.pem`: no X.509 certificate can be read");
    case.ran(&["--certificate", &pin, "--root", &public])
        .failed(2, "public.pem`: no X.509 certificate can be read");
    case.ran(&["--certificate", &pin, "--root", &pin])
        .failed(2, "does not belong to a certification authority");
    for arguments in [
        &["--root", &root][..],
        &["--certificate", &pin, "--topic-arn", "arn:aws:sqs:us-east-1:291180941288:A1TOPIC"],
        &["--certificate", &pin, "--max-age", "-1"],
        &["--certificate", &pin, "--now", "yesterday"],
        &["--certificate", &pin, "--now", "1969-12-31T23:59:59Z"],
        &["--certificate", &pin, "--now", "-000001-01-01T00:00:00Z"],
    ] {
        let ran = run(&[&["ipn"], arguments].concat(), case.text());
        assert_eq!((ran.status, ran.stdout.as_str()), (2, ""), "{arguments:?}");
    }
}

#[test]
#[cfg(not(feature = "ipn-fetch"))]
fn ipn_without_a_certificate_says_what_to_pass() {
    Vectors::case("notification v2").ran(&[]).failed(2, "`--certificate`");
}

/// A script tells a forged message from a network that does not answer.
#[test]
#[cfg(feature = "ipn-fetch")]
fn ipn_without_the_network_decides_nothing() {
    let body = Vectors::case("notification v2").text();
    let mut command = super::tool(&["ipn", "--topic-arn", TOPIC, "--now", NOW, "body-to-fetch.json"]);
    let path = Keys::get().write("body-to-fetch.json", body);
    // Nobody listens on the port.
    let ran = command.current_dir(path.parent().unwrap()).env("HTTPS_PROXY", "http://127.0.0.1:9").output();
    let ran = Ran::from(ran.unwrap());
    ran.failed(2, "could not be fetched");
    assert!(ran.stderr.contains("`--certificate`"), "{}", ran.stderr);
}

#[test]
#[cfg(feature = "ipn-fetch")]
fn ipn_fetches_nothing_for_a_message_that_is_refused_before() {
    Vectors::case("cert url: host suffix").ran(&[]).failed(1, "nothing was fetched from it");
}
