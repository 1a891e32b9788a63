//! What a refused signature says.

use super::{SESSION, response, sent_complete};
use amazonpay_update::session::{
    AnswerError, Completion, ExpectedUpdate, Misconfiguration, NextStep, SentRequest, SignatureRefusal,
    after_complete,
};
use amazonpay_update::signing::Algorithm;
use http::Request;
use serde_json::{Value, json};

/// A request with the body, as it is signed.
fn sent(body: &'static str) -> SentRequest {
    let authorization =
        "AMZN-PAY-RSASSA-PSS-V2 PublicKeyId=SANDBOX-A, SignedHeaders=accept, Signature=c2lnbmF0dXJl";
    let url = format!("https://pay-api.amazon.com/v2/checkoutSessions/{SESSION}/complete");
    let request = Request::post(url).header("authorization", authorization).body(body);
    SentRequest::of(&request.unwrap())
}

fn signature_refusal(message: &Value, sent: &SentRequest) -> SignatureRefusal {
    let body = json!({ "reasonCode": "InvalidRequestSignature", "message": message });
    match after_complete(&response(403, &body), sent, &ExpectedUpdate::any()) {
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
    let ours = sent("POST");
    let hash = |body| {
        let sent = sent(body);
        let (_, hash) = sent.string_to_sign().split_once('\n').unwrap();
        hash.to_owned()
    };
    let amazon = |algorithm: &str, between: &str, hash: &str| {
        json!(format!(
            "Unable to verify signature, signing String [{algorithm}{between}{hash}], signature [c2lnbmF0dXJl]"
        ))
    };
    let (pss, v2) = ("AMZN-PAY-RSASSA-PSS", "AMZN-PAY-RSASSA-PSS-V2");
    let changed = SignatureRefusal::OtherRequest { signed: hash("POST"), amazon: hash("GET") };
    for between in ["\n", "\r\n", "\t", "\\n", " ", ""] {
        assert_eq!(signature_refusal(&amazon(v2, between, &hash("GET")), &ours), changed);
        assert_eq!(signature_refusal(&amazon(v2, between, &hash("POST")), &ours), SignatureRefusal::OtherKey);
        assert_eq!(
            signature_refusal(&amazon(pss, between, &hash("POST")), &ours),
            SignatureRefusal::OtherAlgorithm { signed: Algorithm::PssV2, amazon: Algorithm::Pss }
        );
    }
    assert_eq!(signature_refusal(&json!(hash("GET").to_uppercase()), &ours), changed);
    assert_eq!(signature_refusal(&json!(hash("POST")), &ours), SignatureRefusal::OtherKey);
    let unsigned = sent_complete();
    for (message, ours) in [
        (json!(null), &ours),
        (json!("Unable to verify signature"), &ours),
        (amazon(v2, "\n", "abc"), &ours),
        (amazon(v2, "\n", &hash("POST")), &unsigned),
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
