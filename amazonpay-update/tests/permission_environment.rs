//! A charge permission that seems to be of another environment than the account: a warning, and no refusal.

mod signing_support;

use amazonpay_update::payload::Warning;
use amazonpay_update::{
    Account, ChargePermissionId, CheckedPayload, Environment, PayOnly, PaymentMethodOnFile, SigningKey,
    Update, UpdatePayload, Us, merchant_id, public_key_id, return_url, store_id,
};
use signing_support::key_pair;

/// Genuine ids, and what their letters seem to say.
const IDS: [(&str, Option<Environment>); 6] = [
    ("B01-7746179-0109340", Some(Environment::Live)),
    ("C01-5296324-5202663", Some(Environment::Sandbox)),
    ("C03-1442027-5744374", Some(Environment::Sandbox)),
    ("S01-5105180-3221187", None),
    ("P03-0000000-0000000", None),
    ("A01-0000000-0000000", None),
];

fn account(environment: Environment) -> Account<Us> {
    let key = SigningKey::from_pem(&key_pair().0).expect("a key");
    Account::new(merchant_id!("A3LVSV45M75151"), public_key_id!("AEXAMPLEKEYID"), key, environment)
        .expect("an account")
}

fn update(id: &ChargePermissionId) -> Update<PayOnly> {
    Update::builder()
        .store_id(store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId"))
        .charge_permission_id(id.clone())
        .charge_permission_type(PaymentMethodOnFile)
        .product_type(PayOnly)
        .checkout_result_return_url(return_url!("https://a.com/merchant-result-page"))
        .build()
}

#[test]
fn it_is_signed_and_warned_of() {
    for (text, of_id) in IDS {
        let id: ChargePermissionId = text.parse().expect("an id");
        assert_eq!(id.environment(), of_id, "{text}");
        for environment in [Environment::Sandbox, Environment::Live] {
            let account = account(environment);
            let signed = account.sign(&update(&id)).expect("a signature");
            let checked = CheckedPayload::check(&update(&id).to_canonical_json()).expect("right");
            assert_eq!(checked.warnings(), [], "{text}: a payload by itself has no account");
            let warnings = signed.warnings();
            assert_eq!(account.sign(&checked).expect("a signature").warnings(), warnings);
            assert_eq!(Warning::other_environment(&id, environment).as_slice(), warnings);
            let expected = of_id.is_some_and(|of_id| of_id != environment);
            assert_eq!(warnings.len(), usize::from(expected), "{text} {environment}");
            for warning in warnings {
                assert_eq!(warning.path(), "chargePermissionId");
                let words = format!(
                    "`chargePermissionId` begins with `{}`, as ids of {:?} do, and the account is for {environment:?}: see \
                     that",
                    &text[..1],
                    of_id.expect("it has one"),
                );
                assert!(warning.message().starts_with(&words), "{warning}");
            }
        }
    }
}
