//! What a Charge Permission's state asks for.

use super::response;
use amazonpay_update::session::{ChargePermission, ChargePermissionReason, ChargePermissionStep};
use serde_json::{Value, json};

#[test]
fn a_permissions_state_says_what_to_do() {
    let step = |state: &str, reasons: &[&str]| {
        let reasons: Vec<Value> = reasons.iter().map(|reason| json!({ "reasonCode": reason })).collect();
        let body = json!({ "statusDetails": { "state": state, "reasons": reasons } });
        ChargePermission::from_response(&response(200, &body)).unwrap().next_step()
    };
    assert_eq!(step("Chargeable", &[]), ChargePermissionStep::NothingToDo);
    for reason in [
        "PaymentMethodInvalid",
        "PaymentMethodDeleted",
        "BillingAddressDeleted",
        "PaymentMethodExpired",
        "PaymentMethodNotAllowed",
        "PaymentMethodNotSet",
        "MFAFailed",
        "AddedLater",
    ] {
        assert_eq!(step("NonChargeable", &[reason]), ChargePermissionStep::SendToUpdatePage, "{reason}");
        let both = step("NonChargeable", &["ChargeInProgress", reason]);
        assert_eq!(both, ChargePermissionStep::SendToUpdatePage, "{reason}");
    }
    assert_eq!(step("NonChargeable", &["ChargeInProgress"]), ChargePermissionStep::Wait);
    assert_eq!(step("NonChargeable", &[]), ChargePermissionStep::Unknown);
    for reason in ChargePermissionReason::KNOWN {
        assert_eq!(step("Closed", &[reason.as_str()]), ChargePermissionStep::SendToSetupPage, "{reason}");
    }
    assert_eq!(step("Closed", &[]), ChargePermissionStep::SendToSetupPage);
    assert_eq!(step("AddedLater", &["Expired"]), ChargePermissionStep::Unknown);
    let none = ChargePermission::from_response(&response(200, &json!({}))).unwrap();
    assert_eq!(none.next_step(), ChargePermissionStep::Unknown);
}
