//! Published vectors, on every backend.

mod signing_support;

use amazonpay_update::__private::testing::signing::BACKENDS;
use amazonpay_update::VerifyingKey;
use amazonpay_update::signing::{Algorithm, VerifyError, string_to_sign};
use rsa::pkcs1::{EncodeRsaPrivateKey, EncodeRsaPublicKey, LineEnding};
use rsa::sha2::{Digest, Sha256};
use rsa::traits::SignatureScheme;
use rsa::{BoxedUint, PrivateKey, Pss};
use serde_json::Value;
use signing_support::from_hex;
use std::convert::Infallible;

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_else(|| panic!("`{name}` of {value}"))
}

/// Runs a file of Wycheproof on each backend; returns how many signatures were taken.
fn wycheproof(file: &str, algorithm: Algorithm, expected: impl Fn(&Value) -> bool) -> usize {
    let file: Value = serde_json::from_str(file).expect("JSON");
    let (mut taken, mut tests) = (0, 0);
    for group in file["testGroups"].as_array().expect("groups") {
        assert_eq!((text(group, "sha"), text(group, "mgfSha")), ("SHA-256", "SHA-256"));
        for test in group["tests"].as_array().expect("tests") {
            tests += 1;
            for backend in BACKENDS {
                let (message, signature) = (from_hex(text(test, "msg")), from_hex(text(test, "sig")));
                let result = (backend.verify)(text(group, "publicKeyPem"), algorithm, &message, &signature);
                let result = result.expect("the key");
                assert_eq!(result.is_ok(), expected(test), "{}: {test}", backend.name);
                taken += usize::from(result.is_ok());
            }
        }
    }
    assert_eq!(Some(tests), file["numberOfTests"].as_u64());
    taken / BACKENDS.len()
}

#[test]
fn both_backends_are_tested() {
    let names: Vec<_> = BACKENDS.iter().map(|backend| backend.name).collect();
    assert_eq!(names, ["aws-lc-rs", "rsa"]);
}

#[test]
fn wycheproof_salt_32() {
    let valid = |test: &Value| text(test, "result") == "valid";
    let file = include_str!("vectors/rsa_pss_2048_sha256_mgf1_32_test.json");
    assert_eq!(wycheproof(file, Algorithm::PssV2, valid), 63);
    let file = include_str!("vectors/rsa_pss_4096_sha256_mgf1_32_test.json");
    assert_eq!(wycheproof(file, Algorithm::PssV2, valid), 63);
}

#[test]
fn wycheproof_asked_for_another_salt_length() {
    for (file, algorithm, expected) in [
        (include_str!("vectors/rsa_pss_2048_sha256_mgf1_32_test.json"), Algorithm::Pss, 1),
        (include_str!("vectors/rsa_pss_2048_sha256_mgf1_0_test.json"), Algorithm::Pss, 1),
        (include_str!("vectors/rsa_pss_2048_sha256_mgf1_0_test.json"), Algorithm::PssV2, 1),
    ] {
        // Signatures that are wrong in their own file for the length of the salt alone.
        let comment = format!("s_len changed to {}", algorithm.salt_len());
        assert_eq!(wycheproof(file, algorithm, |test| text(test, "comment") == comment), expected);
    }
}

/// Randomness that is the salt, for known answers.
struct Salt(Vec<u8>);

impl rand_core::TryRng for Salt {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        unreachable!("only the salt is drawn")
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        unreachable!("only the salt is drawn")
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        bytes.copy_from_slice(&self.0);
        Ok(())
    }
}

impl rand_core::TryCryptoRng for Salt {}

#[test]
fn cavp_salt_20() {
    let file: Value =
        serde_json::from_str(include_str!("vectors/cavp-pss-2048-sha256-salt20.json")).expect("JSON");
    let tests = file["tests"].as_array().expect("tests");
    assert_eq!(tests.len(), 10);
    for test in tests {
        let number = |name| BoxedUint::from_be_slice(&from_hex(text(test, name)), 2048).expect(name);
        let key = PrivateKey::from_components(number("n"), number("e"), number("d"), vec![]).expect("a key");
        let (message, salt) = (from_hex(text(test, "msg")), from_hex(text(test, "salt")));
        let known = from_hex(text(test, "sig"));
        let pss = Pss { blinded: false, ..Pss::<Sha256>::new_with_salt(Algorithm::Pss.salt_len()) };
        let made = pss.sign(Some(&mut Salt(salt)), &key, &Sha256::digest(&message)).expect("a signature");
        assert_eq!(made, known);

        let private = key.to_pkcs1_pem(LineEnding::LF).expect("PEM");
        let public = key.to_public_key().to_pkcs1_pem(LineEnding::LF).expect("PEM");
        for backend in BACKENDS {
            let verify = |algorithm, message: &[u8], signature: &[u8]| {
                (backend.verify)(&public, algorithm, message, signature).expect("the key")
            };
            assert_eq!(verify(Algorithm::Pss, &message, &known), Ok(()), "{}", backend.name);
            assert_eq!(verify(Algorithm::PssV2, &message, &known), Err(VerifyError::Mismatch));
            assert_eq!(verify(Algorithm::Pss, b"another", &known), Err(VerifyError::Mismatch));
            for wrong in spoilt(&known) {
                assert_eq!(verify(Algorithm::Pss, &message, &wrong), Err(VerifyError::Mismatch));
            }
            let own =
                (backend.sign)(&private, Algorithm::Pss, &message).expect("the key").expect("a signature");
            assert_eq!(verify(Algorithm::Pss, &message, &own), Ok(()), "{}", backend.name);
        }
    }
}

/// A bit turned at each end and in the middle, a byte too few or too many, zero, and all ones (more than
/// any modulus).
fn spoilt(signature: &[u8]) -> Vec<Vec<u8>> {
    let turned = |at: usize| {
        let mut wrong = signature.to_vec();
        wrong[at] ^= 1;
        wrong
    };
    vec![
        turned(0),
        turned(signature.len() / 2),
        turned(signature.len() - 1),
        signature[1..].to_vec(),
        signature[..signature.len() - 1].to_vec(),
        [&[0], signature].concat(),
        [signature, &[0]].concat(),
        vec![0; signature.len()],
        vec![0xFF; signature.len()],
        vec![],
    ]
}

fn sdk() -> Value {
    serde_json::from_str(include_str!("vectors/sdk-buttons.json")).expect("JSON")
}

#[test]
fn the_string_to_sign_is_that_of_the_official_sdks() {
    let file = sdk();
    let entries = file["groups"]["button"].as_array().expect("entries");
    let with_string: Vec<_> = entries.iter().filter(|entry| entry["stringToSign"].is_string()).collect();
    assert_eq!(with_string.len(), 2);
    for entry in with_string {
        let algorithm: Algorithm = text(entry, "algorithm").parse().expect("an algorithm");
        assert_eq!(entry["saltLength"].as_u64(), Some(algorithm.salt_len() as u64));
        assert_eq!(string_to_sign(algorithm, text(entry, "payload")), text(entry, "stringToSign"));
    }
}

#[test]
fn signatures_of_the_official_sdks_verify() {
    let file = sdk();
    let key = VerifyingKey::from_pem(text(&file["observedKey"], "publicKeyPem")).expect("the key");
    let verify = |entry: &Value, name: &str| {
        let algorithm: Algorithm = text(entry, "algorithm").parse().expect("an algorithm");
        key.verify(algorithm, text(entry, name), text(entry, "signature"))
    };
    let observed = file["groups"]["observedButton"].as_array().expect("entries");
    assert_eq!(observed.len(), 3);
    for entry in observed {
        assert_eq!(verify(entry, "payload"), Ok(()), "{}", entry["id"]);
    }
    // The PHP SDK signs another text than the one the page gets.
    let defects = file["groups"]["phpButtonDefect"].as_array().expect("entries");
    assert_eq!(defects.len(), 4);
    for entry in defects {
        assert_eq!(verify(entry, "payload"), Err(VerifyError::Mismatch), "{}", entry["id"]);
        assert_eq!(verify(entry, "signedInstead"), Ok(()), "{}", entry["id"]);
    }
}
