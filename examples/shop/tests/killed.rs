//! Two instances of the program on one PostgreSQL, behind a proxy that takes them in turns, with the stand-ins in a
//! third process. One instance is killed between a buyer's start and return, the other while it completes.

#[path = "../../../tests/stand-in/tests/support/ports.rs"]
mod ports;
#[path = "../../../amazonpay-update/sqlx/tests/support/server.rs"]
mod server;
mod support;

use amazonpay_update::ChargePermissionId;
use amazonpay_update_shop::database::Product;
use ports::free_ports;
use serde_json::{Value, json};
use server::{Server, pool_at};
use sqlx::PgPool;
use std::path::PathBuf;
use std::time::{Duration, Instant};
use support::browser::Browser;
use support::elsewhere::Elsewhere;
use support::program::{Running, shop, start};
use support::proxy::Proxy;
use support::wallet_id;
use tempfile::TempDir;

const REGION: &str = "us";

/// How many buyers are on Amazon's page when the one instance is killed, and how many have just confirmed when the other is.
const BUYERS: usize = 6;

/// How long anything here may take.
const PATIENCE: Duration = Duration::from_mins(1);

struct Shops {
    instances: Vec<Running>,
    ports: Vec<u16>,
    proxy: Proxy,
    stand_in: Elsewhere,
    server: Server,
    directory: TempDir,
    _stand_ins: Running,
}

impl Shops {
    async fn start() -> Shops {
        let server = Server::start();
        let directory = tempfile::tempdir().expect("a directory");
        // The instances take these ports at once, and again when they are restarted.
        let first = free_ports(2);
        let ports = vec![first, first + 1];
        let proxy = Proxy::start(ports.clone()).await;
        let origin = format!("http://localhost:{}", proxy.port);
        let file = directory.path().join("stand-ins.json");
        let (stand_ins, line) =
            start(&mut shop(&["stand-ins", "--shop", &origin, "--file", file.to_str().expect("a text")]));
        assert_eq!(line, file.display().to_string());
        let stand_in = Elsewhere::of(&file, REGION);
        let mut shops =
            Shops { instances: Vec::new(), ports, proxy, stand_in, server, directory, _stand_ins: stand_ins };
        // Both migrate, one after the other.
        for place in 0..2 {
            let instance = shops.instance(place);
            shops.instances.push(instance);
        }
        shops
    }

    fn origin(&self) -> String {
        format!("http://localhost:{}", self.proxy.port)
    }

    fn file(&self) -> PathBuf {
        self.directory.path().join("stand-ins.json")
    }

    fn instance(&self, place: usize) -> Running {
        let (port, origin, file) = (self.ports[place].to_string(), self.origin(), self.file());
        let url = format!("postgres://shop@localhost/postgres?host={}", self.server.socket().display());
        let file = file.to_str().expect("a text");
        let arguments = ["--port", &port, "--origin", &origin, "--stand-ins", file, "--database-url", &url];
        let (instance, line) = start(&mut shop(&arguments));
        assert_eq!(line, origin);
        instance
    }

    /// With SIGKILL: it has no time for anything.
    fn kill(&mut self, place: usize) {
        self.instances[place].0.kill().expect("it runs");
        self.instances[place].0.wait().expect("it is dead");
    }

    fn restart(&mut self, place: usize) {
        self.instances[place] = self.instance(place);
    }

    /// Who has logged in, and is sent back to the shop with another card.
    async fn confirmed(&self) -> Buyer {
        let mut browser = Browser::without_kept_connections(&self.origin());
        browser.post("/login", &[("region", REGION)]).await;
        let wallet = wallet_id(&mut browser, Product::GreenTea).await;
        let page = browser.get(&format!("/wallets/{wallet}/payment-method")).await;
        let back = self.stand_in.click(&page.button_options(), "1111").await;
        Buyer { browser, wallet, back }
    }
}

struct Buyer {
    browser: Browser,
    wallet: ChargePermissionId,
    back: String,
}

impl Buyer {
    fn session(&self) -> &str {
        let after = self.back.split("amazonCheckoutSessionId=").nth(1).expect("a session");
        after.split('&').next().expect("an id")
    }

    async fn is_back(&mut self) {
        assert_eq!(self.browser.get(&self.back).await.outcome(), "updated");
    }

    /// Two clicks at the same moment, on whichever instances.
    async fn charges_twice(&self) {
        let path = format!("/wallets/{}/charge", self.wallet);
        let (mut one, mut two) = (self.browser.clone(), self.browser.clone());
        tokio::join!(one.post(&path, &[]), two.post(&path, &[]));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn instances_that_are_killed_lose_nothing_and_double_nothing() {
    let mut shops = Shops::start().await;

    // Between start and return.
    let mut buyers = Vec::new();
    for _ in 0..BUYERS {
        buyers.push(shops.confirmed().await);
    }
    shops.kill(0);
    for buyer in &mut buyers {
        buyer.is_back().await;
    }
    shops.restart(0);

    // While it completes: Amazon Pay has completed all of them, and its answers are still on their way.
    let mut late = Vec::new();
    for _ in 0..BUYERS {
        let buyer = shops.confirmed().await;
        // Until the shop itself gives up, after eight seconds.
        let fault = json!({ "fault": "Late", "durationMs": 600_000 });
        shops.stand_in.set_fault(buyer.session(), fault).await;
        late.push(buyer);
    }
    let second = format!("http://localhost:{}", shops.ports[1]);
    let cut_off: Vec<_> = late
        .iter()
        .map(|buyer| {
            let request = buyer.browser.tab(&second).request(&buyer.back);
            tokio::spawn(async move { request.send().await.map(|answer| answer.status()) })
        })
        .collect();
    for buyer in &late {
        until("it is completed", async || completions(&shops, buyer).await == 1).await;
    }
    shops.kill(1);
    let mut hear_nothing = Vec::new();
    for (nth, answer) in cut_off.into_iter().enumerate() {
        // On a slow machine, the shop may have told the first of them to come back later.
        hear_nothing.extend(answer.await.expect("it ends").is_err().then_some(nth));
        shops.stand_in.clear_faults(late[nth].session()).await;
    }
    // One of them closes the window; the others load the page again.
    let gone = late.remove(hear_nothing.pop().expect("it was killed while it completed"));
    for buyer in &mut late {
        buyer.is_back().await;
    }
    shops.restart(1);
    buyers.append(&mut late);
    // And once more, at whichever instance, beside the money.
    for buyer in &mut buyers {
        buyer.is_back().await;
        buyer.charges_twice().await;
    }

    assert!(shops.proxy.served().iter().all(|served| *served > BUYERS), "{:?}", shops.proxy.served());
    let pool = pool_at(shops.server.socket(), 2).await;
    nothing_is_lost(&shops, &pool, &buyers, &gone).await;
    nothing_is_doubled(&shops, &pool, &buyers).await;
}

async fn nothing_is_lost(shops: &Shops, pool: &PgPool, buyers: &[Buyer], gone: &Buyer) {
    // What SNS could not deliver comes again: it waits for 20 seconds by the stand-in's clock.
    let all_taken = async || {
        let shown = shops.stand_in.show("/notifications").await;
        let open =
            shown["notifications"].as_array().expect("a list").iter().filter(|one| !is_taken(one)).count();
        if open > 0 {
            shops.stand_in.post("/clock", &json!({ "advance": "21s" })).await;
        }
        open == 0
    };
    until("every notification is taken", all_taken).await;
    for buyer in buyers.iter().chain([gone]) {
        assert_eq!(completions(shops, buyer).await, 1, "{}", buyer.wallet);
        let sql = "SELECT step, card FROM wallet WHERE charge_permission_id = $1";
        let wallet = sqlx::query_as(sql).bind(buyer.wallet.as_str()).fetch_one(pool).await;
        let (step, card): (String, String) = wallet.expect("a wallet");
        assert!(step == "NothingToDo" && card.ends_with("1111"), "{}: {step}, {card}", buyer.wallet);
    }
    let messages = shops.stand_in.show("/notifications").await;
    for one in messages["notifications"].as_array().expect("a list") {
        let body: Value = serde_json::from_str(one["body"].as_str().expect("a text")).expect("JSON");
        let id = body["MessageId"].as_str().expect("a text").to_owned();
        let sql = "SELECT done FROM amazonpay_message WHERE message_id = $1";
        let done = sqlx::query_scalar(sql).bind(id).fetch_optional(pool).await.expect("the database");
        // What tells of a charge has no effect here.
        let tells_of_charge = body["Message"].as_str().expect("a text").contains(r#""ObjectType":"CHARGE""#);
        assert_eq!(done, (!tells_of_charge).then_some(true), "{one}");
    }
}

async fn nothing_is_doubled(shops: &Shops, pool: &PgPool, buyers: &[Buyer]) {
    let count =
        async |sql: &'static str| -> i64 { sqlx::query_scalar(sql).fetch_one(pool).await.expect("a number") };
    let returned = i64::try_from(buyers.len()).expect("not so many");
    assert_eq!(count("SELECT count(*) FROM completed_update").await, returned);
    assert_eq!(count("SELECT count(DISTINCT charge_permission_id) FROM completed_update").await, returned);
    assert_eq!(count("SELECT count(*) FROM unsettled_return").await, 0);
    // Each message, each return and each look at a wallet has stored one answer.
    let stored = count("SELECT sum(stored)::bigint FROM amazonpay_answer").await;
    assert_eq!(stored, count("SELECT count(*) FROM amazonpay_message").await);
    assert_eq!(count("SELECT count(*) FROM amazonpay_message WHERE NOT done").await, 0);

    let shown = shops.stand_in.show("/charges").await;
    let charges = shown["charges"].as_array().expect("a list");
    for buyer in buyers {
        let of_buyer: Vec<_> =
            charges.iter().filter(|charge| charge["chargePermissionId"] == buyer.wallet.as_str()).collect();
        let sql = "SELECT state, charge_id FROM payment WHERE charge_permission_id = $1";
        let payment = sqlx::query_as(sql).bind(buyer.wallet.as_str()).fetch_one(pool).await;
        let (state, charge): (String, Option<String>) = payment.expect("a payment");
        assert_eq!(state, "paid");
        assert_eq!(of_buyer.len(), 1, "{of_buyer:?}");
        assert_eq!(of_buyer[0]["chargeId"].as_str(), charge.as_deref());
    }
}

/// How often the stand-in has completed the buyer's session.
async fn completions(shops: &Shops, buyer: &Buyer) -> u64 {
    let session = shops.stand_in.show(&format!("/checkout-sessions/{}", buyer.session())).await;
    session["completions"].as_u64().expect("a number")
}

fn is_taken(notification: &Value) -> bool {
    let attempts = notification["attempts"].as_array().expect("a list");
    attempts.last().is_some_and(|last| last["status"] == 200)
}

async fn until(what: &str, is_so: impl AsyncFn() -> bool) {
    let start = Instant::now();
    while !is_so().await {
        assert!(start.elapsed() < PATIENCE, "{what}: it does not come about");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}
