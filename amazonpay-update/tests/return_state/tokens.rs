//! What a token must look like: its shape, algorithm, header, claims and signature.

use super::signing_support::from_hex;
use super::{CLAIMS, HEADER, key, signed, state, verify};
use amazonpay_update::return_state::StateError;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;

/// The order of the group of P-256.
const ORDER: &str = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";

#[test]
fn what_has_not_the_shape_of_a_token_is_refused() {
    let good = key().token(&state()).as_str().to_owned();
    let (message, signature) = good.rsplit_once('.').expect("three parts");
    let last = signature.chars().last().expect("a signature");
    // 64 bytes end within a character: its last four bits must be zero.
    assert!("AQgw".contains(last));
    let other_bits = char::from(last as u8 + 1);
    for wrong in [
        String::new(),
        ".".to_owned(),
        "..".to_owned(),
        "a.b.c.d".to_owned(),
        message.to_owned(),
        format!("{good}.{signature}"),
        format!("{good}."),
        format!(".{good}"),
        format!("{good}="),
        format!("{good}=="),
        format!("{good}%20"),
        format!("+{good}"),
        format!("{good}%0A"),
        good.replace('.', "%0A."),
        format!("{message}.{}{other_bits}", &signature[..signature.len() - 1]),
        format!("{}.{signature}", message.replacen('.', "=.", 1)),
        format!("{message}%3D.{signature}"),
        format!("e30.{}.{signature}", message.split('.').nth(1).expect("three parts")),
        format!("W10.e30.{signature}"),
    ] {
        assert_eq!(verify(&wrong), Err(StateError::NotAToken), "{wrong}");
    }
    // Bytes, but not 64 of them.
    for signature in ["", "AAAA", &signature[..84], &format!("{}AAAA", &signature[..84])] {
        assert_eq!(verify(&format!("{message}.{signature}")), Err(StateError::WrongSignature), "{signature}");
    }
}

#[test]
fn another_algorithm_is_refused_by_its_name() {
    for found in ["none", "HS256", "RS256", "PS256", "ES384", "EdDSA"] {
        let token = signed(&format!(r#"{{"alg":"{found}"}}"#), CLAIMS);
        assert_eq!(verify(&token), Err(StateError::OtherAlgorithm { found }));
        let token = signed(&format!(r#"{{"typ":"JWT","alg":"{found}","x":[1]}}"#), CLAIMS);
        assert_eq!(verify(&token), Err(StateError::OtherAlgorithm { found }));
    }
    // The unsecured form of RFC 7519, section 6.
    let unsecured = format!(
        "{}.{}.",
        BASE64_URL_SAFE_NO_PAD.encode(r#"{"alg":"none"}"#),
        BASE64_URL_SAFE_NO_PAD.encode(CLAIMS)
    );
    assert_eq!(verify(&unsecured), Err(StateError::OtherAlgorithm { found: "none" }));
    for unknown in ["es256", "None", "ES256K", "<script>"] {
        let error = verify(&signed(&format!(r#"{{"alg":"{unknown}"}}"#), CLAIMS)).expect_err(unknown);
        assert!(matches!(error, StateError::OtherAlgorithm { .. }), "{error}");
        assert!(!error.to_string().contains(unknown), "{error}");
    }
}

#[test]
fn another_header_with_es256_is_refused_though_it_is_signed() {
    for header in [
        r#"{"alg":"ES256"}"#,
        r#"{"alg":"ES256","kid":null}"#,
        r#"{"kid":"DOvxvJiA","alg":"ES256"}"#,
        r#"{"alg":"ES256","kid":"DOvxvJiA","typ":"JWT"}"#,
        r#"{"alg":"ES256","kid":"\u0044OvxvJiA"}"#,
        r#"{"alg":"ES256","typ":"JWT"}"#,
        r#"{"typ":"JWT","alg":"ES256"}"#,
        r#"{"alg":"ES256","jwk":{}}"#,
        r#"{"alg":"ES256","crit":["b64"],"b64":false}"#,
        r#"{ "alg":"ES256"}"#,
        r#"{"alg":"\u0045S256"}"#,
    ] {
        assert_eq!(verify(&signed(header, CLAIMS)), Err(StateError::OtherHeader), "{header}");
    }
}

#[test]
fn other_claims_are_refused_though_they_are_signed() {
    for claims in [
        "",
        "{}",
        "null",
        "[]",
        "{\"aud\":\"8b5e",
        &CLAIMS.replace("\"pt\":\"PayOnly\",", ""),
        &CLAIMS.replace("\"PayOnly\"", "1"),
        &CLAIMS.replace('}', ",\"iat\":1}"),
        &CLAIMS.replace('}', ",\"sub\":\"B01-0000000-0000000\"}"),
        &CLAIMS.replace('}', ",\"exp\":\"1900000000\"}"),
        &CLAIMS.replace('}', ",\"exp\":-1}"),
        &CLAIMS.replace('}', ",\"exp\":1.5}"),
        &format!("{CLAIMS}{CLAIMS}"),
        // The same values without their names.
        r#"["8b5e45312b5248b69eeaStoreId",null,"PayOnly","B01-0000000-0000000"]"#,
        r#"["8b5e45312b5248b69eeaStoreId",1900000000,"PayOnly","B01-0000000-0000000"]"#,
        &format!("[{CLAIMS}]"),
        &format!("{{\"claims\":{CLAIMS}}}"),
        &CLAIMS.replace('}', ",\"exp\":null}"),
        &CLAIMS.replace('}', ",\"exp\":true}"),
        &CLAIMS.replace('}', ",\"exp\":[1900000000]}"),
        &CLAIMS.replace('}', ",\"exp\":{}}"),
        &CLAIMS.replace('}', ",\"exp\":1900000000,\"exp\":1900000000}"),
        &CLAIMS.replace('}', ",\"exp\":1.9e9}"),
        &CLAIMS.replace('}', ",\"exp\":18446744073709551616}"),
        &CLAIMS.replace("\"PayOnly\"", "null"),
        &CLAIMS.replace("\"PayOnly\"", "[\"PayOnly\"]"),
        &CLAIMS.replace("\"PayOnly\"", "{\"PayOnly\":null}"),
        &CLAIMS
            .replace("\"aud\":\"8b5e45312b5248b69eeaStoreId\"", "\"aud\":[\"8b5e45312b5248b69eeaStoreId\"]"),
        &CLAIMS.replace("\"aud\"", "\"AUD\""),
        &CLAIMS.replace("\"sub\"", "\"sub \""),
    ] {
        assert_eq!(verify(&signed(HEADER, claims)), Err(StateError::Unreadable), "{claims}");
    }
}

#[test]
fn the_same_claims_written_by_another_are_read() {
    let claims =
        r#" {"sub":"\u004201-0000000-0000000", "pt":"PayOnly", "aud":"8b5e45312b5248b69eeaStoreId"}"#;
    assert_eq!(verify(&signed(HEADER, claims)).err(), None);
}

#[test]
fn a_token_has_a_twin_with_the_other_s() {
    let good = key().token(&state()).as_str().to_owned();
    let (message, signature) = good.rsplit_once('.').expect("three parts");
    let mut bytes = BASE64_URL_SAFE_NO_PAD.decode(signature).expect("base64url");
    let other_s = subtract(&from_hex(ORDER), &bytes[32..]);
    bytes[32..].copy_from_slice(&other_s);
    let twin = format!("{message}.{}", BASE64_URL_SAFE_NO_PAD.encode(bytes));
    assert_ne!(twin, good);
    assert_eq!(verify(&twin).err(), None);
}

fn subtract(from: &[u8], number: &[u8]) -> Vec<u8> {
    let mut borrowed = 0;
    let digits = from.iter().zip(number).rev().map(|(a, b)| {
        let digit = i16::from(*a) - i16::from(*b) - borrowed;
        borrowed = i16::from(digit < 0);
        u8::try_from(digit.rem_euclid(256)).expect("a byte")
    });
    let mut bytes: Vec<u8> = digits.collect();
    bytes.reverse();
    bytes
}
