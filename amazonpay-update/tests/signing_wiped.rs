//! A dropped key is gone from memory: another process looks for it.
//!
//! With AWS-LC, which wipes what it frees. The crate `rsa` wipes its keys but not all of its
//! intermediate results, and nothing outside it can.
#![cfg(target_os = "linux")]

mod memory_support;
mod signing_support;

use amazonpay_update::SigningKey;
use amazonpay_update::signing::Algorithm;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use memory_support::{Form, assert_wiped, hold};
use rsa::PrivateKey;
use rsa::pkcs8::DecodePrivateKey;
use rsa::traits::PrivateKeyParts;
use signing_support::{Keys, PAYLOAD};

#[test]
fn the_holder() {
    let used = |path: &_| {
        let key = SigningKey::from_pem_file(path).expect("the key");
        key.sign(&PAYLOAD, Algorithm::PssV2).expect("a signature");
        key
    };
    hold(used, || {});
}

#[test]
fn nothing_of_a_dropped_key_stays_in_memory() {
    let keys = Keys::new();
    let forms = forms(&keys.rsa("private.pem", 2048));
    assert_wiped(&keys.path("private.pem"), &forms);
}

/// The forms in which the private numbers may stand in memory.
fn forms(pem: &str) -> Vec<Form> {
    let key = PrivateKey::from_pkcs8_pem(pem).expect("a key");
    let body: String = pem.lines().filter(|line| !line.starts_with("-----")).collect();
    let der = BASE64_STANDARD.decode(&body).expect("Base64");
    let middle = |bytes: &[u8]| bytes[bytes.len() / 2..][..24].to_vec();
    let reversed = |bytes: &[u8]| bytes.iter().rev().copied().collect::<Vec<_>>();
    let mut forms = vec![
        ("a line of the PEM text", pem.lines().nth(20).expect("a line").as_bytes().to_vec()),
        // The encoding of a private number, which no public part has.
        ("the DER encoding", der[der.len() - 60..][..24].to_vec()),
    ];
    for number in [key.d().to_be_bytes(), key.primes()[0].to_be_bytes(), key.primes()[1].to_be_bytes()] {
        forms.push(("a private number", middle(&number)));
        forms.push(("a private number as the processor has it", middle(&reversed(&number))));
    }
    forms
}
