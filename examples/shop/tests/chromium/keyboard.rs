//! From a charge that fails to one that works, by the keyboard alone.

use crate::places::US;
use crate::world::World;
use amazonpay_update_browser_tests::browser::{Hosts, with_browser};
use amazonpay_update_shop::database::PaymentState;
use fantoccini::key::Key;
use serde_json::json;

/// Presses Tab until this has the focus, which can be seen.
async fn tabs_to(world: &World, selector: &str) {
    const FOCUS: &str = "const focused = document.activeElement; if (!focused.matches(arguments[0])) return null; \
        const { outlineStyle, outlineWidth } = getComputedStyle(focused); return [outlineStyle, outlineWidth]";
    world.sees(selector).await;
    for _ in 0..20 {
        world.buyer.key(Key::Tab).await;
        let focus = world.buyer.script(FOCUS, vec![json!(selector)]).await;
        if !focus.is_null() {
            assert_eq!(focus, json!(["solid", "3px"]), "the focus on {selector} cannot be seen");
            return;
        }
    }
    panic!("Tab does not lead to {selector}");
}

async fn enters(world: &World, selector: &str) {
    tabs_to(world, selector).await;
    world.buyer.key(Key::Enter).await;
}

#[tokio::test]
async fn the_keyboard_alone_completes_an_update() {
    with_browser(Hosts::AsTheyAre, |client| async move {
        let world = World::start(client, &US).await;
        world.opens("/").await;
        enters(&world, "#log-in-us").await;
        enters(&world, "#green-tea [data-test=change-payment-method]").await;
        enters(&world, "#amazon-pay-button").await;
        world.buyer.reads("Update your payment method and address").await;
        // The card that the buyer has is chosen, and has the focus first; the arrows choose another one.
        world.buyer.key(Key::Tab).await;
        world.buyer.key(Key::Down).await;
        enters(&world, "button[value=confirm]").await;
        world.sees("[data-outcome=updated]").await;
        enters(&world, "[data-test=to-account]").await;
        enters(&world, "#green-tea [data-test=charge]").await;
        world.sees("#green-tea[data-payment=paid]").await;
        let id = world.wallet_id("#green-tea").await;
        let wallet = world.shop.wallet(&id).await;
        assert_eq!((wallet.card.as_str(), wallet.payment), ("Discover ****9424", PaymentState::Paid));
        world.buyer.had_no_complaint_but(&[], "keyboard").await;
    })
    .await;
}
