//! The backends against each other, and against OpenSSL.

mod signing_support;

use amazonpay_update::__private::testing::signing::BACKENDS;
use amazonpay_update::signing::{Algorithm, VerifyError, active_backend, string_to_sign};
use amazonpay_update::{SigningKey, VerifyingKey};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use signing_support::{Keys, PAYLOAD, key_pair};

#[test]
fn aws_lc_signs_when_both_are_on() {
    assert_eq!(BACKENDS.len(), 2);
    assert_eq!(active_backend(), "aws-lc-rs");
}

#[test]
fn each_backend_takes_the_signatures_of_both_and_only_with_their_own_salt() {
    let (private, public) = key_pair();
    for signer in BACKENDS {
        for &made in Algorithm::ALL {
            let signature = (signer.sign)(private, made, b"message").expect("the key").expect("a signature");
            for verifier in BACKENDS {
                for &asked in Algorithm::ALL {
                    let result = (verifier.verify)(public, asked, b"message", &signature).expect("the key");
                    let expected = if made == asked { Ok(()) } else { Err(VerifyError::Mismatch) };
                    assert_eq!(result, expected, "{} {made}, {} {asked}", signer.name, verifier.name);
                }
                let result = (verifier.verify)(public, made, b"massage", &signature).expect("the key");
                assert_eq!(result, Err(VerifyError::Mismatch));
            }
        }
    }
}

#[test]
fn each_backend_takes_keys_of_every_size() {
    let keys = Keys::new();
    for bits in [3072, 4096, 2056] {
        let private = keys.rsa("private.pem", bits);
        keys.run("openssl pkey -in private.pem -pubout -out public.pem");
        let public = keys.read("public.pem");
        for signer in BACKENDS {
            let signature =
                (signer.sign)(&private, Algorithm::Pss, b"message").expect("the key").expect("a signature");
            assert_eq!(signature.len() * 8, bits);
            for verifier in BACKENDS {
                let result = (verifier.verify)(&public, Algorithm::Pss, b"message", &signature);
                assert_eq!(result.expect("the key"), Ok(()), "{} by {}", signer.name, verifier.name);
            }
        }
    }
}

const SALT: &str = "-sha256 -sigopt rsa_padding_mode:pss -sigopt rsa_mgf1_md:sha256 -sigopt rsa_pss_saltlen";

#[test]
fn openssl_takes_the_signatures_of_each_backend() {
    let keys = Keys::new();
    let (private, public) = key_pair();
    keys.write("public.pem", public);
    keys.write("message", "message");
    for backend in BACKENDS {
        for &algorithm in Algorithm::ALL {
            let signature =
                (backend.sign)(private, algorithm, b"message").expect("the key").expect("a signature");
            keys.write("signature", signature);
            for salt in [20, 32] {
                let result = keys.try_run(&format!(
                    "openssl dgst {SALT}:{salt} -verify public.pem -signature signature message"
                ));
                assert_eq!(
                    result.is_ok(),
                    salt == algorithm.salt_len(),
                    "{} {salt}: {result:?}",
                    backend.name
                );
            }
        }
    }
}

#[test]
fn openssl_takes_our_signed_payload() {
    let keys = Keys::new();
    let (private, public) = key_pair();
    keys.write("public.pem", public);
    let key = SigningKey::from_pem(private).expect("the key");
    for &algorithm in Algorithm::ALL {
        let signed = key.sign(&PAYLOAD, algorithm).expect("a signature");
        // The string to sign as anybody would put it together from what the page gets.
        keys.write("payload", signed.payload_json());
        let digest = keys.run("openssl dgst -sha256 -r payload");
        let hash = digest.split(' ').next().expect("a hash");
        keys.write("message", format!("{algorithm}\n{hash}"));
        keys.write("signature", BASE64_STANDARD.decode(signed.signature()).expect("Base64"));
        let salt = algorithm.salt_len();
        keys.run(&format!("openssl dgst {SALT}:{salt} -verify public.pem -signature signature message"));
    }
}

#[test]
fn we_take_the_signatures_of_openssl() {
    let keys = Keys::new();
    let (private, public) = key_pair();
    keys.write("private.pem", private);
    let key = VerifyingKey::from_pem(public).expect("the key");
    for &algorithm in Algorithm::ALL {
        keys.write("message", string_to_sign(algorithm, "{}"));
        for salt in [20, 32] {
            keys.run(&format!("openssl dgst {SALT}:{salt} -sign private.pem -out signature message"));
            let signature = std::fs::read(keys.path("signature")).expect("the signature");
            let expected = if salt == algorithm.salt_len() { Ok(()) } else { Err(VerifyError::Mismatch) };
            assert_eq!(key.verify(algorithm, "{}", &BASE64_STANDARD.encode(&signature)), expected);
            for backend in BACKENDS {
                let message = string_to_sign(algorithm, "{}");
                let result = (backend.verify)(public, algorithm, message.as_bytes(), &signature);
                assert_eq!(result.expect("the key"), expected, "{} {salt}", backend.name);
            }
        }
    }
}

#[cfg(feature = "ipn")]
#[test]
fn each_backend_takes_the_pkcs1_signatures_of_openssl_and_only_with_their_own_hash() {
    use amazonpay_update::__private::testing::signing::Hash;

    let keys = Keys::new();
    let (private, public) = key_pair();
    keys.write("private.pem", private);
    keys.write("message", "message");
    let hashes =
        [(Hash::Sha1, "sha1"), (Hash::Sha256, "sha256"), (Hash::Sha384, "sha384"), (Hash::Sha512, "sha512")];
    for (made, name) in hashes {
        keys.run(&format!("openssl dgst -{name} -sign private.pem -out signature message"));
        let signature = std::fs::read(keys.path("signature")).expect("a signature");
        for verifier in BACKENDS {
            let verify = |hash, message: &[u8], signature: &[u8]| {
                (verifier.verify_pkcs1)(public, hash, message, signature).expect("the key")
            };
            for (asked, _) in hashes {
                let expected = if made == asked { Ok(()) } else { Err(VerifyError::Mismatch) };
                assert_eq!(verify(asked, b"message", &signature), expected, "{} {name}", verifier.name);
            }
            assert_eq!(verify(made, b"massage", &signature), Err(VerifyError::Mismatch));
            assert_eq!(verify(made, b"message", &signature[1..]), Err(VerifyError::Mismatch));
        }
    }
}
