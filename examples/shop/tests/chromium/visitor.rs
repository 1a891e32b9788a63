//! A new buyer, one of their wallets, and their way to Amazon's page and back.

use crate::support::Browser;
use crate::world::{Rows, World};
use amazonpay_update::ChargePermissionId;
use amazonpay_update_shop::database::Product;
use fantoccini::Locator;
use serde_json::{Value, json};
use std::time::Duration;

pub(crate) struct Visitor<'a> {
    pub(crate) world: &'a World,
    product: Product,
    pub(crate) id: ChargePermissionId,
    /// What was stored at the beginning.
    pub(crate) before: Rows,
}

/// Amazon's page, with a session of its own.
pub(crate) struct Hosted {
    pub(crate) address: String,
    /// Where the buyer is sent back to, without the session's id.
    pub(crate) return_url: String,
}

impl Hosted {
    pub(crate) fn session(&self) -> &str {
        self.address.rsplit('/').next().expect("an id")
    }

    /// Where the buyer is sent back to.
    pub(crate) fn whole_return_url(&self) -> String {
        self.return_url_with(self.session())
    }

    pub(crate) fn return_url_with(&self, session: &str) -> String {
        format!("{}&amazonCheckoutSessionId={session}", self.return_url)
    }
}

impl Visitor<'_> {
    /// Logs a new buyer in. `way` is what a test that fails says first.
    pub(crate) async fn new<'a>(world: &'a World, way: &str, product: Product) -> Visitor<'a> {
        println!("{}: {way}", world.place.region);
        world.opens("/").await;
        if world.path().await == "/account" {
            world.clicks("[data-test=log-out]").await;
        }
        world.clicks(&format!("#log-in-{}", world.place.region)).await;
        let selector = format!("#{}", product.as_str());
        world.sees(&selector).await;
        let id = world.wallet_id(&selector).await;
        let before = world.rows(&id).await;
        let visitor = Visitor { world, product, id, before };
        visitor.sees_on_the_account_page(&visitor.before).await;
        visitor
    }

    /// An element of the wallet on the account page.
    pub(crate) fn of_wallet(&self, selector: &str) -> String {
        format!("#{} {selector}", self.product.as_str())
    }

    /// Goes to Amazon's page by the button. The product type is what the payload has.
    pub(crate) async fn goes_to_amazon(&self, change: &str, product_type: &str) -> Hosted {
        self.world.opens("/account").await;
        self.world.clicks(&self.of_wallet(&format!("[data-test=change-{change}]"))).await;
        self.world.sees("#amazon-pay-button").await;
        let buyer_id = self.buyer_id().await;
        let started = self.world.shop.shop.database.started_updates(&buyer_id).await.expect("the database");
        let is_it = |update: &amazonpay_update::return_state::UpdateState| {
            *update.charge_permission_id() == self.id && update.product_type() == product_type
        };
        assert!(started.iter().any(is_it), "{started:?}");
        self.world.clicks("#amazon-pay-button").await;
        self.is_at_amazon(product_type).await
    }

    pub(crate) async fn is_at_amazon(&self, product_type: &str) -> Hosted {
        const RETURN_URL: &str = "return document.querySelector('dl code').innerText";
        let ships = product_type == "PayAndShip";
        let heading =
            if ships { "Update your payment method and address" } else { "Update your payment method" };
        let address = self.world.buyer.reads(heading).await;
        assert_eq!(self.world.buyer.text_of("h1").await, heading);
        let return_url = self.world.buyer.script(RETURN_URL, vec![]).await;
        let path = return_url.as_str().and_then(|url| url.strip_prefix("https://shop.example/"));
        let return_url =
            format!("{}/{}", self.world.shop.origin, path.expect("it is the one that was signed"));
        Hosted { address, return_url }
    }

    pub(crate) async fn chooses(&self, words: &str) {
        self.world.buyer.chooses(words).await;
        assert!(self.world.buyer.has_chosen(words).await, "{words}");
    }

    /// Chooses, or enters, an address that the shop sends to.
    pub(crate) async fn chooses_another_address(&self) {
        let (buyer, place) = (&self.world.buyer, self.world.place);
        let Some([city, state, postal_code]) = place.entered else {
            return self.chooses(place.allowed).await;
        };
        let fields = [
            ("name", "A Buyer"),
            ("addressLine1", place.allowed),
            ("city", city),
            ("stateOrRegion", state),
            ("postalCode", postal_code),
        ];
        for (name, text) in fields {
            buyer.types(name, text).await;
        }
        self.presses("Add this address and choose it").await;
        // The page before may have the address too, but not chosen.
        let chosen = format!("//input[@checked and @id=//label[contains(., '{}')]/@for]", place.allowed);
        let found = buyer.client.wait().for_element(Locator::XPath(&chosen)).await;
        found.unwrap_or_else(|error| panic!("{place:?}: {error}"));
    }

    pub(crate) async fn presses(&self, text: &str) {
        self.world.buyer.presses(text).await;
    }

    /// Is back at the shop, in the buyer's language, and told this; and so the database has it.
    pub(crate) async fn is_told(&self, outcome: &str) {
        const PAGE: &str = "return [document.readyState, location.origin + location.pathname + location.search, \
            document.documentElement.lang, document.querySelector('[data-test=outcome]')?.dataset.outcome]";
        let place = self.world.place;
        let expected = json!(["complete", format!("{}/result", self.world.shop.origin), place.lang, outcome]);
        let mut page = Value::Null;
        for _ in 0..3000 {
            // While the browser is on its way, nothing can be asked.
            page = self.world.buyer.client.execute(PAGE, vec![]).await.unwrap_or_default();
            if page == expected {
                break;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        assert_eq!(page, expected);
        let stored = self.world.shop.shop.database.outcome(&self.buyer_id().await).await;
        let stored = stored.expect("the database").expect("an outcome");
        assert_eq!(stored.kind, outcome);
        assert_eq!(self.world.buyer.text_of("[data-test=outcome]").await, stored.message);
    }

    pub(crate) async fn rows(&self) -> Rows {
        self.world.rows(&self.id).await
    }

    pub(crate) async fn nothing_is_changed(&self) {
        assert_eq!(self.rows().await, self.before);
        self.sees_on_the_account_page(&self.before).await;
    }

    /// Has completed these sessions, and no others.
    pub(crate) async fn has_completed(&self, sessions: &[&Hosted]) -> Rows {
        let rows = self.rows().await;
        let completed = rows.completed_updates.iter().map(|(session, _)| session.as_str());
        assert_eq!(
            completed.collect::<Vec<_>>(),
            sessions.iter().map(|one| one.session()).collect::<Vec<_>>()
        );
        assert_eq!(rows.unsettled_returns, 0);
        rows
    }

    /// Opens the account page, and finds there what is stored.
    pub(crate) async fn sees_on_the_account_page(&self, rows: &Rows) {
        const WALLET: &str = "const wallet = document.querySelector(arguments[0]); \
            const text = (test) => wallet.querySelector(`[data-test=${test}]`).innerText; \
            return [wallet.dataset.stored, wallet.dataset.step, wallet.dataset.payment, text('card'), text('address')]";
        self.world.opens("/account").await;
        let shown = self.world.buyer.script(WALLET, vec![json!(self.of_wallet("").trim())]).await;
        let stored = [rows.stored.as_str(), rows.step.as_str(), rows.payment.as_str(), &rows.card];
        assert_eq!(shown.as_array().expect("a list")[..4], stored.map(Value::from));
        if let Some(line) = &rows.address {
            assert!(shown[4].as_str().expect("a text").contains(line), "{shown}");
        }
    }

    /// The browser has had nothing to complain of but these statuses.
    pub(crate) async fn ends_but(&self, statuses: &[u16]) {
        self.world.buyer.had_no_complaint_but(statuses, self.world.place.lang).await;
    }

    /// The browser has had nothing to complain of: no policy, no script, no file that is not there.
    pub(crate) async fn ends(&self) {
        self.ends_but(&[]).await;
    }

    async fn buyer_id(&self) -> String {
        self.world.shop.wallet(&self.id).await.buyer_id
    }
}

/// Somebody else, elsewhere: who they are, their wallet, and where Amazon sends them after they have confirmed.
pub(crate) async fn somebody_else(world: &World) -> (Browser, ChargePermissionId, String) {
    let mut browser = world.shop.buyer(world.place.region).await;
    let id = crate::support::wallet_id(&mut browser, Product::GreenTea).await;
    let page = browser.get(&format!("/wallets/{id}/payment-method")).await;
    let visit = world.shop.stand_in(world.place.region).open(&page.button_options());
    let mut visit = visit.expect("a good signature");
    visit.choose_card(amazonpay_update_stand_in::Card::VISA).expect("it is open");
    let back = visit.confirm().expect("it is open").path_and_query().to_owned();
    (browser, id, back)
}
