//! Amazon Pay tells of changes.

use super::support::{shop, wallet_id};
use amazonpay_update::region::RegionName;
use amazonpay_update::session::ChargePermissionStep;
use amazonpay_update_shop::database::Product;
use amazonpay_update_stand_in::{Card, Forgery, Notification};

#[tokio::test]
async fn a_change_at_amazon_reaches_the_wallet_in_every_region() {
    let shop = shop().await;
    for region in RegionName::ALL {
        let mut browser = shop.buyer(*region).await;
        let id = wallet_id(&mut browser, Product::GreenTea).await;
        let page = browser.get(&format!("/wallets/{id}/payment-method")).await;
        let mut visit = shop.stand_in(*region).open(&page.button_options()).expect("a good signature");
        visit.choose_card(Card::VISA).expect("it is open");
        let session = visit.session_id().parse().expect("an id");
        let back = visit.confirm().expect("it is open");
        // Another part of the shop completes the session, and this one hears of it.
        let pay = shop.shop.amazon_pay(*region);
        let _ = pay.client.complete_checkout_session(&session).await.expect("it is signed");
        let wallet = shop.until(&id, |wallet| wallet.step == ChargePermissionStep::NothingToDo).await;
        assert!(wallet.card.ends_with("1111"));
        assert_eq!(shop.completed(&id).await, 0, "the buyer is not back");
        assert_eq!(browser.get(back.path_and_query()).await.outcome(), "updated");
        assert_eq!(shop.completed(&id).await, 1);
    }
}

#[tokio::test]
async fn a_notification_that_comes_again_is_answered_and_forgeries_are_refused() {
    let shop = shop().await;
    let mut browser = shop.buyer(RegionName::Us).await;
    let id = wallet_id(&mut browser, Product::BlackTea).await;
    let stand_in = shop.stand_in(RegionName::Us);
    let genuine = stand_in.notify(Notification::charge_permission(id.as_str()));
    genuine.attempted(1).await;
    let again = genuine.deliver().await.expect("there is an address");
    assert!(again.is_taken(), "{again:?}");
    for &forgery in Forgery::ALL {
        let forged = stand_in.notify(Notification::charge_permission(id.as_str()).forged(forgery));
        forged.attempted(1).await;
        let refused = forged.attempts()[0].status().expect("an answer");
        assert!(refused.is_client_error() || refused.is_server_error(), "{forgery:?}: {refused}");
    }
}
