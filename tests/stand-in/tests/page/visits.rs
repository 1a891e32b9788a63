//! A buyer's visit in a Rust test, without a browser.

use crate::browser::{PERMISSION, around, button, payload, register, stand_in, start};
use crate::support::{KEY_ID, private_pem, public_pem, session_id, update_client};
use amazonpay_update::session::{BuyerReturn, NextStep};
use amazonpay_update::{PayAndShip, PayOnly};
use amazonpay_update_stand_in::{
    Address, CancelReason, Card, ChargePermission, CheckoutSession, Outcome, PermissionState, Region,
    SessionState, Setup, VisitError,
};
use serde_json::json;
use std::time::Duration;

#[tokio::test]
async fn the_way_of_a_buyer_is_a_few_lines() {
    let stand_in = stand_in().await;
    let permission = register(&stand_in);
    let client = update_client(&stand_in);

    let mut visit = stand_in.open(&button(&payload(), PayAndShip)).expect("it opens");
    let address = visit.allowed_addresses().swap_remove(1);
    visit.choose_card(Card::AMEX).expect("chosen");
    visit.choose_address(address.clone()).expect("chosen");
    let id = visit.session_id().to_owned();
    let back = visit.confirm().expect("confirmed");

    let returned = BuyerReturn::from_url(back.url()).checkout_session_id().expect("an id");
    assert_eq!(returned, Some(session_id(&id)));
    assert_eq!(back.url(), format!("https://shop.example{}", back.path_and_query()));
    assert_eq!(back.mapped(), back.url());
    let next = client.complete_checkout_session(&session_id(&id)).await;
    assert!(matches!(next, Ok(NextStep::Updated(_))), "{next:?}");
    assert_eq!(permission.state(), PermissionState::Chargeable);
}

#[tokio::test]
async fn cancel_decline_and_go_away_leave_the_session_so() {
    let stand_in = stand_in().await;
    let options = button(&payload(), PayOnly);
    let client = update_client(&stand_in);
    for outcome in [Outcome::Cancel, Outcome::Decline, Outcome::ChangeCard(Card::BUYER_CANCELED)] {
        let visit = stand_in.open(&options).expect("it opens");
        let id = session_id(visit.session_id());
        let back = visit.carry_out(outcome.clone()).expect("done").expect("a way back");
        assert!(back.url().ends_with(id.as_str()), "{back:?}");
        let next = client.complete_checkout_session(&id).await;
        assert!(matches!(next, Ok(NextStep::StartAgain(_))), "{outcome:?} {next:?}");
    }
    let visit = stand_in.open(&options).expect("it opens");
    let id = session_id(visit.session_id());
    visit.go_away();
    let next = client.complete_checkout_session(&id).await;
    assert!(!matches!(next, Ok(NextStep::Updated(_))), "{next:?}");
}

#[tokio::test]
async fn a_whole_visit_does_what_is_prepared() {
    let stand_in = stand_in().await;
    let options = button(&payload(), PayOnly);
    stand_in.prepare(Outcome::GoAway);
    assert_eq!(stand_in.visit(&options), Ok(None));
    let back = stand_in.visit(&options).expect("done").expect("a way back");
    assert!(back.url().starts_with("https://shop.example/done?order=7&amazonCheckoutSessionId="), "{back:?}");
    let mut wrong = options;
    wrong["ledgerCurrency"] = json!("EUR");
    assert!(
        matches!(stand_in.visit(&wrong), Err(VisitError::Refused(refused)) if refused.code == "CurrencyMismatch")
    );
}

#[tokio::test]
async fn errors_say_why() {
    let stand_in = stand_in().await;
    let mut visit = stand_in.open(&button(&payload(), PayOnly)).expect("it opens");
    let handle = stand_in.open(&button(&payload(), PayOnly)).expect("it opens");
    // No address where none is asked for.
    assert_eq!(visit.choose_address(Address::default()), Err(VisitError::NoAddress));
    stand_in.reset();
    assert_eq!(visit.choose_card(Card::VISA), Err(VisitError::Gone));
    assert_eq!(handle.confirm(), Err(VisitError::Gone));

    register(&stand_in);
    let mut visit = stand_in.open(&button(&payload(), PayOnly)).expect("it opens");
    let late = stand_in.open(&button(&payload(), PayOnly)).expect("it opens");
    stand_in.advance_clock(Duration::from_secs(25 * 3600));
    let over = SessionState::Canceled(CancelReason::Expired);
    assert_eq!(visit.choose_card(Card::VISA), Err(VisitError::Over(over)));
    assert_eq!(late.confirm(), Err(VisitError::Over(over)));

    let mut visit = stand_in.open(&button(&payload(), PayOnly)).expect("it opens");
    stand_in.session(CheckoutSession::new(visit.session_id(), SessionState::Open));
    // A session that no button opened has no page.
    assert_eq!(visit.choose_card(Card::VISA), Err(VisitError::Gone));
}

#[tokio::test]
async fn options_are_read_as_the_script_reads_them() {
    let stand_in = stand_in().await;
    let good = around(&payload().to_string());
    for (pointer, value, code, member) in [
        ("/merchantId", json!(null), "MissingParameterValue", "merchantId"),
        ("/ledgerCurrency", json!(7), "InvalidParameterValue", "ledgerCurrency"),
        ("/sandbox", json!("true"), "InvalidParameterValue", "sandbox"),
        ("/sandbox", json!(null), "InvalidParameterValue", "environment"),
        ("/createCheckoutSessionConfig", json!(null), "MissingParameterValue", "payloadJSON"),
        ("/placement", json!(null), "MissingParameterValue", "placement"),
        ("/placement", json!("Nowhere"), "InvalidParameterValue", "placement"),
        (
            "/createCheckoutSessionConfig/payloadJSON",
            json!(7),
            "InvalidParameterValue",
            "createCheckoutSessionConfig.payloadJSON",
        ),
    ] {
        let mut options = good.clone();
        *options.pointer_mut(pointer).expect("a member") = value.clone();
        let refused = stand_in.open(&options).expect_err(pointer);
        assert_eq!((refused.code, refused.member.as_deref()), (code, Some(member)), "{pointer} {value}");
    }
    // As the script writes an object.
    let mut options = good.clone();
    options["createCheckoutSessionConfig"]["payloadJSON"] = payload();
    stand_in.open(&options).expect("it opens").go_away();
    // Without a product type it is PayAndShip, and without a language the region's first.
    let mut options = good;
    options
        .as_object_mut()
        .expect("options")
        .retain(|name, _| name != "productType" && name != "checkoutLanguage");
    let visit = stand_in.open(&options).expect("it opens");
    assert!(!visit.allowed_addresses().is_empty());
    visit.go_away();
    assert_eq!(stand_in.open("no object").expect_err("no object").code, "MissingParameterValue");
}

#[tokio::test]
async fn a_mapped_return_names_both_origins() {
    let setup = Setup::new(Region::Us, KEY_ID, public_pem(private_pem()))
        .return_origin("https://SHOP.example:443", "http://127.0.0.1:8080");
    let stand_in = start(setup).await;
    stand_in.charge_permission(ChargePermission::new(PERMISSION, PermissionState::Chargeable));
    let back = stand_in.visit(&button(&payload(), PayOnly)).expect("done").expect("a way back");
    assert!(back.url().starts_with("https://shop.example/done?order=7&"), "{back:?}");
    assert_eq!(back.mapped(), format!("http://127.0.0.1:8080{}", back.path_and_query()));
}

#[tokio::test]
async fn a_permission_with_an_address_needs_pay_and_ship() {
    let stand_in = stand_in().await;
    let permission = register(&stand_in);
    // From PayOnly to PayAndShip is an upgrade.
    stand_in.open(&button(&payload(), PayAndShip)).expect("it opens").go_away();
    permission.set_shipping_address(stand_in.buyer().addresses.pop());
    stand_in.open(&button(&payload(), PayAndShip)).expect("it opens").go_away();
    let refused = stand_in.open(&button(&payload(), PayOnly)).expect_err("it has an address");
    assert_eq!(refused.code, "InvalidParameterCombination");
    assert_eq!(refused.member.as_deref(), Some("productType"));
    permission.set_shipping_address(None);
    stand_in.open(&button(&payload(), PayOnly)).expect("it opens").go_away();
}
