//! `cargo bench`: the operations one after the other, with divan.

#[cfg(feature = "ipn")]
mod notification;
mod subject;

use amazonpay_update::{CheckedPayload, UpdatePayload};
use divan::Bencher;
use std::process::Command;

/// Counts allocations beside the times.
#[global_allocator]
static ALLOCATOR: divan::AllocProfiler = divan::AllocProfiler::system();

fn main() {
    divan::main();
}

#[divan::bench]
fn to_canonical_json(bencher: Bencher<'_, '_>) {
    let update = subject::update();
    bencher.bench(|| update.to_canonical_json());
}

#[divan::bench]
fn write_canonical(bencher: Bencher<'_, '_>) {
    let update = subject::update();
    let mut text = String::with_capacity(update.canonical_len());
    bencher.bench_local(|| {
        text.clear();
        update.write_canonical(&mut text);
    });
}

#[divan::bench]
fn check(bencher: Bencher<'_, '_>) {
    let text = subject::update().to_canonical_json();
    bencher.bench(|| CheckedPayload::check(&text));
}

#[divan::bench]
fn sign(bencher: Bencher<'_, '_>) {
    let (account, update) = (account(), subject::update());
    bencher.bench(|| account.sign(&update));
}

#[divan::bench]
fn sign_cached(bencher: Bencher<'_, '_>) {
    let (account, update) = (account().with_cache(1000), subject::update());
    bencher.bench(|| account.sign(&update));
}

#[divan::bench]
fn verify(bencher: Bencher<'_, '_>) {
    let account = account();
    let signed = account.sign(&subject::update()).expect("a signature");
    bencher.bench(|| account.verify(&signed));
}

#[divan::bench]
#[cfg(feature = "ipn")]
fn verified_notification(bencher: Bencher<'_, '_>) {
    bencher.bench_local(notification::verified());
}

/// An account with a new key, which OpenSSL makes.
fn account() -> amazonpay_update::Account<amazonpay_update::Us> {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let file = directory.path().join("private.pem");
    let file = file.to_str().expect("UTF-8");
    let arguments = "genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out";
    let status = Command::new("openssl").args(arguments.split(' ')).arg(file).status();
    assert!(status.expect("the command openssl").success());
    subject::account(file)
}
