//! Nothing that can be printed shows key material.

mod signing_support;

use amazonpay_update::signing::Algorithm;
use amazonpay_update::{Account, Environment, SigningKey, Us, VerifyingKey, merchant_id, public_key_id};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use rsa::PrivateKey;
use rsa::pkcs8::DecodePrivateKey;
use rsa::traits::PrivateKeyParts;
use signing_support::{Keys, PAYLOAD, key_pair};
use std::fmt::{Debug, Write};

/// The ways a piece of a key can stand in a text.
struct Secrets(Vec<String>);

impl Secrets {
    /// The PEM text and the private numbers of an RSA key.
    fn of_rsa(pem: &str) -> Secrets {
        let key = PrivateKey::from_pkcs8_pem(pem).expect("a key");
        let mut secrets = Secrets::of_pem(pem);
        for number in key.primes().iter().map(AsRef::as_ref).chain([key.d()]) {
            secrets.push_bytes(&number.to_be_bytes());
            secrets.0.push(number.to_string());
        }
        secrets
    }

    fn of_pem(pem: &str) -> Secrets {
        let body: String =
            pem.lines().filter(|line| !line.starts_with("-----") && !line.contains(':')).collect();
        let mut secrets = Secrets(Vec::new());
        secrets.push_windows(&body, 12);
        if let Ok(bytes) = BASE64_STANDARD.decode(&body) {
            secrets.push_bytes(&bytes);
        }
        secrets
    }

    fn push_bytes(&mut self, bytes: &[u8]) {
        let hex = bytes.iter().fold(String::new(), |mut hex, byte| {
            write!(hex, "{byte:02x}").expect("a string");
            hex
        });
        self.push_windows(&hex, 16);
        self.push_windows(&hex.to_uppercase(), 16);
        // As `Debug` prints a slice.
        let some: Vec<_> = bytes.chunks_exact(6).map(|six| format!("{six:?}")).collect();
        self.0.extend(some.iter().map(|list| list[1..list.len() - 1].to_owned()));
        self.push_windows(&BASE64_STANDARD.encode(bytes), 12);
    }

    fn push_windows(&mut self, text: &str, length: usize) {
        self.0.extend(
            (0..=text.len().saturating_sub(length))
                .map(|at| text.get(at..at + length).unwrap_or_default().to_owned()),
        );
        // Runs of one digit, as the version and the algorithm have them, are nobody's secret.
        self.0.retain(|piece| piece.len() > 8 && piece.chars().any(|c| !piece.starts_with(c)));
    }

    #[track_caller]
    fn not_in(&self, shown: &str) {
        for secret in &self.0 {
            assert!(!shown.contains(secret), "{secret} in {shown}");
        }
    }
}

fn all_forms(value: &impl Debug) -> String {
    format!("{value:?} {value:#?} {value:x?} {value:X?}")
}

#[test]
fn the_search_finds_what_it_looks_for() {
    let (private, _) = key_pair();
    let secrets = Secrets::of_rsa(private);
    let d = PrivateKey::from_pkcs8_pem(private).expect("a key").d().to_be_bytes();
    for shown in [private.clone(), format!("{d:?}"), format!("[{}]", BASE64_STANDARD.encode(&d))] {
        assert!(std::panic::catch_unwind(|| secrets.not_in(&shown)).is_err());
    }
}

#[test]
fn debug_shows_no_key() {
    let (private, _) = key_pair();
    let secrets = Secrets::of_rsa(private);
    let key = SigningKey::from_pem(private).expect("the key");
    let environment = Environment::Sandbox;
    let account = Account::<Us>::new(
        merchant_id!("A3LVSV45M75151"),
        public_key_id!("SANDBOX-AEXAMPLEKEYID"),
        key.clone(),
        environment,
    )
    .expect("an account");
    secrets.not_in(&all_forms(&key));
    secrets.not_in(&all_forms(key.verifying_key()));
    secrets.not_in(&all_forms(&account));
    secrets.not_in(&all_forms(&key.sign(&PAYLOAD, Algorithm::PssV2)));
    secrets.not_in(&all_forms(&account.sign(&PAYLOAD)));
    secrets.not_in(&all_forms(&account.to_sign(&PAYLOAD).expect("a payload")));
}

#[test]
fn errors_show_no_key() {
    let keys = Keys::new();
    let private = keys.rsa("private.pem", 2048);
    let line = private.lines().nth(5).expect("a line").to_owned();
    let mut texts = vec![
        (private.replace(&line, ""), private.clone()),
        (private.replacen(&line[..1], "*", 1), private.clone()),
        (private.replacen(&line, &line.chars().rev().collect::<String>(), 1), private.clone()),
        (private.replace("-----END", ""), private.clone()),
        (private.replace('\n', "\\n"), private.clone()),
        (private.replace('\n', " "), private.clone()),
        (private.replace("-----BEGIN", ""), private.clone()),
        (private.replace("PRIVATE KEY", "RSA PRIVATE KEY"), private.clone()),
        (private.replace("PRIVATE KEY", "PUBLIC KEY"), private.clone()),
        (private.replace("PRIVATE KEY", &line), private.clone()),
    ];
    for command in [
        "openssl genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:1024 -out other.pem",
        "openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out other.pem",
        "openssl genpkey -quiet -algorithm ED25519 -out other.pem",
        "openssl pkey -in private.pem -aes256 -passout pass:secret -out other.pem",
        "openssl rsa -in private.pem -traditional -aes256 -passout pass:secret -out other.pem",
        "ssh-keygen -q -t rsa -b 2048 -N '' -f ssh.pem",
    ] {
        keys.run(command);
        let name = if command.starts_with("ssh") { "ssh.pem" } else { "other.pem" };
        texts.push((keys.read(name), keys.read(name)));
    }
    for (text, secret) in &texts {
        let secrets = Secrets::of_pem(secret);
        let path = keys.write("key.pem", text);
        for error in [
            SigningKey::from_pem(text).expect_err("a refusal"),
            SigningKey::from_pem_file(&path).expect_err("a refusal"),
        ] {
            secrets.not_in(&error.to_string());
            secrets.not_in(&all_forms(&error));
        }
    }
}

#[test]
fn a_key_given_as_a_path_is_not_repeated() {
    let (private, public) = key_pair();
    for error in [
        SigningKey::from_pem_file(private).expect_err("a refusal"),
        VerifyingKey::from_pem_file(private).expect_err("a refusal"),
    ] {
        assert!(error.to_string().contains("a key file is needed"), "{error}");
        Secrets::of_rsa(private).not_in(&format!("{error} {}", all_forms(&error)));
    }
    assert!(VerifyingKey::from_pem_file(public).is_err());
}
