//! What the library's part of a flow takes when nothing else runs: its operations as the shop calls them, with what comes
//! over the network taken away.

use amazonpay_update::button::Nonce;
use amazonpay_update::payload::NeededProductType;
use amazonpay_update::return_state::{StateToken, UpdateState};
use amazonpay_update::session::BuyerReturn;
use amazonpay_update::{PaymentMethodOnFile, ReturnUrl, Update};
use amazonpay_update_shop::amazon_pay::{AmazonPay, StartedUpdate};
use amazonpay_update_stand_in::{Card, ChargePermission, Notification, Outcome, PermissionState, StandIn};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{RSA_PSS_SHA256, RsaKeyPair};
use base64::prelude::{BASE64_STANDARD, Engine as _};
use std::pin::{Pin, pin};
use std::task::{Context, Poll};
use std::time::{Duration, Instant, SystemTime};

/// How often each is done. The median counts: what else the machine does interrupts a few.
const TIMES: usize = 101;

/// A wallet of nobody's.
const WALLET: &str = "C01-0000000-0000001";

#[derive(Default)]
pub(super) struct Costs {
    /// The backend's RSA operation alone.
    pub(super) bare: Duration,
    /// The payload is signed, or its signature found.
    pub(super) signed: Duration,
    /// Token, return URL and button.
    button: Duration,
    /// The token is verified, and the session completed.
    completed: Duration,
    /// A wallet is asked for.
    asked: Duration,
    /// A notification is verified.
    notified: Duration,
}

impl Costs {
    /// All that a flow needs: it asks for the wallet after the return, and after the notification.
    pub(super) fn flow(&self) -> Duration {
        self.signed + self.button + self.completed + 2 * self.asked + self.notified
    }
}

pub(super) async fn measure(stand_in: &StandIn, pay: &AmazonPay) -> Costs {
    stand_in.hold_notifications(true);
    let _ = stand_in.charge_permission(ChargePermission::new(WALLET, PermissionState::Chargeable));
    let id = WALLET.parse().expect("an id");
    let state =
        UpdateState::new(pay.store_id.clone(), WALLET.parse().expect("an id"), NeededProductType::PayOnly);
    let token = || pay.state_key.token_until(&state, SystemTime::now() + Duration::from_hours(24));
    let until = |token: StateToken| token.append_to(&pay.return_url).expect("there is none yet");
    let url = until(token());
    let message = stand_in.notify(Notification::charge_permission(WALLET));

    let mut bare = bare(stand_in);
    let mut costs = Costs {
        bare: median(|| timed(&mut bare)),
        signed: median(|| timed(|| drop(sign(pay, &url)))),
        ..Costs::default()
    };
    let started = sign(pay, &url);
    costs.button = median(|| {
        timed(|| {
            let _ = until(token());
            let button = started.button();
            let nonce = Nonce::random();
            let _ = (button.to_html_with_nonce(&nonce), button.script_tag_with_nonce(&nonce));
        })
    });
    let (mut completed, mut asked, mut notified) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..TIMES {
        stand_in.prepare(Outcome::ChangeCard(Card::VISA));
        let back = stand_in.visit(&options(&started)).expect("a good button").expect("a buyer");
        let url = back.path_and_query().to_owned();
        let states = [state.clone()];
        let complete = async {
            let back = BuyerReturn::from_url(&url);
            let verified = back.verify_state([&pay.state_key.verifying_key()], &states).expect("it is good");
            pay.client.complete_return(&verified).await.expect("it is signed")
        };
        completed.push(working(complete).await);
        asked
            .push(working(async { pay.client.get_charge_permission(&id).await.expect("it is there") }).await);
        let verify = async { pay.verifier.verify(message.body().as_bytes()).await.expect("it is good") };
        notified.push(working(verify).await);
    }
    [costs.completed, costs.asked, costs.notified] = [completed, asked, notified].map(middle);
    costs
}

fn sign(pay: &AmazonPay, url: &ReturnUrl) -> StartedUpdate {
    let update = Update::builder()
        .store_id(pay.store_id.clone())
        .charge_permission_id(WALLET.parse().expect("an id"))
        .charge_permission_type(PaymentMethodOnFile)
        .product_type(NeededProductType::PayOnly)
        .checkout_result_return_url(url.clone())
        .build();
    pay.account.sign(&update).expect("it is signed")
}

/// What the click passes on.
fn options(started: &StartedUpdate) -> serde_json::Value {
    serde_json::from_str(&started.button().to_json()).expect("JSON")
}

fn bare(stand_in: &StandIn) -> impl FnMut() {
    let pem = stand_in.private_key_pem().expect("it has made the key");
    let base64: String = pem.lines().filter(|line| !line.starts_with("-----")).collect();
    let der = BASE64_STANDARD.decode(base64).expect("Base64");
    let pair = RsaKeyPair::from_pkcs8(&der).expect("a key");
    let mut signature = vec![0; pair.public_modulus_len()];
    move || pair.sign(&RSA_PSS_SHA256, &SystemRandom::new(), &[7; 88], &mut signature).expect("a signature")
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn median(mut once: impl FnMut() -> Duration) -> Duration {
    middle((0..TIMES).map(|_| once()).collect())
}

fn middle(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

/// How long a future works, without the time in which it waits.
async fn working<T>(work: impl Future<Output = T>) -> Duration {
    let mut working = Working { work: pin!(work), time: Duration::ZERO };
    (&mut working).await;
    working.time
}

struct Working<'a, F> {
    work: Pin<&'a mut F>,
    time: Duration,
}

impl<F: Future> Future for Working<'_, F> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let start = Instant::now();
        let polled = self.work.as_mut().poll(context);
        self.time += start.elapsed();
        polled.map(drop)
    }
}
