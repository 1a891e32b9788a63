//! The buyers, each in a browser of their own that runs no scripts.

use crate::support::browser::Browser;
use crate::support::wallet_id;
use amazonpay_update::ChargePermissionId;
use amazonpay_update_shop::database::Product;
use amazonpay_update_shop::demo::Started;
use amazonpay_update_stand_in::{Card, Outcome, StandIn};
use reqwest::StatusCode;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

/// All of them, logged in.
pub(super) struct Buyers {
    started: Arc<Started>,
    all: Vec<Buyer>,
}

/// What came of their flows.
#[derive(Default)]
pub(super) struct Flows {
    pub(super) count: usize,
    /// Buyers who were shown another page than they should have been, and went away.
    pub(super) failed: usize,
    /// From the first to the last.
    pub(super) time: Duration,
    /// How long each page of the shop took, sorted.
    pub(super) pages: Vec<Duration>,
    /// How long each answer took that needs neither session nor database, sorted.
    pub(super) empty: Vec<Duration>,
}

#[derive(Clone)]
struct Buyer {
    browser: Browser,
    wallet: ChargePermissionId,
    /// Which of the stand-ins is theirs.
    place: usize,
}

impl Buyers {
    /// They log in at a shop, a quarter of them in each region.
    pub(super) async fn new(started: &Arc<Started>, origin: &str, number: usize) -> Buyers {
        let nobody = Browser::new(origin);
        let mut all = Vec::new();
        for number in 0..number {
            let place = number % started.running.len();
            let region = started.running[place].region().to_string();
            let mut browser = nobody.clone();
            browser.post("/login", &[("region", &region)]).await;
            let wallet = wallet_id(&mut browser, Product::GreenTea).await;
            all.push(Buyer { browser, wallet, place });
        }
        Buyers { started: Arc::clone(started), all }
    }

    /// Each does one flow after the other, at least one, until this time is over.
    pub(super) async fn update(&self, time: Duration) -> Flows {
        let start = Instant::now();
        let mut buyers = JoinSet::new();
        for buyer in &self.all {
            let (mut buyer, started) = (buyer.clone(), Arc::clone(&self.started));
            buyers.spawn(async move {
                let mut flows = Flows::default();
                while flows.count == 0 || start.elapsed() < time {
                    buyer.flow(&started.running[buyer.place], &mut flows).await;
                }
                flows
            });
        }
        let mut all = Flows::default();
        while let Some(ended) = buyers.join_next().await {
            match ended {
                Ok(flows) => {
                    all.count += flows.count;
                    all.pages.extend(flows.pages);
                    all.empty.extend(flows.empty);
                }
                // It has said why.
                Err(_) => all.failed += 1,
            }
        }
        all.time = start.elapsed();
        all.pages.sort_unstable();
        all.empty.sort_unstable();
        all
    }
}

impl Buyer {
    /// From the page with the button to the page after the return.
    async fn flow(&mut self, stand_in: &StandIn, flows: &mut Flows) {
        let start = Instant::now();
        let page = self.browser.get(&format!("/wallets/{}/payment-method", self.wallet)).await;
        flows.pages.push(start.elapsed());
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);

        let start = Instant::now();
        assert_eq!(self.browser.get("/icon.svg").await.status, StatusCode::OK);
        flows.empty.push(start.elapsed());

        // Whoever of the region comes next does what was prepared: it is the same for all.
        stand_in.prepare(Outcome::ChangeCard(Card::VISA));
        let back = stand_in.visit(&page.button_options()).expect("the shop's button is good");
        let back = back.expect("the buyer comes back");

        let start = Instant::now();
        let request = self.browser.request(back.path_and_query());
        let page = self.browser.answer(request, back.path_and_query()).await;
        flows.pages.push(start.elapsed());
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);

        let start = Instant::now();
        let page = self.browser.get("/result").await;
        flows.pages.push(start.elapsed());
        assert_eq!(page.outcome(), "updated");

        // With all that are under way in the region, or the buyers would outrun the notifications.
        stand_in.notifications_settled().await;
        flows.count += 1;
    }
}
