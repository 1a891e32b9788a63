//! Software that we did not write accepts our signatures, and refuses changed texts.

use amazonpay_update::signing::{Algorithm, string_to_sign};
use amazonpay_update::{CheckedPayload, SigningKey, UpdatePayload, VerifyingKey};
use amazonpay_update_tests::node::ask;
use amazonpay_update_tests::openssl::TestKey;
use amazonpay_update_tests::payloads::{SignedText, payloads};
use base64::prelude::{BASE64_STANDARD, Engine};
use serde_json::{Value, json};

const ALGORITHMS: [Algorithm; 2] = [Algorithm::PssV2, Algorithm::Pss];

/// One line for `interop/verify.mjs`, and the expected answer.
struct Question {
    algorithm: &'static str,
    payload_json: String,
    signature: String,
    accepted: bool,
}

#[test]
fn node_and_the_official_sdk_accept_a_thousand_payloads_and_refuse_changed_ones() {
    let test_key = TestKey::new(2048);
    let key = SigningKey::from_pem_file(test_key.private()).expect("a key");
    let questions: Vec<Question> = payloads(1, 1000)
        .iter()
        .flat_map(|payload| {
            ALGORITHMS.map(|algorithm| (algorithm, payload.sign(&key, algorithm).expect("a signature")))
        })
        .enumerate()
        .flat_map(|(nth, (algorithm, signed))| {
            let changed = changed(nth, algorithm, &signed);
            [question(algorithm.as_str(), &signed, true), changed]
        })
        .collect();
    let answers = ask_node(&test_key, &questions);
    assert_eq!(answers.len(), questions.len());
    for (question, answer) in questions.iter().zip(&answers) {
        let text = &question.payload_json;
        assert_eq!(answer["accepted"], question.accepted, "{} {text}", question.algorithm);
        if let Ok(algorithm) = question.algorithm.parse() {
            assert_eq!(answer["stringToSign"], string_to_sign(algorithm, text), "{text}");
        }
    }
}

#[test]
fn openssl_accepts_a_thousand_payloads_and_refuses_changed_ones() {
    let test_key = TestKey::new(2048);
    let key = SigningKey::from_pem_file(test_key.private()).expect("a key");
    let signatures = payloads(2, 1000).into_iter().flat_map(|payload| {
        ALGORITHMS.map(|algorithm| (algorithm, payload.sign(&key, algorithm).expect("a signature")))
    });
    for (nth, (algorithm, signed)) in signatures.enumerate() {
        let accepts = |text: &str, algorithm: Algorithm, signature: &str| {
            let signature = BASE64_STANDARD.decode(signature).expect("Base64");
            test_key.accepts(&string_to_sign(algorithm, text), algorithm.salt_len(), &signature)
        };
        assert!(accepts(&signed.payload_json, algorithm, &signed.signature), "{}", signed.payload_json);
        if nth % 11 == 0 {
            let other = ALGORITHMS[(nth + 1) % 2];
            assert!(!accepts(&change_byte(&signed.payload_json, nth), algorithm, &signed.signature));
            assert!(!accepts(&signed.payload_json, algorithm, &change_signature(&signed.signature, nth)));
            assert!(!accepts(&signed.payload_json, other, &signed.signature));
        }
    }
}

#[test]
fn our_own_verification_accepts_and_refuses_the_same() {
    let test_key = TestKey::new(2048);
    let key = SigningKey::from_pem_file(test_key.private()).expect("a key");
    let public = VerifyingKey::from_pem_file(test_key.public()).expect("a public key");
    for (nth, payload) in payloads(3, 1000).iter().enumerate() {
        let (algorithm, other) = (ALGORITHMS[nth % 2], ALGORITHMS[(nth + 1) % 2]);
        let SignedText { payload_json, signature } = payload.sign(&key, algorithm).expect("a signature");
        assert!(public.verify(algorithm, &payload_json, &signature).is_ok(), "{payload_json}");
        assert!(public.verify(algorithm, &change_byte(&payload_json, nth), &signature).is_err());
        assert!(public.verify(algorithm, &payload_json, &change_signature(&signature, nth)).is_err());
        assert!(public.verify(other, &payload_json, &signature).is_err());
    }
}

#[test]
fn canonical_text_is_what_another_implementation_makes_and_passes_the_check() {
    for payload in payloads(4, 1000) {
        let text = payload.to_canonical_json();
        let value: Value = serde_json::from_str(&text).expect("JSON");
        let theirs = serde_json_canonicalizer::to_string(&value).expect("canonical JSON");
        assert_eq!(text, theirs);
        let checked = CheckedPayload::check(&text).unwrap_or_else(|broken| panic!("{broken}\n{text}"));
        assert_eq!(checked.to_canonical_json(), text);
    }
}

fn question(algorithm: &'static str, signed: &SignedText, accepted: bool) -> Question {
    let (payload_json, signature) = (signed.payload_json.clone(), signed.signature.clone());
    Question { algorithm, payload_json, signature, accepted }
}

/// The question with one thing changed: a byte of the payload, a bit of the signature, or the algorithm.
fn changed(nth: usize, algorithm: Algorithm, signed: &SignedText) -> Question {
    let mut question = question(algorithm.as_str(), signed, false);
    match nth % 4 {
        0 => question.payload_json = change_byte(&signed.payload_json, nth),
        1 => question.signature = change_signature(&signed.signature, nth),
        2 => {
            question.algorithm =
                if algorithm == Algorithm::Pss { "AMZN-PAY-RSASSA-PSS-V2" } else { "AMZN-PAY-RSASSA-PSS" }
        }
        _ => question.algorithm = "AMZN-PAY-RSASSA-PSS-V3",
    }
    question
}

/// A text with one ASCII letter replaced, or with a space at the end.
fn change_byte(text: &str, nth: usize) -> String {
    let letters: Vec<usize> =
        text.char_indices().filter(|(_, c)| c.is_ascii_alphabetic()).map(|(at, _)| at).collect();
    let mut changed = text.to_owned();
    match letters.get(nth * 7 % letters.len().max(1)) {
        Some(&at) => {
            let replacement = if &text[at..=at] == "x" { "y" } else { "x" };
            changed.replace_range(at..=at, replacement);
        }
        None => changed.push(' '),
    }
    changed
}

/// A signature with one bit flipped.
fn change_signature(signature: &str, nth: usize) -> String {
    let mut bytes = BASE64_STANDARD.decode(signature).expect("Base64");
    let at = nth * 13 % bytes.len();
    bytes[at] ^= 1 << (nth % 8);
    BASE64_STANDARD.encode(bytes)
}

fn ask_node(key: &TestKey, questions: &[Question]) -> Vec<Value> {
    let lines: Vec<Value> = questions
        .iter()
        .map(|question| {
            json!({
                "algorithm": question.algorithm,
                "payloadJSON": question.payload_json,
                "signature": question.signature,
            })
        })
        .collect();
    ask("verify.mjs", &[key.public()], &lines)
}
