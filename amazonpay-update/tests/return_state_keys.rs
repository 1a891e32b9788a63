//! Which keys sign state tokens, and in which words the others are refused.
#![cfg(feature = "return-state")]

mod signing_support;

use amazonpay_update::__private::testing::return_state;
use amazonpay_update::return_state::{StateKey, StateVerifyingKey};
use amazonpay_update::signing::KeyError;
use signing_support::Keys;

const MAKES_ONE: &str = "openssl ecparam -name prime256v1 -genkey -noout -out state.pem";

fn refusal(pem: &str) -> String {
    StateKey::from_pem(pem).expect_err("a refusal").to_string()
}

fn refusal_of_public(pem: &str) -> String {
    StateVerifyingKey::from_pem(pem).expect_err("a refusal").to_string()
}

#[test]
fn every_form_of_openssl_is_read() {
    let keys = Keys::new();
    let mut forms = Vec::new();
    for command in [
        MAKES_ONE,
        "openssl ecparam -name prime256v1 -genkey -out state.pem",
        "openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out state.pem",
    ] {
        keys.run(command);
        keys.run("openssl pkey -in state.pem -pubout -out state-public.pem");
        keys.run("openssl pkey -in state.pem -out pkcs8.pem");
        keys.run("openssl ec -in state.pem -out sec1.pem");
        keys.run("openssl ec -in state.pem -no_public -out short.pem");
        keys.run(
            "openssl pkey -pubin -in state-public.pem -ec_conv_form compressed -pubout -out compressed.pem",
        );
        for (private, public) in [
            ("state.pem", "state-public.pem"),
            ("pkcs8.pem", "state-public.pem"),
            ("sec1.pem", "compressed.pem"),
            ("short.pem", "state-public.pem"),
        ] {
            let key = StateKey::from_pem_file(keys.path(private)).expect(private);
            let public = StateVerifyingKey::from_pem_file(keys.path(public)).expect(public);
            assert_eq!(key.verifying_key(), public);
            assert!(return_state::verify(&public, b"{}", &return_state::sign(&key, b"{}")));
            let crlf = keys.read(private).replace('\n', "\r\n");
            assert_eq!(StateKey::from_pem(&crlf).expect("the key").verifying_key(), public);
            forms.push(keys.read(private).lines().next().expect("a line").to_owned());
        }
    }
    for form in
        ["-----BEGIN EC PARAMETERS-----", "-----BEGIN EC PRIVATE KEY-----", "-----BEGIN PRIVATE KEY-----"]
    {
        assert!(forms.iter().any(|found| found == form), "{form}");
    }
}

#[test]
fn keys_of_another_kind_are_named_and_the_command_for_the_right_one_is_told() {
    let keys = Keys::new();
    for (command, found) in [
        ("openssl genrsa -traditional -out other.pem 2048", "an RSA key"),
        ("openssl genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out other.pem", "an RSA key"),
        ("openssl genpkey -quiet -algorithm ED25519 -out other.pem", "an Ed25519 key"),
        ("openssl ecparam -name secp384r1 -genkey -noout -out other.pem", "a key on P-384"),
        (
            "openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-384 -out other.pem",
            "a key on P-384",
        ),
        (
            "openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-521 -out other.pem",
            "a key on P-521",
        ),
        ("openssl ecparam -name secp256k1 -genkey -noout -out other.pem", "a key on secp256k1"),
        (
            "openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:brainpoolP256r1 -out other.pem",
            "a key on another curve",
        ),
        (
            "openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -pkeyopt ec_param_enc:explicit -out other.pem",
            "a key whose curve has no name",
        ),
        ("ssh-keygen -q -t ecdsa -b 256 -N '' -f other.pem", "a key for SSH alone"),
    ] {
        let _ = std::fs::remove_file(keys.path("other.pem"));
        keys.run(command);
        let error = refusal(&keys.read("other.pem"));
        assert!(error.contains(found) && error.contains(MAKES_ONE), "{command}: {error}");
        if !command.starts_with("ssh") {
            keys.run("openssl pkey -in other.pem -pubout -out other-public.pem");
            let error = refusal_of_public(&keys.read("other-public.pem"));
            assert!(error.contains(found) && error.contains(MAKES_ONE), "{command}: {error}");
        }
    }
    keys.run("openssl genrsa -traditional -out other.pem 2048");
    keys.run("openssl rsa -in other.pem -RSAPublicKey_out -out other-public.pem");
    assert!(refusal_of_public(&keys.read("other-public.pem")).contains("an RSA key"));
}

#[test]
fn a_key_in_the_wrong_place_or_form_is_refused_in_its_own_words() {
    let keys = Keys::new();
    keys.run(MAKES_ONE);
    keys.run("openssl pkey -in state.pem -pubout -out public.pem");
    keys.run("openssl pkey -in state.pem -aes256 -passout pass:secret -out encrypted.pem");
    keys.run("openssl ec -in state.pem -aes256 -passout pass:secret -out old.pem");
    keys.run("openssl pkey -in state.pem -outform DER -out state.der");
    let (private, public) = (keys.read("state.pem"), keys.read("public.pem"));
    assert!(matches!(StateKey::from_pem(&public), Err(KeyError::NotPrivate { .. })));
    assert!(matches!(StateVerifyingKey::from_pem(&private), Err(KeyError::PrivateForPublic)));
    assert!(matches!(StateKey::from_pem(&keys.read("encrypted.pem")), Err(KeyError::Encrypted)));
    assert!(matches!(StateKey::from_pem(&keys.read("old.pem")), Err(KeyError::Encrypted)));
    assert!(matches!(StateKey::from_pem(""), Err(KeyError::NotPem)));
    assert!(matches!(StateKey::from_pem_file(&private), Err(KeyError::TextForFile)));
    assert!(matches!(StateKey::from_pem_file(keys.path("none.pem")), Err(KeyError::Io { .. })));
    let der = StateKey::from_pem_file(keys.path("state.der"));
    assert!(matches!(der, Err(KeyError::File { .. })), "{der:?}");
    let line = private.lines().nth(1).expect("a line");
    let shortened = private.replace(line, &line[4..]);
    for damaged in [shortened.as_str(), &private.replacen(line, &line.replace('M', "N"), 1)] {
        let error = StateKey::from_pem(damaged).expect_err("damaged");
        assert!(matches!(error, KeyError::Malformed { .. }), "{error}");
        assert!(!format!("{error} {error:?}").contains(&line[10..20]));
    }
}

#[test]
fn a_private_number_that_is_none_or_has_another_public_half_is_refused() {
    let keys = Keys::new();
    keys.run(MAKES_ONE);
    let pem = keys.read("state.pem");
    let body: String = pem.lines().filter(|line| !line.starts_with("-----")).collect();
    let der = base64::Engine::decode(&base64::prelude::BASE64_STANDARD, body).expect("Base64");
    // The private number stands in bytes 7 to 38.
    let with_number = |number: [u8; 32]| {
        let changed = [&der[..7], &number, &der[39..]].concat();
        let body = base64::Engine::encode(&base64::prelude::BASE64_STANDARD, changed);
        format!("-----BEGIN EC PRIVATE KEY-----\n{body}\n-----END EC PRIVATE KEY-----\n")
    };
    let own: [u8; 32] = der[7..39].try_into().expect("32 bytes");
    assert!(StateKey::from_pem(&with_number(own)).is_ok(), "that is where it stands");
    let mut one = [0; 32];
    one[31] = 1;
    for number in [[0; 32], [0xFF; 32], one] {
        assert!(matches!(StateKey::from_pem(&with_number(number)), Err(KeyError::Malformed { .. })));
    }
}
