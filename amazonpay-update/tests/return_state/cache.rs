//! A token that expires, in the return URL of a payload whose signature is kept.

use super::signing_support::key_pair;
use super::{key, now, state};
use amazonpay_update::{
    Account, Environment, PayOnly, PaymentMethodOnFile, ReturnUrl, SigningKey, Update, Us,
    charge_permission_id, merchant_id, public_key_id, return_url, store_id,
};
use std::time::{Duration, SystemTime};

fn update(at: SystemTime) -> Update<PayOnly> {
    let token = key().token_until(&state(), at + Duration::from_secs(24 * 60 * 60));
    let url: ReturnUrl = token.append_to(&return_url!("https://a.com/result")).expect("a URL");
    Update::builder()
        .store_id(store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId"))
        .charge_permission_id(charge_permission_id!("B01-0000000-0000000"))
        .charge_permission_type(PaymentMethodOnFile)
        .product_type(PayOnly)
        .checkout_result_return_url(url)
        .build()
}

#[test]
fn pages_made_within_an_hour_have_one_signature() {
    let key = SigningKey::from_pem(&key_pair().0).expect("the private key");
    let id = public_key_id!("SANDBOX-AEXAMPLEKEYID");
    let account = Account::<Us>::new(merchant_id!("A3LVSV45M75151"), id, key, Environment::Sandbox)
        .expect("an account")
        .with_cache(10);
    let sign = |at: SystemTime| account.sign(&update(at)).expect("a signature");
    let stats = || account.cache_stats().map(|stats| (stats.hits, stats.misses));
    let second = Duration::from_secs(1);
    let first = sign(now() + second);
    let again = sign(now() + 2 * second);
    assert_eq!(first, again, "the same payload and signature, byte for byte");
    assert_eq!(stats(), Some((1, 1)));
    let later = sign(now() + 3601 * second);
    assert_ne!(first.payload_json(), later.payload_json());
    assert_eq!(stats(), Some((1, 2)));
}
