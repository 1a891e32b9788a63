//! An account with a cache: the same signature while the payload is the same, and no other.

mod signing_support;

use amazonpay_update::__private::{Derived, Verdict};
use amazonpay_update::signing::Algorithm;
use amazonpay_update::{
    Account, Environment, PublicKeyId, SigningKey, UpdatePayload, Us, merchant_id, public_key_id,
};
use signing_support::{Keys, PAYLOAD, Product, Text, key_pair};
use std::collections::BTreeSet;

struct Numbered(usize);

impl Derived for Numbered {}

impl UpdatePayload for Numbered {
    type ProductType = Product;

    fn canonical_len(&self) -> usize {
        0
    }

    fn write_canonical(&self, out: &mut String) {
        out.push_str(&self.0.to_string());
    }

    fn verdict(&self) -> Verdict<Self::ProductType> {
        Verdict::kept(Product)
    }
}

fn account_of(pem: &str, id: PublicKeyId) -> Account<Us> {
    let key = SigningKey::from_pem(pem).expect("the private key");
    Account::new(merchant_id!("A3LVSV45M75151"), id, key, Environment::Sandbox).expect("an account")
}

fn account() -> Account<Us> {
    account_of(&key_pair().0, public_key_id!("SANDBOX-AEXAMPLEKEYID"))
}

fn signature(account: &Account<Us>, payload: &impl UpdatePayload) -> String {
    let signed = account.sign(payload).expect("a signature");
    assert_eq!(account.verify(&signed), Ok(()));
    assert_eq!(signed.payload_json(), payload.to_canonical_json());
    signed.signature().to_owned()
}

#[track_caller]
fn assert_counts(account: &Account<Us>, hits: u64, misses: u64) {
    let stats = account.cache_stats().expect("a cache");
    assert_eq!((stats.hits, stats.misses), (hits, misses));
}

#[test]
fn there_is_no_cache_unless_asked_for() {
    let account = account();
    assert_ne!(signature(&account, &PAYLOAD), signature(&account, &PAYLOAD));
    assert_eq!(account.cache_stats(), None);
}

#[test]
fn the_same_payload_gets_the_same_signature() {
    let account = account().with_cache(10);
    let first = signature(&account, &PAYLOAD);
    assert_counts(&account, 0, 1);
    assert_eq!(signature(&account, &PAYLOAD), first);
    assert_eq!(signature(&account.clone(), &PAYLOAD), first, "clones share it");
    assert_counts(&account, 2, 1);
    assert_eq!(account.cache_stats().map(|stats| (stats.len, stats.capacity)), Some((1, 10)));
}

#[test]
fn another_payload_gets_another_signature() {
    let account = account().with_cache(10);
    let texts = [Text("{}"), Text("{} "), Text(""), PAYLOAD];
    let signatures: BTreeSet<_> = texts.iter().map(|text| signature(&account, text)).collect();
    assert_eq!(signatures.len(), texts.len());
    assert_counts(&account, 0, 4);
}

#[test]
fn another_algorithm_gets_another_signature() {
    let v2 = account().with_cache(10);
    let v1 = v2.clone().with_algorithm(Algorithm::Pss);
    let (first, second) = (signature(&v2, &PAYLOAD), signature(&v1, &PAYLOAD));
    assert_ne!(first, second);
    assert_eq!((signature(&v2, &PAYLOAD), signature(&v1, &PAYLOAD)), (first, second));
    assert_counts(&v2, 2, 2);
}

#[test]
fn another_key_gets_another_signature() {
    let keys = Keys::new();
    let first = account().with_cache(10);
    let same_id = account_of(&keys.rsa("other.pem", 2048), first.public_key_id().clone()).with_cache(10);
    let other_id = account_of(&key_pair().0, public_key_id!("SANDBOX-BEXAMPLEKEYID")).with_cache(10);
    let signatures: BTreeSet<_> =
        [&first, &same_id, &other_id].map(|account| signature(account, &PAYLOAD)).into();
    assert_eq!(signatures.len(), 3);
    for account in [first, same_id, other_id] {
        assert!(signatures.contains(&signature(&account, &PAYLOAD)));
        assert_counts(&account, 1, 1);
    }
}

#[test]
fn it_never_holds_more_than_its_capacity() {
    for capacity in [0, 1, 2, 33, 100] {
        let account = account().with_cache(capacity);
        for number in 0..capacity + 20 {
            signature(&account, &Numbered(number));
            assert!(account.cache_stats().is_some_and(|stats| stats.len <= capacity));
        }
        let stats = account.cache_stats().expect("a cache");
        assert_eq!((stats.len, stats.hits), (capacity, 0), "full, and nothing twice");
    }
}

#[test]
fn no_capacity_is_too_large() {
    let account = account().with_cache(usize::MAX);
    assert_eq!(signature(&account, &PAYLOAD), signature(&account, &PAYLOAD));
}

#[test]
fn threads_share_it() {
    let account = account().with_cache(4);
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for number in 0..100 {
                    signature(&account, &Numbered(number % 4));
                }
            });
        }
    });
    let stats = account.cache_stats().expect("a cache");
    assert_eq!(stats.hits + stats.misses, 800);
    assert!(stats.misses <= 4 * 8 && stats.len == 4, "{stats:?}");
}
