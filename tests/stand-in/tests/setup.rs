//! The merchant's public keys in a setup.

mod support;

use amazonpay_update_stand_in::{Environment, Region, Setup, StandIn, StartError};
use support::{
    KEY_ID, SESSION, ask, client, confirmed, get, other_private_pem, private_pem, public_pem, setup,
    signer_in,
};

#[tokio::test]
async fn every_key_stays_in_whatever_order_the_environment_is_set() {
    let own = KEY_ID.replace("SANDBOX", "LIVE");
    let with_own = |setup: Setup| setup.public_key(own.as_str(), public_pem(private_pem()));
    let live = |setup: Setup| setup.environment(Environment::Live);
    let made = || Setup::with_new_key(Region::Us);
    for setup in [live(with_own(made())), with_own(live(made())), live(with_own(live(made())))] {
        let stand_in = StandIn::start(setup).await.expect("it starts");
        assert_eq!(stand_in.public_key_id(), "LIVE-STANDINTESTKEY");
        stand_in.session(confirmed(SESSION));
        let request = signer_in(amazonpay_update::Environment::Live).sign(&get(SESSION)).expect("signed");
        assert_eq!(ask(&client(&stand_in), request).await.status, 200);
    }
}

#[tokio::test]
async fn two_keys_with_one_id_are_refused() {
    for setup in [
        setup(KEY_ID).public_key(KEY_ID, public_pem(other_private_pem())),
        Setup::with_new_key(Region::Us).public_key("SANDBOX-STANDINTESTKEY", public_pem(private_pem())),
    ] {
        let refused = StandIn::start(setup).await.expect_err("two keys, one id");
        assert!(matches!(refused, StartError::SamePublicKeyId { .. }), "{refused}");
    }
}

#[tokio::test]
async fn one_charge_permission_twice_is_refused() {
    let once = || setup(KEY_ID).charge_permission("B01-1234567-1234567");
    let with_another = once().charge_permission_with_address("B01-1234567-7654321");
    StandIn::start(with_another).await.expect("two permissions");
    for setup in [
        once().charge_permission("B01-1234567-1234567"),
        once().charge_permission_with_address("B01-1234567-1234567"),
    ] {
        let refused = StandIn::start(setup).await.expect_err("one permission twice");
        assert!(matches!(refused, StartError::SameChargePermissionId { .. }), "{refused}");
    }
}

#[tokio::test]
async fn a_private_key_in_the_wrong_place_is_not_repeated() {
    let pem = private_pem();
    let body: String = pem.lines().filter(|line| !line.starts_with("-----")).collect();
    for key in [pem, &body] {
        for setup in [
            Setup::new(Region::Us, KEY_ID, key),
            Setup::new(Region::Us, key, public_pem(pem)),
            setup(KEY_ID).merchant_id(key),
            setup(KEY_ID).ipn_url(key),
            setup(KEY_ID).return_origin(key, key),
            setup(KEY_ID).charge_permission(key),
        ] {
            let shown = format!("{setup:?}");
            let refused = StandIn::start(setup).await.expect_err("a key in the wrong place");
            let shown = format!("{shown} {refused} {refused:?}");
            assert!(!shown.contains(&body[..16]), "{shown}");
        }
    }
}
