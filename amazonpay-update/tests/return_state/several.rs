//! Several keys whose tokens may come back, and several updates that one buyer has started.

use super::signing_support::Keys;
use super::{ID, key, now, state};
use amazonpay_update::return_state::{StateError, StateKey, StateToken, StateVerifyingKey, UpdateState};
use amazonpay_update::session::BuyerReturn;
use amazonpay_update::{PayAndShip, PayOnly, StoreId, charge_permission_id, store_id};
use std::time::Duration;

const STORE: StoreId = store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId");

fn new_key() -> StateKey {
    let keys = Keys::new();
    keys.run("openssl ecparam -name prime256v1 -genkey -noout -out state.pem");
    StateKey::from_pem_file(keys.path("state.pem")).expect("the key")
}

/// Which of the updates a token is of, by its place.
fn which(
    token: &StateToken,
    keys: &[StateVerifyingKey],
    updates: &[UpdateState],
) -> Result<Option<usize>, StateError> {
    let query = format!("amazonPayUpdateState={}&amazonCheckoutSessionId={ID}", token.as_str());
    let verified = BuyerReturn::from_query(&query).verify_state_at(keys, updates, now())?;
    Ok(updates.iter().position(|update| update == verified.update()))
}

#[test]
fn a_key_has_an_id_that_does_not_change() {
    // The first characters of the thumbprint that RFC 7638 makes of the key of RFC 6979.
    assert_eq!(key().verifying_key().key_id(), "DOvxvJiA");
}

#[test]
fn a_token_finds_its_key_among_several() {
    let (old, new) = (key(), new_key());
    let (old_half, new_half) = (old.verifying_key(), new.verifying_key());
    assert_ne!(old_half.key_id(), new_half.key_id());
    let (of_old, of_new) = (old.token(&state()), new.token(&state()));
    for keys in [[old_half.clone(), new_half.clone()], [new_half.clone(), old_half.clone()]] {
        assert_eq!(which(&of_old, &keys, &[state()]), Ok(Some(0)));
        assert_eq!(which(&of_new, &keys, &[state()]), Ok(Some(0)));
    }
    // The old key is retired.
    assert_eq!(which(&of_old, &[new_half], &[state()]), Err(StateError::UnknownKey));
    assert_eq!(which(&of_old, &[], &[state()]), Err(StateError::UnknownKey));
}

#[test]
fn a_token_finds_its_update_among_several() {
    let updates = [
        UpdateState::new(STORE, charge_permission_id!("B01-0000000-0000001"), PayOnly),
        UpdateState::new(STORE, charge_permission_id!("B01-0000000-0000002"), PayOnly),
        UpdateState::new(STORE, charge_permission_id!("B01-0000000-0000002"), PayAndShip),
    ];
    let keys = [key().verifying_key()];
    for (nth, update) in updates.iter().enumerate() {
        assert_eq!(which(&key().token(update), &keys, &updates), Ok(Some(nth)));
    }
    assert_eq!(which(&key().token(&state()), &keys, &updates), Err(StateError::OtherChargePermission));
    assert_eq!(which(&key().token(&state()), &keys, &[]), Err(StateError::NothingStarted));
}

#[test]
fn the_update_is_told_with_a_session_id_and_without() {
    let other = UpdateState::new(STORE, charge_permission_id!("B01-0000000-0000001"), PayOnly);
    let (key, both) = (key(), [other.clone(), state()]);
    for session in ["", "&amazonCheckoutSessionId=malformed", &format!("&amazonCheckoutSessionId={ID}")] {
        let which = |token: &str, updates: &[UpdateState]| {
            let query = format!("amazonPayUpdateState={token}{session}");
            let back = BuyerReturn::from_query(&query);
            back.verify_update_at([&key.verifying_key()], updates, now()).cloned()
        };
        let (token, token_of_other) = (key.token(&state()), key.token(&other));
        assert_eq!(which(token.as_str(), &both), Ok(state()), "{session}");
        assert_eq!(which(token_of_other.as_str(), &both), Ok(other.clone()), "{session}");

        let of_somebody_else = which(token.as_str(), &both[..1]);
        assert_eq!(of_somebody_else, Err(StateError::OtherChargePermission), "{session}");
        let expired = which(key.token_until(&state(), now()).as_str(), &both);
        assert_eq!(expired, Err(StateError::Expired { ago: Duration::ZERO }), "{session}");
        let of_other_key = which(new_key().token(&state()).as_str(), &both);
        assert_eq!(of_other_key, Err(StateError::UnknownKey), "{session}");
        let (message, _) = token.as_str().rsplit_once('.').expect("three parts");
        let (_, signature) = token_of_other.as_str().rsplit_once('.').expect("three parts");
        let forged = which(&format!("{message}.{signature}"), &both);
        assert_eq!(forged, Err(StateError::WrongSignature), "{session}");
    }
}

#[test]
fn of_several_errors_the_nearest_is_told() {
    let keys = [key().verifying_key()];
    let other_store = store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreIe");
    let permission = charge_permission_id!("B01-0000000-0000000");
    let other_permission = charge_permission_id!("B01-0000000-0000001");
    let far = UpdateState::new(STORE, other_permission, PayOnly);
    let of_other_store = UpdateState::new(other_store, permission.clone(), PayOnly);
    let of_other_type = UpdateState::new(STORE, permission, PayAndShip);
    let expired = key().token_until(&state(), now() - Duration::from_secs(1));
    let ago = Duration::ZERO;
    let mut updates = Vec::new();
    for (update, error) in [
        (far, StateError::OtherChargePermission),
        (of_other_store, StateError::OtherStore),
        (of_other_type, StateError::OtherProductType),
        (state(), StateError::Expired { ago }),
    ] {
        updates.push(update);
        assert_eq!(which(&expired, &keys, &updates), Err(error));
        let reversed: Vec<_> = updates.iter().rev().cloned().collect();
        assert_eq!(which(&expired, &keys, &reversed), Err(error), "in whatever order");
    }
}

#[test]
fn one_or_several_are_given_in_any_form() {
    let (key, state) = (key(), state());
    let query = format!("amazonPayUpdateState={}&amazonCheckoutSessionId={ID}", key.token(&state).as_str());
    let back = BuyerReturn::from_query(&query);
    let half = key.verifying_key();
    assert!(back.verify_state([&half], [&state]).is_ok());
    assert!(back.verify_state(std::slice::from_ref(&half), Some(&state)).is_ok());
    assert!(back.verify_state(&vec![half.clone()], &Some(state.clone())).is_ok());
    assert_eq!(back.verify_state([&half], None), Err(StateError::NothingStarted));
    assert_eq!(back.verify_update([&half], Some(&state)), Ok(&state));
}
