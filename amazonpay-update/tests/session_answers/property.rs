//! What holds for any answer.

use super::samples::{full_permission, full_session, is_raw, permission, response, session, without_nulls};
use amazonpay_update::session::{AnswerError, AnswerProblem, ChargePermission, CheckoutSession, ReasonCode};
use proptest::prelude::*;
use serde_json::{Value, json};

/// Keeps, nulls or removes each member, as the choices have it.
fn thin_out(value: &mut Value, choices: &mut impl Iterator<Item = u8>) {
    match value {
        Value::Object(members) => {
            for name in members.keys().cloned().collect::<Vec<_>>() {
                match choices.next() {
                    Some(0) => members[&name] = Value::Null,
                    Some(1) => drop(members.remove(&name)),
                    _ if is_raw(&name) => {}
                    _ => thin_out(&mut members[&name], choices),
                }
            }
        }
        Value::Array(items) => {
            for item in items {
                if choices.next() == Some(0) {
                    *item = Value::Null;
                } else {
                    thin_out(item, choices);
                }
            }
        }
        _ => {}
    }
}

fn choices() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(0..6_u8, 150)
}

fn body() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        prop::collection::vec(any::<u8>(), 0..64),
        "[ -~]{0,40}".prop_map(String::into_bytes),
        (choices(), 0..3000_usize).prop_map(|(choices, len)| {
            let mut members = full_session();
            thin_out(&mut members, &mut choices.into_iter());
            let mut body = members.to_string().into_bytes();
            body.truncate(len);
            body
        }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_session_of_any_members_is_read_and_written_again(choices in choices(), in_texts: bool) {
        let mut members = full_session();
        thin_out(&mut members, &mut choices.into_iter());
        let expected = without_nulls(members.clone());
        // As Amazon writes them.
        if in_texts && let Some(Value::Array(addresses)) = members.get_mut("shippingAddressList") {
            for address in addresses.iter_mut().filter(|address| !address.is_null()) {
                *address = json!(address.to_string());
            }
        }
        let session = session(&members);
        prop_assert!(session.other.is_empty(), "{:?}", session.other);
        let written = serde_json::to_value(&session).unwrap();
        prop_assert_eq!(&written, &expected);
        prop_assert_eq!(serde_json::from_value::<CheckoutSession>(written).unwrap(), session);
    }

    #[test]
    fn a_permission_of_any_members_is_read_and_written_again(choices in choices()) {
        let mut members = full_permission();
        thin_out(&mut members, &mut choices.into_iter());
        let permission = permission(&members);
        prop_assert!(permission.other.is_empty(), "{:?}", permission.other);
        prop_assert_eq!(serde_json::to_value(&permission).unwrap(), without_nulls(members));
    }

    #[test]
    fn any_text_is_a_value_and_stays_it(text in ".*") {
        let code: ReasonCode = text.parse().unwrap();
        prop_assert_eq!(code.as_str(), &text);
        prop_assert_eq!(serde_json::to_value(&code).unwrap(), json!(text));
        prop_assert_eq!(serde_json::from_value::<ReasonCode>(json!(text)).unwrap(), code);
    }

    #[test]
    fn any_bytes_get_a_true_answer(status in 100..1000_u16, body in body()) {
        let answer = response(status, &body);
        let members = serde_json::from_slice::<serde_json::Map<String, Value>>(&body).ok();
        match CheckoutSession::from_response(&answer) {
            Ok(_) => prop_assert!((200..300).contains(&status) && members.is_some()),
            Err(AnswerError::Api(error)) => {
                prop_assert!(!(200..400).contains(&status) && members.is_some());
                prop_assert_eq!(error.status.as_u16(), status);
            }
            Err(AnswerError::Unreadable(found)) => {
                prop_assert_eq!((found.status.as_u16(), found.body_len), (status, body.len()));
                match found.problem {
                    AnswerProblem::Redirect => prop_assert!((300..400).contains(&status)),
                    problem => prop_assert!(members.is_none(), "{:?}", problem),
                }
            }
            Err(other) => prop_assert!(false, "{:?}", other),
        }
        match AnswerError::from_response(&answer) {
            Some(error) => prop_assert_eq!(CheckoutSession::from_response(&answer), Err(error)),
            None => prop_assert!((200..300).contains(&status) && members.is_some()),
        }
        let _ = ChargePermission::from_response(&answer);
    }
}
