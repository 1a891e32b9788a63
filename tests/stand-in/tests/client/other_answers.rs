//! Answers about something else than was asked for.

use super::support::{self, builder, update_client};
use amazonpay_update::charge_permission_id;
use amazonpay_update::session::{AnswerError, AnswerProblem, CallError, NextStep};
use amazonpay_update_stand_in::{ChargePermission, Fault, PermissionState, Script};
use support::{OTHER_SESSION, SESSION, confirmed, session_id, stand_in};

fn completed(more: &str) -> Fault {
    Fault::OtherAnswer(format!(r#"{{"statusDetails": {{"state": "Completed"}}, {more}}}"#))
}

/// Each with what is wrong with it, in answer to a request for the session [`SESSION`] of the Sandbox.
fn answers() -> [(Fault, AnswerProblem); 3] {
    let twice = r#"{"statusDetails": {"state": "Open", "state": "Completed"}}"#;
    [
        (
            completed(&format!(r#""checkoutSessionId": "{OTHER_SESSION}""#)),
            AnswerProblem::OtherObject { member: "checkoutSessionId" },
        ),
        (completed(r#""releaseEnvironment": "Live""#), AnswerProblem::OtherEnvironment),
        (Fault::OtherAnswer(twice.to_owned()), AnswerProblem::DuplicateMember),
    ]
}

fn problem<T: std::fmt::Debug>(answer: Result<T, CallError>) -> AnswerProblem {
    match answer {
        Err(CallError::Answer(AnswerError::Unreadable(answer))) => answer.problem,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn complete_does_not_believe_it() {
    let server = stand_in().await;
    for (answer, _) in answers() {
        let always = answer.clone();
        let session =
            server.session(confirmed(SESSION).script(Script::from_fn(move |_| Some(always.clone()))));
        let step =
            update_client(&server).complete_checkout_session(&session_id(SESSION)).await.expect("signed");
        assert!(matches!(step, NextStep::RetryLater { may_be_completed: true, .. }), "{answer:?}: {step:?}");
        assert_eq!(session.completions(), 0);

        // Get Checkout Session tells the truth, which is that the session still waits.
        server.session(confirmed(SESSION).script(Script::first([answer.clone()])));
        let step =
            update_client(&server).complete_checkout_session(&session_id(SESSION)).await.expect("signed");
        assert!(matches!(step, NextStep::RetryLater { may_be_completed: true, .. }), "{answer:?}: {step:?}");
    }
}

#[tokio::test]
async fn get_does_not_believe_it() {
    let server = stand_in().await;
    for (answer, expected) in answers() {
        server.session(confirmed(SESSION).script(Script::first([answer])));
        let client = builder(&server).build().expect("a client");
        assert_eq!(problem(client.get_checkout_session(&session_id(SESSION)).await), expected);
        assert!(client.get_checkout_session(&session_id(SESSION)).await.is_ok());
    }
    let id = charge_permission_id!("C01-5296324-5202663");
    let other = r#"{"chargePermissionId": "C01-5296324-5202664", "statusDetails": {"state": "Chargeable"}}"#;
    let script = Script::first([Fault::OtherAnswer(other.to_owned())]);
    server.charge_permission(ChargePermission::new(id.as_str(), PermissionState::Chargeable).script(script));
    let client = builder(&server).build().expect("a client");
    let expected = AnswerProblem::OtherObject { member: "chargePermissionId" };
    assert_eq!(problem(client.get_charge_permission(&id).await), expected);
    assert!(client.get_charge_permission(&id).await.is_ok());
}
