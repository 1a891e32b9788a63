//! The state token: what it says, what it refuses, and how it travels.
#![cfg(feature = "return-state")]

mod payload;
mod property;
mod several;
#[path = "../signing_support/mod.rs"]
mod signing_support;
mod tokens;
mod vectors;

use amazonpay_update::__private::testing::return_state;
use amazonpay_update::return_state::{
    AppendStateError, StateError, StateKey, StateToken, StateVerifyingKey, UpdateState, VerifiedReturn,
};
use amazonpay_update::session::{
    BuyerReturn, BuyerReturnError, Completion, NextStep, SentRequest, StartAgainReason, UpdateMismatch,
    after_complete,
};
use amazonpay_update::{
    ChargePermissionId, PayAndShip, PayOnly, ReturnUrl, StoreId, charge_permission_id, checkout_session_id,
    return_url, store_id,
};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use std::time::{Duration, SystemTime};

/// The key of RFC 6979, appendix A.2.5.
const KEY: &str = "-----BEGIN EC PRIVATE KEY-----
MDECAQEEIMmvqdhFunUWa1whV2ex1pNOUMPbNuibEnuKYisSD2choAoGCCqGSM49
AwEH
-----END EC PRIVATE KEY-----
";

const ID: &str = "acf951ea-32ee-4dea-916b-2caa9b218e4a";
const NOW: Duration = Duration::from_secs(1_800_000_000);

fn key() -> StateKey {
    StateKey::from_pem(KEY).expect("the key")
}

fn now() -> SystemTime {
    SystemTime::UNIX_EPOCH + NOW
}

fn state() -> UpdateState {
    UpdateState::new(
        store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId"),
        charge_permission_id!("B01-0000000-0000000"),
        PayOnly,
    )
}

/// Verifies a token that came back in a URL.
fn verify(token: &str) -> Result<VerifiedReturn, StateError> {
    verify_query(&format!("amazonPayUpdateState={token}&amazonCheckoutSessionId={ID}"))
}

/// Whatever the token is, `verify_update` judges it as `verify_state` does.
fn verify_query(query: &str) -> Result<VerifiedReturn, StateError> {
    let (back, key, state) = (BuyerReturn::from_query(query), key().verifying_key(), state());
    let verified = back.verify_state_at([&key], [&state], now());
    match (back.verify_update_at([&key], [&state], now()), &verified) {
        (Ok(update), Ok(verified)) => assert_eq!(update, verified.update()),
        (Ok(_), Err(StateError::NoCheckoutSession | StateError::Return(_))) => {}
        (update, verified) => assert_eq!(update.err(), verified.as_ref().err().copied(), "{query}"),
    }
    verified
}

/// A token of any header and payload, signed as ES256.
fn signed(header: &str, payload: &str) -> String {
    let [header, payload] = [header, payload].map(|part| BASE64_URL_SAFE_NO_PAD.encode(part));
    let message = format!("{header}.{payload}");
    let signature = return_state::sign(&key(), message.as_bytes());
    format!("{message}.{}", BASE64_URL_SAFE_NO_PAD.encode(signature))
}

/// With the first eight characters of the key's thumbprint.
const HEADER: &str = r#"{"alg":"ES256","kid":"DOvxvJiA"}"#;
const CLAIMS: &str = r#"{"aud":"8b5e45312b5248b69eeaStoreId","pt":"PayOnly","sub":"B01-0000000-0000000"}"#;

#[test]
fn a_return_to_the_url_of_the_update_is_verified() {
    let key = key();
    let url = key.token(&state()).append_to(&return_url!("https://a.com/result?order=7")).expect("a URL");
    let back = format!("{url}&amazonCheckoutSessionId={ID}");
    let verified =
        BuyerReturn::from_url(&back).verify_state([&key.verifying_key()], [&state()]).expect("verified");
    assert_eq!(verified.checkout_session_id(), &checkout_session_id!("acf951ea-32ee-4dea-916b-2caa9b218e4a"));
    assert_eq!(verified.update(), &state());

    let error = BuyerReturn::from_url(url.as_str()).verify_state([&key.verifying_key()], [&state()]);
    assert_eq!(
        error,
        Err(StateError::NoCheckoutSession),
        "a return without session id has a name of its own"
    );
}

#[test]
fn what_is_completed_is_held_against_the_verified_return() {
    let verified = verify(key().token(&state()).as_str()).expect("verified");
    let step = |id: &str, permission: &str| {
        let url = format!("https://pay-api.amazon.com/sandbox/v2/checkoutSessions/{id}/complete");
        let sent = SentRequest::of(&http::Request::post(url).body("{}").expect("a request"));
        let body = json!({ "chargePermissionId": permission, "statusDetails": { "state": "Completed" } });
        match after_complete(&http::Response::new(body.to_string()), &sent, verified.expected()) {
            Completion::Done(step) => step,
            Completion::GetCheckoutSession(first) => panic!("{first:?}"),
        }
    };
    let another = |mismatch| NextStep::StartAgain(StartAgainReason::OtherUpdate(mismatch));
    assert!(matches!(step(ID, "B01-0000000-0000000"), NextStep::Updated(_)));
    assert_eq!(step(ID, "B01-0000000-0000001"), another(UpdateMismatch::ChargePermission));
    // The request was made for another session than the one the buyer came back with.
    let other = "bcf951ea-32ee-4dea-916b-2caa9b218e4a";
    assert_eq!(step(other, "B01-0000000-0000000"), another(UpdateMismatch::CheckoutSession));
}

#[test]
fn an_update_is_remembered_as_an_object_of_its_texts() {
    let json = serde_json::to_string(&state()).expect("an object");
    assert!(json.contains(r#""productType":"PayOnly""#), "{json}");
    let again: UpdateState = serde_json::from_str(&json).expect("the same");
    assert_eq!(again, state());
    for wrong in ["PayOnlyy", "payonly", ""] {
        let json = json.replace("PayOnly", wrong);
        assert!(serde_json::from_str::<UpdateState>(&json).is_err(), "{wrong}");
    }
}

#[test]
fn the_token_is_a_jws_of_these_claims() {
    let token = key().token(&state());
    assert_eq!(token.as_str(), signed(HEADER, CLAIMS));
    let parts: Vec<_> = token.as_str().split('.').map(|part| BASE64_URL_SAFE_NO_PAD.decode(part)).collect();
    assert_eq!(parts[0].as_deref(), Ok(HEADER.as_bytes()));
    assert_eq!(parts[1].as_deref(), Ok(CLAIMS.as_bytes()));
}

#[test]
fn a_token_never_expires_before_the_time_asked_for_and_at_most_an_hour_later() {
    const STEP: u64 = 3600;
    assert_eq!(StateKey::EXPIRY_STEP.as_secs(), STEP);
    let full = 1_800_000_000;
    for (asked_for, exp) in [
        (Duration::from_secs(full), full),
        (Duration::from_secs(full) + Duration::from_nanos(1), full + STEP),
        (Duration::from_secs(full + 1), full + STEP),
        (Duration::from_secs(full + STEP - 1), full + STEP),
        (Duration::from_secs(full + STEP), full + STEP),
        (Duration::ZERO, 0),
        (Duration::from_nanos(1), STEP),
    ] {
        let until = key().token_until(&state(), SystemTime::UNIX_EPOCH + asked_for);
        assert_eq!(expiry(&until), exp, "{asked_for:?}");
    }
    assert_eq!(expiry(&key().token_until(&state(), SystemTime::UNIX_EPOCH - Duration::from_secs(1))), 0);
}

fn expiry(token: &StateToken) -> u64 {
    let payload = token.as_str().split('.').nth(1).expect("three parts");
    let claims: Value =
        serde_json::from_slice(&BASE64_URL_SAFE_NO_PAD.decode(payload).expect("base64url")).expect("JSON");
    claims["exp"].as_u64().expect("a number")
}

#[test]
fn one_update_has_one_token() {
    assert_eq!(key().token(&state()), key().token(&state()));
    let second = Duration::from_secs(1);
    let until = |at| key().token_until(&state(), at);
    assert_eq!(until(now() + second), until(now() + 2 * second));
    assert_eq!(until(now() + second), until(now() + StateKey::EXPIRY_STEP));
    assert_ne!(until(now()), until(now() + second));
    let ship = UpdateState::new(
        store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId"),
        charge_permission_id!("B01-0000000-0000000"),
        PayAndShip,
    );
    assert_ne!(key().token(&state()), key().token(&ship));
}

#[test]
fn the_longest_token_has_fewer_than_320_characters() {
    let store_id: StoreId =
        format!("amzn1.application-oa2-client.{}", "8b5e4531".repeat(8)).parse().expect("a store id");
    let state = UpdateState::new(store_id, charge_permission_id!("B01-0000000-0000000"), PayAndShip);
    // The last second of which the number has ten digits: the year 2286.
    let token = key().token_until(&state, SystemTime::UNIX_EPOCH + Duration::from_secs(9_999_999_999));
    let length = token.as_str().len();
    assert!(length < 320, "{length}");
    let url_safe = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    assert!(token.as_str().chars().all(url_safe));
}

#[test]
fn the_update_of_anything_else_is_refused() {
    let verify = |store_id: &str, permission: &str, ships: bool| {
        let store_id: StoreId = store_id.parse().expect("a store id");
        let permission: ChargePermissionId = permission.parse().expect("an id");
        let expected = if ships {
            UpdateState::new(store_id, permission, PayAndShip)
        } else {
            UpdateState::new(store_id, permission, PayOnly)
        };
        let token = key().token(&state());
        let query = format!("amazonPayUpdateState={}&amazonCheckoutSessionId={ID}", token.as_str());
        BuyerReturn::from_query(&query).verify_state_at([&key().verifying_key()], [&expected], now()).err()
    };
    let (store, permission) =
        ("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId", "B01-0000000-0000000");
    assert_eq!(verify(store, permission, false), None);
    assert_eq!(verify(store, "B01-0000000-0000001", false), Some(StateError::OtherChargePermission));
    assert_eq!(verify(store, "B02-0000000-0000000", true), Some(StateError::OtherChargePermission));
    assert_eq!(
        verify("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreIe", permission, false),
        Some(StateError::OtherStore)
    );
    assert_eq!(verify(store, permission, true), Some(StateError::OtherProductType));
}

#[test]
fn an_expired_token_is_refused_and_says_how_long_ago() {
    let verified = |exp: u64| {
        verify(&signed(HEADER, &CLAIMS.replace(",\"pt\"", &format!(",\"exp\":{exp},\"pt\"")))).err()
    };
    let second = Duration::from_secs(1);
    let now = NOW.as_secs();
    assert_eq!(verified(now + 1), None);
    // "On or after" that time, as RFC 7519 has it.
    assert_eq!(verified(now), Some(StateError::Expired { ago: Duration::ZERO }));
    assert_eq!(verified(now - 90), Some(StateError::Expired { ago: 90 * second }));
    assert_eq!(verified(0), Some(StateError::Expired { ago: NOW }));
    assert_eq!(verified(u64::MAX), None);
    assert!(StateError::Expired { ago: 90 * second }.to_string().contains("90 seconds ago"));
}

#[test]
fn another_key_is_refused() {
    let keys = signing_support::Keys::new();
    keys.run("openssl ecparam -name prime256v1 -genkey -noout -out state.pem");
    let other = StateKey::from_pem_file(keys.path("state.pem")).expect("the key");
    let theirs = other.token(&state());
    assert_eq!(verify(theirs.as_str()), Err(StateError::UnknownKey));
    // Under the name of the key that is given.
    let (_, unnamed) = theirs.as_str().split_once('.').expect("three parts");
    let named = format!("{}.{unnamed}", BASE64_URL_SAFE_NO_PAD.encode(HEADER));
    assert_eq!(verify(&named), Err(StateError::WrongSignature));
}

#[test]
fn a_missing_token_is_refused_and_so_is_one_that_is_there_again() {
    let token = key().token(&state()).as_str().to_owned();
    assert_eq!(verify_query(""), Err(StateError::NoToken));
    assert_eq!(verify_query(&format!("amazonCheckoutSessionId={ID}")), Err(StateError::NoToken));
    let parameter = "amazonPayUpdateState";
    assert_eq!(
        verify_query(&format!("{parameter}={token}&{parameter}={token}")),
        Err(StateError::Return(BuyerReturnError::Repeated { parameter, same: true }))
    );
    assert_eq!(
        verify_query(&format!("{parameter}={token}&{parameter}=")),
        Err(StateError::Return(BuyerReturnError::Repeated { parameter, same: false }))
    );
}

#[test]
fn the_state_is_verified_before_the_session_id_is_read() {
    let good = key().token(&state()).as_str().to_owned();
    let malformed = "amazonCheckoutSessionId=acf951ea";
    assert_eq!(verify_query(malformed), Err(StateError::NoToken));
    assert_eq!(verify_query(&format!("{malformed}&amazonPayUpdateState=x")), Err(StateError::NotAToken));
    let error = verify_query(&format!("{malformed}&amazonPayUpdateState={good}")).expect_err("no session id");
    assert!(matches!(error, StateError::Return(BuyerReturnError::Malformed(_))), "{error}");
}

#[test]
fn the_token_goes_behind_the_query_of_the_url() {
    let token = key().token(&state());
    for (url, before) in [
        ("https://a.com/result", "https://a.com/result?"),
        ("https://a.com", "https://a.com?"),
        ("https://a.com/result?", "https://a.com/result?"),
        ("https://a.com/result?order=7", "https://a.com/result?order=7&"),
        ("https://a.com/result?order=7&", "https://a.com/result?order=7&"),
        ("https://a.com/result?q=a?b", "https://a.com/result?q=a?b&"),
        ("https://a.com/result?xamazonPayUpdateState=1", "https://a.com/result?xamazonPayUpdateState=1&"),
    ] {
        let url: ReturnUrl = url.parse().expect("a return URL");
        let with_state = token.append_to(&url).expect(before);
        assert_eq!(with_state.as_str(), format!("{before}amazonPayUpdateState={}", token.as_str()));
        let back = format!("{with_state}&amazonCheckoutSessionId={ID}");
        let back = BuyerReturn::from_url(&back).verify_state([&key().verifying_key()], [&state()]);
        assert_eq!(back.err(), None, "{before}");
    }
}

#[test]
fn a_url_takes_one_token() {
    let token = key().token(&state());
    let once = token.append_to(&return_url!("https://a.com/result")).expect("a URL");
    assert_eq!(token.append_to(&once), Err(AppendStateError::AlreadyThere));
    for url in ["https://a.com/?amazonPayUpdateState", "https://a.com/?x=1&%61mazonPayUpdateState=1"] {
        let url: ReturnUrl = url.parse().expect("a return URL");
        assert_eq!(token.append_to(&url), Err(AppendStateError::AlreadyThere), "{url}");
    }
}

#[test]
fn nothing_printed_shows_a_token_or_a_key() {
    let (key, token) = (key(), key().token(&state()));
    assert_eq!(format!("{key:?}"), "StateKey { .. }");
    assert_eq!(format!("{:?}", key.verifying_key()), "StateVerifyingKey { .. }");
    assert_eq!(format!("{token:?}"), "StateToken { .. }");
    let signature = token.as_str().rsplit('.').next().expect("three parts");
    let changed = format!("{}A.{signature}", &token.as_str()[..60]);
    let error = verify(&changed).expect_err("changed");
    let shown = format!("{error} {error:?}");
    assert!(!shown.contains(&signature[..20]) && !shown.contains(&token.as_str()[..20]), "{shown}");
}

#[test]
fn keys_and_tokens_go_between_threads() {
    fn shared<T: Send + Sync + 'static>() {}
    shared::<(StateKey, StateVerifyingKey, StateToken, UpdateState, StateError)>();
}
