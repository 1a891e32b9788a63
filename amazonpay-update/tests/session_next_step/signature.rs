//! What a refused signature says.

use super::response;
use amazonpay_update::session::{
    AnswerError, Completion, Misconfiguration, NextStep, SignatureRefusal, after_complete,
};
use amazonpay_update::signing::{Algorithm, string_to_sign};
use serde_json::{Value, json};

fn signature_refusal(message: &Value, string_to_sign: &str) -> SignatureRefusal {
    let body = json!({ "reasonCode": "InvalidRequestSignature", "message": message });
    match after_complete(&response(403, &body), string_to_sign) {
        Completion::Done(NextStep::FixConfiguration {
            problem: Misconfiguration::Signature(refusal),
            may_be_completed: false,
            error: AnswerError::Api(_),
        }) => refusal,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_refused_signature_is_compared_with_ours() {
    let ours = string_to_sign(Algorithm::PssV2, "POST");
    let hash = |text: &str| string_to_sign(Algorithm::Pss, text).split_off(20);
    let amazon = |algorithm: &str, between: &str, hash: &str| {
        json!(format!(
            "Unable to verify signature, signing String [{algorithm}{between}{hash}], signature [c2lnbmF0dXJl]"
        ))
    };
    let (pss, v2) = ("AMZN-PAY-RSASSA-PSS", "AMZN-PAY-RSASSA-PSS-V2");
    let changed = SignatureRefusal::OtherRequest { signed: hash("POST"), amazon: hash("GET") };
    for between in ["\n", "\\n", " ", ""] {
        assert_eq!(signature_refusal(&amazon(v2, between, &hash("GET")), &ours), changed);
        assert_eq!(signature_refusal(&amazon(v2, between, &hash("POST")), &ours), SignatureRefusal::OtherKey);
        assert_eq!(
            signature_refusal(&amazon(pss, between, &hash("POST")), &ours),
            SignatureRefusal::OtherAlgorithm { signed: Algorithm::PssV2, amazon: Algorithm::Pss }
        );
    }
    assert_eq!(signature_refusal(&json!(hash("GET").to_uppercase()), &ours), changed);
    assert_eq!(signature_refusal(&json!(hash("POST")), &ours), SignatureRefusal::OtherKey);
    for (message, ours) in [
        (json!(null), &*ours),
        (json!("Unable to verify signature"), &ours),
        (amazon(v2, "\n", "abc"), &ours),
        (amazon(v2, "\n", &hash("POST")), ""),
    ] {
        assert_eq!(signature_refusal(&message, ours), SignatureRefusal::Unexplained, "{message}");
    }
    let words = changed.to_string();
    assert!(words.contains(&hash("GET")) && words.contains(&hash("POST")), "{words}");
    let words = SignatureRefusal::OtherKey.to_string();
    assert!(words.contains("public key id") && words.contains("system's clock"), "{words}");
    let words = Misconfiguration::Request.to_string();
    assert!(words.contains("`x-amz-pay-date`, set the system's clock"), "{words}");
}
