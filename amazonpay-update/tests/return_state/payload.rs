//! A token in the return URL of a payload.

use super::signing_support::key_pair;
use super::{key, now, state};
use amazonpay_update::return_state::StateToken;
use amazonpay_update::{
    Account, CheckedPayload, Environment, PayOnly, PaymentMethodOnFile, ReturnUrl, SigningKey, Update,
    UpdatePayload, Us, charge_permission_id, merchant_id, public_key_id, return_url, store_id,
    update_payload,
};
use std::time::{Duration, SystemTime};

fn url_with(token: &StateToken) -> ReturnUrl {
    token.append_to(&return_url!("https://a.com/result")).expect("a URL")
}

fn update_with(url: ReturnUrl) -> Update<PayOnly> {
    Update::builder()
        .store_id(store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId"))
        .charge_permission_id(charge_permission_id!("B01-0000000-0000000"))
        .charge_permission_type(PaymentMethodOnFile)
        .product_type(PayOnly)
        .checkout_result_return_url(url)
        .build()
}

fn account() -> Account<Us> {
    let key = SigningKey::from_pem(&key_pair().0).expect("the private key");
    let id = public_key_id!("SANDBOX-AEXAMPLEKEYID");
    Account::new(merchant_id!("A3LVSV45M75151"), id, key, Environment::Sandbox).expect("an account")
}

#[test]
fn pages_made_within_an_hour_have_one_signature() {
    let account = account().with_cache(10);
    let sign = |at: SystemTime| {
        let token = key().token_until(&state(), at + Duration::from_secs(24 * 60 * 60));
        account.sign(&update_with(url_with(&token))).expect("a signature")
    };
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

/// What is made of a payload prints no token that the payload holds, and no signature.
#[test]
fn no_payload_prints_a_token() {
    let (token, account) = (key().token(&state()), account());
    let printed = |url: ReturnUrl| {
        let update = update_with(url.clone());
        let checked = CheckedPayload::check_for(&update.to_canonical_json(), PayOnly).expect("a payload");
        let text = update_payload!(PayOnly, {
            "storeId": "amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId",
            "chargePermissionId": "B01-0000000-0000000",
            "chargePermissionType": "PaymentMethodOnFile",
            "paymentMethodOnFileMetadata": { "setupOnly": true },
            "paymentDetails": { "paymentIntent": "Confirm" },
            "webCheckoutDetails": { "checkoutResultReturnUrl": url },
        });
        let to_sign = account.to_sign(&update).expect("a payload");
        let signed = account.sign(&update).expect("a signature");
        let config = signed.checkout_session_config();
        let all = [
            format!("{checked:?}"),
            format!("{text:?}"),
            format!("{to_sign:?}"),
            format!("{signed:?}"),
            format!("{config:?}"),
            format!("{:?}", signed.button()),
        ];
        assert!(all.iter().all(|printed| !printed.contains(&signed.signature()[..20])), "{all:?}");
        all
    };
    for printed in printed(url_with(&token)) {
        assert!(token.as_str().split('.').all(|part| !printed.contains(&part[..20])), "{printed}");
    }
    for printed in printed(return_url!("https://a.com/result")) {
        assert!(printed.contains("https://a.com/result"), "{printed}");
    }
}
