//! Each page: whoever reads it, on a small screen, in the language of the buyer, and light enough for a slow line.

use crate::places::{PLACES, US};
use crate::visitor::Visitor;
use crate::world::World;
use amazonpay_update::region::RegionName;
use amazonpay_update_browser_tests::axe::violations;
use amazonpay_update_browser_tests::browser::{Hosts, with_browser};
use amazonpay_update_shop::database::Product;
use serde_json::{Value, json};

/// The most bytes that a page of the shop may take, compressed, with its style sheet, headers counted as 300 bytes each.
/// Amazon's script is not in it.
const WEIGHT: u64 = 20_000;

/// What every page must have, looked at without axe.
const PROBLEMS: &str = "
    const problems = [];
    const demand = (fine, problem) => fine || problems.push(problem);
    const root = document.documentElement;
    demand(root.lang === arguments[0], `lang ${root.lang}`);
    demand(document.title.includes(' – '), `title ${document.title}`);
    demand(document.querySelectorAll('h1').length === 1, 'one h1');
    demand(innerWidth === 360, `a window of 360 pixels, and not of ${innerWidth}`);
    demand(root.scrollWidth <= innerWidth, `no scrolling to the side: ${root.scrollWidth}`);
    for (const details of document.querySelectorAll('details')) details.open = true;
    demand(root.scrollWidth <= innerWidth, `none with all details open: ${root.scrollWidth}`);
    return problems";

/// As if nothing was in the browser's cache. Of other hosts, the browser does not tell.
const TRANSFERRED: &str = "
    const own = ({ name }) => new URL(name).origin === location.origin;
    const entries = ['navigation', 'resource'].flatMap((kind) => performance.getEntriesByType(kind)).filter(own);
    return [entries.length, entries.reduce((sum, entry) => sum + 300 + entry.encodedBodySize, 0)]";

async fn is_for_everybody(world: &World, page: &str, lang: &str) {
    world.buyer.reads("").await;
    let place = world.place.region;
    assert_eq!(world.buyer.script(PROBLEMS, vec![json!(lang)]).await, json!([]), "{place} {page}");
    assert_eq!(violations(&world.buyer.client).await, json!([]), "{place} {page}");
}

/// A page of the shop.
async fn is_well(world: &World, page: &str, lang: &str) {
    is_for_everybody(world, page, lang).await;
    let transferred = world.buyer.script(TRANSFERRED, vec![]).await;
    let bytes = |value: &Value| value.as_u64().expect("a number");
    // The page, its style sheet, and perhaps its icon.
    assert!((2..=3).contains(&bytes(&transferred[0])), "{page}: {transferred}");
    println!("{} {page}: {} bytes", world.place.region, transferred[1]);
    assert!(bytes(&transferred[1]) <= WEIGHT, "{} {page}: {transferred}", world.place.region);
}

#[tokio::test]
async fn each_page_is_for_everybody() {
    with_browser(Hosts::AsTheyAre, |client| async move {
        let mut world = World::start(client, &US).await;
        world.buyer.client.set_window_size(360, 740).await.expect("a window");
        world.opens("/").await;
        is_well(&world, "home", "en-US").await;
        world.opens("/nowhere").await;
        world.sees("[data-test=not-found]").await;
        is_well(&world, "not found", "en-US").await;
        world.buyer.had_no_complaint_but(&[404], "not found").await;
        for place in PLACES {
            world.place = place;
            pages_of_a_buyer(&world).await;
        }
    })
    .await;
}

async fn pages_of_a_buyer(world: &World) {
    let lang = world.place.lang;
    let visitor = Visitor::new(world, "each page", Product::TeaSchool).await;
    is_well(world, "account", lang).await;
    visitor.goes_to_amazon("payment-method", "PayOnly").await;
    is_for_everybody(world, "Amazon's page for a payment method", "en").await;
    visitor.presses("Cancel").await;
    visitor.is_told("canceled").await;
    is_well(world, "result", lang).await;
    world.clicks("[data-test=start-again]").await;
    world.sees("#amazon-pay-button").await;
    is_well(world, "change of the payment method", lang).await;
    world.opens(&format!("/wallets/{}/address", visitor.id)).await;
    is_well(world, "new address", lang).await;
    let hosted = visitor.goes_to_amazon("address", "PayAndShip").await;
    is_for_everybody(world, "Amazon's page for an address", "en").await;
    visitor.presses("Leave without an answer").await;
    world.buyer.reads("You have left the update page").await;
    is_for_everybody(world, "Amazon's page when gone away", "en").await;
    world.buyer.opens(&hosted.address).await;
    visitor.chooses_another_address().await;
    visitor.presses("Confirm").await;
    visitor.is_told("updated").await;
    is_well(world, "result of an update", lang).await;
    world.buyer.opens(&hosted.address).await;
    is_for_everybody(world, "Amazon's page afterwards", "en").await;
    if world.place.region == RegionName::Us {
        // As many entries as a page shows.
        for _ in 0..40 {
            world.opens(&format!("/wallets/{}/address", visitor.id)).await;
        }
        is_well(world, "change of the address with a full panel", lang).await;
    }
    visitor.ends().await;
}
