//! From the shop's button through the hosted page and back, in every region and from both of Amazon's functions.

use crate::places::{PLACES, Place, Typed};
use crate::shop::WALLET;
use crate::world::{Stored, World};
use amazonpay_update::button::EntryPoint;
use amazonpay_update_browser_tests::browser::{Hosts, with_browser};
use amazonpay_update_browser_tests::buyer::Buyer;
use serde_json::json;

const CARD: &str = "Visa ****1111";
const WITH_ADDRESS: &str = "Update your payment method and address";

/// One of a buyer's ways, in one region, from one of Amazon's functions.
struct Way<'a> {
    buyer: &'a Buyer,
    world: &'a World,
    place: &'static Place,
    entry_point: EntryPoint,
}

impl Way<'_> {
    fn context(&self, way: &str) -> String {
        format!("{} {} {way}", self.place.region, self.entry_point)
    }

    /// Opens the hosted page. Returns the session's id.
    async fn hosted(&self, product_type: &str, heading: &str) -> String {
        self.world.reset();
        self.buyer.opens(&self.world.account(self.entry_point, product_type)).await;
        self.buyer.presses_the_shops_button(heading).await;
        let address = self.buyer.reads("This is a stand-in for Amazon Pay, for tests.").await;
        let path = format!("{}/update/", self.world.stand_in.page_origin());
        address.strip_prefix(&path).expect("the hosted page").to_owned()
    }

    async fn with_address(&self) -> String {
        self.hosted("PayAndShip", WITH_ADDRESS).await
    }

    /// Confirms, and reads at the shop that the update succeeded.
    async fn confirms(&self, id: &str, context: &str) {
        self.buyer.presses("Confirm").await;
        self.is_told(self.place.updated).await;
        assert_eq!(self.world.state(id).await, ("Completed".to_owned(), None), "{context}");
        assert_eq!(self.world.completions_asked(id), 1, "{context}");
    }

    /// Is back at the shop, and reads these words.
    async fn is_told(&self, words: &str) {
        assert_eq!(self.buyer.reads(words).await, format!("{}/done", self.world.origin));
        assert_eq!(self.world.shop.returns().len(), 1);
    }

    async fn nothing_is_stored(&self, context: &str) {
        let stored = Stored { state: "NonChargeable".to_owned(), card: CARD.to_owned(), address: None };
        assert_eq!(self.world.stored().await, stored, "{context}");
    }

    async fn is_stored(&self, card: &str, address: Option<&str>, context: &str) {
        let address = address.map(str::to_owned);
        let stored = Stored { state: "Chargeable".to_owned(), card: card.to_owned(), address };
        assert_eq!(self.world.stored().await, stored, "{context}");
    }

    async fn changes_the_card(&self) {
        let context = self.context("changes the card");
        let id = self.hosted("PayOnly", "Update your payment method").await;
        let facts = self.buyer.text_of("dl").await;
        assert!(facts.contains("https://shop.example/") && facts.contains(WALLET.as_str()), "{facts}");
        assert!(facts.contains(&format!("maps https://shop.example/ to {}/", self.world.origin)), "{facts}");
        assert_eq!(self.world.state(&id).await, ("Open".to_owned(), None), "{context}");
        self.buyer.chooses("Mastercard ****4444").await;
        self.confirms(&id, &context).await;
        self.is_stored("Mastercard ****4444", None, &context).await;
        self.buyer.had_no_complaint_but(&[], &context).await;
    }

    /// Somebody has changed the payload on the shop's page.
    async fn presses_a_button_that_was_altered(&self) {
        let context = self.context("presses a button that was altered");
        self.world.reset();
        let page = self.world.account(self.entry_point, "PayAndShip");
        self.buyer.opens(&format!("{page}?altered")).await;
        self.buyer.presses_the_shops_button("does not match signedString AMZN-PAY-RSASSA-PSS-V2 ").await;
        let address = self.buyer.reads("InvalidSignatureError").await;
        assert_eq!(address, format!("{}/checkout/initiate", self.world.stand_in.page_origin()), "{context}");
        assert_eq!(self.world.shop.returns(), [], "{context}");
        self.nothing_is_stored(&context).await;
        self.buyer.had_no_complaint_but(&[400], &context).await;
    }

    async fn changes_the_address(&self) {
        let context = self.context("changes the address");
        let id = self.with_address().await;
        assert!(!self.buyer.has_chosen(self.place.allowed).await);
        self.buyer.chooses(self.place.allowed).await;
        self.confirms(&id, &context).await;
        self.is_stored(CARD, Some(self.place.allowed), &context).await;
        self.buyer.had_no_complaint_but(&[], &context).await;
    }

    /// The payload does not allow the address. Neither the page nor the server takes it.
    async fn tries_an_address_that_is_not_allowed(&self) {
        let context = self.context("tries an address that is not allowed");
        let (line, reason) = self.place.refused;
        let id = self.with_address().await;
        assert!(!self.buyer.can_choose(line).await, "{context}");
        let labels = self.buyer.text_of("label").await;
        let said = format!("Cannot be used: {reason}.");
        assert!(labels.lines().any(|label| label.contains(line) && label.contains(&said)), "{labels}");
        self.buyer.chooses(line).await;
        assert!(!self.buyer.has_chosen(line).await, "{context}");

        self.buyer.forces(line).await;
        self.buyer.presses("Confirm").await;
        self.buyer.reads("Choose another one, or enter a new one.").await;
        let alert = self.buyer.text_of("[role=alert]").await;
        assert!(alert.contains(&format!("This address cannot be used: {reason}.")), "{context}: {alert}");
        assert!(!self.buyer.can_choose(line).await, "{context}");
        assert_eq!(self.world.state(&id).await, ("Open".to_owned(), None), "{context}");
        self.nothing_is_stored(&context).await;
        self.buyer.had_no_complaint_but(&[422], &context).await;

        // From there, the buyer can still go on.
        self.confirms(&id, &context).await;
        self.buyer.had_no_complaint_but(&[], &context).await;
    }

    async fn enters(&self, typed: Typed) {
        let names = ["name", "addressLine1", "city", "stateOrRegion", "postalCode", "countryCode"];
        for (name, text) in names.into_iter().zip(typed) {
            self.buyer.types(name, text).await;
        }
        self.buyer.presses("Add this address and choose it").await;
    }

    async fn enters_an_address(&self) {
        let context = self.context("enters an address");
        let id = self.with_address().await;
        let line = self.place.new[1];
        self.enters(self.place.new).await;
        self.buyer.reads(line).await;
        assert!(self.buyer.has_chosen(line).await, "{context}");
        self.nothing_is_stored(&context).await;
        self.confirms(&id, &context).await;
        self.is_stored(CARD, Some(line), &context).await;
        self.buyer.had_no_complaint_but(&[], &context).await;
    }

    async fn enters_an_address_that_is_not_allowed(&self) {
        const FIELD: &str = "const field = document.getElementById(arguments[0]);\
             return [field.value, field.ariaInvalid, document.getElementById(field.getAttribute('aria-describedby'))?.innerText]";
        let context = self.context("enters an address that is not allowed");
        let id = self.with_address().await;
        let (typed, reason, field) = self.place.new_refused;
        self.enters(typed).await;
        self.buyer.reads("The new address was not added.").await;
        let problem = format!("This address cannot be used: {reason}.");
        let alert = self.buyer.text_of("[role=alert]").await;
        assert!(alert.contains(&problem), "{context}: {alert}");
        let names = ["name", "addressLine1", "city", "stateOrRegion", "postalCode", "countryCode"];
        let nth = names.iter().position(|name| *name == field).expect("a field");
        let shown = self.buyer.script(FIELD, vec![json!(field)]).await;
        assert_eq!(shown, json!([typed[nth], "true", problem]), "{context}");
        let labels = self.buyer.text_of("label").await;
        assert!(!labels.contains(typed[1]), "{context}: {labels}");
        assert_eq!(self.world.state(&id).await, ("Open".to_owned(), None), "{context}");
        self.nothing_is_stored(&context).await;
        self.buyer.had_no_complaint_but(&[422], &context).await;
    }

    async fn cancels(&self) {
        let context = self.context("cancels");
        let id = self.with_address().await;
        self.buyer.chooses("Mastercard ****4444").await;
        self.buyer.presses("Cancel").await;
        self.is_told(self.place.canceled).await;
        let canceled = ("Canceled".to_owned(), Some("BuyerCanceled".to_owned()));
        assert_eq!(self.world.state(&id).await, canceled, "{context}");
        self.nothing_is_stored(&context).await;
        self.buyer.had_no_complaint_but(&[], &context).await;
    }

    /// Presses the button that declines every card, or confirms a card that is declined.
    async fn is_declined(&self, by_card: bool) {
        let context = self.context("is declined");
        let id = self.with_address().await;
        if by_card {
            self.buyer.chooses("Amex ****3434").await;
            self.buyer.presses("Confirm").await;
        } else {
            self.buyer.presses("Have every card declined").await;
        }
        self.is_told(self.place.declined).await;
        let declined = ("Canceled".to_owned(), Some("Declined".to_owned()));
        assert_eq!(self.world.state(&id).await, declined, "{context}");
        self.nothing_is_stored(&context).await;
        self.buyer.had_no_complaint_but(&[], &context).await;
    }

    /// Leaves the page, and comes back to it.
    async fn goes_away(&self) {
        let context = self.context("goes away");
        let id = self.with_address().await;
        self.buyer.presses("Leave without an answer").await;
        self.buyer.reads("The session stays open, and the shop is told nothing.").await;
        assert_eq!(self.world.state(&id).await, ("Open".to_owned(), None), "{context}");
        assert_eq!(self.world.shop.returns(), [], "{context}");
        self.nothing_is_stored(&context).await;
        self.buyer.presses("Go back to the update page").await;
        self.buyer.reads(WITH_ADDRESS).await;
        self.confirms(&id, &context).await;
        self.buyer.had_no_complaint_but(&[], &context).await;
    }
}

#[tokio::test]
async fn the_button_leads_through_the_hosted_page_and_back() {
    with_browser(Hosts::AsTheyAre, |client| async move {
        let buyer = Buyer::new(client);
        for (nth, place) in PLACES.into_iter().enumerate() {
            let world = World::start(place).await;
            let way = |entry_point| Way { buyer: &buyer, world: &world, place, entry_point };
            for entry_point in EntryPoint::ALL {
                way(*entry_point).changes_the_card().await;
                way(*entry_point).presses_a_button_that_was_altered().await;
            }
            // Each other way starts from one of the functions, and in the next region from the other function.
            let mut functions = EntryPoint::ALL.iter().cycle().skip(nth);
            let mut next = || way(*functions.next().expect("there is a function"));
            next().changes_the_address().await;
            next().tries_an_address_that_is_not_allowed().await;
            next().enters_an_address().await;
            next().enters_an_address_that_is_not_allowed().await;
            next().cancels().await;
            next().is_declined(nth % 2 == 0).await;
            next().goes_away().await;
        }
    })
    .await;
}
