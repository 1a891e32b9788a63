//! A signer that knows the key from before.

use super::{header, signer, time};
use amazonpay_update::account::AccountError;
use amazonpay_update::region::RegionName;
use amazonpay_update::session::ApiRequest;
use amazonpay_update::{Account, Environment, Us, checkout_session_id, merchant_id, public_key_id};

#[test]
fn the_same_request_is_signed_with_either_key() {
    let of = |id| {
        Account::<Us>::new(merchant_id!("A3LVSV45M75151"), id, super::key(), Environment::Sandbox)
            .expect("an account")
    };
    let old = of(public_key_id!("SANDBOX-AOLDKEYID"));
    assert!(old.request_signer().previous().is_none());
    let both = of(public_key_id!("SANDBOX-ANEWKEYID")).with_previous(old).expect("the same account");
    let new = both.request_signer();
    let old = new.previous().expect("the previous key");
    let complete =
        ApiRequest::complete_checkout_session(&checkout_session_id!("acf951ea-32ee-4dea-916b-2caa9b218e4a"));
    let [new, old] = [&new, old].map(|signer| signer.sign_at(&complete, time()).expect("signed"));
    for (request, id) in [(&new, "SANDBOX-ANEWKEYID"), (&old, "SANDBOX-AOLDKEYID")] {
        assert!(header(request.headers(), "authorization").contains(&format!("PublicKeyId={id},")));
    }
    let idempotency_key = "x-amz-pay-idempotency-key";
    assert_eq!(header(new.headers(), idempotency_key), header(old.headers(), idempotency_key));
}

#[test]
fn a_previous_signer_is_for_the_same_region_and_environment() {
    let with_previous = |region, environment| {
        let new = signer(RegionName::Us, "ANEWKEYID", Environment::Sandbox);
        new.with_previous(signer(region, "AOLDKEYID", environment)).err()
    };
    assert_eq!(with_previous(RegionName::Us, Environment::Sandbox), None);
    for (region, environment, part) in
        [(RegionName::Eu, Environment::Sandbox, "region"), (RegionName::Us, Environment::Live, "environment")]
    {
        assert_eq!(with_previous(region, environment), Some(AccountError::Previous { part }));
    }
}
