//! Keyboard, screen reader, small screens.

use crate::places::US;
use crate::world::World;
use amazonpay_update::button::EntryPoint;
use amazonpay_update_browser_tests::axe::violations;
use amazonpay_update_browser_tests::browser::{Hosts, with_browser};
use amazonpay_update_browser_tests::buyer::Buyer;
use fantoccini::key::Key;
use serde_json::{Value, json};

/// Checks without axe what every page must have.
const BASICS: &str = "
    const problems = [];
    const demand = (fine, problem) => fine || problems.push(problem);
    demand(document.documentElement.lang === 'en', 'lang');
    demand(document.title.endsWith(' – stand-in for Amazon Pay'), 'title');
    demand(document.querySelectorAll('h1').length === 1, 'one h1');
    demand(document.querySelector('header').innerText.includes('This is a stand-in for Amazon Pay, for tests.'), 'header');
    for (const field of document.querySelectorAll('input:not([type=hidden]), select, textarea')) {
        demand(field.labels.length === 1 && field.labels[0].innerText.trim() !== '', `label of ${field.id}`);
    }
    demand(innerWidth === 360, `a window of 360 pixels, and not of ${innerWidth}`);
    demand(document.documentElement.scrollWidth <= innerWidth, `no scrolling to the side: ${document.documentElement.scrollWidth}`);
    return problems";

async fn is_accessible(buyer: &Buyer, words: &str) {
    buyer.reads(words).await;
    assert_eq!(buyer.script(BASICS, vec![]).await, json!([]), "{words}");
    assert_eq!(violations(&buyer.client).await, json!([]), "{words}");
}

#[tokio::test]
async fn each_page_is_for_everybody() {
    with_browser(Hosts::AsTheyAre, |client| async move {
        let (buyer, world) = (Buyer::new(client), World::start(&US).await);
        buyer.client.set_window_size(360, 740).await.expect("a window");
        let stand_in = world.stand_in.page_origin();
        for (path, words) in [
            ("/", "A shop under test loads"),
            ("/nowhere", "There is no page at this address"),
            ("/update/acf951ea-32ee-4dea-916b-2caa9b218e4a", "There is no such session"),
        ] {
            buyer.opens(&format!("{stand_in}{path}")).await;
            is_accessible(&buyer, words).await;
        }

        buyer.opens(&format!("{}?altered", world.account(EntryPoint::InitCheckout, "PayOnly"))).await;
        buyer.presses_the_shops_button("The update cannot begin").await;
        is_accessible(&buyer, "does not match signedString").await;

        buyer.opens(&world.account(EntryPoint::InitCheckout, "PayOnly")).await;
        buyer.presses_the_shops_button("Update your payment method").await;
        is_accessible(&buyer, "Payment method").await;

        buyer.opens(&world.account(EntryPoint::InitCheckout, "PayAndShip")).await;
        buyer.presses_the_shops_button("Update your payment method and address").await;
        let page = buyer.reads("Shipping address").await;
        is_accessible(&buyer, "Cannot be used: the shop does not deliver to PO boxes.").await;
        buyer.types("postalCode", "98109").await;
        buyer.presses("Add this address and choose it").await;
        is_accessible(&buyer, "The new address was not added.").await;
        // Confirm would take the begun entry for a new address.
        buyer.types("postalCode", "").await;
        buyer.script("document.querySelector('[name=address]:disabled').disabled = false", vec![]).await;
        buyer.chooses("PO Box 123").await;
        buyer.presses("Confirm").await;
        is_accessible(&buyer, "Choose another one, or enter a new one.").await;
        buyer.script("document.querySelector('[name=token]').value = ''", vec![]).await;
        buyer.presses("Confirm").await;
        is_accessible(&buyer, "This form is not from this page").await;
        buyer.presses("Go to the update page").await;
        buyer.presses("Leave without an answer").await;
        is_accessible(&buyer, "You have left the update page").await;
        buyer.presses("Go back to the update page").await;
        buyer.presses("Confirm").await;
        buyer.reads(US.updated).await;
        buyer.opens(&page).await;
        is_accessible(&buyer, "The update is completed").await;
    })
    .await;
}

/// Presses Tab until the element with this text has the focus.
async fn tabs_to(buyer: &Buyer, text: &str) {
    for _ in 0..10 {
        buyer.key(Key::Tab).await;
        if buyer.script("return document.activeElement.innerText", vec![]).await == text {
            return;
        }
    }
    panic!("Tab does not lead to {text}");
}

#[tokio::test]
async fn the_keyboard_alone_completes_an_update() {
    const FOCUS: &str = "const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement); return [outlineStyle, outlineWidth]";
    with_browser(Hosts::AsTheyAre, |client| async move {
        let (buyer, world) = (Buyer::new(client), World::start(&US).await);
        buyer.opens(&world.account(EntryPoint::InitUpdate, "PayAndShip")).await;
        tabs_to(&buyer, "Update").await;
        buyer.key(Key::Enter).await;
        buyer.reads("Update your payment method and address").await;
        // The chosen card has the focus first; the arrows choose another one.
        buyer.key(Key::Tab).await;
        buyer.key(Key::Down).await;
        buyer.key(Key::Tab).await;
        buyer.key(Key::Down).await;
        tabs_to(&buyer, "Confirm").await;
        assert_eq!(buyer.script(FOCUS, vec![]).await, json!(["solid", "3px"]), "the focus can be seen");
        buyer.client.active_element().await.expect("a button").send_keys(" ").await.expect("a key");
        buyer.reads(US.updated).await;
        let stored = world.stored().await;
        assert_eq!((stored.card.as_str(), stored.address.as_deref()), ("Amex ****0005", Some(US.allowed)));
        buyer.had_no_complaint_but(&[], "keyboard").await;
    })
    .await;
}

/// Shows that the check of the basics can fail, on a page that lacks most of them.
#[tokio::test]
async fn a_page_for_nobody_is_seen() {
    const SPOIL: &str = "
        document.documentElement.lang = '';
        document.title = '';
        document.querySelector('h1').outerHTML = '<p>no heading</p>';
        document.querySelector('label').remove();
        document.querySelector('header p').style.width = '900px'";
    with_browser(Hosts::AsTheyAre, |client| async move {
        let (buyer, world) = (Buyer::new(client), World::start(&US).await);
        buyer.client.set_window_size(360, 740).await.expect("a window");
        buyer.opens(&world.account(EntryPoint::InitCheckout, "PayOnly")).await;
        buyer.presses_the_shops_button("Update your payment method").await;
        buyer.script(SPOIL, vec![]).await;
        let problems = buyer.script(BASICS, vec![]).await;
        assert_eq!(problems.as_array().map(Vec::len), Some(5), "{problems}");
        let violations = violations(&buyer.client).await;
        let rules: Vec<&Value> = violations.as_array().expect("a list").iter().map(|one| &one[0]).collect();
        for rule in ["document-title", "html-has-lang", "label"] {
            assert!(rules.contains(&&json!(rule)), "{rules:?}");
        }
    })
    .await;
}
