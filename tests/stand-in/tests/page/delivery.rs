//! `deliverySpecifications`: which addresses a buyer can choose.

use crate::browser::{around, payload, register, stand_in, start};
use crate::support::{KEY_ID, private_pem, public_pem};
use amazonpay_update_stand_in::{
    Address, Environment, NotAllowed, Region, Setup, StandIn, Visit, VisitError,
};
use serde_json::{Value, json};

fn open(stand_in: &StandIn, specifications: &Value) -> Visit {
    let mut payload = payload();
    payload["deliverySpecifications"] = specifications.clone();
    stand_in.open(&around(&payload.to_string())).expect("it opens")
}

fn address(line: &str, state: &str, postal_code: &str, country: &str) -> Address {
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    Address {
        name: "A Buyer".to_owned(),
        address_line1: line.to_owned(),
        state_or_region: some(state),
        postal_code: some(postal_code),
        country_code: country.to_owned(),
        ..Address::default()
    }
}

#[tokio::test]
async fn restrictions_allow_what_they_say() {
    use NotAllowed::{Country, Packstation, Place, PostOfficeBox};
    let stand_in = stand_in().await;
    let of = |kind: &str, restrictions: Value| json!({ "addressRestrictions": { "type": kind, "restrictions": restrictions } });
    let wa = address("1 Road", "WA", "98109", "US");
    let ca = address("1 Road", "CA", "95050", "US");
    let hi = address("1 Road", "HI", "96813", "US");
    let de = address("Weg 1", "", "80331", "DE");
    let tokyo = address("1-2-3", "東京都", "153-0064", "JP");
    let hokkaido = address("1-2-3", "北海道", "060-0001", "JP");
    let boxed = address("P.O. Box 12", "WA", "98109", "US");
    let second_line = Address { address_line2: Some("po box 7".to_owned()), ..wa.clone() };
    let boxed_in_japan = address("PO Box 12", "東京都", "153-0064", "JP");
    let postfach = address("Postfach 12", "", "80331", "DE");
    let packstation = address("Packstation 145", "", "80331", "DE");

    let whole = of("Allowed", json!({ "US": {} }));
    let part = of("Allowed", json!({ "US": { "statesOrRegions": ["wa"], "zipCodes": ["95050"] } }));
    let none = of("Allowed", json!({}));
    let but_island = of("NotAllowed", json!({ "US": { "statesOrRegions": ["AK", "HI"] }, "DE": {} }));
    let zips =
        of("Allowed", json!({ "US": { "zipCodes": ["981*", "9505?"] }, "JP": { "zipCodes": ["153-*"] } }));
    let except = of("Allowed", json!({ "JP": { "except": { "statesOrRegions": ["北海道", "沖縄県"] } } }));
    let except_zip =
        of("Allowed", json!({ "US": { "statesOrRegions": ["WA"], "except": { "zipCodes": ["98109"] } } }));
    let no_boxes = json!({ "specialRestrictions": ["RestrictPOBoxes"] });
    let no_packstations = json!({ "specialRestrictions": ["RestrictPackstations"] });

    for (specifications, address, expected) in [
        (&whole, &wa, Ok(())),
        (&whole, &de, Err(Country)),
        (&part, &wa, Ok(())),
        (&part, &ca, Ok(())),
        (&part, &hi, Err(Place)),
        (&part, &de, Err(Country)),
        (&none, &wa, Err(Country)),
        (&but_island, &wa, Ok(())),
        (&but_island, &hi, Err(Place)),
        (&but_island, &de, Err(Country)),
        (&but_island, &tokyo, Ok(())),
        (&zips, &wa, Ok(())),
        (&zips, &ca, Ok(())),
        (&zips, &hi, Err(Place)),
        (&zips, &tokyo, Ok(())),
        (&zips, &hokkaido, Err(Place)),
        (&except, &tokyo, Ok(())),
        (&except, &hokkaido, Err(Place)),
        (&except, &wa, Err(Country)),
        (&except_zip, &wa, Err(Place)),
        (&no_boxes, &wa, Ok(())),
        (&no_boxes, &boxed, Err(PostOfficeBox)),
        (&no_boxes, &second_line, Err(PostOfficeBox)),
        (&no_boxes, &postfach, Err(PostOfficeBox)),
        // Amazon documents nine countries for it, and this is none of them.
        (&no_boxes, &boxed_in_japan, Ok(())),
        (&no_boxes, &packstation, Ok(())),
        (&no_packstations, &packstation, Err(Packstation)),
        (&no_packstations, &boxed, Ok(())),
    ] {
        let mut visit = open(&stand_in, specifications);
        let chosen = visit.choose_address(address.clone());
        let expected = expected.map_err(VisitError::AddressNotAllowed);
        assert_eq!(chosen, expected, "{specifications} {address:?}");
        visit.go_away();
    }
}

#[tokio::test]
async fn the_buyer_is_offered_what_is_allowed() {
    let stand_in = stand_in().await;
    let washington = json!({
        "addressRestrictions": { "type": "Allowed", "restrictions": { "US": { "statesOrRegions": ["WA"] } } }
    });
    let offered = open(&stand_in, &washington).allowed_addresses();
    assert_eq!(offered.len(), 1, "{offered:?}");
    assert_eq!(offered[0].state_or_region.as_deref(), Some("WA"));
    // Nothing that is allowed is chosen beforehand, when the buyer's own address is not.
    let hawaii = json!({
        "addressRestrictions": { "type": "Allowed", "restrictions": { "US": { "statesOrRegions": ["HI"] } } }
    });
    assert_eq!(open(&stand_in, &hawaii).confirm(), Err(VisitError::NoAddress));
}

#[tokio::test]
async fn live_ignores_what_sandbox_refuses() {
    let key = public_pem(private_pem());
    let live =
        start(Setup::new(Region::Us, "AEXAMPLEKEYID", key.clone()).environment(Environment::Live)).await;
    let sandbox = start(Setup::new(Region::Us, KEY_ID, key)).await;
    register(&live);
    register(&sandbox);
    for (specifications, refused) in [
        (json!({ "addressRestrictions": { "type": "allowed", "restrictions": { "DE": {} } } }), false),
        (json!({ "addressRestrictions": { "type": "Allowed", "restrictions": { "UK": {} } } }), false),
        (json!({ "specialRestrictions": ["restrictPOBoxes"] }), false),
        // What has the wrong form is refused in both.
        (json!({ "addressRestrictions": { "type": "Allowed", "restrictions": [] } }), true),
        (
            json!({ "addressRestrictions": { "type": "Allowed", "restrictions": { "US": { "zip": [] } } } }),
            true,
        ),
        (json!({ "specialRestrictions": "RestrictPOBoxes" }), true),
    ] {
        let mut payload = payload();
        payload["deliverySpecifications"] = specifications.clone();
        let mut options = around(&payload.to_string());
        assert!(sandbox.open(&options).is_err(), "{specifications}");
        options["sandbox"] = json!(false);
        options["createCheckoutSessionConfig"]["publicKeyId"] = json!("AEXAMPLEKEYID");
        let opened = live.open(&options);
        assert_eq!(opened.is_err(), refused, "{specifications} {opened:?}");
        if let Ok(mut visit) = opened {
            let boxed = address("PO Box 1", "WA", "98109", "US");
            visit.choose_address(boxed).expect("nothing keeps the buyer from it");
        }
    }
}
