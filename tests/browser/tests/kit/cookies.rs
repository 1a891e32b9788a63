//! Which of the shop's cookies come along on the way back: the stand-in's page is of another site.

use crate::places::US;
use crate::shop::Cookies;
use crate::world::World;
use amazonpay_update::button::EntryPoint;
use amazonpay_update_browser_tests::browser::{Hosts, with_browser};
use amazonpay_update_browser_tests::buyer::Buyer;

#[tokio::test]
async fn a_lax_cookie_comes_along_on_the_way_back_and_a_strict_one_does_not() {
    with_browser(Hosts::AsTheyAre, |client| async move {
        let (buyer, world) = (Buyer::new(client), World::start(&US).await);
        let pages = EntryPoint::ALL.iter().zip(["expected", "verified"]);
        for (times, (entry_point, page)) in pages.enumerate() {
            buyer.opens(&world.account(*entry_point, "PayOnly")).await;
            // Within the shop, both cookies come along.
            let own = format!("return fetch('/{page}').then(() => true)");
            assert_eq!(buyer.script(&own, vec![]).await, true);
            buyer.presses_the_shops_button("Update your payment method").await;
            buyer.presses("Confirm").await;
            buyer.reads(US.updated).await;
            let both = Cookies { lax: true, strict: true };
            let lax = Cookies { lax: true, strict: false };
            assert_eq!(world.shop.returns()[2 * times..], [both, lax], "{page}");
        }
    })
    .await;
}

#[tokio::test]
async fn without_the_cookie_nothing_is_completed() {
    with_browser(Hosts::AsTheyAre, |client| async move {
        let (buyer, world) = (Buyer::new(client), World::start(&US).await);
        for (entry_point, words) in
            EntryPoint::ALL.iter().zip(["You are logged out.", "could not be updated"])
        {
            world.reset();
            buyer.opens(&world.account(*entry_point, "PayOnly")).await;
            buyer.client.delete_all_cookies().await.expect("cookies");
            buyer.presses_the_shops_button("Update your payment method").await;
            buyer.presses("Confirm").await;
            buyer.reads(words).await;
            assert_eq!(world.shop.returns(), [Cookies { lax: false, strict: false }]);
            assert_eq!(world.stored().await.state, "NonChargeable");
        }
    })
    .await;
}
