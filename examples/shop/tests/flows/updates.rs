//! The buyer changes something, and it is changed.

use super::support::{TestShop, shop, wallet_id};
use amazonpay_update::payload::StoredPermission;
use amazonpay_update::region::RegionName;
use amazonpay_update::session::ChargePermissionStep;
use amazonpay_update_shop::database::{PaymentState, Product};
use amazonpay_update_stand_in::Card;
use std::sync::Arc;
use tokio::task::JoinSet;

#[tokio::test]
async fn a_lapsed_wallet_is_updated_and_charged_again_in_every_region() {
    let shop = shop().await;
    for region in RegionName::ALL {
        from_a_charge_that_fails_to_one_that_works(&shop, *region).await;
    }
}

async fn from_a_charge_that_fails_to_one_that_works(shop: &TestShop, region: RegionName) {
    let mut browser = shop.buyer(region).await;
    let id = wallet_id(&mut browser, Product::GreenTea).await;
    let before = shop.wallet(&id).await;
    assert_eq!(before.step, ChargePermissionStep::SendToUpdatePage);
    assert_eq!(before.payment, PaymentState::Refused);

    browser.post(&format!("/wallets/{id}/charge"), &[]).await;
    assert_eq!(shop.wallet(&id).await.payment, PaymentState::Refused);

    let page = browser.get(&format!("/wallets/{id}/payment-method")).await;
    let mut visit = shop.stand_in(region).open(&page.button_options()).expect("a good signature");
    visit.choose_card(Card::MASTERCARD).expect("it is open");
    let back = visit.confirm().expect("it is open");
    let page = browser.get(back.path_and_query()).await;
    assert_eq!(page.outcome(), "updated");

    let after = shop.wallet(&id).await;
    assert_eq!(after.step, ChargePermissionStep::NothingToDo);
    assert!(after.card.ends_with("4444"), "{}", after.card);
    assert_eq!(shop.completed(&id).await, 1);

    browser.post(&format!("/wallets/{id}/charge"), &[]).await;
    let paid = shop.wallet(&id).await;
    assert_eq!(paid.payment, PaymentState::Paid);
    assert!(paid.charge_id.is_some());
}

#[tokio::test]
async fn an_address_is_changed_and_one_outside_the_restrictions_is_not() {
    let shop = shop().await;
    for region in RegionName::ALL {
        let mut browser = shop.buyer(*region).await;
        let id = wallet_id(&mut browser, Product::BlackTea).await;
        let before = shop.wallet(&id).await.address().expect("it has one");
        let page = browser.get(&format!("/wallets/{id}/address")).await;
        let mut visit = shop.stand_in(*region).open(&page.button_options()).expect("a good signature");

        let mut abroad = visit.allowed_addresses().first().expect("there is one").clone();
        abroad.country_code = "BR".to_owned();
        visit.choose_address(abroad).expect_err("nothing is sent there");

        let mut moved = visit.allowed_addresses().first().expect("there is one").clone();
        moved.address_line1 = "2 Other Street".to_owned();
        visit.choose_address(moved).expect("it is allowed");
        let back = visit.confirm().expect("it is open");
        assert_eq!(browser.get(back.path_and_query()).await.outcome(), "updated");
        let after = shop.wallet(&id).await.address().expect("it has one");
        assert_ne!(before.address_line1, after.address_line1);
        assert_eq!(after.address_line1.as_deref(), Some("2 Other Street"));
    }
}

#[tokio::test]
async fn a_wallet_without_an_address_gets_one() {
    let shop = shop().await;
    let mut browser = shop.buyer(RegionName::Eu).await;
    let id = wallet_id(&mut browser, Product::TeaSchool).await;
    assert_eq!(shop.wallet(&id).await.stored, StoredPermission::WithoutAddress);

    // Another payment method alone is `PayOnly`, and leaves it as it is.
    let page = browser.get(&format!("/wallets/{id}/payment-method")).await;
    assert_eq!(page.button_options()["productType"], "PayOnly");

    let page = browser.get(&format!("/wallets/{id}/address")).await;
    assert_eq!(page.button_options()["productType"], "PayAndShip");
    let mut visit = shop.stand_in(RegionName::Eu).open(&page.button_options()).expect("a good signature");
    let address = visit.allowed_addresses().first().expect("there is one").clone();
    visit.choose_address(address).expect("it is allowed");
    let back = visit.confirm().expect("it is open");
    assert_eq!(browser.get(back.path_and_query()).await.outcome(), "updated");
    assert_eq!(shop.wallet(&id).await.stored, StoredPermission::WithAddress);
}

#[tokio::test(flavor = "multi_thread")]
async fn many_buyers_at_once_each_get_their_own() {
    let shop = Arc::new(shop().await);
    let mut buyers = JoinSet::new();
    for number in 0..48 {
        let shop = Arc::clone(&shop);
        let region = RegionName::ALL[number % RegionName::ALL.len()];
        buyers.spawn(async move { from_a_charge_that_fails_to_one_that_works(&shop, region).await });
    }
    while let Some(done) = buyers.join_next().await {
        done.expect("it ends well");
    }
}
