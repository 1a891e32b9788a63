//! `cargo bench -p amazonpay-update-stand-in --bench load -- [SECONDS]`: many requests at once, on this machine.
//!
//! Requests that were signed beforehand go over connections that are kept, a bounded number at a time, for 30 seconds
//! unless said otherwise. None may fail. Printed are how many requests are answered in the time in which one core
//! verifies a signature and does nothing else, what a session takes in memory, and what is left after a reset. It ends
//! with 1 when a bound is missed.

#[path = "../tests/support/mod.rs"]
mod support;

use amazonpay_update::session::ApiRequest;
use amazonpay_update_stand_in::StandIn;
use reqwest::{Client, Request};
use rsa::pkcs8::DecodePrivateKey;
use rsa::pss::{SigningKey as PssKey, VerifyingKey};
use rsa::sha2::Sha256;
use rsa::signature::{Signer, Verifier};
use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};
use std::alloc::System;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// How many requests are on their way at once.
const AT_ONCE: usize = 16;

/// How many sessions they are for.
const SESSIONS: usize = 64;

/// How many more are registered, to see what one takes.
const MORE_SESSIONS: usize = 10_000;

/// How many requests are answered at least in the time of one bare verification. It is far below what was seen, for a
/// machine that has more to do.
const LEAST_RATIO: f64 = 0.05;

/// What connections that are kept may take more or less than before.
const LEFT: usize = 1 << 20;

#[tokio::main]
async fn main() -> ExitCode {
    let seconds = std::env::args().find_map(|argument| argument.parse().ok()).unwrap_or(30);
    let time = Duration::from_secs(seconds);
    let stand_in = support::stand_in().await;
    let client = support::client(&stand_in);
    let requests: Arc<[Request]> = requests().into();

    // Once, for the connections to be there.
    register(&stand_in, SESSIONS);
    send(&client, &requests, Duration::from_millis(500)).await;
    let before = after_reset(&stand_in).await;

    register(&stand_in, SESSIONS);
    let sent = send(&client, &requests, time).await;
    let held = memory();
    register(&stand_in, MORE_SESSIONS);
    let a_session = (memory() - held) / MORE_SESSIONS;
    let at_most = memory();
    let left = after_reset(&stand_in).await.saturating_sub(before);

    println!(
        "requests answered, {AT_ONCE} at once for {seconds} s: {}, of which failed: {}",
        sent.answered, sent.failed
    );
    let ratio = per_second(sent.answered, time) / verifications();
    println!("requests answered in the time of one bare verification on one core: {ratio:.2}");
    println!("bytes a session: {a_session}");
    println!("bytes held at the most: {}, and left after a reset: {left}", at_most - before);
    let is_good = sent.failed == 0 && ratio >= LEAST_RATIO && left <= LEFT;
    if is_good { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

#[derive(Default)]
struct Sent {
    answered: usize,
    failed: usize,
}

async fn send(client: &Client, requests: &Arc<[Request]>, time: Duration) -> Sent {
    let over = Arc::new(AtomicBool::new(false));
    let next = Arc::new(AtomicUsize::new(0));
    let workers: Vec<_> = (0..AT_ONCE)
        .map(|_| {
            let (client, requests) = (client.clone(), Arc::clone(requests));
            let (over, next) = (Arc::clone(&over), Arc::clone(&next));
            tokio::spawn(async move {
                let mut sent = Sent::default();
                while !over.load(Ordering::Relaxed) {
                    let request = &requests[next.fetch_add(1, Ordering::Relaxed) % requests.len()];
                    let request = request.try_clone().expect("its body is a text");
                    match answered(&client, request).await {
                        Ok(200) => sent.answered += 1,
                        other => {
                            eprintln!("{other:?}");
                            sent.failed += 1;
                        }
                    }
                }
                sent
            })
        })
        .collect();
    tokio::time::sleep(time).await;
    over.store(true, Ordering::Relaxed);
    let mut all = Sent::default();
    for worker in workers {
        let sent = worker.await.expect("it ends");
        all.answered += sent.answered;
        all.failed += sent.failed;
    }
    all
}

/// The status, when the whole answer came.
async fn answered(client: &Client, request: Request) -> Result<u16, reqwest::Error> {
    let response = client.execute(request).await?;
    let status = response.status().as_u16();
    response.bytes().await?;
    Ok(status)
}

/// For each session one that asks for it and one that completes it; the second is repeated under its idempotency key.
fn requests() -> Vec<Request> {
    let signer = support::signer();
    let ids = (0..SESSIONS).map(|number| session_id(number).parse().expect("an id"));
    let both = |id| [ApiRequest::get_checkout_session(&id), ApiRequest::complete_checkout_session(&id)];
    ids.flat_map(both)
        .map(|request| signer.sign(&request).expect("signed").try_into().expect("a request"))
        .collect()
}

fn session_id(number: usize) -> String {
    format!("acf951ea-32ee-4dea-916b-{number:012x}")
}

fn register(stand_in: &StandIn, sessions: usize) {
    for number in 0..sessions {
        stand_in.session(support::confirmed(&session_id(number)));
    }
}

/// What is held once the last answers are gone.
async fn after_reset(stand_in: &StandIn) -> usize {
    stand_in.reset();
    tokio::time::sleep(Duration::from_millis(200)).await;
    memory()
}

/// Bytes that are allocated, in the whole program.
fn memory() -> usize {
    let stats = ALLOCATOR.stats();
    stats.bytes_allocated - stats.bytes_deallocated
}

/// How many signatures one core verifies in a second.
fn verifications() -> f64 {
    let private = rsa::PrivateKey::from_pkcs8_pem(support::private_pem()).expect("a key");
    let public = private.to_public_key();
    let signature = PssKey::<Sha256>::new_with_salt_len(private, 32).sign(b"a text");
    let key = VerifyingKey::<Sha256>::new_with_salt_len(public, 32);
    let (start, mut times) = (Instant::now(), 0);
    while start.elapsed() < Duration::from_secs(1) {
        key.verify(b"a text", &signature).expect("it is good");
        times += 1;
    }
    per_second(times, start.elapsed())
}

fn per_second(times: usize, time: Duration) -> f64 {
    f64::from(u32::try_from(times).expect("not so many")) / time.as_secs_f64()
}
