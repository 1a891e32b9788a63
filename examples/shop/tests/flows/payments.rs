//! Money, and who may ask for what.

use super::support::browser::Browser;
use super::support::{shop, wallet_id};
use amazonpay_update::SigningKey;
use amazonpay_update::region::RegionName;
use amazonpay_update_shop::database::{PaymentState, Product};
use amazonpay_update_stand_in::{Card, Fault, RetryAfter, Script, When};
use reqwest::StatusCode;

#[tokio::test]
async fn two_clicks_on_one_button_are_one_charge() {
    let shop = shop().await;
    let mut browser = shop.buyer(RegionName::Us).await;
    let id = wallet_id(&mut browser, Product::GreenTea).await;
    let page = browser.get(&format!("/wallets/{id}/payment-method")).await;
    let stand_in = shop.stand_in(RegionName::Us);
    let mut visit = stand_in.open(&page.button_options()).expect("a good signature");
    visit.choose_card(Card::VISA).expect("it is open");
    browser.get(visit.confirm().expect("it is open").path_and_query()).await;

    let charges = || stand_in.records().into_iter().filter(|record| record.target.ends_with("/charges"));
    let before = charges().count();
    let path = format!("/wallets/{id}/charge");
    let (mut one, mut two) = (browser.clone(), browser.clone());
    tokio::join!(one.post(&path, &[]), two.post(&path, &[]));
    let keys: Vec<_> = charges().skip(before).map(|record| record.idempotency_key).collect();
    assert!(!keys.is_empty() && keys.iter().all(|key| *key == keys[0]), "{keys:?}");
    assert_eq!(shop.wallet(&id).await.payment, PaymentState::Paid);
}

#[tokio::test]
async fn amazon_pay_refuses_a_charge_and_a_proxy_does_not() {
    let shop = shop().await;
    let mut browser = shop.buyer(RegionName::Us).await;
    let id = wallet_id(&mut browser, Product::GreenTea).await;
    let refused = shop.wallet(&id).await;
    assert_eq!(refused.payment, PaymentState::Refused);
    assert_eq!(refused.refusal.as_deref(), Some("InvalidChargePermissionStatus"));

    // Nobody knows then what became of the charge, so the next one has the same key.
    let faults = [
        Fault::ProxyPage(StatusCode::FORBIDDEN, When::BeforeProcessing),
        Fault::Redirect(StatusCode::TEMPORARY_REDIRECT),
        Fault::TooManyRequests(RetryAfter::Seconds(60)),
    ];
    let permission = shop.stand_in(RegionName::Us).permission_handle(id.as_str()).expect("it is there");
    for fault in faults {
        permission.set_script(Script::first([fault]));
        let page = browser.post(&format!("/wallets/{id}/charge"), &[]).await;
        assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR, "{}", page.body);
        assert_eq!(shop.wallet(&id).await.idempotency_key, refused.idempotency_key);
    }
    browser.post(&format!("/wallets/{id}/charge"), &[]).await;
    assert_ne!(shop.wallet(&id).await.idempotency_key, refused.idempotency_key, "it is refused again");
}

/// What the account page says of the tea that is not paid.
async fn shown(browser: &mut Browser) -> String {
    let page = browser.get("/account").await;
    let card = page.element("id=\"green-tea\"");
    card.split("</section>").next().expect("a part").to_owned()
}

#[tokio::test]
async fn a_charge_that_the_shops_configuration_stops_is_the_shops_fault_and_is_tried_again() {
    let shop = shop().await;
    let stand_in = shop.stand_in(RegionName::Us);
    let private = SigningKey::from_pem(stand_in.private_key_pem().expect("it made one")).expect("a key");
    let (key_id, public) = (stand_in.public_key_id(), private.verifying_key().to_pem());

    let mut browser = shop.buyer(RegionName::Us).await;
    let id = wallet_id(&mut browser, Product::GreenTea).await;
    let page = browser.get(&format!("/wallets/{id}/payment-method")).await;
    let mut visit = stand_in.open(&page.button_options()).expect("a good signature");
    visit.choose_card(Card::VISA).expect("it is open");
    browser.get(visit.confirm().expect("it is open").path_and_query()).await;
    assert!(shown(&mut browser).await.contains("refused the payment"), "it was refused before");

    let key = shop.wallet(&id).await.idempotency_key;
    let path = format!("/wallets/{id}/charge");
    let faults: [(&str, &dyn Fn()); 2] = [
        ("InvalidAuthentication", &|| stand_in.retire_key(key_id)),
        ("InvalidHeaderValue", &|| {
            stand_in.register_key(key_id, &public).expect("a key");
            stand_in.set_request_dates_off_by(3600);
        }),
    ];
    for (reason, break_it) in faults {
        break_it();
        let page = browser.post(&path, &[]).await;
        assert_eq!((page.status, page.path.as_str()), (StatusCode::OK, "/account"), "{reason}");
        assert!(page.body.contains(reason), "the panel does not say why: {}", page.body);
        let shown = shown(&mut browser).await;
        assert!(shown.contains("a mistake on our side") && shown.contains("data-test=\"charge\""), "{shown}");
        assert!(!shown.contains("refused the payment") && !shown.contains(reason), "{shown}");
        let wallet = shop.wallet(&id).await;
        assert_eq!((wallet.payment, wallet.idempotency_key), (PaymentState::OurFault, key.clone()));
    }

    stand_in.set_request_dates_off_by(0);
    browser.post(&path, &[]).await;
    assert_eq!(shop.wallet(&id).await.payment, PaymentState::Paid);
    let last = stand_in.records().into_iter().rfind(|record| record.target.ends_with("/charges"));
    assert_eq!(last.and_then(|record| record.idempotency_key).as_deref(), Some(key.as_str()));
}

#[tokio::test]
async fn the_shops_fault_at_the_second_click_hides_no_charge_of_the_first() {
    for (card, state) in
        [(Card::VISA, PaymentState::Paid), (Card::AUTHORIZE_INITIATED, PaymentState::Pending)]
    {
        let shop = shop().await;
        let stand_in = shop.stand_in(RegionName::Us);
        let mut browser = shop.buyer(RegionName::Us).await;
        let id = wallet_id(&mut browser, Product::GreenTea).await;
        let page = browser.get(&format!("/wallets/{id}/payment-method")).await;
        let mut visit = stand_in.open(&page.button_options()).expect("a good signature");
        visit.choose_card(card).expect("it is open");
        browser.get(visit.confirm().expect("it is open").path_and_query()).await;

        let path = format!("/wallets/{id}/charge");
        browser.post(&path, &[]).await;
        let first = shop.wallet(&id).await;
        assert_eq!(first.payment, state);
        stand_in.retire_key(stand_in.public_key_id());
        browser.post(&path, &[]).await;
        let second = shop.wallet(&id).await;
        assert_eq!((second.payment, &second.charge_id), (state, &first.charge_id));
        assert!(second.charge_id.is_some());
    }
}

#[tokio::test]
async fn a_wallet_is_its_buyers_alone() {
    let shop = shop().await;
    let mut browser = shop.buyer(RegionName::Us).await;
    let id = wallet_id(&mut browser, Product::GreenTea).await;
    let mut other = shop.buyer(RegionName::Us).await;
    for path in ["payment-method", "address"] {
        assert_eq!(other.get(&format!("/wallets/{id}/{path}")).await.status, StatusCode::NOT_FOUND);
    }
    assert_eq!(other.post(&format!("/wallets/{id}/charge"), &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(other.get("/wallets/nonsense/address").await.status, StatusCode::NOT_FOUND);
    let mut nobody = Browser::new(&shop.origin);
    assert_eq!(nobody.get("/account").await.path, "/");
}

#[tokio::test]
async fn a_form_of_another_site_is_refused() {
    let shop = shop().await;
    let mut browser = shop.buyer(RegionName::Us).await;
    for headers in [[("origin", "https://evil.example")], [("sec-fetch-site", "cross-site")]] {
        let request = browser.http().post(browser.url("/logout"));
        let request = headers.into_iter().fold(request, |request, (name, value)| request.header(name, value));
        let answer = browser.answer(request, "/logout").await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        assert_eq!(answer.headers["x-content-type-options"], "nosniff", "it has the headers of every answer");
    }
    assert_eq!(browser.get("/account").await.path, "/account");
    browser.post("/logout", &[]).await;
    assert_eq!(browser.get("/account").await.path, "/");
}

#[tokio::test]
async fn cookies_and_policies_are_as_the_docs_say() {
    let shop = shop().await;
    let mut browser = Browser::new(&shop.origin);
    let form = browser.http().post(browser.url("/login")).header("origin", &shop.origin);
    let form = form.header("content-type", "application/x-www-form-urlencoded").body("region=us");
    let answer = browser.answer(form, "/login").await;
    let cookie = answer.headers["set-cookie"].to_str().expect("a text");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");

    let id = wallet_id(&mut browser, Product::GreenTea).await;
    let path = format!("/wallets/{id}/payment-method");
    let policy = |page: &super::support::Page| {
        page.headers["content-security-policy"].to_str().expect("a text").to_owned()
    };
    let (one, two) = (browser.get(&path).await, browser.get(&path).await);
    assert!(policy(&one).contains("script-src 'nonce-"), "{}", policy(&one));
    assert_ne!(policy(&one), policy(&two), "a nonce is used twice");
    assert!(policy(&browser.get("/account").await).contains("default-src 'none'"));
    assert_eq!(browser.get("/account").await.headers["cache-control"], "no-store");
}
