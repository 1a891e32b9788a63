//! What holds for any two answers.

use super::{sent_complete, sent_get};
use amazonpay_update::session::{Completion, ExpectedUpdate, NextStep, ReasonCode, after_complete};
use http::Response;
use proptest::prelude::*;
use serde_json::json;

fn body() -> impl Strategy<Value = Vec<u8>> {
    let codes: Vec<&str> = ReasonCode::KNOWN.iter().map(ReasonCode::as_str).collect();
    prop_oneof![
        prop::collection::vec(any::<u8>(), 0..40),
        (prop::sample::select(codes), ".*").prop_map(|(code, message)| {
            json!({ "reasonCode": code, "message": message }).to_string().into_bytes()
        }),
        prop::sample::select(vec!["Open", "Completed", "Canceled", "AddedLater"])
            .prop_map(|state| json!({ "statusDetails": { "state": state } }).to_string().into_bytes()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_answers_give_a_step(
        first in (100..1000_u16, body()),
        second in (100..1000_u16, body()),
        retry_after in "[ -~]{0,20}",
    ) {
        let answer = |(status, body): (u16, Vec<u8>)| {
            Response::builder().status(status).header("retry-after", &retry_after).body(body).unwrap()
        };
        let (first, second) = (answer(first), answer(second));
        let completed = |answer: &Response<Vec<u8>>| {
            answer.status().is_success() && answer.body().windows(11).any(|part| part == b"\"Completed\"")
        };
        let step = match after_complete(&first, &sent_complete(), &ExpectedUpdate::any()) {
            Completion::Done(step) => step,
            Completion::GetCheckoutSession(unsettled) => unsettled.after_get(&second, &sent_get()),
        };
        match step {
            NextStep::Updated(_) => {
                prop_assert!(first.status().is_success());
                prop_assert!(completed(&first) || completed(&second));
            }
            NextStep::AlreadyCompleted(_) => prop_assert!(completed(&second) && !first.status().is_success()),
            _ => prop_assert!(!completed(&first)),
        }
    }
}
