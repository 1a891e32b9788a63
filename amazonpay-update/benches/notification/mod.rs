//! A notification of Amazon Pay as SNS posts it, verified by a verifier that has the certificate, and by the RSA
//! operation alone.
#![allow(dead_code, reason = "each program uses a part of it")]

#[path = "../../tests/ipn_support/mod.rs"]
mod ipn_support;

use amazonpay_update::ipn::{Message, NotificationBody, Topics, Verifier};
use ipn_support::{Served, now_or_never, time};
use serde_json::Value;
use std::hint::black_box;

/// The vector of the tests.
struct Vector {
    body: String,
    message: Value,
    certificate: String,
}

impl Vector {
    fn read() -> Vector {
        let vectors: Value =
            serde_json::from_str(include_str!("../../tests/vectors/sns-cases.json")).expect("the vectors");
        let case = |case: &&Value| case["id"] == "notification v2";
        let message = vectors["cases"].as_array().and_then(|cases| cases.iter().find(case));
        let message = message.expect("the notification")["message"].clone();
        let certificate = vectors["certificates"]["good"].as_str().expect("the certificate").to_owned();
        Vector { body: message.to_string(), message, certificate }
    }
}

/// Verifies a posted body and reads Amazon Pay's message in it. The verifier already has the certificate.
pub(crate) fn verified() -> impl FnMut() {
    let vector = Vector::read();
    let served: &'static Served = Box::leak(Box::new(Served::new(Ok(vector.certificate.clone().into()))));
    let topic = vector.message["TopicArn"].as_str().expect("a topic").parse().expect("a topic");
    let verifier = Verifier::builder(Topics::only([topic]), served)
        .pin_certificates_from_pem(&vector.certificate)
        .expect("a certificate")
        .build();
    let now = time(vector.message["Timestamp"].as_str().expect("a time"));
    move || {
        let message = now_or_never(verifier.verify_at(black_box(vector.body.as_bytes()), now));
        let message = message.expect("a good message");
        let Message::Notification(notification) = &message else { panic!("{message:?}") };
        assert!(matches!(black_box(notification.body()), NotificationBody::AmazonPay(_)));
    }
}

/// Verifies the same text with RSASSA-PKCS1-v1_5 and a parsed key, through the backend's own interface.
#[cfg(feature = "aws-lc-rs")]
pub(crate) fn bare() -> impl FnMut() {
    use aws_lc_rs::signature::{ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256};
    use base64::prelude::{BASE64_STANDARD, Engine};
    use x509_cert::Certificate;
    use x509_cert::der::{DecodePem, Encode};

    let vector = Vector::read();
    let certificate = Certificate::from_pem(&vector.certificate).expect("a certificate");
    let key = certificate.tbs_certificate().subject_public_key_info().to_der().expect("DER");
    let key = ParsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, &key).expect("a key");
    let member = |name: &str| vector.message[name].as_str().expect("a member").to_owned();
    let text: String = ["Message", "MessageId", "Timestamp", "TopicArn", "Type"]
        .iter()
        .flat_map(|name| [name, "\n", &member(name), "\n"].map(str::to_owned))
        .collect();
    let signature = BASE64_STANDARD.decode(member("Signature")).expect("Base64");
    move || key.verify_sig(black_box(text.as_bytes()), &signature).expect("a good signature")
}

#[cfg(not(feature = "aws-lc-rs"))]
pub(crate) fn bare() -> impl FnMut() {
    || panic!("the bare operation is that of aws-lc-rs")
}
