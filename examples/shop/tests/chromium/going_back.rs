//! The buyer comes back without having changed anything, or does not come back.

use crate::visitor::Visitor;
use crate::world::World;
use amazonpay_update_shop::database::Product;

/// The page leads to the button once more.
async fn can_start_again(visitor: &Visitor<'_>) {
    visitor.world.clicks("[data-test=start-again]").await;
    visitor.world.sees("#amazon-pay-button").await;
    visitor.nothing_is_changed().await;
    visitor.ends().await;
}

pub(crate) async fn canceled(world: &World) {
    let visitor = Visitor::new(world, "the buyer cancels", Product::GreenTea).await;
    visitor.goes_to_amazon("payment-method", "PayAndShip").await;
    visitor.chooses("Visa ****1111").await;
    visitor.presses("Cancel").await;
    visitor.is_told("canceled").await;
    can_start_again(&visitor).await;
}

/// By a card that is declined, and by every card.
pub(crate) async fn declined(world: &World) {
    let visitor = Visitor::new(world, "the buyer is declined", Product::GreenTea).await;
    visitor.goes_to_amazon("payment-method", "PayAndShip").await;
    visitor.chooses("Amex ****3434").await;
    visitor.presses("Confirm").await;
    visitor.is_told("declined").await;
    assert_eq!(visitor.rows().await, visitor.before);

    visitor.goes_to_amazon("payment-method", "PayAndShip").await;
    visitor.presses("Have every card declined").await;
    visitor.is_told("declined").await;
    can_start_again(&visitor).await;
}

/// And finds the page again, after all.
pub(crate) async fn gone_away(world: &World) {
    let visitor = Visitor::new(world, "the buyer goes away", Product::GreenTea).await;
    let hosted = visitor.goes_to_amazon("payment-method", "PayAndShip").await;
    visitor.presses("Leave without an answer").await;
    world.buyer.reads("You have left the update page").await;
    visitor.nothing_is_changed().await;
    world.opens("/result").await;
    assert_eq!(world.path().await, "/account", "there is nothing to tell");

    world.buyer.opens(&hosted.address).await;
    visitor.chooses("Visa ****1111").await;
    visitor.presses("Confirm").await;
    visitor.is_told("updated").await;
    assert_eq!(visitor.has_completed(&[&hosted]).await.card, "Visa ****1111");
    visitor.ends().await;
}
