//! What is done twice, and what is done at the same time.

use crate::visitor::{Hosted, Visitor};
use crate::world::World;
use amazonpay_update_shop::database::Product;

/// Confirms this card, and reads that it is stored.
async fn confirms(visitor: &Visitor<'_>, card: &str, completed: &[&Hosted]) {
    visitor.chooses(card).await;
    visitor.presses("Confirm").await;
    visitor.is_told("updated").await;
    assert_eq!(visitor.has_completed(completed).await.card, card);
}

pub(crate) async fn the_return_page_is_loaded_again(world: &World) {
    let visitor = Visitor::new(world, "the return page is loaded again", Product::GreenTea).await;
    let hosted = visitor.goes_to_amazon("payment-method", "PayAndShip").await;
    confirms(&visitor, "Visa ****1111", &[&hosted]).await;
    let once = visitor.rows().await;
    // The page has no parameters that could be posted again.
    world.buyer.client.refresh().await.expect("a page");
    visitor.is_told("updated").await;
    // From the history, or from a bookmark.
    for _ in 0..2 {
        world.buyer.opens(&hosted.whole_return_url()).await;
        visitor.is_told("updated").await;
    }
    // And by the way that Amazon's page still has.
    world.buyer.opens(&hosted.address).await;
    visitor.presses("Go back to the shop").await;
    visitor.is_told("updated").await;
    assert_eq!(visitor.rows().await, once);
    visitor.ends().await;
}

/// Each click on it opens a session of its own, and both may be confirmed.
pub(crate) async fn the_button_is_used_again(world: &World) {
    let visitor = Visitor::new(world, "the button is used again", Product::GreenTea).await;
    let one = visitor.goes_to_amazon("payment-method", "PayAndShip").await;
    world.buyer.client.back().await.expect("there was a page");
    world.clicks("#amazon-pay-button").await;
    let two = visitor.is_at_amazon("PayAndShip").await;
    assert_ne!(one.session(), two.session());
    confirms(&visitor, "Visa ****1111", &[&two]).await;
    world.buyer.opens(&one.address).await;
    confirms(&visitor, "Discover ****9424", &[&two, &one]).await;
    visitor.ends().await;
}

pub(crate) async fn the_button_is_double_clicked(world: &World) {
    let visitor = Visitor::new(world, "the button is double-clicked", Product::GreenTea).await;
    world.clicks(&visitor.of_wallet("[data-test=change-payment-method]")).await;
    world.buyer.double_clicks("#amazon-pay-button").await;
    let hosted = visitor.is_at_amazon("PayAndShip").await;
    confirms(&visitor, "Visa ****1111", &[&hosted]).await;
    visitor.ends().await;
}

/// In one a new card, in the other a new address; and the way back in both.
pub(crate) async fn two_tabs(world: &World) {
    let visitor = Visitor::new(world, "two tabs", Product::GreenTea).await;
    let client = &world.buyer.client;
    let for_card = visitor.goes_to_amazon("payment-method", "PayAndShip").await;
    visitor.chooses("Visa ****1111").await;
    let first = client.window().await.expect("a tab");
    let second = client.new_window(true).await.expect("a tab").handle;
    client.switch_to_window(second.clone()).await.expect("a tab");
    let for_address = visitor.goes_to_amazon("address", "PayAndShip").await;

    client.switch_to_window(first.clone()).await.expect("a tab");
    visitor.presses("Confirm").await;
    visitor.is_told("updated").await;
    let rows = visitor.has_completed(&[&for_card]).await;
    assert_eq!((&*rows.card, &rows.address), ("Visa ****1111", &visitor.before.address));

    client.switch_to_window(second).await.expect("a tab");
    world.buyer.opens(&for_card.whole_return_url()).await;
    visitor.is_told("updated").await;
    assert_eq!(visitor.rows().await, rows);

    world.buyer.opens(&for_address.address).await;
    visitor.chooses_another_address().await;
    visitor.chooses("JCB ****0000").await;
    visitor.presses("Confirm").await;
    visitor.is_told("updated").await;
    let rows = visitor.has_completed(&[&for_card, &for_address]).await;
    assert_eq!((&*rows.card, rows.address.as_deref()), ("JCB ****0000", Some(world.place.allowed)));
    client.close_window().await.expect("a tab");
    client.switch_to_window(first).await.expect("a tab");
    visitor.sees_on_the_account_page(&rows).await;
    visitor.ends().await;
}
