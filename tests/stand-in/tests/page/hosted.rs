//! What a buyer does on the hosted page, by its forms.

use crate::browser::{
    PERMISSION, Shown, around, button, get, initiate, payload, post, press, register, stand_in, start,
};
use crate::support::{KEY_ID, complete, get as get_session, private_pem, public_pem, signed};
use crate::support::{ask, client};
use amazonpay_update::{PayAndShip, PayOnly};
use amazonpay_update_stand_in::{Card, ChargePermission, PermissionState, Region, Setup, StandIn};
use serde_json::{Value, json};
use std::time::Duration;

/// Opens the page. `Ok` is its path.
async fn open(stand_in: &StandIn, options: &Value) -> String {
    let shown = initiate(stand_in, options).await;
    assert_eq!(shown.status, 303, "{shown:?}");
    shown.location
}

fn id(path: &str) -> &str {
    path.strip_prefix("/update/").expect("the page")
}

fn back(path: &str) -> String {
    format!("https://shop.example/done?order=7&amazonCheckoutSessionId={}", id(path))
}

/// State and reason, as the API has them.
async fn stands(stand_in: &StandIn, path: &str) -> (String, Value) {
    let answered = ask(&client(stand_in), signed(&get_session(id(path)))).await;
    (answered.state().to_owned(), answered.body["statusDetails"]["reasonCode"].clone())
}

fn shipping(specifications: Value) -> Value {
    let mut payload = payload();
    payload["deliverySpecifications"] = specifications;
    button(&payload, PayAndShip)
}

#[tokio::test]
async fn a_changed_card_comes_back_and_is_completed() {
    let stand_in = stand_in().await;
    let permission = register(&stand_in);
    let path = open(&stand_in, &button(&payload(), PayOnly)).await;
    let page = get(&stand_in, &path).await;
    assert_eq!(page.status, 200);
    page.assert_says(&[
        "lang=\"en\"",
        "<h1>Update your payment method</h1>",
        "https://shop.example/done?order=7",
        PERMISSION,
        "Visa ****1111",
        "<legend>Payment method</legend>",
    ]);
    assert_eq!(page.html.matches("<h1>").count(), 1);
    assert!(!page.html.contains("Shipping address") && !page.html.contains("<script"), "{page:?}");
    assert_eq!(stands(&stand_in, &path).await, ("Open".to_owned(), Value::Null));

    let confirmed = press(&stand_in, &path, "confirm", &[("card", "4444")]).await;
    assert_eq!((confirmed.status, &confirmed.location), (200, &back(&path)));
    // A page, for browsers hold a redirect to the policy of the page with the form.
    confirmed.assert_says(&[
        &format!("content=\"0; url={}\"", back(&path).replace('&', "&amp;")),
        "autofocus",
        "Go back to the shop",
    ]);
    let completed = ask(&client(&stand_in), signed(&complete(id(&path)))).await;
    assert_eq!((completed.status, completed.state()), (200, "Completed"));
    assert_eq!(permission.state(), PermissionState::Chargeable);
}

#[tokio::test]
async fn cards_come_to_what_amazon_documents() {
    let stand_in = stand_in().await;
    for (card, state, reason) in [
        ("1111", "Open", Value::Null),
        ("0701", "Open", Value::Null),
        ("3064", "Canceled", json!("BuyerCanceled")),
        ("3434", "Canceled", json!("Declined")),
    ] {
        let path = open(&stand_in, &button(&payload(), PayOnly)).await;
        let shown = press(&stand_in, &path, "confirm", &[("card", card)]).await;
        assert_eq!(shown.location, back(&path), "{card}");
        assert_eq!(stands(&stand_in, &path).await, (state.to_owned(), reason), "{card}");
    }
}

#[tokio::test]
async fn a_session_that_is_over_leads_where_the_buyer_was_sent() {
    let stand_in = stand_in().await;
    let mut with_cancel = payload();
    with_cancel["webCheckoutDetails"]["checkoutCancelUrl"] = json!("https://shop.example/left");
    let wallet = stand_in.permission_handle(PERMISSION).expect("it is there");
    wallet.set_card(Card::DECLINED);
    for (action, card) in [
        // Without a card in the form, the wallet's is used.
        ("confirm", ""),
        ("confirm", "4444"),
        ("confirm", "3064"),
        ("confirm", "3434"),
        ("decline", "1111"),
        ("cancel", "1111"),
    ] {
        let path = open(&stand_in, &button(&with_cancel, PayOnly)).await;
        let page = get(&stand_in, &path).await;
        let form = [("token", page.token()), ("action", action), ("card", card)];
        let mut form = form.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
        form.retain(|(_, value)| !value.is_empty());
        let sent = post(&stand_in, &path, &form).await;
        let expected = if action == "cancel" { "https://shop.example/left".to_owned() } else { back(&path) };
        assert_eq!(sent.location, expected, "{action} {card}");
        let link = format!("href=\"{}\"", expected.replace('&', "&amp;"));
        get(&stand_in, &path).await.assert_says(&[&link]);
        let state = stands(&stand_in, &path).await;
        // Of a double click, the browser shows only the second answer.
        let again = post(&stand_in, &path, &form).await;
        assert_eq!((again.status, again.location, again.html), (200, sent.location, sent.html));
        assert_eq!(stands(&stand_in, &path).await, state, "{action} {card}");
    }
}

#[tokio::test]
async fn addresses_that_are_not_allowed_cannot_be_chosen() {
    let stand_in = stand_in().await;
    let options = shipping(json!({
        "specialRestrictions": ["RestrictPOBoxes"],
        "addressRestrictions": { "type": "Allowed", "restrictions": { "US": {} } },
    }));
    let path = open(&stand_in, &options).await;
    let page = get(&stand_in, &path).await;
    page.assert_says(&["<legend>Shipping address</legend>", "Current address"]);
    let (seattle, disabled) = page.radio("Seattle");
    assert!(!disabled && !page.radio("Honolulu").1);
    assert!(page.radio("PO Box 123").1);
    let (munich, disabled) = page.radio("München");
    assert!(disabled);
    page.assert_says(&["Cannot be used: the shop does not deliver to this country."]);

    // A form that chooses it all the same.
    let refused = press(&stand_in, &path, "confirm", &[("address", munich)]).await;
    assert_eq!(refused.status, 422);
    refused.assert_says(&[
        "role=\"alert\"",
        "aria-describedby=\"addresses-problem\"",
        "id=\"addresses-problem\"",
    ]);
    let unknown = press(&stand_in, &path, "confirm", &[("address", "7")]).await;
    assert_eq!(unknown.status, 422);
    assert_eq!(stands(&stand_in, &path).await.0, "Open");

    let confirmed = press(&stand_in, &path, "confirm", &[("address", seattle)]).await;
    assert_eq!(confirmed.location, back(&path));
    let completed = ask(&client(&stand_in), signed(&complete(id(&path)))).await;
    assert_eq!(completed.status, 200);
}

fn new_address(page: &Shown, changes: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut fields = vec![("token".to_owned(), page.token().to_owned())];
    for (name, value) in [
        ("name", "A <Buyer>"),
        ("addressLine1", "7 Example Street"),
        ("city", "Spokane"),
        ("stateOrRegion", "WA"),
        ("postalCode", "99201"),
        ("countryCode", "us"),
    ] {
        let value = changes.iter().find(|(changed, _)| *changed == name).map_or(value, |(_, value)| value);
        fields.push((name.to_owned(), value.to_owned()));
    }
    fields
}

#[tokio::test]
async fn a_new_address_is_checked_and_chosen() {
    let stand_in = stand_in().await;
    let options = shipping(json!({
        "specialRestrictions": ["RestrictPOBoxes"],
        "addressRestrictions": { "type": "Allowed", "restrictions": { "US": { "statesOrRegions": ["WA"] } } },
    }));
    let path = open(&stand_in, &options).await;
    let page = get(&stand_in, &path).await;
    let form = format!("{path}/address");
    for (changes, field, words) in [
        (&[("name", " ")][..], "name", "Enter a value."),
        (&[("countryCode", "UK")], "countryCode", "Enter the two letters of a country, such as US."),
        (&[("countryCode", "DE")], "countryCode", "the shop does not deliver to this country"),
        (&[("stateOrRegion", "CA")], "postalCode", "the shop does not deliver to this region"),
        (&[("addressLine1", "PO Box 7")], "addressLine1", "the shop does not deliver to PO boxes"),
        (&[("city", &"x".repeat(201))], "city", "Enter at most 200 characters."),
    ] {
        let refused = post(&stand_in, &form, &new_address(&page, changes)).await;
        assert_eq!(refused.status, 422, "{changes:?}");
        refused.assert_says(&[
            "role=\"alert\"",
            "<title>Error: ",
            &format!("href=\"#{field}\""),
            &format!("aria-invalid=\"true\" aria-describedby=\"{field}-problem\""),
            &format!("id=\"{field}-problem\">"),
            words,
        ]);
        // What was entered is still there, and is text alone.
        assert!(field == "name" || refused.html.contains("value=\"A &lt;Buyer&gt;\""), "{refused:?}");
    }
    let added = post(&stand_in, &form, &new_address(&page, &[])).await;
    assert_eq!((added.status, &added.location), (303, &path));
    let page = get(&stand_in, &path).await;
    assert!(!page.radio("7 Example Street").1);
    assert_eq!(page.html.matches("<form ").count(), 1, "what is chosen is posted with a new address");
    let confirmed = press(&stand_in, &path, "confirm", &[]).await;
    assert_eq!(confirmed.location, back(&path));
    let session = ask(&client(&stand_in), signed(&get_session(id(&path)))).await;
    assert_eq!(session.body["shippingAddress"]["addressLine1"], "7 Example Street");
    assert_eq!(session.body["shippingAddress"]["countryCode"], "US");
}

#[tokio::test]
async fn what_is_chosen_stays_chosen_when_a_new_address_is_entered() {
    let stand_in = stand_in().await;
    let path = open(&stand_in, &button(&payload(), PayAndShip)).await;
    let page = get(&stand_in, &path).await;
    let honolulu = ("address".to_owned(), page.radio("Honolulu").0.to_owned());
    let chosen = |changes: &[(&str, &str)], card: &str| {
        let mut fields = new_address(&page, changes);
        fields.extend([("card".to_owned(), card.to_owned()), honolulu.clone()]);
        fields
    };
    let form = format!("{path}/address");
    let refused = post(&stand_in, &form, &chosen(&[("name", "")], "4444")).await;
    assert_eq!(refused.status, 422);
    refused.assert_says(&["value=\"4444\" checked", &format!("value=\"{}\" checked", honolulu.1)]);
    assert_eq!(post(&stand_in, &form, &chosen(&[], "9424")).await.location, path);
    get(&stand_in, &path).await.assert_says(&["value=\"9424\" checked"]);

    // The key Enter in a field of the new address presses the first button, which is Confirm.
    assert!(page.html.find("value=\"confirm\"") < page.html.find("formaction="));
    let mut entered = chosen(&[("addressLine1", "8 Example Street")], "0000");
    entered.push(("action".to_owned(), "confirm".to_owned()));
    let added = post(&stand_in, &path, &entered).await;
    assert_eq!((added.status, &added.location), (303, &path));
    assert_eq!(stands(&stand_in, &path).await.0, "Open");
    let page = get(&stand_in, &path).await;
    page.assert_says(&["value=\"0000\" checked"]);
    let (street, _) = page.radio("8 Example Street");
    page.assert_says(&[&format!("value=\"{street}\" checked")]);
}

#[tokio::test]
async fn cancel_decline_and_go_away() {
    let stand_in = stand_in().await;
    let options = button(&payload(), PayOnly);
    let path = open(&stand_in, &options).await;
    assert_eq!(press(&stand_in, &path, "cancel", &[]).await.location, back(&path));
    assert_eq!(stands(&stand_in, &path).await, ("Canceled".to_owned(), json!("BuyerCanceled")));

    let path = open(&stand_in, &options).await;
    assert_eq!(press(&stand_in, &path, "decline", &[]).await.location, back(&path));
    assert_eq!(stands(&stand_in, &path).await, ("Canceled".to_owned(), json!("Declined")));

    let path = open(&stand_in, &options).await;
    let gone = press(&stand_in, &path, "go-away", &[]).await;
    assert_eq!(gone.status, 200);
    gone.assert_says(&["The session stays open", &format!("href=\"{path}\"")]);
    assert_eq!(stands(&stand_in, &path).await.0, "Open");
    // The buyer comes back after all.
    assert_eq!(press(&stand_in, &path, "confirm", &[]).await.location, back(&path));

    let mut with_cancel = payload();
    with_cancel["webCheckoutDetails"]["checkoutCancelUrl"] = json!("https://shop.example/left");
    let path = open(&stand_in, &button(&with_cancel, PayOnly)).await;
    assert_eq!(press(&stand_in, &path, "cancel", &[]).await.location, "https://shop.example/left");
    get(&stand_in, &path).await.assert_says(&["href=\"https://shop.example/left\""]);
}

#[tokio::test]
async fn what_is_over_stays_as_it_is() {
    let stand_in = stand_in().await;
    let path = open(&stand_in, &button(&payload(), PayOnly)).await;
    let page = get(&stand_in, &path).await;
    let form = |action: &str| {
        vec![("token".to_owned(), page.token().to_owned()), ("action".to_owned(), action.to_owned())]
    };
    assert_eq!(post(&stand_in, &path, &form("confirm")).await.status, 200);
    // A second tab, the back button.
    let mut another_card = form("confirm");
    another_card.push(("card".to_owned(), "4444".to_owned()));
    for other in [form("cancel"), form("decline"), form("go-away"), another_card] {
        let again = post(&stand_in, &path, &other).await;
        assert_eq!(again.status, 409, "{other:?}");
        again.assert_says(&["You have confirmed", "Go back to the shop", id(&path)]);
    }
    assert_eq!(post(&stand_in, &format!("{path}/address"), &new_address(&page, &[])).await.status, 409);
    assert_eq!(get(&stand_in, &path).await.status, 200);
    assert_eq!(stands(&stand_in, &path).await.0, "Open");
    ask(&client(&stand_in), signed(&complete(id(&path)))).await;
    get(&stand_in, &path).await.assert_says(&["The update is completed"]);
    assert_eq!(post(&stand_in, &path, &form("cancel")).await.status, 409);
    assert_eq!(stands(&stand_in, &path).await.0, "Completed");
}

#[tokio::test]
async fn a_session_that_waited_too_long_is_over() {
    let stand_in = stand_in().await;
    stand_in.advance_clock(Duration::from_secs(48 * 3600));
    let path = open(&stand_in, &button(&payload(), PayOnly)).await;
    assert_eq!(get(&stand_in, &path).await.status, 200);
    stand_in.advance_clock(Duration::from_secs(23 * 3600));
    let page = get(&stand_in, &path).await;
    stand_in.advance_clock(Duration::from_secs(2 * 3600));
    let fields =
        vec![("token".to_owned(), page.token().to_owned()), ("action".to_owned(), "confirm".to_owned())];
    let late = post(&stand_in, &path, &fields).await;
    assert_eq!(late.status, 409);
    late.assert_says(&["This session is canceled", "Expired"]);
    stand_in.advance_clock(Duration::from_secs(30 * 24 * 3600));
    assert_eq!(get(&stand_in, &path).await.status, 404);
}

#[tokio::test]
async fn a_form_of_another_site_changes_nothing() {
    let stand_in = stand_in().await;
    let path = open(&stand_in, &button(&payload(), PayOnly)).await;
    let other = open(&stand_in, &button(&payload(), PayOnly)).await;
    let others = get(&stand_in, &other).await.token().to_owned();
    for token in [None, Some(""), Some("0"), Some(&others)] {
        let mut fields = vec![("action".to_owned(), "confirm".to_owned())];
        fields.extend(token.map(|token| ("token".to_owned(), token.to_owned())));
        let refused = post(&stand_in, &path, &fields).await;
        assert_eq!(refused.status, 403, "{token:?}");
        assert_eq!(post(&stand_in, &format!("{path}/address"), &fields).await.status, 403, "{token:?}");
    }
    assert_eq!(press(&stand_in, &path, "dance", &[]).await.status, 403);
    assert_eq!(press(&stand_in, &path, "confirm", &[]).await.status, 200);
    assert_eq!(get(&stand_in, "/update/acf951ea-32ee-4dea-916b-2caa9b218e4a").await.status, 404);
}

#[tokio::test]
async fn the_return_origin_is_mapped() {
    let setup = Setup::new(Region::Us, KEY_ID, public_pem(private_pem()))
        .return_origin("https://shop.example", "http://localhost:3000");
    let stand_in = start(setup).await;
    register(&stand_in);
    let path = open(&stand_in, &button(&payload(), PayOnly)).await;
    let page = get(&stand_in, &path).await;
    page.assert_says(&[
        "https://shop.example/done?order=7",
        "maps <code>https://shop.example/</code> to <code>http://localhost:3000/</code>",
    ]);
    assert_eq!(
        page.policy,
        "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    );
    let confirmed = press(&stand_in, &path, "confirm", &[]).await;
    let session = id(&path);
    assert_eq!(
        confirmed.location,
        format!("http://localhost:3000/done?order=7&amazonCheckoutSessionId={session}")
    );
}

#[tokio::test]
async fn a_permission_shows_its_own_card_and_address() {
    let stand_in = stand_in().await;
    let address = amazonpay_update_stand_in::Address {
        name: "A Buyer".to_owned(),
        address_line1: "99 Elsewhere Lane".to_owned(),
        country_code: "US".to_owned(),
        ..Default::default()
    };
    stand_in.charge_permission(
        ChargePermission::new(PERMISSION, PermissionState::Chargeable)
            .card(Card::DISCOVER)
            .shipping_address(address),
    );
    let path = open(&stand_in, &button(&payload(), PayAndShip)).await;
    let page = get(&stand_in, &path).await;
    page.assert_says(&["value=\"9424\" checked"]);
    assert!(!page.radio("99 Elsewhere Lane").1);
    press(&stand_in, &path, "confirm", &[]).await;
    let session = ask(&client(&stand_in), signed(&get_session(id(&path)))).await;
    assert_eq!(session.body["shippingAddress"]["addressLine1"], "99 Elsewhere Lane");
    assert_eq!(session.body["paymentPreferences"][0]["paymentDescriptor"], "Discover ****9424");
}

/// The session of a button, as the API shows it.
async fn session_of(stand_in: &StandIn, payload: &Value, ships: bool) -> Value {
    let mut options = around(&payload.to_string());
    options["productType"] = json!(if ships { "PayAndShip" } else { "PayOnly" });
    let path = open(stand_in, &options).await;
    ask(&client(stand_in), signed(&get_session(id(&path)))).await.body
}

#[tokio::test]
async fn the_api_shows_what_the_payload_says_and_no_more_than_its_scopes() {
    let stand_in = stand_in().await;
    let mut said = payload();
    said["paymentMethodOnFileMetadata"]["setupOnly"] = json!(false);
    said["paymentDetails"]["canHandlePendingAuthorization"] = json!(true);
    said["platformId"] = json!("SPEXAMPLE");
    said["supplementaryData"] = json!("{}");
    said["providerMetadata"] = json!({ "providerReferenceId": "7" });
    let session = session_of(&stand_in, &said, true).await;
    for member in ["paymentMethodOnFileMetadata", "platformId", "supplementaryData", "providerMetadata"] {
        assert_eq!(session[member], said[member], "{member}");
    }
    assert_eq!(session["paymentDetails"]["canHandlePendingAuthorization"], true);
    assert_eq!(session["shippingAddress"]["city"], "Seattle");
    assert_eq!(session["buyer"]["email"], "buyer@example.com");

    let session = session_of(&stand_in, &said, false).await;
    assert_eq!((&session["shippingAddress"], &session["shippingAddressList"]), (&Value::Null, &Value::Null));
    assert_eq!(session["buyer"]["name"], "Stand-In Buyer");

    for (scopes, name, email, address) in [
        (json!(["email"]), false, true, false),
        (json!(["name", "shippingAddress"]), true, false, true),
        (json!([]), false, false, false),
    ] {
        said["scopes"] = scopes.clone();
        let session = session_of(&stand_in, &said, true).await;
        let shown = |value: &Value| !value.is_null();
        let shown =
            [&session["buyer"]["name"], &session["buyer"]["email"], &session["shippingAddress"]].map(shown);
        assert_eq!(shown, [name, email, address], "{scopes}");
        assert!(session["buyer"]["buyerId"].is_string());
    }
}
