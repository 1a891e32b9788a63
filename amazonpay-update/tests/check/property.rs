//! What holds for any text.

use super::payload::with;
use super::rows;
use amazonpay_update::payload::{Violation, Violations, canonicalize};
use amazonpay_update::{CheckedPayload, PayOnly, UpdatePayload};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::fmt::Debug;

/// Any JSON value, and payloads that are right but for one value.
fn payloads() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<i32>().prop_map(|number| Value::from(f64::from(number) + 0.5)),
        ".*".prop_map(Value::from),
        "(https?://)?[a-z@:.]{0,12}(/[ -~]{0,12})?".prop_map(Value::from),
    ];
    let any_json = leaf.prop_recursive(4, 24, 4, |inner| {
        let key = prop_oneof![
            ".*",
            "[A-Z]{2}",
            Just("except".to_owned()),
            Just("zipCodes".to_owned()),
            Just("restrictions".to_owned()),
        ];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(key, inner, 0..4).prop_map(|members| json!(members)),
        ]
    });
    let pointers: Vec<&str> = rows().map(|(pointer, _, _)| pointer).collect();
    let edited = (prop::sample::select(pointers), any_json.clone())
        .prop_map(|(pointer, value)| serde_json::from_str(&with(pointer, Some(value))).unwrap());
    prop_oneof![edited, any_json]
}

fn hold<T: Debug>(result: Result<T, Violations>) -> Result<(), TestCaseError> {
    if let Err(found) = result {
        prop_assert!(!found.as_slice().is_empty());
        let lines = found.as_slice().len() + usize::from(found.omitted() > 0);
        prop_assert_eq!(found.to_string().lines().count(), lines);
        prop_assert!(found.iter().all(|broken: &Violation| !broken.path().is_empty()));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gets_an_answer(text in ".*") {
        hold(CheckedPayload::check(&text))?;
    }

    #[test]
    fn any_json_gets_an_answer(payload in payloads()) {
        let text = payload.to_string();
        hold(CheckedPayload::check(&text))?;
        hold(CheckedPayload::check_for(&text, PayOnly))?;
    }

    #[test]
    fn a_canonical_text_is_checked_alike_and_stays_as_it_is(payload in payloads()) {
        let text = payload.to_string();
        if let Ok(canonical) = canonicalize(&text) {
            let (first, second) = (CheckedPayload::check(&text), CheckedPayload::check(&canonical));
            match (first, second) {
                (Ok(first), Ok(second)) => {
                    prop_assert_eq!(&first.to_canonical_json(), &canonical);
                    prop_assert_eq!(&second.to_canonical_json(), &canonical);
                }
                (Err(first), Err(second)) => prop_assert_eq!(first, second),
                (first, second) => prop_assert!(false, "{first:?} {second:?}"),
            }
            prop_assert_eq!(&canonicalize(&canonical).unwrap(), &canonical);
            prop_assert_eq!(serde_json::from_str::<Value>(&canonical).unwrap(), payload);
        }
    }
}
