//! What an update that a button opened leaves behind, and what is told of it. A part of the crate, for only the page opens
//! such a session.

use super::{
    Address, Buyer, CancelReason, Card, Change, ChargePermission, CheckoutSession, PermissionState,
    ProductType, SessionState, UpdateRequest, World,
};
use crate::api::body;
use crate::api::operation::{Asked, Operation};
use crate::region::{Environment, Region};
use http::StatusCode;
use jiff::Timestamp;
use serde_json::{Value, json};

const PERMISSION: &str = "B01-1234567-1234567";

fn world() -> World {
    let mut world = World::new(Region::Jp, Environment::Sandbox);
    let permission = ChargePermission::new(PERMISSION, PermissionState::Chargeable);
    world.register_permission(permission.shipping_address(addresses()[0].clone()), Timestamp::now());
    world
}

fn addresses() -> Vec<Address> {
    Buyer::of(Region::Jp).addresses
}

/// As the buyer leaves it, having chosen another card and another address.
fn session(product_type: ProductType) -> CheckoutSession {
    let session = CheckoutSession::new("session", SessionState::Confirmed).charge_permission(PERMISSION);
    let mut session = session.card(Card::JCB).address(addresses()[1].clone());
    session.request = Some(UpdateRequest {
        payload: json!({}),
        product_type,
        checkout_language: "ja_JP".to_owned(),
        return_url: "https://shop.example/return".to_owned(),
        cancel_url: None,
    });
    session
}

fn perform(world: &mut World, operation: Operation<'_>) -> (StatusCode, Value) {
    let answer = world.perform(&Asked { operation, simulation: None }, Timestamp::now());
    (answer.status, serde_json::from_str(&answer.body).expect("JSON"))
}

#[test]
fn what_the_buyer_chose_is_the_permissions_and_with_pay_only_no_address() {
    for (product_type, expected) in [(ProductType::PayAndShip, 1), (ProductType::PayOnly, 0)] {
        let mut world = world();
        world.register_session(session(product_type), Timestamp::now());
        assert_eq!(world.permissions[PERMISSION].card, Card::VISA);
        assert_eq!(perform(&mut world, Operation::CompleteCheckoutSession("session")).0, StatusCode::OK);
        let permission = &world.permissions[PERMISSION];
        assert_eq!(permission.card, Card::JCB);
        assert_eq!(permission.shipping_address.as_ref(), Some(&addresses()[expected]), "{product_type:?}");
        assert_eq!(world.changes, [Change::ChargePermission(PERMISSION.to_owned())]);
    }
}

#[test]
fn every_change_is_told_once_and_a_refusal_is_not() {
    let mut world = world();
    let permission = || Change::ChargePermission(PERMISSION.to_owned());
    let charge = || {
        let body = json!({
            "chargePermissionId": PERMISSION,
            "chargeAmount": { "amount": "1234", "currencyCode": "JPY" },
        });
        Operation::CreateCharge(body::charge(body.to_string().as_bytes()).expect("a charge"))
    };
    let change_of_charge = || Change::Charge {
        id: format!("{PERMISSION}-C000001"),
        charge_permission_id: PERMISSION.to_owned(),
    };
    let told = |world: &mut World| std::mem::take(&mut world.changes);

    assert_eq!(perform(&mut world, charge()).0, StatusCode::CREATED);
    assert_eq!(told(&mut world), [change_of_charge()]);
    let metadata = body::merchant_metadata(br#"{"merchantMetadata":{"noteToBuyer":"x"}}"#).expect("metadata");
    perform(&mut world, Operation::UpdateChargePermission(PERMISSION, metadata));
    assert_eq!(told(&mut world), [permission()]);
    let request = || body::close(br#"{"closureReason":"x","cancelPendingCharges":true}"#).expect("a reason");
    perform(&mut world, Operation::CloseChargePermission(PERMISSION, request()));
    let closed = Change::ChargePermissionState(PERMISSION.to_owned());
    assert_eq!(told(&mut world), [closed, change_of_charge()]);

    perform(&mut world, Operation::CloseChargePermission(PERMISSION, request()));
    perform(&mut world, charge());
    perform(&mut world, Operation::GetChargePermission(PERMISSION));
    assert_eq!(told(&mut world), []);
}

#[test]
fn the_page_foresees_what_confirming_makes_of_a_session() {
    let declining = Card::DECLINED;
    for (card, expected) in [
        (Some(Card::JCB), SessionState::Confirmed),
        (Some(declining), SessionState::Canceled(CancelReason::Declined)),
        // The wallet's card does not count.
        (None, SessionState::Confirmed),
    ] {
        let now = Timestamp::now();
        let mut world = world();
        world.permissions.get_mut(PERMISSION).expect("it is there").card = declining;
        let mut session = session(ProductType::PayOnly);
        session.set_state(SessionState::Open, now);
        session.card = card;
        world.register_session(session, now);
        let foreseen = world.standing("session", now).map(|standing| standing.confirmed);
        world.confirm("session", now).expect("it is open");
        let made = world.standing("session", now).map(|standing| standing.state);
        assert_eq!((foreseen, made), (Ok(expected), Ok(expected)), "{card:?}");
    }
}
