//! Account, client and button of the library, made for a stand-in.

use amazonpay_update::ipn::HttpFetcher;
use amazonpay_update::region::{KnownRegion, RegionName};
use amazonpay_update::{
    Account, Eu, Jp, PayOnly, PaymentMethodOnFile, SigningKey, Uk, Update, Us, charge_permission_id,
    return_url, store_id,
};
use amazonpay_update_stand_in::{
    ChargePermission, Environment, Fault, Forgery, LibraryError, Notification, PermissionState, Region,
    RetryAfter, Script, Setup, SignatureVersion, StandIn, StartError, Whereabouts,
};
use std::error::Error;

const PERMISSION: &str = "C01-0000000-0000000";

async fn start(setup: Setup) -> StandIn {
    StandIn::start(setup).await.expect("it starts")
}

/// The library's client of the stand-in's own account asks, and is answered.
async fn asks<R: KnownRegion>(region: Region, environment: Environment) -> Result<(), Box<dyn Error>> {
    let stand_in = start(Setup::with_new_key(region).environment(environment)).await;
    stand_in.charge_permission(ChargePermission::new(PERMISSION, PermissionState::Chargeable));
    let account: Account<R> = stand_in.account()?;
    let permission = stand_in.client(&account)?.get_charge_permission(&PERMISSION.parse()?).await?;
    assert_eq!(permission.charge_permission_id, Some(PERMISSION.parse()?));
    let begins_with = account.public_key_id().as_str().split('-').next();
    assert_eq!(begins_with.map(str::to_lowercase), Some(account.environment().to_string()));
    assert!(stand_in.records().iter().all(|record| record.signature_is_good));
    Ok(())
}

#[tokio::test]
async fn a_stand_in_has_an_account_and_a_client_in_every_region_and_environment() {
    for environment in [Environment::Sandbox, Environment::Live] {
        asks::<Us>(Region::Us, environment).await.expect("an answer");
        asks::<Eu>(Region::Eu, environment).await.expect("an answer");
        asks::<Uk>(Region::Uk, environment).await.expect("an answer");
        asks::<Jp>(Region::Jp, environment).await.expect("an answer");
    }
}

#[tokio::test]
async fn an_account_of_another_region_or_environment_is_refused_with_both_named() {
    let us = start(Setup::with_new_key(Region::Us)).await;
    let uk = start(Setup::with_new_key(Region::Uk)).await;
    let words = us.account::<Uk>().expect_err("another region").to_string();
    assert!(words.contains("`us`") && words.contains("`uk`"), "{words}");
    let account: Account<Uk> = uk.account().expect("an account");
    let words = us.client(&account).expect_err("another region").to_string();
    assert!(words.contains("`us`") && words.contains("`uk`"), "{words}");

    let live = start(Setup::with_new_key(Region::Uk).environment(Environment::Live)).await;
    let words = live.client(&account).expect_err("another environment").to_string();
    assert!(words.contains("`live`") && words.contains("`sandbox`"), "{words}");
}

#[tokio::test]
async fn a_key_of_the_tests_own_stays_with_the_test() {
    let made = start(Setup::with_new_key(Region::Us)).await;
    let key = SigningKey::from_pem(made.private_key_pem().expect("it was made here")).expect("a key");
    let setup = Setup::new(Region::Us, "SANDBOX-AEXAMPLEKEYID", key.verifying_key().to_pem());
    let stand_in = start(setup).await;
    assert_eq!(stand_in.private_key_pem(), None);
    assert!(matches!(stand_in.account::<Us>(), Err(LibraryError::NoPrivateKey)));
    let known = elsewhere(&stand_in);
    assert!(matches!(known.any_account(), Err(LibraryError::NoPrivateKey)));
    assert!(!serde_json::to_string(&known).expect("JSON").contains("private"));
    let setup = Setup::with_new_key(Region::Us).merchant_id("none of Amazon's");
    let refused = StandIn::start(setup).await.expect_err("no id");
    assert!(matches!(refused, StartError::MerchantId { .. }), "{refused}");
}

#[tokio::test]
async fn no_debug_text_has_the_private_key() {
    let setup = Setup::with_new_key(Region::Us);
    let shown = format!("{setup:?}");
    let stand_in = start(setup).await;
    let shown = format!("{shown}{stand_in:?}{:?}", stand_in.whereabouts());
    let pem = stand_in.private_key_pem().expect("it was made here");
    let lines: Vec<&str> = pem.lines().filter(|line| !line.starts_with("-----")).collect();
    assert!(lines.len() > 10);
    assert!(!shown.contains("PRIVATE") && lines.iter().all(|line| !shown.contains(line)), "{shown}");
}

/// What another process reads of it.
fn elsewhere(stand_in: &StandIn) -> Whereabouts {
    let json = serde_json::to_string(&stand_in.whereabouts()).expect("JSON");
    serde_json::from_str(&json).expect("the same")
}

#[tokio::test]
async fn a_shop_in_another_process_has_all_of_it() {
    for &region in Region::ALL {
        let stand_in = start(Setup::with_new_key(region)).await;
        stand_in.charge_permission(ChargePermission::new(PERMISSION, PermissionState::Chargeable));
        let known = elsewhere(&stand_in);
        assert_eq!(known.button_origin().expect("its page"), stand_in.button_origin());

        let account = known.any_account().expect("an account");
        assert_eq!(account.region(), RegionName::from(region));
        let permission = PERMISSION.parse().expect("an id");
        let client = known.client(&account).expect("a client");
        client.get_charge_permission(&permission).await.expect("an answer");

        let root = reqwest::Certificate::from_pem(known.ca_pem.as_bytes()).expect("a certificate");
        let http = reqwest::Client::builder().tls_certs_only([root]).no_proxy();
        let http = known.hosts().iter().fold(http, |http, (host, at)| http.resolve(host, *at));
        let http = http.redirect(reqwest::redirect::Policy::none()).build().expect("a client");
        // Under Amazon's own name.
        let api = format!("https://{}/", region.api_host());
        http.get(api).send().await.expect("the stand-in answers");
        let verifier = known.verifier(HttpFetcher::with_client(http)).expect("a verifier");
        let genuine = stand_in.notify(Notification::charge_permission(PERMISSION));
        let message = verifier.verify(genuine.body().as_bytes()).await.expect("believed");
        assert_eq!(message.message_id(), genuine.id());
        let other_topic =
            Notification::charge_permission(PERMISSION).topic("arn:aws:sns:us-east-1:291180941288:OTHER");
        let other_topic = stand_in.notify(other_topic);
        assert!(verifier.verify(other_topic.body().as_bytes()).await.is_err());
    }
}

#[tokio::test]
async fn no_button_leads_to_a_page_on_another_machine() {
    let stand_in = start(Setup::with_new_key(Region::Us)).await;
    let mut known = elsewhere(&stand_in);
    known.page = "http://pay.example:8444".to_owned();
    assert!(matches!(known.button_origin(), Err(LibraryError::Page(_))));
}

#[tokio::test]
async fn a_client_waits_a_few_milliseconds_before_it_asks_again() {
    let stand_in = start(Setup::with_new_key(Region::Us)).await;
    let faults = std::iter::repeat_n(Fault::ServiceUnavailable(RetryAfter::Unsaid), 3);
    let permission =
        ChargePermission::new(PERMISSION, PermissionState::Chargeable).script(Script::first(faults));
    stand_in.charge_permission(permission);
    let account: Account<Us> = stand_in.account().expect("an account");
    let client = stand_in.client(&account).expect("a client");
    // A wait is a random part of these: only their sizes tell them from the library's own, which are 500 milliseconds
    // and more.
    let shown = format!("{client:?}");
    assert!(shown.contains("backoff: 1ms, backoff_limit: 10ms"), "{shown}");
    client
        .get_charge_permission(&charge_permission_id!("C01-0000000-0000000"))
        .await
        .expect("the fourth answer");
    assert_eq!(stand_in.records().len(), 4);
}

#[tokio::test]
async fn a_verifier_believes_its_stand_in_and_no_forgery() {
    for (region, environment) in [(Region::Us, Environment::Sandbox), (Region::Jp, Environment::Live)] {
        let stand_in = start(Setup::with_new_key(region).environment(environment)).await;
        let verifier = stand_in.verifier().expect("a verifier");
        for version in [SignatureVersion::V1, SignatureVersion::V2] {
            let genuine = Notification::charge_permission(PERMISSION).signature_version(version);
            let notification = stand_in.notify(genuine.clone());
            let message = verifier.verify(notification.body().as_bytes()).await.expect("believed");
            assert_eq!(message.charge_permission_to_fetch().map(String::from).as_deref(), Some(PERMISSION));
            for &forgery in Forgery::ALL {
                let forged = stand_in.notify(genuine.clone().forged(forgery));
                assert!(verifier.verify(forged.body().as_bytes()).await.is_err(), "{forgery:?}");
            }
            let other_topic = stand_in.notify(genuine.topic("arn:aws:sns:us-east-1:291180941288:OTHER"));
            assert!(verifier.verify(other_topic.body().as_bytes()).await.is_err());
        }
    }
}

#[tokio::test]
async fn a_button_has_the_script_of_the_stand_in() {
    let stand_in = start(Setup::with_new_key(Region::Us)).await;
    let account: Account<Us> = stand_in.account().expect("an account");
    let update = Update::builder()
        .store_id(store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId"))
        .charge_permission_id(charge_permission_id!("C01-0000000-0000000"))
        .charge_permission_type(PaymentMethodOnFile)
        .product_type(PayOnly)
        .checkout_result_return_url(return_url!("https://shop.example/updated"))
        .build();
    let signed = account.sign(&update).expect("signed");
    let tag = signed.button().at_stand_in(&stand_in.button_origin()).script_tag();
    assert_eq!(tag, format!("<script src=\"{}\"></script>", stand_in.checkout_js()));
}
