//! What is done twice has one effect.

use crate::places::US;
use crate::shop::WALLET;
use crate::world::World;
use amazonpay_update::button::EntryPoint;
use amazonpay_update_browser_tests::browser::{Hosts, with_browser};
use amazonpay_update_browser_tests::buyer::Buyer;

const HOSTED: &str = "Update your payment method";
const OVER: &str = "You cannot change anything here any more.";

/// Opens the hosted page, and chooses a card. Returns the session's id.
async fn hosted(buyer: &Buyer, world: &World) -> String {
    buyer.opens(&world.account(EntryPoint::InitUpdate, "PayOnly")).await;
    buyer.presses_the_shops_button(HOSTED).await;
    buyer.chooses("Mastercard ****4444").await;
    let address = buyer.reads(HOSTED).await;
    address.rsplit('/').next().expect("an id").to_owned()
}

/// The session is completed, by one change.
async fn took_effect_once(world: &World, id: &str) {
    assert_eq!(world.state(id).await, ("Completed".to_owned(), None));
    assert_eq!(world.stored().await.card, "Mastercard ****4444");
    // The stand-in announces each change.
    let changes = world.stand_in.notifications();
    let of_wallet = changes.iter().filter(|change| change.body().contains(WALLET.as_str()));
    assert_eq!(of_wallet.count(), 1);
}

#[tokio::test]
async fn a_double_click_on_confirm() {
    // The second click comes while the browser waits for the answer to the first. WebDriver's mouse is too slow.
    const TWICE: &str = "const confirm = document.querySelector('button[value=confirm]');\
         confirm.click(); setTimeout(() => confirm.click(), arguments[0])";
    with_browser(Hosts::AsTheyAre, |client| async move {
        let (buyer, world) = (Buyer::new(client), World::start(&US).await);
        let id = hosted(&buyer, &world).await;
        buyer.script(TWICE, vec![2.into()]).await;
        if buyer.reads_one_of(&[US.updated, OVER]).await.0 == 1 {
            buyer.presses("Go back to the shop").await;
            buyer.reads(US.updated).await;
        }
        took_effect_once(&world, &id).await;
    })
    .await;
}

#[tokio::test]
async fn back_after_confirming() {
    with_browser(Hosts::AsTheyAre, |client| async move {
        let (buyer, world) = (Buyer::new(client), World::start(&US).await);
        let id = hosted(&buyer, &world).await;
        buyer.presses("Confirm").await;
        buyer.reads(US.updated).await;
        buyer.client.back().await.expect("there was a page");
        // The page comes from the stand-in, or from the browser's memory. The form of the latter is refused.
        if buyer.reads_one_of(&[OVER, "Confirm"]).await.0 == 1 {
            buyer.chooses("JCB ****0000").await;
            buyer.presses("Confirm").await;
            buyer.reads(OVER).await;
        }
        took_effect_once(&world, &id).await;
        // The shop reads again that the session is completed, and says the same.
        buyer.presses("Go back to the shop").await;
        buyer.reads(US.updated).await;
        took_effect_once(&world, &id).await;
    })
    .await;
}

#[tokio::test]
async fn a_second_tab() {
    with_browser(Hosts::AsTheyAre, |client| async move {
        let (buyer, world) = (Buyer::new(client), World::start(&US).await);
        let id = hosted(&buyer, &world).await;
        let page = buyer.reads(HOSTED).await;
        let first = buyer.client.window().await.expect("a tab");
        let second = buyer.client.new_window(true).await.expect("a tab").handle;
        buyer.client.switch_to_window(second.clone()).await.expect("a tab");
        buyer.opens(&page).await;
        buyer.chooses("JCB ****0000").await;

        buyer.client.switch_to_window(first).await.expect("a tab");
        buyer.presses("Confirm").await;
        buyer.reads(US.updated).await;
        took_effect_once(&world, &id).await;

        buyer.client.switch_to_window(second).await.expect("a tab");
        buyer.presses("Confirm").await;
        buyer.reads(OVER).await;
        buyer.presses("Go back to the shop").await;
        buyer.reads(US.updated).await;
        took_effect_once(&world, &id).await;
    })
    .await;
}
