//! The return leg with a state token: what is this buyer's is told, as often as the page is loaded.

use super::support::{
    self, OTHER_SESSION, SESSION, builder, confirmed, recorded, stand_in, state_key, update_client,
};
use amazonpay_update::return_state::{StateError, StateKey, UpdateState, VerifiedReturn};
use amazonpay_update::session::{
    ApiRequest, BuyerReturn, Client, Completion, ExpectedUpdate, NextStep, SentRequest, StartAgainReason,
    UpdateMismatch, after_complete,
};
use amazonpay_update::{PayAndShip, charge_permission_id, return_url, store_id};
use amazonpay_update_stand_in::{CancelReason, Fault, Script, SessionState, StandIn, When};
use std::time::Duration;

/// The update of the permission and the store that a session of the stand-in has.
fn update() -> UpdateState {
    UpdateState::new(
        store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId"),
        charge_permission_id!("B01-0000000-0000000"),
        PayAndShip,
    )
}

/// The address the buyer comes back to, with a session id beside the token of the update.
fn url(key: &StateKey, update: &UpdateState, session: &str) -> String {
    let url = key.token(update).append_to(&return_url!("https://a.com/result")).expect("a URL");
    format!("{url}&amazonCheckoutSessionId={session}")
}

fn verified(key: &StateKey, session: &str) -> VerifiedReturn {
    let url = url(key, &update(), session);
    BuyerReturn::from_url(&url).verify_state([&key.verifying_key()], [&update()]).expect("verified")
}

async fn back(client: &Client, key: &StateKey, session: &str) -> NextStep {
    client.complete_return(verified(key, session)).await.expect("signed")
}

fn of_another(mismatch: UpdateMismatch) -> NextStep {
    NextStep::StartAgain(StartAgainReason::OtherUpdate(mismatch))
}

#[tokio::test]
async fn the_page_can_be_loaded_again_and_in_a_second_tab() {
    let (server, key) = (stand_in().await, state_key());
    let session = server.session(confirmed(SESSION));
    let client = update_client(&server);
    // What the shop remembers is there as often as it is asked for, and so is the token.
    let (url, started, keys) = (url(&key, &update(), SESSION), [update()], [key.verifying_key()]);
    let load = async || {
        let verified = BuyerReturn::from_url(&url).verify_state(&keys, &started).expect("verified");
        client.complete_return(&verified).await.expect("signed")
    };
    let tabs = tokio::join!(load(), load());
    let again = [load().await, load().await];
    let steps = [tabs.0, tabs.1, again[0].clone(), again[1].clone()];
    let updated = steps.iter().filter(|step| matches!(step, NextStep::Updated(_))).count();
    let before = steps.iter().filter(|step| matches!(step, NextStep::AlreadyCompleted(_))).count();
    assert_eq!((updated, before), (1, 3), "{steps:?}");
    assert!(again.iter().all(|step| matches!(step, NextStep::AlreadyCompleted(_))), "{again:?}");
    assert_eq!(session.completions(), 1);
}

#[tokio::test]
async fn somebody_elses_session_is_never_told_as_this_buyers() {
    let (server, key) = (stand_in().await, state_key());
    let client = update_client(&server);
    let foreign = || confirmed(OTHER_SESSION).charge_permission("B01-9999999-9999999");
    // Completed just now, before, and when the answer to Complete is lost.
    server.session(foreign());
    for _ in 0..2 {
        let step = back(&client, &key, OTHER_SESSION).await;
        assert_eq!(step, of_another(UpdateMismatch::ChargePermission));
    }
    server.session(foreign().script(Script::first([Fault::Drop(When::AfterProcessing)])));
    let once = builder(&server).attempts(1).build().expect("a client");
    assert_eq!(back(&once, &key, OTHER_SESSION).await, of_another(UpdateMismatch::ChargePermission));
    // The other buyer, whose it is, reads that it is done.
    let theirs = UpdateState::new(
        store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId"),
        charge_permission_id!("B01-9999999-9999999"),
        PayAndShip,
    );
    let url = url(&key, &theirs, OTHER_SESSION);
    let verified =
        BuyerReturn::from_url(&url).verify_state([&key.verifying_key()], [&theirs]).expect("verified");
    let step = client.complete_return(&verified).await.expect("signed");
    assert!(matches!(step, NextStep::AlreadyCompleted(_)), "{step:?}");
}

#[tokio::test]
async fn a_session_of_another_store_or_environment_is_not_believed() {
    let (server, key) = (stand_in().await, state_key());
    let answer = |members: &str| {
        Fault::OtherAnswer(format!(
            r#"{{"checkoutSessionId": "{SESSION}", "statusDetails": {{"state": "Completed"}},
                "chargePermissionId": "B01-0000000-0000000", {members}}}"#
        ))
    };
    let always = |fault: Fault| Script::from_fn(move |_| Some(fault.clone()));
    let other_store = answer(r#""storeId": "amzn1.application-oa2-client.0000""#);
    server.session(confirmed(SESSION).script(always(other_store)));
    let client = update_client(&server);
    assert_eq!(back(&client, &key, SESSION).await, of_another(UpdateMismatch::Store));
    server.session(confirmed(SESSION).script(always(answer(r#""releaseEnvironment": "Live""#))));
    let step = back(&client, &key, SESSION).await;
    assert!(matches!(step, NextStep::RetryLater { may_be_completed: true, .. }), "{step:?}");
}

#[tokio::test]
async fn a_shop_with_its_own_state_has_the_same_check() {
    let (server, key) = (stand_in().await, state_key());
    server.session(confirmed(SESSION));
    server.session(confirmed(OTHER_SESSION).charge_permission("B01-9999999-9999999"));
    let client = update_client(&server);
    let expected = ExpectedUpdate::new(update().store_id().clone(), update().charge_permission_id().clone());
    let complete = async |id: &str| client.complete_expected(&support::session_id(id), &expected).await;
    assert_eq!(complete(OTHER_SESSION).await, Ok(of_another(UpdateMismatch::ChargePermission)));
    let step = complete(SESSION).await.expect("signed");
    assert!(matches!(step, NextStep::Updated(_)), "{step:?}");
    // The token of an update that was started since does not make this session one of that update.
    let step = back(&client, &key, SESSION).await;
    assert!(matches!(step, NextStep::AlreadyCompleted(_)), "{step:?}");
}

#[tokio::test]
async fn all_other_steps_are_those_of_the_session() {
    let (server, key) = (stand_in().await, state_key());
    let session = server.session(confirmed(SESSION));
    let client = update_client(&server);
    session.set_state(SessionState::Canceled(CancelReason::Declined));
    assert_eq!(back(&client, &key, SESSION).await, NextStep::StartAgain(StartAgainReason::Declined));
    session.set_state(SessionState::Open);
    assert_eq!(back(&client, &key, SESSION).await, NextStep::StartAgain(StartAgainReason::NotFinished));
    let unknown = "ccf951ea-32ee-4dea-916b-2caa9b218e4a";
    assert_eq!(back(&client, &key, unknown).await, NextStep::StartAgain(StartAgainReason::SessionNotFound));
}

#[tokio::test]
async fn a_return_without_a_session_id_has_a_name_of_its_own() {
    let key = state_key();
    let url = key.token(&update()).append_to(&return_url!("https://a.com/result")).expect("a URL");
    let back = BuyerReturn::from_url(url.as_str()).verify_state([&key.verifying_key()], [&update()]);
    assert_eq!(back, Err(StateError::NoCheckoutSession));
}

/// With an HTTP client of one's own.
async fn complete_by_hand(server: &StandIn, verified: &VerifiedReturn) -> NextStep {
    let http = support::client(server);
    let send = async |request: ApiRequest| {
        let signed = support::signed(&request);
        let sent = SentRequest::of(&signed);
        let response = support::send(&http, signed).await.expect("an answer");
        let mut whole = http::Response::builder().status(response.status());
        whole.headers_mut().expect("headers").extend(response.headers().clone());
        (whole.body(response.bytes().await.expect("a body")).expect("a response"), sent)
    };
    let id = verified.checkout_session_id();
    let (response, sent) = send(ApiRequest::complete_checkout_session(id)).await;
    match after_complete(&response, &sent, verified.expected()) {
        Completion::Done(step) => step,
        Completion::GetCheckoutSession(first) => {
            let (response, sent) = send(ApiRequest::get_checkout_session(id)).await;
            first.after_get(&response, &sent)
        }
    }
}

#[tokio::test]
async fn a_client_of_ones_own_checks_the_same() {
    let (server, key) = (stand_in().await, state_key());
    server.session(confirmed(SESSION));
    server.session(confirmed(OTHER_SESSION).charge_permission("B01-9999999-9999999"));
    let (own, foreign) = (verified(&key, SESSION), verified(&key, OTHER_SESSION));
    assert!(matches!(complete_by_hand(&server, &own).await, NextStep::Updated(_)));
    assert!(matches!(complete_by_hand(&server, &own).await, NextStep::AlreadyCompleted(_)));
    for _ in 0..2 {
        let step = complete_by_hand(&server, &foreign).await;
        assert_eq!(step, of_another(UpdateMismatch::ChargePermission));
    }
}

#[tokio::test]
async fn its_future_is_send_and_ends_with_the_deadline() {
    let (server, key) = (stand_in().await, state_key());
    let late = |_| Some(Fault::Late(Duration::from_secs(3600)));
    let session = server.session(confirmed(SESSION).script(Script::from_fn(late)));
    let client = builder(&server).build().expect("a client");
    let verified = verified(&key, SESSION);
    let call = tokio::spawn(async move { client.complete_return(&verified).await });
    recorded(&session, 1).await;
    // No answer comes, so time passes at once.
    tokio::time::pause();
    let step = call.await.expect("no panic").expect("signed");
    assert!(matches!(step, NextStep::RetryLater { may_be_completed: true, .. }), "{step:?}");
}
