//! What time does: sessions expire and are forgotten, and everything bears the time of the stand-in's clock.

mod support;

use amazonpay_update::charge_permission_id;
use amazonpay_update::session::ApiRequest;
use amazonpay_update_stand_in::{
    CancelReason, ChargePermission, CheckoutSession, PermissionState, SessionState,
};
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;
use support::{OTHER_SESSION, SESSION, ask, client, complete, confirmed, get, signed, stand_in};

const HOUR: Duration = Duration::from_secs(3600);
const MINUTE: Duration = Duration::from_secs(60);

/// That a timestamp of the API is so many hours from now, give or take a minute.
fn assert_hours_ahead(timestamp: &Value, hours: i64) {
    let time: Timestamp = timestamp.as_str().expect("a text").parse().expect("a time");
    let off = time.duration_since(Timestamp::now()) - SignedDuration::from_hours(hours);
    assert!(off.abs() < SignedDuration::from_mins(1), "{timestamp}: {off}");
}

#[tokio::test]
async fn a_session_that_is_not_completed_within_24_hours_is_canceled() {
    let stand_in = stand_in().await;
    let client = client(&stand_in);
    let open = stand_in.session(CheckoutSession::new(SESSION, SessionState::Open));
    let waits = stand_in.session(confirmed(OTHER_SESSION));
    stand_in.advance_clock(23 * HOUR + 59 * MINUTE);
    assert_eq!((open.state(), waits.state()), (SessionState::Open, SessionState::Confirmed));
    stand_in.advance_clock(MINUTE);
    let expired = SessionState::Canceled(CancelReason::Expired);
    assert_eq!((open.state(), waits.state()), (expired, expired));
    // By an answer too, not only by the handle.
    stand_in.session(confirmed(SESSION));
    stand_in.advance_clock(25 * HOUR);
    let refused = ask(&client, signed(&complete(SESSION))).await;
    assert_eq!(refused.reason(), (422, "CheckoutSessionCanceled"));
    let status = ask(&client, signed(&get(SESSION))).await.body["statusDetails"].clone();
    assert_eq!((&status["state"], &status["reasonCode"]), (&"Canceled".into(), &"Expired".into()));
    // It was canceled an hour ago, whenever somebody looked.
    assert_hours_ahead(&status["lastUpdatedTimestamp"], 48);
}

#[tokio::test]
async fn a_completed_session_does_not_expire_and_is_gone_after_30_days() {
    let stand_in = stand_in().await;
    let client = client(&stand_in);
    let session = stand_in.session(confirmed(SESSION));
    assert_eq!(ask(&client, signed(&complete(SESSION))).await.status, 200);
    stand_in.advance_clock((30 * 24 - 1) * HOUR + 59 * MINUTE);
    assert_eq!(ask(&client, signed(&get(SESSION))).await.state(), "Completed");
    assert!(!session.is_gone());
    stand_in.advance_clock(MINUTE);
    assert_eq!(ask(&client, signed(&get(SESSION))).await.reason(), (404, "ResourceNotFound"));
    assert!(session.is_gone());
    // Another than the first, whose answer is kept.
    assert_eq!(ask(&client, signed(&complete(SESSION))).await.reason(), (404, "ResourceNotFound"));
}

#[tokio::test]
async fn what_is_registered_bears_the_time_of_the_clock() {
    let stand_in = stand_in().await;
    let client = client(&stand_in);
    let session = confirmed(SESSION);
    let permission = ChargePermission::new("B01-1234567-1234567", PermissionState::Chargeable);
    stand_in.advance_clock(100 * 24 * HOUR);
    stand_in.session(session);
    stand_in.charge_permission(permission);
    let body = ask(&client, signed(&get(SESSION))).await.body;
    assert_eq!(body["statusDetails"]["state"], "Open");
    assert_hours_ahead(&body["creationTimestamp"], 100 * 24);
    assert_hours_ahead(&body["expirationTimestamp"], 101 * 24);
    let ask_permission = ApiRequest::get_charge_permission(&charge_permission_id!("B01-1234567-1234567"));
    let body = ask(&client, signed(&ask_permission)).await.body;
    assert_hours_ahead(&body["creationTimestamp"], 100 * 24);
}

#[tokio::test]
async fn a_handle_says_that_what_it_stood_for_is_gone() {
    let stand_in = stand_in().await;
    let session = stand_in.session(confirmed(SESSION));
    let permission =
        stand_in.charge_permission(ChargePermission::new("B01-1234567-1234567", PermissionState::Chargeable));
    assert!(!session.is_gone() && !permission.is_gone());
    stand_in.reset();
    assert!(session.is_gone() && permission.is_gone());
    assert!(session.records().is_empty() && permission.records().is_empty());
    let said = |look: &dyn Fn()| {
        let panic = catch_unwind(AssertUnwindSafe(look)).expect_err("it panics");
        panic.downcast_ref::<String>().expect("a text").clone()
    };
    let gone = said(&|| assert_eq!(session.completions(), 0));
    assert_eq!(
        gone,
        format!("the Checkout Session {SESSION} is gone: the stand-in was reset, or 30 days have passed")
    );
    let gone = said(&|| drop(permission.state()));
    assert_eq!(
        gone,
        "the Charge Permission B01-1234567-1234567 is gone: the stand-in was reset, or it was taken away"
    );
    // Nothing else is harmed.
    assert_eq!(stand_in.session(confirmed(SESSION)).completions(), 0);
}
