//! A completed session is told only when it is of the update that is expected.

use super::{SESSION, canceled, refusal, response, sent_complete, sent_get};
use amazonpay_update::session::{
    Completion, ExpectedUpdate, NextStep, StartAgainReason, UpdateMismatch, after_complete,
};
use amazonpay_update::{charge_permission_id, store_id};
use http::Response;
use serde_json::{Value, json};

const STORE: &str = "amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId";
const PERMISSION: &str = "B01-0000000-0000000";

fn expected() -> ExpectedUpdate {
    ExpectedUpdate::new(
        store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId"),
        charge_permission_id!("B01-0000000-0000000"),
    )
}

/// A session that is completed, with these members besides.
fn completed(members: Value) -> Response<Vec<u8>> {
    let mut body = json!({ "checkoutSessionId": SESSION, "statusDetails": { "state": "Completed" } });
    if let (Value::Object(body), Value::Object(members)) = (&mut body, members) {
        body.extend(members);
    }
    response(200, &body)
}

/// The steps of a completed session by each way to it: Complete tells it, Get tells it after Complete was taken,
/// refused, or not answered.
fn steps(completed: &Response<Vec<u8>>, expected: &ExpectedUpdate) -> [NextStep; 4] {
    let done = |completion| match completion {
        Completion::Done(step) => step,
        Completion::GetCheckoutSession(first) => first.after_get(completed, &sent_get()),
    };
    let taken = response(202, &json!({ "statusDetails": { "state": "Open" } }));
    [
        done(after_complete(completed, &sent_complete(), expected)),
        done(after_complete(&taken, &sent_complete(), expected)),
        done(after_complete(&refusal(422, "InvalidCheckoutSessionStatus"), &sent_complete(), expected)),
        done(Completion::unanswered(true, expected)),
    ]
}

fn names(steps: [NextStep; 4]) -> [String; 4] {
    steps.map(|step| super::name(&step))
}

#[test]
fn the_update_that_is_expected_is_told() {
    for members in [
        json!({ "chargePermissionId": PERMISSION, "storeId": STORE }),
        json!({ "chargePermissionId": PERMISSION, "storeId": null }),
        json!({ "chargePermissionId": PERMISSION }),
    ] {
        assert_eq!(
            names(steps(&completed(members.clone()), &expected())),
            ["Updated", "Updated", "AlreadyCompleted", "AlreadyCompleted"],
            "{members}"
        );
    }
}

#[test]
fn the_update_of_anybody_else_is_not() {
    for (members, mismatch) in [
        (
            json!({ "chargePermissionId": "B01-0000000-0000001", "storeId": STORE }),
            UpdateMismatch::ChargePermission,
        ),
        (json!({ "storeId": STORE }), UpdateMismatch::NoChargePermission),
        (json!({ "chargePermissionId": null }), UpdateMismatch::NoChargePermission),
        (json!({ "chargePermissionId": "no id" }), UpdateMismatch::NoChargePermission),
        (json!({ "chargePermissionId": [PERMISSION] }), UpdateMismatch::NoChargePermission),
        (json!({ "chargePermissionId": PERMISSION, "storeId": format!("{STORE}2") }), UpdateMismatch::Store),
        (json!({ "chargePermissionId": PERMISSION, "storeId": "" }), UpdateMismatch::Store),
        (json!({ "chargePermissionId": PERMISSION, "storeId": [STORE] }), UpdateMismatch::Store),
    ] {
        for step in steps(&completed(members.clone()), &expected()) {
            let expected = NextStep::StartAgain(StartAgainReason::OtherUpdate(mismatch));
            assert_eq!(step, expected, "{members}");
        }
        assert_eq!(
            names(steps(&completed(members), &ExpectedUpdate::any())),
            ["Updated", "Updated", "AlreadyCompleted", "AlreadyCompleted"]
        );
    }
}

#[test]
fn what_is_not_completed_reads_the_same_whoevers_it_is() {
    let declined = canceled("Declined");
    for step in steps(&declined, &expected()) {
        assert_eq!(step, NextStep::StartAgain(StartAgainReason::Declined));
    }
}
