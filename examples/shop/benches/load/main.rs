//! `cargo bench -p amazonpay-update-shop --bench load -- [SECONDS [BUYERS]]`: many buyers update their wallets at once.
//!
//! 200 buyers, each with one flow after the other, for 60 seconds unless said otherwise, at one instance of the program
//! on this machine; then the same again with an instance that keeps no signatures. The stand-ins and the buyers are in this
//! process, the shop is in its own. A flow is the page with the button, the click, the buyer's return, the page after it,
//! and the notification that the shop takes. Only ratios are printed. It ends with 1 when anything fails, or when the shop
//! needs more memory afterwards than after a quarter of that time, with which it begins.

// A bench has no other way to what the tests have.
#[path = "../../tests/support/mod.rs"]
mod support;

mod buyers;
mod library;
mod process;
mod table;

use amazonpay_update_shop::demo::{Started, accounts};
use amazonpay_update_stand_in::{Attempt, StandIn};
use buyers::Buyers;
use process::ShopProcess;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;
use table::{Table, line, percent, percentile, ratio, title};

/// How long what is left of the last flows may take.
const PATIENCE: Duration = Duration::from_mins(1);

/// By how many kilobytes the shop's memory may be more afterwards: what its allocator keeps of the peak.
const LEFT: u32 = 24 << 10;

#[tokio::main]
async fn main() -> ExitCode {
    let mut numbers = std::env::args().filter_map(|argument| argument.parse().ok());
    let seconds = numbers.next().unwrap_or(60);
    let buyers = numbers.next().unwrap_or(200);
    let buyers = usize::try_from(buyers).expect("not so many");
    println!("{buyers} buyers at once for {seconds} s, with signatures kept and without");
    let mut table = Table::default();
    for (kept, name) in [(1000, "kept"), (0, "not kept")] {
        run(&mut table, name, kept, buyers, Duration::from_secs(seconds)).await;
    }
    if table.holds() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

async fn run(table: &mut Table, name: &str, kept_signatures: usize, buyers: usize, time: Duration) {
    let port = process::free_port();
    let started = Started::start(&format!("http://localhost:{port}")).await.expect("ports are free");
    let started = Arc::new(started);
    let shop = ShopProcess::start(&started.places, port, kept_signatures);
    let buyers = Buyers::new(&started, shop.origin(), buyers).await;
    // So that connections and tables are there, and what the allocator keeps.
    buyers.update(time / 4).await;
    settled(&started).await;

    let before = shop.memory();
    shop.forget_peak();
    let cpu_before = shop.cpu_time();
    let flows = buyers.update(time).await;
    settled(&started).await;
    let cpu = shop.cpu_time().saturating_sub(cpu_before);
    let peak = shop.peak_memory();
    drop(buyers);
    tokio::time::sleep(Duration::from_secs(2)).await;
    let after = shop.memory();

    title(&format!("signatures {name}: {} flows", flows.count));
    table.none("buyers who were shown a wrong page", flows.failed);
    table.none("notifications that were not taken at once", not_taken(&started));
    let accounts = accounts(&started.places, kept_signatures).expect("they fit");
    let costs = library::measure(&started.running[0], &accounts[0]).await;
    let number = u32::try_from(flows.count).expect("not so many").max(1);
    let (flow, cpu) = (flows.time / number, cpu / number);
    line("time of a flow / of a bare signature on one core", &ratio(flow, costs.bare));
    line("the shop's time on the processor for a flow / a bare signature", &ratio(cpu, costs.bare));
    line("share of that which is the library's", &percent(costs.flow(), cpu));
    line("share of that which is the signature of the payload", &percent(costs.signed, cpu));
    for share in [50, 95, 99] {
        let (page, empty) = (percentile(&flows.pages, share), percentile(&flows.empty, share));
        line(&format!("p{share}: a page of the shop / an answer without a database"), &ratio(page, empty));
    }
    let times = |memory| format!("{:.2}", f64::from(memory) / f64::from(before));
    line("memory of the shop at its peak / before", &times(peak));
    table.holds_if("memory of the shop afterwards / before", &times(after), after <= before + LEFT);
}

/// Of those that the stand-ins still know, which are the last ten thousand of each.
fn not_taken(started: &Started) -> usize {
    let notifications = started.running.iter().flat_map(StandIn::notifications);
    let attempts = notifications.map(|notification| notification.attempts());
    let is_taken = |attempts: &Vec<Attempt>| {
        attempts.len() == 1 && attempts[0].status().is_some_and(|status| status.is_success())
    };
    attempts.filter(|attempts| !is_taken(attempts)).count()
}

/// Waits until all notifications are delivered.
async fn settled(started: &Started) {
    for stand_in in &started.running {
        let settled = tokio::time::timeout(PATIENCE, stand_in.notifications_settled()).await;
        settled.expect("notifications are taken");
    }
}
