//! A throw-away certification authority, and messages signed under it: all by OpenSSL.
#![allow(dead_code, reason = "each test file uses a part of it")]

use crate::signing_support::Keys;
use amazonpay_update::ipn::{
    CertificateFetcher, MAX_CLOCK_SKEW, Topics, TrustedRoots, Verifier, VerifierBuilder,
};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use std::sync::OnceLock;
use std::time::{Duration, SystemTime};

use crate::ipn_support::time;

pub(crate) const TOPIC: &str = "arn:aws:sns:us-east-1:291180941288:A3BXB0YN3XH17HA3LVSV45M75151";
pub(crate) const CERTIFICATE_URL: &str =
    "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem";

/// Where the leaf says its issuer is, on a host that may be asked.
pub(crate) const ISSUER_URL: &str = "http://crt.test.amazontrust.com/intermediate.cer";

const NAME: &str = "DNS:sns.amazonaws.com";
const SERVER: &str = "extendedKeyUsage=serverAuth\nkeyUsage=critical,digitalSignature,keyEncipherment\n";

/// A root, an intermediate of 10 days, and a leaf of 20 days under it whose key signs.
pub(crate) struct Authority {
    files: Keys,
    pub(crate) root: String,
    pub(crate) intermediate: String,
    pub(crate) leaf: String,
}

/// One for all tests of a file.
pub(crate) fn authority() -> &'static Authority {
    static AUTHORITY: OnceLock<Authority> = OnceLock::new();
    AUTHORITY.get_or_init(|| {
        let files = Keys::new();
        files.run(
            "openssl req -x509 -newkey rsa:2048 -nodes -keyout root.key -out root.pem -subj /CN=Root -days 30",
        );
        for name in ["intermediate", "leaf"] {
            files.run(&format!(
                "openssl req -new -newkey rsa:2048 -nodes -keyout {name}.key -out {name}.csr -subj /CN={name}"
            ));
        }
        let mut authority =
            Authority { root: files.read("root.pem"), intermediate: String::new(), leaf: String::new(), files };
        let authority_words = "basicConstraints=critical,CA:TRUE,pathlen:0\nkeyUsage=critical,keyCertSign\n";
        authority.intermediate = authority.issue("intermediate", "root", authority_words, "-days 10");
        authority.leaf = authority.issue("leaf", "intermediate", &leaf_with(""), "-days 20");
        authority
    })
}

/// The extensions of a leaf, and these besides.
pub(crate) fn leaf_with(extensions: &str) -> String {
    format!("{}authorityInfoAccess=caIssuers;URI:{ISSUER_URL}\n{extensions}", leaf_named(NAME))
}

/// The extensions of a leaf with another usage, and no issuer to fetch.
pub(crate) fn leaf_for(usage: &str) -> String {
    format!("{}{usage}\n", leaf_of(NAME))
}

/// The extensions of a leaf issued to other names, and no issuer to fetch.
pub(crate) fn leaf_named(names: &str) -> String {
    format!("{}{SERVER}", leaf_of(names))
}

fn leaf_of(names: &str) -> String {
    format!("basicConstraints=critical,CA:FALSE\nsubjectAltName={names}\n")
}

impl Authority {
    /// Issues a certificate for the key of that name.
    pub(crate) fn issue(&self, subject: &str, issuer: &str, extensions: &str, arguments: &str) -> String {
        static NUMBER: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);
        let number = NUMBER.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        self.files.write(&format!("{number}.ext"), extensions);
        // `openssl` looks for the certificate of an issuer under its own name: the first is the one it finds.
        let own = format!("{subject}.pem");
        let is_taken = subject == "leaf" || self.files.path(&own).exists();
        let out = if is_taken { format!("{number}.pem") } else { own };
        self.files.run(&format!(
            "openssl x509 -req -in {subject}.csr -CA {issuer}.pem -CAkey {issuer}.key -set_serial {} \
             -extfile {number}.ext -out {out} {arguments}",
            number + 1,
        ));
        self.files.read(&out)
    }

    pub(crate) fn roots(&self) -> TrustedRoots {
        TrustedRoots::from_pem(&self.root).expect("the root")
    }

    /// A verifier that trusts the root, for messages of [`TOPIC`].
    pub(crate) fn builder<F: CertificateFetcher>(&self, fetcher: F) -> VerifierBuilder<F> {
        Verifier::builder(Topics::only([TOPIC.parse().expect("a topic")]), fetcher).roots(self.roots())
    }

    /// The signature of a text by the key of the leaf, version 2.
    pub(crate) fn sign(&self, text: &str) -> String {
        let directory = tempfile::tempdir_in(self.files.path("")).expect("a directory");
        std::fs::write(directory.path().join("text"), text).expect("a file");
        let path = directory.path().display();
        self.files.run(&format!("openssl dgst -sha256 -sign leaf.key -out {path}/signature {path}/text"));
        BASE64_STANDARD.encode(std::fs::read(directory.path().join("signature")).expect("a signature"))
    }

    /// Puts the signature of its own members into a message.
    pub(crate) fn signed(&self, mut message: Value) -> Value {
        let names: &[&str] = if message["Type"] == "Notification" {
            &["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"]
        } else {
            &["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"]
        };
        let lines = names.iter().filter_map(|name| Some(format!("{name}\n{}\n", message[name].as_str()?)));
        message["Signature"] = self.sign(&lines.collect::<String>()).into();
        message
    }

    /// A notification of now, signed.
    pub(crate) fn notification(&self) -> &'static Value {
        static NOTIFICATION: OnceLock<Value> = OnceLock::new();
        NOTIFICATION.get_or_init(|| self.signed(notification_at(now())))
    }
}

/// The bytes of the one certificate in a PEM text.
pub(crate) fn der(pem: &str) -> Vec<u8> {
    let text: String = pem.lines().filter(|line| !line.starts_with("-----")).collect();
    BASE64_STANDARD.decode(text).expect("Base64")
}

/// A notification that is not signed yet.
pub(crate) fn notification_at(when: SystemTime) -> Value {
    json!({
        "Type": "Notification",
        "MessageId": "5f2a1f51-1111-5e2f-9e3f-4f2f0f9d0001",
        "TopicArn": TOPIC,
        "Subject": "a subject",
        "Message": "{\"ObjectId\":\"B01-0000000-0000000\"}\né€😀",
        "Timestamp": written(when),
        "SignatureVersion": "2",
        "SigningCertURL": CERTIFICATE_URL,
        "UnsubscribeURL": "https://sns.us-east-1.amazonaws.com/?Action=Unsubscribe",
    })
}

/// A confirmation that is not signed yet.
pub(crate) fn confirmation_at(when: SystemTime, kind: &str) -> Value {
    json!({
        "Type": kind,
        "MessageId": "5f2a1f51-1111-5e2f-9e3f-4f2f0f9d0002",
        "TopicArn": TOPIC,
        "Message": "You have chosen to subscribe.",
        "Token": "2336412f37fb687f5d51e6e2425e",
        "SubscribeURL": "https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription&Token=2336412f37fb687f5d51e6e2425e",
        "Timestamp": written(when),
        "SignatureVersion": "2",
        "SigningCertURL": CERTIFICATE_URL,
    })
}

/// The time of these tests, one for the whole run: ahead of the clock, so that what is made during the run is valid,
/// and near enough to it that what reads the clock takes a message of this time. It is as far ahead as that allows,
/// because certificates that OpenSSL issues after this time would not be valid yet.
pub(crate) fn now() -> SystemTime {
    static NOW: OnceLock<SystemTime> = OnceLock::new();
    *NOW.get_or_init(|| time(&written(SystemTime::now() + MAX_CLOCK_SKEW - Duration::from_secs(10))))
}

pub(crate) fn days(number: u64) -> Duration {
    Duration::from_secs(number * 24 * 60 * 60)
}

fn written(when: SystemTime) -> String {
    let when = jiff::Timestamp::try_from(when).expect("a time");
    format!("{when:.3}")
}
