//! ES256 by itself, held against the vectors of others.

use super::key;
use super::signing_support::from_hex;
use amazonpay_update::__private::testing::return_state;
use amazonpay_update::return_state::StateVerifyingKey;
use serde_json::Value;

#[test]
fn known_answers_of_rfc_6979() {
    let key = key();
    for (message, known) in [
        (
            "sample",
            "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716\
             f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8",
        ),
        (
            "test",
            "f1abb023518351cd71d881567b1ea663ed3efcf6c5132b354f28d3b0b7d38367\
             019f4113742a2b14bd25926b49c649155f267e60d3814b4c0cc84250e46f0083",
        ),
    ] {
        let signature = return_state::sign(&key, message.as_bytes());
        assert_eq!(signature.as_slice(), from_hex(known), "{message}");
        assert!(return_state::verify(&key.verifying_key(), message.as_bytes(), &signature));
    }
}

#[test]
fn wycheproof() {
    let file: Value = serde_json::from_str(include_str!("../vectors/ecdsa_secp256r1_sha256_p1363_test.json"))
        .expect("JSON");
    let text = |value: &Value, name: &str| value[name].as_str().expect(name).to_owned();
    let (mut taken, mut tests) = (0, 0);
    for group in file["testGroups"].as_array().expect("groups") {
        assert_eq!(text(group, "sha"), "SHA-256");
        let key = StateVerifyingKey::from_pem(&text(group, "publicKeyPem")).expect("the key");
        for test in group["tests"].as_array().expect("tests") {
            tests += 1;
            let (message, signature) = (from_hex(&text(test, "msg")), from_hex(&text(test, "sig")));
            let good = return_state::verify(&key, &message, &signature);
            assert_eq!(good, text(test, "result") == "valid", "{test}");
            taken += u64::from(good);
        }
    }
    assert_eq!((Some(tests), taken), (file["numberOfTests"].as_u64(), 173));
}
