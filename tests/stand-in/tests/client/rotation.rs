//! The program of the guide "Rotating keys", run through a change of both keys.

use super::support::{self, HOST, confirmed, private_pem, public_pem, stand_in_with};
use amazonpay_update::config::AccountConfig;
use amazonpay_update::region::RegionName;
use amazonpay_update::return_state::{AppendStateError, StateKey, StateVerifyingKey, UpdateState};
use amazonpay_update::session::{
    self, ApiRequest, BuyerReturn, Client, Misconfiguration, NextStep, RequestSigner, SignRequest,
};
use amazonpay_update::signing::SignError;
use amazonpay_update::{
    Account, ChargePermissionId, PayOnly, PaymentMethodOnFile, ReturnUrl, Update, Us, return_url, store_id,
};
use amazonpay_update_stand_in::{SessionHandle, SessionState, StandIn};
use std::error::Error;
use std::future::pending;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

const GUIDE: &str = include_str!("../../../../amazonpay-update/docs/rotating-keys.md");

const OLD: &str = "SANDBOX-OLDKEY";
const NEW: &str = "SANDBOX-NEWKEY";

/// The account of the key in use, which knows the one before while the keys change.
fn account(
    current: &AccountConfig,          // AccountConfig::from_env("AMAZON_PAY")?
    previous: Option<&AccountConfig>, // AccountConfig::from_env_if_set("PREVIOUS_AMAZON_PAY")?
) -> Result<Account<Us>, Box<dyn Error>> {
    let account = current.account::<Us>()?;
    Ok(match previous {
        Some(previous) => account.with_previous(previous.account::<Us>()?)?,
        None => account,
    })
}

/// An update starts: its token is made with the key in use.
fn start(key: &StateKey, update: &UpdateState, page: &ReturnUrl) -> Result<ReturnUrl, AppendStateError> {
    let in_a_day = SystemTime::now() + Duration::from_secs(24 * 60 * 60);
    key.token_until(update, in_a_day).append_to(page)
}

/// The buyer is back: every key is given whose tokens may come back.
async fn buyer_is_back(
    client: &Client,
    keys: &[StateVerifyingKey],
    started: &[UpdateState],
    url: &str,
) -> Result<NextStep, Box<dyn Error + Send + Sync>> {
    let verified = BuyerReturn::from_url(url).verify_state(keys, started)?;
    Ok(client.complete_return(&verified).await?)
}

#[test]
fn the_program_of_the_guide_is_the_one_that_is_run() {
    let this = include_str!("rotation.rs");
    let blocks: Vec<&str> =
        GUIDE.split("```rust\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert_eq!(blocks.len(), 2);
    for block in blocks {
        let (_, functions) = block.split_once("\n\n").expect("imports, and functions behind them");
        assert!(this.contains(functions), "{functions}");
    }
}

fn config(public_key_id: &str, pem: &str) -> AccountConfig {
    let json = serde_json::json!({
        "region": "us",
        "environment": "sandbox",
        "merchant_id": "A3LVSV45M75151",
        "public_key_id": public_key_id,
        "key": pem,
    });
    AccountConfig::from_json(&json.to_string()).expect("a configuration")
}

fn old_config() -> AccountConfig {
    config(OLD, private_pem())
}

fn new_config() -> AccountConfig {
    config(NEW, support::other_private_pem())
}

/// The shop's program, as one of the steps has it.
struct Shop {
    account: Account<Us>,
    client: Client,
    state_key: StateKey,
    state_keys: Vec<StateVerifyingKey>,
}

/// A buyer on Amazon's page.
struct Buyer {
    /// The id of the key that signed the page the buyer came from.
    page_key: String,
    url: String,
    started: UpdateState,
    session: SessionHandle,
}

impl Shop {
    fn new(amazon: &StandIn, account: Account<Us>, state_key: &StateKey, known: &[&StateKey]) -> Shop {
        let client = Client::builder(account.request_signer())
            .stand_in(session::StandIn::new(amazon.base_url(), amazon.ca_pem()))
            .backoff(Duration::from_millis(1), Duration::from_millis(8))
            .build()
            .expect("a client");
        let state_keys = known.iter().map(|key| key.verifying_key()).collect();
        Shop { account, client, state_key: state_key.clone(), state_keys }
    }

    /// A buyer starts an update with a page that Amazon takes: `registered` are the keys it knows.
    fn start(&self, amazon: &StandIn, nth: usize, registered: &[&str]) -> Buyer {
        let permission: ChargePermissionId = format!("C01-{nth:07}-0000000").parse().expect("an id");
        let store = store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId");
        let started = UpdateState::new(store.clone(), permission.clone(), PayOnly);
        let page = start(&self.state_key, &started, &return_url!("https://a.com/result")).expect("a URL");
        let update = Update::builder()
            .store_id(store)
            .charge_permission_id(permission.clone())
            .charge_permission_type(PaymentMethodOnFile)
            .product_type(PayOnly)
            .checkout_result_return_url(page.clone())
            .build();
        let signed = self.account.sign(&update).expect("a signature");
        assert!(registered.contains(&signed.public_key_id().as_str()), "{}", signed.public_key_id());
        assert_eq!(self.account.verify(&signed), Ok(()));
        let id = format!("acf951ea-32ee-4dea-916b-{nth:012}");
        let session = amazon.session(confirmed(&id).charge_permission(permission.as_str()));
        let page_key = signed.public_key_id().to_string();
        Buyer { page_key, url: format!("{page}&amazonCheckoutSessionId={id}"), started, session }
    }

    async fn is_back(&self, buyer: &Buyer) -> NextStep {
        let started = std::slice::from_ref(&buyer.started);
        buyer_is_back(&self.client, &self.state_keys, started, &buyer.url)
            .await
            .expect("verified, and signed")
    }
}

#[tokio::test]
async fn at_no_moment_does_a_return_fail() {
    let amazon = stand_in_with(OLD).await;
    let (old, new) = (support::state_key(), support::state_key());
    let only_old = || account(&old_config(), None).expect("an account");
    let both = || account(&new_config(), Some(&old_config())).expect("an account");
    let only_new = || account(&new_config(), None).expect("an account");
    let mut nth = 0;
    let mut on_their_way: Vec<Buyer> = Vec::new();

    // Each step: what the shop's machines run while it is made, and what Amazon knows.
    let before = Shop::new(&amazon, only_old(), &old, &[&old]);
    let registering = Shop::new(&amazon, only_old(), &old, &[&old, &new]);
    let switched = Shop::new(&amazon, both(), &new, &[&old, &new]);
    let retired = Shop::new(&amazon, only_new(), &new, &[&new]);
    let steps: [(&[&Shop], &[&str]); 7] = [
        (&[&before], &[OLD]),
        (&[&before, &registering], &[OLD]),
        (&[&registering], &[OLD, NEW]),
        (&[&registering, &switched], &[OLD, NEW]),
        (&[&switched], &[OLD, NEW]),
        (&[&switched, &retired], &[OLD, NEW]),
        (&[&retired], &[NEW]),
    ];
    for (step, (machines, registered)) in steps.into_iter().enumerate() {
        if registered.contains(&NEW) {
            amazon.register_key(NEW, &public_pem(support::other_private_pem())).expect("a key");
        }
        if !registered.contains(&OLD) {
            amazon.retire_key(OLD);
        }
        // Those who are on their way since the step before, and half of those who start now, come back, to any
        // machine. A step takes a day, so nobody is on their way for longer.
        let mut started: Vec<Buyer> = Vec::new();
        for _ in 0..4 {
            for machine in machines {
                started.push(machine.start(&amazon, nth, registered));
                nth += 1;
            }
        }
        let next = started.split_off(started.len() / 2);
        let coming = std::mem::replace(&mut on_their_way, next).into_iter().chain(started);
        for (nth, buyer) in coming.enumerate() {
            assert!(
                registered.contains(&buyer.page_key.as_str()),
                "{step}: the page is good as long as the buyer needs it"
            );
            for machine in [machines[nth % machines.len()], machines[(nth + 1) % machines.len()]] {
                let told = machine.is_back(&buyer).await;
                assert!(
                    matches!(told, NextStep::Updated(_) | NextStep::AlreadyCompleted(_)),
                    "{step}: {told:?}"
                );
            }
            assert_eq!(buyer.session.completions(), 1, "{step}");
        }
    }
    assert!(amazon.records().iter().all(|record| record.signature_is_good));
}

/// A buyer on a page that the old key signed, and the program they come back to, which has switched to the new key.
fn switched_early(amazon: &StandIn) -> (Buyer, Shop) {
    let key = support::state_key();
    let before = Shop::new(amazon, account(&old_config(), None).expect("an account"), &key, &[&key]);
    let both = account(&new_config(), Some(&old_config())).expect("an account");
    (before.start(amazon, 0, &[OLD]), Shop::new(amazon, both, &key, &[&key]))
}

#[tokio::test]
async fn a_program_that_switched_before_amazon_knows_the_new_key_fails_no_return() {
    let amazon = stand_in_with(OLD).await;
    let (buyer, switched) = switched_early(&amazon);

    let told = switched.is_back(&buyer).await;
    assert!(matches!(told, NextStep::Updated(_)), "{told:?}");
    let records = buyer.session.records();
    let keys: Vec<bool> = records.iter().map(|record| record.signature_is_good).collect();
    assert_eq!(keys, [false, true], "the new key is not known, and the old one is");
    assert!(records[0].idempotency_key.is_some());
    assert_eq!(records[0].idempotency_key, records[1].idempotency_key);
    assert_eq!(buyer.session.completions(), 1);

    // Loaded again: both requests that this takes are signed again.
    let told = switched.is_back(&buyer).await;
    assert!(matches!(told, NextStep::AlreadyCompleted(_)), "{told:?}");
    assert_eq!(buyer.session.records().len(), 6);

    // Once Amazon knows the new key, the old one is asked no more.
    amazon.register_key(NEW, &public_pem(support::other_private_pem())).expect("a key");
    buyer.session.set_state(SessionState::Confirmed);
    assert!(matches!(switched.is_back(&buyer).await, NextStep::Updated(_)));
    assert_eq!(buyer.session.records().len(), 7);
}

#[tokio::test]
async fn the_previous_key_signs_after_no_other_answer() {
    let amazon = stand_in_with(OLD).await;
    let (buyer, switched) = switched_early(&amazon);

    // Another key stands under the new id: the operator registered the wrong half.
    amazon.register_key(NEW, &public_pem(private_pem())).expect("a key");
    let told = switched.is_back(&buyer).await;
    let NextStep::FixConfiguration { problem: Misconfiguration::Signature(_), .. } = told else {
        panic!("{told:?}");
    };
    assert_eq!(buyer.session.records().len(), 1);

    // Neither is known.
    amazon.retire_key(NEW);
    amazon.retire_key(OLD);
    let told = switched.is_back(&buyer).await;
    let NextStep::FixConfiguration { problem: Misconfiguration::PublicKeyId, error, .. } = told else {
        panic!("{told:?}");
    };
    // The operator is told of the key in use, not of the one that is on its way out.
    assert!(error.to_string().contains(NEW), "{error}");
    assert!(!error.to_string().contains(OLD), "{error}");
    assert_eq!(buyer.session.records().len(), 3);
    assert_eq!(buyer.session.completions(), 0);
}

/// Two keys of a service, as whoever implements `SignRequest` may have them.
struct TwoKeys {
    new: RequestSigner,
    old: Old,
}

/// What the service does with the old key.
enum Old {
    Signs(RequestSigner),
    Fails,
    NeverAnswers,
}

impl SignRequest for TwoKeys {
    type Error = SignError;

    fn region(&self) -> RegionName {
        self.new.region()
    }

    async fn sign_request(&self, request: &ApiRequest) -> Result<http::Request<String>, SignError> {
        self.new.sign(request)
    }

    async fn sign_with_previous_key(
        &self,
        request: &ApiRequest,
    ) -> Option<Result<http::Request<String>, SignError>> {
        match &self.old {
            Old::Signs(old) => Some(old.sign(request)),
            Old::Fails => Some(Err(SignError::Date)),
            Old::NeverAnswers => {
                // Nobody else is waited for, so time passes at once.
                tokio::time::pause();
                pending().await
            }
        }
    }
}

#[tokio::test]
async fn a_signer_of_ones_own_can_know_a_previous_key_too() {
    let amazon = stand_in_with(OLD).await;
    let session = amazon.session(confirmed(support::SESSION));
    let new = support::signer_with(NEW, support::other_private_pem());
    let old = support::signer_with(OLD, private_pem());
    // As a trait object, which passes on what has a default.
    let signer: Arc<dyn session::DynSignRequest> = Arc::new(TwoKeys { new, old: Old::Signs(old) });
    let client = Client::builder(signer)
        .stand_in(session::StandIn::new(amazon.base_url(), amazon.ca_pem()))
        .build()
        .expect("a client");
    let told =
        client.complete_checkout_session(&support::session_id(support::SESSION)).await.expect("signed");
    assert!(matches!(told, NextStep::Updated(_)), "{told:?}");
    assert_eq!((session.records().len(), session.completions()), (2, 1));
}

#[tokio::test]
async fn the_refusal_stays_where_the_previous_key_does_not_sign() {
    let amazon = stand_in_with(OLD).await;
    let session = amazon.session(confirmed(support::SESSION));
    for (nth, old) in [Old::Fails, Old::NeverAnswers].into_iter().enumerate() {
        let new = support::signer_with(NEW, support::other_private_pem());
        let client = Client::builder(TwoKeys { new, old })
            .stand_in(session::StandIn::new(amazon.base_url(), amazon.ca_pem()))
            .build()
            .expect("a client");
        let id = support::session_id(support::SESSION);
        let told = client.complete_checkout_session(&id).await.expect("signed");
        let NextStep::FixConfiguration { problem: Misconfiguration::PublicKeyId, error, .. } = told else {
            panic!("{told:?}");
        };
        assert!(error.to_string().contains(NEW), "{error}");
        assert_eq!((session.records().len(), session.completions()), (nth + 1, 0));
    }
}

#[tokio::test]
async fn the_path_is_that_of_each_key() {
    // An old id that names no environment: its path does.
    let amazon = stand_in_with("AOLDKEYWITHOUTENVIRONMENT").await;
    let old = config("AOLDKEYWITHOUTENVIRONMENT", private_pem());
    let both = account(&new_config(), Some(&old)).expect("an account");
    assert_eq!(both.region().api_host(), HOST);
    let key = support::state_key();
    let shop = Shop::new(&amazon, both, &key, &[&key]);
    let buyer = shop.start(&amazon, 0, &[NEW]);
    let told = shop.is_back(&buyer).await;
    assert!(matches!(told, NextStep::Updated(_)), "{told:?}");
    let targets: Vec<_> = buyer.session.records().into_iter().map(|record| record.target).collect();
    assert!(targets[0].starts_with("/v2/") && targets[1].starts_with("/sandbox/v2/"), "{targets:?}");
}
