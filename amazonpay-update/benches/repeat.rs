//! Does one operation many times. `benches/run` counts its instructions, or compares its times.
//!
//! ```text
//! repeat OPERATION COUNT KEY_PEM
//! ```
//!
//! It prints how many nanoseconds all repetitions took.

#[cfg(feature = "ipn")]
mod notification;
mod subject;

use amazonpay_update::UpdatePayload;
#[cfg(feature = "aws-lc-rs")]
use amazonpay_update::signing::{Algorithm, string_to_sign};
use std::hint::black_box;
use std::time::Instant;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let [operation, count, key] = arguments.as_slice() else {
        // `tests/run` names no operation. Nothing is repeated then, but the texts that are compared must be equal.
        drop(prepare("macro", ""));
        return;
    };
    if operation == "payload" {
        print!("{}", subject::update().to_canonical_json());
        return;
    }
    let mut operation = prepare(operation, key);
    operation();
    let start = Instant::now();
    for _ in 0..count.parse().expect("a count") {
        operation();
    }
    println!("{}", start.elapsed().as_nanos());
}

/// An operation. Everything that it needs is made before.
fn prepare(operation: &str, key: &str) -> Box<dyn FnMut()> {
    let update = subject::update();
    match operation {
        "write" => {
            let mut text = String::new();
            Box::new(move || {
                text.clear();
                black_box(&update).write_canonical(black_box(&mut text));
            })
        }
        "derived" => {
            let values = subject::Values::new();
            Box::new(move || drop(black_box(black_box(&values).derived().to_canonical_json())))
        }
        "macro" => {
            let values = subject::Values::new();
            let text = values.in_macro().to_canonical_json();
            assert_eq!(text, values.derived().to_canonical_json(), "both write the same text");
            assert_eq!(text, update.to_canonical_json());
            Box::new(move || drop(black_box(black_box(&values).in_macro())))
        }
        "serde_json" => {
            let sorted = sorted(&update);
            let mut bytes = Vec::new();
            Box::new(move || {
                bytes.clear();
                serde_json::to_writer(black_box(&mut bytes), black_box(&sorted)).expect("JSON");
            })
        }
        "rfc8785" => {
            let sorted = sorted(&update);
            let mut bytes = Vec::new();
            Box::new(move || {
                bytes.clear();
                serde_json_canonicalizer::to_writer(black_box(&sorted), black_box(&mut bytes)).expect("JSON");
            })
        }
        "sign" => {
            let account = subject::account(key);
            Box::new(move || drop(black_box(account.sign(black_box(&update)))))
        }
        "cached" => {
            let account = subject::account(key).with_cache(1000);
            Box::new(move || drop(black_box(account.sign(black_box(&update)))))
        }
        "bare" => bare(&update, key),
        #[cfg(feature = "ipn")]
        "verified" => Box::new(notification::verified()),
        #[cfg(feature = "ipn")]
        "bare_verification" => Box::new(notification::bare()),
        _ => panic!("no such operation: {operation}"),
    }
}

fn sorted(update: &impl UpdatePayload) -> subject::Sorted {
    let text = update.to_canonical_json();
    let sorted = serde_json::from_str(&text).expect("the same members");
    assert_eq!(serde_json::to_string(&sorted).expect("JSON"), text, "all write the same text");
    assert_eq!(serde_json_canonicalizer::to_string(&sorted).expect("JSON"), text);
    sorted
}

/// The RSA operation by itself, with a parsed key, through the backend's own interface.
#[cfg(feature = "aws-lc-rs")]
fn bare(update: &impl UpdatePayload, key: &str) -> Box<dyn FnMut()> {
    use aws_lc_rs::rand::SystemRandom;
    use aws_lc_rs::signature::{RSA_PSS_SHA256, RsaKeyPair};
    use base64::prelude::{BASE64_STANDARD, Engine};

    let pem = std::fs::read_to_string(key).expect("a file");
    let base64: String = pem.lines().filter(|line| !line.starts_with("-----")).collect();
    let der = BASE64_STANDARD.decode(base64).expect("Base64");
    let pair = RsaKeyPair::from_pkcs8(&der).expect("a key");
    let message = string_to_sign(Algorithm::PssV2, &update.to_canonical_json());
    let mut signature = vec![0; pair.public_modulus_len()];
    Box::new(move || {
        pair.sign(&RSA_PSS_SHA256, &SystemRandom::new(), black_box(message.as_bytes()), &mut signature)
            .expect("a signature");
    })
}

#[cfg(not(feature = "aws-lc-rs"))]
fn bare(_: &impl UpdatePayload, _: &str) -> Box<dyn FnMut()> {
    panic!("the bare operation is that of aws-lc-rs")
}
