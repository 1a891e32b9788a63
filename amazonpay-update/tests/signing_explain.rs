//! Why a signature is refused, told from the signature and from Amazon's message.

mod signing_support;

use amazonpay_update::signing::{
    Algorithm, Alteration, AmazonMessage, Disagreement, Mismatch, NotAmazonsMessage, explain_mismatch,
    string_to_sign,
};
use amazonpay_update::{SigningKey, VerifyingKey};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use proptest::prelude::*;
use signing_support::{Keys, Text, key_pair};

use amazonpay_update::__private::testing::signing::BACKENDS;

const TEXT: &str = r#"{"noteToBuyer":"é \"/\" 😀 <","storeId":"x"}"#;
const SIGNATURE: &str = "QUJD+/==";

fn public() -> VerifyingKey {
    VerifyingKey::from_pem(&key_pair().1).expect("the public key")
}

/// Any message, with the salt of an algorithm.
fn sign(salt: Algorithm, message: &str) -> String {
    let signature = (BACKENDS[0].sign)(&key_pair().0, salt, message.as_bytes()).expect("the key");
    BASE64_STANDARD.encode(signature.expect("a signature"))
}

fn hash(text: &str) -> String {
    string_to_sign(Algorithm::Pss, text).split_off("AMZN-PAY-RSASSA-PSS\n".len())
}

fn amazon(signature: &str, algorithm: Algorithm, text: &str) -> AmazonMessage {
    let hash = hash(text);
    AmazonMessage::parse(&format!(
        "Signature {signature} does not match signedString {algorithm} {hash} for merchant A3LVSV45M75151"
    ))
    .expect("the message")
}

#[test]
fn a_good_signature_needs_no_explanation() {
    for &algorithm in Algorithm::ALL {
        let signature = sign(algorithm, &string_to_sign(algorithm, TEXT));
        assert_eq!(explain_mismatch(&public(), algorithm, TEXT, &signature), None);
    }
}

#[test]
fn what_is_wrong_with_a_signature_is_told_apart() {
    let (v2, v1) = (Algorithm::PssV2, Algorithm::Pss);
    let explain = |algorithm, signature: &str| explain_mismatch(&public(), algorithm, TEXT, signature);
    for (named, other) in [(v2, v1), (v1, v2)] {
        let message = string_to_sign(named, TEXT);
        let of_other = sign(other, &string_to_sign(other, TEXT));
        assert_eq!(explain(named, &of_other), Some(Mismatch::OtherAlgorithm { made_with: other }));
        for algorithm in [v2, v1] {
            let other_salt = Mismatch::OtherSalt { named, found: other.salt_len() };
            assert_eq!(explain(algorithm, &sign(other, &message)), Some(other_salt), "{algorithm}");
        }
        assert_eq!(explain(named, &sign(other, TEXT)), Some(Mismatch::PayloadItselfSigned));
        assert_eq!(explain(named, &sign(named, TEXT)), Some(Mismatch::PayloadItselfSigned));
        assert_eq!(explain(named, &sign(named, "anything")), Some(Mismatch::OtherTextOrKey));
    }
    assert_eq!(explain(v2, "AAAA"), Some(Mismatch::WrongLength { found: 3, expected: 256 }));
    assert_eq!(explain(v2, "-_-_"), Some(Mismatch::NotBase64));

    let keys = Keys::new();
    let other_key = SigningKey::from_pem(&keys.rsa("other.pem", 2048)).expect("a key");
    let signature = other_key.sign(&Text(TEXT), v2).expect("a signature");
    assert_eq!(explain(v2, signature.signature()), Some(Mismatch::OtherTextOrKey));
    let long_key = SigningKey::from_pem(&keys.rsa("long.pem", 3072)).expect("a key");
    let signature = long_key.sign(&Text(TEXT), v2).expect("a signature");
    assert_eq!(explain(v2, signature.signature()), Some(Mismatch::WrongLength { found: 384, expected: 256 }));
}

/// Each alteration with what it makes of `TEXT`.
fn altered() -> Vec<(Alteration, String)> {
    let pretty = TEXT.replace(':', ": ");
    let slashes = TEXT.replace('/', "\\/");
    let not_ascii = TEXT.replace('é', "\\u00e9").replace('😀', "\\ud83d\\ude00");
    let both = not_ascii.replace('/', "\\/");
    vec![
        (Alteration::Emptied, String::new()),
        (Alteration::LineBreakAdded, format!("{TEXT}\n")),
        (Alteration::LineBreakAdded, format!("{TEXT}\r\n")),
        (Alteration::BackslashesStripped, TEXT.replace('\\', "")),
        (Alteration::Escaped, slashes),
        (Alteration::Escaped, not_ascii),
        (Alteration::Escaped, both),
        (Alteration::HtmlEscaped, TEXT.replace('"', "&quot;").replace('<', "&lt;")),
        (Alteration::Canonicalized, pretty),
    ]
}

#[test]
fn an_altered_text_is_recognized_by_the_signature() {
    for (alteration, other) in altered() {
        // Canonical is what the pretty text becomes, not what it comes from.
        let (given, signed) = if alteration == Alteration::Canonicalized {
            (other.as_str(), TEXT)
        } else {
            (TEXT, other.as_str())
        };
        let signature = sign(Algorithm::PssV2, &string_to_sign(Algorithm::PssV2, signed));
        let found = explain_mismatch(&public(), Algorithm::PssV2, given, &signature);
        assert_eq!(found, Some(Mismatch::AlteredTextSigned { by: alteration }), "{signed}");
    }
}

#[test]
fn an_altered_text_is_recognized_by_its_hash() {
    for (alteration, other) in altered() {
        let (signed, arrived) = if alteration == Alteration::Canonicalized {
            (other.as_str(), TEXT)
        } else {
            (TEXT, other.as_str())
        };
        let found = amazon(SIGNATURE, Algorithm::PssV2, arrived).explain(Algorithm::PssV2, signed, SIGNATURE);
        let expected = Disagreement::PayloadChanged {
            signed: hash(signed),
            amazon: hash(arrived),
            by: Some(alteration),
        };
        assert_eq!(found, [expected]);
        assert!(found[0].to_string().contains(&alteration.to_string()));
    }
}

#[test]
fn amazons_message_tells_payload_algorithm_and_key_apart() {
    let (v2, v1) = (Algorithm::PssV2, Algorithm::Pss);
    let unknown = Disagreement::PayloadChanged { signed: hash(TEXT), amazon: hash("else"), by: None };
    let other_key = Disagreement::OtherKey { merchant_id: "A3LVSV45M75151".to_owned() };
    for (algorithm, text, found) in [
        (v2, TEXT, vec![other_key]),
        (v1, TEXT, vec![Disagreement::AlgorithmNotNamed]),
        (v2, "else", vec![unknown.clone()]),
        (v1, "else", vec![unknown, Disagreement::AlgorithmNotNamed]),
    ] {
        assert_eq!(amazon(SIGNATURE, algorithm, text).explain(v2, TEXT, SIGNATURE), found);
    }
    let found = amazon(SIGNATURE, v2, TEXT).explain(v1, TEXT, SIGNATURE);
    assert_eq!(found, [Disagreement::OtherAlgorithm { signed: v1, amazon: v2 }]);
    let found = amazon("AAAA", v1, "else").explain(v2, TEXT, SIGNATURE);
    assert_eq!(found, [Disagreement::OtherSignature]);
}

#[test]
fn the_message_is_read_as_people_copy_it() {
    let message = amazon(SIGNATURE, Algorithm::PssV2, TEXT);
    let line = message.to_string();
    let name = "PSS-V2 ";
    for text in [
        line.clone(),
        format!("\u{feff}Error Code: InvalidSignatureError\r\n\r\n{line}.\n"),
        line.replace(' ', "\n\t "),
        line.replace(name, "PSS-V2\n"),
        line.replace(name, "PSS-V2\\n"),
        line.replace("QUJD", "QU\nJD"),
        format!("<p>Invalid signature <b>Error</b></p><div class=\"a\">{line}</div>"),
        line.replace(" does", "<br/>does").replace(name, "PSS-V2<br>").replace('+', "&#43;"),
        format!("{{\"message\":\"{}\"}}", line.replace('/', "\\/")),
        line.to_lowercase()
            .replace("qujd", "QUJD")
            .replace("amzn-pay-rsassa-pss-v2", "AMZN-PAY-RSASSA-PSS-V2")
            .replace("a3lvsv45m75151", "A3LVSV45M75151"),
        line.replace(message.hash(), &message.hash().to_uppercase()),
        line.replace("A3LVSV45M75151", "A3LVSV45M75151, please try again"),
        line.replace(SIGNATURE, &format!("[{SIGNATURE}]")),
    ] {
        assert_eq!(AmazonMessage::parse(&text), Ok(message.clone()), "{text}");
    }
    assert_eq!(message.signature(), SIGNATURE);
    assert_eq!((message.algorithm(), message.hash()), (Algorithm::PssV2, hash(TEXT).as_str()));
    assert_eq!(message.merchant_id(), "A3LVSV45M75151");
}

#[test]
fn what_is_not_the_message_is_refused_in_words() {
    let line = amazon(SIGNATURE, Algorithm::PssV2, TEXT).to_string();
    let missing = |missing| NotAmazonsMessage::Incomplete { missing };
    for (text, error) in [
        (String::new(), NotAmazonsMessage::OtherWords),
        ("InvalidSignatureError".to_owned(), NotAmazonsMessage::OtherWords),
        (line.replace("not", ""), NotAmazonsMessage::OtherWords),
        (line.replace(SIGNATURE, ""), missing("signature")),
        (line[..line.find("AMZN").expect("it")].to_owned(), missing("algorithm and hash")),
        (line.replace(&hash(TEXT)[..1], ""), missing("hash of 64 hexadecimal digits")),
        (line[..line.find(" for").expect("it")].to_owned(), missing("merchant id")),
        (line.replace("A3LVSV45M75151", ""), missing("merchant id")),
    ] {
        assert_eq!(AmazonMessage::parse(&text), Err(error), "{text}");
    }
    let unknown = AmazonMessage::parse(&line.replace("V2", "V3")).expect_err("no such algorithm");
    assert!(unknown.to_string().contains("no such algorithm"), "{unknown}");
}

proptest! {
    #[test]
    fn no_text_is_too_odd(text in ".*", pieces in prop::collection::vec(
        prop_oneof![
            Just("Signature ".to_owned()), Just(" does not match signedString ".to_owned()),
            Just("AMZN-PAY-RSASSA-PSS ".to_owned()), Just("<".to_owned()), Just(">".to_owned()),
            Just("\\n".to_owned()), Just(" for merchant ".to_owned()), "[0-9a-f]{64}", ".{0,5}",
        ], 0..12,
    )) {
        let joined = pieces.concat();
        for odd in [&text, &joined] {
            if let Ok(message) = AmazonMessage::parse(odd) {
                prop_assert!(!message.explain(Algorithm::PssV2, &text, message.signature()).is_empty());
                let again = AmazonMessage::parse(&message.to_string());
                prop_assert_eq!(again, Ok(message));
            }
            prop_assert!(explain_mismatch(&public(), Algorithm::Pss, &text, odd).is_some());
        }
    }
}
