//! The shop with its stand-ins in this process, and a browser that runs no scripts.

#![allow(dead_code, reason = "each test file uses its part")]

pub(crate) mod browser;
pub(crate) mod elsewhere;
pub(crate) mod program;
pub(crate) mod proxy;

use amazonpay_update::region::RegionName;
use amazonpay_update::return_state::{StateKey, UpdateState};
use amazonpay_update::{ChargePermissionId, PayAndShip};
use amazonpay_update_shop::Shop;
use amazonpay_update_shop::database::{Database, Product, Wallet};
use amazonpay_update_shop::demo::{Started, accounts};
use amazonpay_update_stand_in::StandIn;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Connection as _, SqliteConnection};
use std::sync::Arc;
use std::time::{Duration, SystemTime};
use tempfile::TempDir;
use tokio::net::TcpListener;

pub(crate) struct TestShop {
    pub(crate) shop: Arc<Shop>,
    pub(crate) origin: String,
    started: Started,
    directory: TempDir,
}

/// A shop with a SQLite file of its own.
pub(crate) async fn shop() -> TestShop {
    let directory = tempfile::tempdir().expect("a directory");
    let url = format!("sqlite:{}", directory.path().join("shop.sqlite").display());
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let origin = format!("http://localhost:{}", listener.local_addr().expect("it listens").port());
    let started = Started::start(&origin).await.expect("ports are free");
    let shop = instance(&started, &url).await;
    tokio::spawn(axum::serve(listener, amazonpay_update_shop::router(&shop)).into_future());
    TestShop { shop, origin, started, directory }
}

/// One instance of a shop at these stand-ins.
pub(crate) async fn instance(started: &Started, database_url: &str) -> Arc<Shop> {
    let accounts = accounts(&started.places, 100).expect("they fit");
    let window = accounts[0].verifier.replay_window();
    let database = Database::open(database_url, window).await.expect("it opens");
    Arc::new(Shop::new(database, accounts, started.places.clone()))
}

impl TestShop {
    /// A browser in which a new buyer of the region is logged in.
    pub(crate) async fn buyer(&self, region: RegionName) -> Browser {
        let mut browser = Browser::new(&self.origin);
        let page = browser.post("/login", &[("region", region.as_str())]).await;
        assert_eq!(page.path, "/account", "{}", page.body);
        browser
    }

    pub(crate) fn stand_in(&self, region: RegionName) -> &StandIn {
        let is_it = |stand_in: &&StandIn| stand_in.region().to_string() == region.as_str();
        self.started.running.iter().find(is_it).expect("there is one for each region")
    }

    /// What the shop has stored of a wallet.
    pub(crate) async fn wallet(&self, id: &ChargePermissionId) -> Wallet {
        let buyer = self.shop.database.buyer_of(id).await.expect("the database").expect("a buyer");
        self.shop.database.wallet(&buyer, id).await.expect("the database").expect("a wallet")
    }

    /// How often an update of a wallet was completed.
    pub(crate) async fn completed(&self, id: &ChargePermissionId) -> i64 {
        self.shop.database.completed_updates(id).await.expect("the database")
    }

    /// Beside the shop's own.
    pub(crate) async fn connection(&self) -> SqliteConnection {
        let file = SqliteConnectOptions::new().filename(self.directory.path().join("shop.sqlite"));
        SqliteConnection::connect_with(&file).await.expect("it is there")
    }

    /// Where a buyer comes back to from an update of this wallet, with a token of this key, and without a session.
    pub(crate) fn return_path(
        &self,
        region: RegionName,
        id: &ChargePermissionId,
        key: &StateKey,
        until: SystemTime,
    ) -> String {
        let pay = self.shop.amazon_pay(region);
        let update = UpdateState::new(pay.store_id.clone(), id.clone(), PayAndShip);
        let url = key.token_until(&update, until).append_to(&pay.return_url).expect("there is none yet");
        url.as_str().trim_start_matches("https://shop.example").to_owned()
    }

    /// Lets the time come for all returns that are to be completed later.
    pub(crate) async fn let_all_be_due(&self) {
        let mut connection = self.connection().await;
        let update = sqlx::query("UPDATE unsettled_return SET due_at = 0").execute(&mut connection).await;
        update.expect("the database");
    }

    /// Waits for something that a notification, or the shop by itself, brings about.
    pub(crate) async fn until(&self, id: &ChargePermissionId, is_so: impl Fn(&Wallet) -> bool) -> Wallet {
        for _ in 0..2400 {
            let wallet = self.wallet(id).await;
            if is_so(&wallet) {
                return wallet;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        panic!("it does not come about: {:?}", self.wallet(id).await);
    }
}

/// The wallet of a product, as the account page shows it.
pub(crate) async fn wallet_id(browser: &mut Browser, product: Product) -> ChargePermissionId {
    let page = browser.get("/account").await;
    let card = page.element(&format!("id=\"{}\"", product.as_str()));
    Page::attribute(card, "data-charge-permission-id").parse().expect("an id")
}

/// The id of the Checkout Session in a return URL.
pub(crate) fn session_of(url: &str) -> &str {
    let after = url.split("amazonCheckoutSessionId=").nth(1).expect("a session");
    after.split('&').next().expect("an id")
}

pub(crate) use browser::{Browser, Page};
