//! Many who post messages that are not genuine, while genuine ones arrive: none of these is lost.

mod ipn_authority;
mod ipn_support;
mod signing_support;

use amazonpay_update::ipn::{
    CertificateFetcher, CertificateUrl, FetchError, IpnError, IssuerUrl, MAX_FETCHES, Message, Verifier,
};
use http::StatusCode;
use ipn_authority::{CERTIFICATE_URL, TOPIC, authority, days, leaf_for, leaf_named, notification_at, now};
use ipn_support::Answer;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

/// How long a certificate takes that does not exist.
const SLOW: Duration = Duration::from_millis(200);
const ATTACKERS: usize = 20;
const GENUINE: usize = 40;

/// Serves what it knows at once and anything else slowly, as 404; counts what is asked for.
#[derive(Default)]
struct Internet {
    served: Mutex<BTreeMap<String, Vec<u8>>>,
    asked: Mutex<BTreeMap<String, usize>>,
    running: AtomicUsize,
    most: AtomicUsize,
    /// What does not exist is answered when this is opened, if there is one.
    gate: Option<Semaphore>,
}

impl Internet {
    fn serve(&self, url: &str, chain: &str) {
        self.served.lock().expect("no panic").insert(url.to_owned(), chain.into());
    }

    fn asked(&self, url: &str) -> usize {
        self.asked.lock().expect("no panic").get(url).copied().unwrap_or_default()
    }
}

/// One fetch; it ends also when nobody waits for it any more.
struct Running<'a>(&'a AtomicUsize);

impl Drop for Running<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

#[derive(Clone)]
struct Fetcher(Arc<Internet>);

impl CertificateFetcher for Fetcher {
    async fn signing_certificate(&self, url: &CertificateUrl) -> Answer {
        let running = self.0.running.fetch_add(1, Ordering::SeqCst) + 1;
        let _running = Running(&self.0.running);
        self.0.most.fetch_max(running, Ordering::SeqCst);
        *self.0.asked.lock().expect("no panic").entry(url.as_str().to_owned()).or_default() += 1;
        let found = self.0.served.lock().expect("no panic").get(url.as_str()).cloned();
        match found {
            Some(chain) => {
                tokio::time::sleep(SLOW / 10).await;
                Ok(chain)
            }
            None => {
                match &self.0.gate {
                    Some(gate) => drop(gate.acquire().await.expect("it is not closed")),
                    None => tokio::time::sleep(SLOW).await,
                }
                Err(FetchError::Status(StatusCode::NOT_FOUND))
            }
        }
    }

    async fn issuer_certificate(&self, _: &IssuerUrl) -> Answer {
        Err(FetchError::failed("the whole chain is served"))
    }
}

struct Shop {
    internet: Arc<Internet>,
    verifier: Arc<Verifier<Fetcher>>,
}

impl Shop {
    fn new() -> Shop {
        Shop::at(Internet::default())
    }

    fn at(internet: Internet) -> Shop {
        let internet = Arc::new(internet);
        internet.serve(CERTIFICATE_URL, &(authority().leaf.clone() + &authority().intermediate));
        let topics = amazonpay_update::ipn::Topics::only([TOPIC.parse().expect("a topic")]);
        let verifier = Verifier::builder(topics, Fetcher(Arc::clone(&internet))).roots(authority().roots());
        Shop { verifier: Arc::new(verifier.build()), internet }
    }

    async fn post(&self, message: &Value, when: SystemTime) -> Result<Message, IpnError> {
        self.verifier.verify_at(message.to_string().as_bytes(), when).await
    }

    /// Posts messages of `attack` over 20 connections, each the next as soon as the last is answered, until
    /// `genuine` is done.
    async fn under<T>(
        &self,
        attack: impl Fn(usize) -> Value + Clone + Send + Sync + 'static,
        genuine: impl Future<Output = T>,
    ) -> T {
        let (done, count) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
        let mut attackers = JoinSet::new();
        for _ in 0..ATTACKERS {
            let (done, count, attack) = (Arc::clone(&done), Arc::clone(&count), attack.clone());
            let verifier = Arc::clone(&self.verifier);
            attackers.spawn(async move {
                while !done.load(Ordering::Relaxed) {
                    let body = attack(count.fetch_add(1, Ordering::Relaxed)).to_string();
                    verifier.verify_at(body.as_bytes(), now()).await.expect_err("it is not genuine");
                    tokio::task::yield_now().await;
                }
            });
        }
        // All of them are at it.
        until(|| count.load(Ordering::Relaxed) > ATTACKERS).await;
        tokio::time::sleep(SLOW).await;
        let output = genuine.await;
        done.store(true, Ordering::Relaxed);
        while let Some(ended) = attackers.join_next().await {
            ended.expect("no panic");
        }
        let most = self.internet.most.load(Ordering::SeqCst);
        assert!(most <= MAX_FETCHES, "{most} certificates were fetched at a time");
        output
    }

    /// Posts 40 genuine messages, one after the other has begun, and all of them are verified.
    async fn forty_of_forty(&self, message: &Value, when: SystemTime) {
        let mut genuine = JoinSet::new();
        for _ in 0..GENUINE {
            let (verifier, body) = (Arc::clone(&self.verifier), message.to_string());
            genuine.spawn(async move { verifier.verify_at(body.as_bytes(), when).await.map(drop) });
            tokio::time::sleep(SLOW / 8).await;
        }
        let outcomes = genuine.join_all().await;
        let lost: Vec<_> = outcomes.iter().filter_map(|outcome| outcome.as_ref().err()).collect();
        assert!(lost.is_empty(), "{} of {GENUINE} are lost: {:?}", lost.len(), lost.first());
    }
}

async fn until(is_so: impl Fn() -> bool) {
    let comes_about = async {
        while !is_so() {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(60), comes_about).await.expect("it comes about");
}

fn run(test: impl Future<Output = ()>) {
    let mut runtime = tokio::runtime::Builder::new_multi_thread();
    runtime.worker_threads(2).enable_time().build().expect("a runtime").block_on(test);
}

fn url(number: usize) -> String {
    CERTIFICATE_URL.replace("0123456789abcdef01", &format!("{number:018x}"))
}

/// A well-formed message of the right topic, whose certificate nobody has.
fn invented(number: usize) -> Value {
    let mut message = authority().notification().clone();
    message["SigningCertURL"] = url(number).into();
    message
}

/// Signed by the same key, with the certificate at another place.
fn genuine_at(url: &str) -> Value {
    let mut message = authority().notification().clone();
    message["SigningCertURL"] = url.into();
    message
}

/// Regions in which a certificate has the same name.
const REGIONS: [&str; 6] = ["us-east-1", "us-east-2", "us-west-2", "eu-west-1", "eu-central-1", "sa-east-1"];

#[test]
fn under_attack_a_certificate_that_is_known_serves_every_message() {
    run(async {
        let shop = Shop::new();
        shop.post(authority().notification(), now()).await.expect("a genuine message");
        shop.under(invented, shop.forty_of_forty(authority().notification(), now())).await;
        assert_eq!(shop.internet.asked(CERTIFICATE_URL), 1, "it was fetched again");
    });
}

#[test]
fn under_attack_a_certificate_that_was_never_seen_is_fetched() {
    run(async {
        let shop = Shop::new();
        shop.under(invented, shop.forty_of_forty(authority().notification(), now())).await;
        assert_eq!(shop.internet.asked(CERTIFICATE_URL), 1);
    });
}

#[test]
fn under_attack_the_next_certificate_takes_over() {
    run(async {
        let shop = Shop::new();
        let next = url(usize::MAX >> 1);
        shop.internet.serve(&next, &(authority().leaf.clone() + &authority().intermediate));
        shop.post(authority().notification(), now()).await.expect("a genuine message");
        shop.under(invented, shop.forty_of_forty(&genuine_at(&next), now())).await;
    });
}

#[test]
fn under_attack_a_certificate_is_fetched_again_when_its_chain_has_ended() {
    run(async {
        let shop = Shop::new();
        shop.post(authority().notification(), now()).await.expect("a genuine message");
        // The leaf is good for 20 days, its first issuer for 10.
        let words = "basicConstraints=critical,CA:TRUE,pathlen:0\nkeyUsage=critical,keyCertSign\n";
        let renewed = authority().issue("intermediate", "root", words, "-days 25");
        shop.internet.serve(CERTIFICATE_URL, &(authority().leaf.clone() + &renewed));
        let later = now() + days(11);
        let message = authority().signed(notification_at(later));
        shop.under(invented, shop.forty_of_forty(&message, later)).await;
        assert_eq!(shop.internet.asked(CERTIFICATE_URL), 2);
    });
}

#[test]
fn a_known_certificate_has_fetches_of_its_own() {
    run(async {
        let shop = Shop::at(Internet { gate: Some(Semaphore::new(0)), ..Internet::default() });
        shop.post(authority().notification(), now()).await.expect("a genuine message");
        let later = now() + days(11);
        let message = authority().signed(notification_at(later));
        // More at once than are let wait.
        let turned_away = Arc::new(AtomicUsize::new(0));
        let mut flood = JoinSet::new();
        for number in 0..500 {
            let (verifier, body) = (Arc::clone(&shop.verifier), invented(number).to_string());
            let turned_away = Arc::clone(&turned_away);
            flood.spawn(async move {
                let outcome = verifier.verify_at(body.as_bytes(), now()).await;
                let is_turned_away = matches!(outcome, Err(IpnError::Fetch(FetchError::TooMany)));
                turned_away.fetch_add(usize::from(is_turned_away), Ordering::Relaxed);
            });
        }
        until(|| turned_away.load(Ordering::Relaxed) > 200).await;
        let refused = shop.post(&message, later).await.expect_err("its chain has ended");
        assert!(!matches!(refused, IpnError::Fetch(FetchError::TooMany)), "{refused:?}");
        shop.internet.gate.as_ref().expect("a gate").add_permits(1);
        flood.join_all().await;
        // Its place is not lost by what failed.
        shop.post(authority().notification(), now()).await.expect("a genuine message");
        assert_eq!(shop.internet.asked(CERTIFICATE_URL), 2);
    });
}

#[test]
fn under_attack_by_good_certificates_of_many_regions_none_is_lost() {
    run(async {
        let shop = Shop::new();
        // What an account at AWS can have signed: its own topics, everywhere.
        let chain = authority().leaf.clone() + &authority().intermediate;
        let attacks: Vec<Value> = (0..60)
            .map(|number| {
                let region = REGIONS[number % REGIONS.len()];
                let url = url(number).replace("us-east-1", region);
                shop.internet.serve(&url, &chain);
                let mut message = notification_at(now());
                message["TopicArn"] = format!("arn:aws:sns:{region}:111122223333:mine").into();
                message["SigningCertURL"] = url.into();
                authority().signed(message)
            })
            .collect();
        shop.post(authority().notification(), now()).await.expect("a genuine message");
        let attack = move |number: usize| attacks[number % attacks.len()].clone();
        shop.under(attack, shop.forty_of_forty(authority().notification(), now())).await;
        assert_eq!(shop.internet.asked(CERTIFICATE_URL), 1, "it was fetched again");
    });
}

#[test]
fn under_attack_by_good_certificates_and_wrong_signatures_none_is_lost() {
    run(async {
        let shop = Shop::new();
        let chain = authority().leaf.clone() + &authority().intermediate;
        (0..60).for_each(|number| shop.internet.serve(&url(number), &chain));
        shop.post(authority().notification(), now()).await.expect("a genuine message");
        let attack = |number| {
            let mut message = invented(number % 60);
            message["Message"] = "forged".into();
            message
        };
        shop.under(attack, shop.forty_of_forty(authority().notification(), now())).await;
        assert_eq!(shop.internet.asked(CERTIFICATE_URL), 1, "it was fetched again");
    });
}

#[test]
fn under_attack_by_certificates_of_others_none_is_lost() {
    run(async {
        let shop = Shop::new();
        let issue = |extensions: &str| authority().issue("leaf", "intermediate", extensions, "-days 20");
        let other = issue(&leaf_named("DNS:other.example"));
        let unusable = issue(&leaf_for("extendedKeyUsage=clientAuth"));
        for number in 0..60 {
            let leaf = if number % 2 == 0 { &other } else { &unusable };
            shop.internet.serve(&url(number), &(leaf.clone() + &authority().intermediate));
        }
        shop.post(authority().notification(), now()).await.expect("a genuine message");
        let genuine = shop.forty_of_forty(authority().notification(), now());
        shop.under(|number| invented(number % 60), genuine).await;
        assert_eq!(shop.internet.asked(CERTIFICATE_URL), 1, "it was fetched again");
    });
}

#[test]
fn under_attack_through_other_topics_a_new_certificate_is_fetched() {
    run(async {
        let shop = Shop::new();
        // The certificate is new to the shop, and the attackers name it as well.
        let attack = |number: usize| {
            let mut message =
                if number.is_multiple_of(4) { genuine_at(CERTIFICATE_URL) } else { invented(number) };
            message["TopicArn"] = "arn:aws:sns:us-east-1:111122223333:mine".into();
            message
        };
        shop.under(attack, shop.forty_of_forty(authority().notification(), now())).await;
    });
}
