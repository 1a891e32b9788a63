//! This library and Node's two kinds of cryptography read each other's state tokens.

use amazonpay_update::return_state::{StateError, StateKey, StateVerifyingKey, UpdateState};
use amazonpay_update::session::BuyerReturn;
use amazonpay_update::{ChargePermissionId, PayAndShip, PayOnly, StoreId};
use serde_json::{Value, json};
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

const HOW_MANY: usize = 200;

/// An update: its state, its claims as Node signs them, and the library's token.
struct Update {
    state: UpdateState,
    claims: String,
    token: String,
}

#[test]
fn node_and_this_library_read_each_others_tokens_and_refuse_changed_ones() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let (private, public) = key_pair(directory.path());
    let key = StateKey::from_pem(&private).expect("the key");
    let updates: Vec<Update> = (0..HOW_MANY).map(|nth| update(&key, nth)).collect();
    let changed: Vec<String> =
        updates.iter().enumerate().map(|(nth, update)| change(&update.token, nth)).collect();
    let tokens: Vec<&String> = updates.iter().map(|update| &update.token).chain(&changed).collect();
    let claims: Vec<&String> = updates.iter().map(|update| &update.claims).collect();
    let question = json!({ "privateKey": private, "publicKey": public, "tokens": tokens, "claims": claims });
    let answer = ask_node(&question);

    let accepted = answer["accepted"].as_array().expect("a list");
    assert_eq!(accepted.len(), 2 * HOW_MANY);
    for (update, accepted) in updates.iter().zip(accepted) {
        let read: Value = serde_json::from_str(accepted.as_str().expect(&update.token)).expect("JSON");
        let meant: Value = serde_json::from_str(&update.claims).expect("JSON");
        assert_eq!(read, meant);
    }
    for (token, accepted) in changed.iter().zip(&accepted[HOW_MANY..]) {
        assert!(accepted.is_null(), "{token}");
    }

    let public = StateVerifyingKey::from_pem(&public).expect("the public key");
    let theirs = answer["tokens"].as_array().expect("a list");
    assert_eq!(theirs.len(), HOW_MANY);
    for (nth, (update, token)) in updates.iter().zip(theirs).enumerate() {
        let token = token.as_str().expect("a text");
        assert_ne!(token, update.token, "Node draws its nonces");
        for (token, good) in
            [(token, true), (&change(token, nth), false), (&update.token, true), (&changed[nth], false)]
        {
            let read = verify(&public, token, &update.state);
            assert_eq!(read.is_ok(), good, "{read:?}: {token}");
        }
        let of_another = &updates[(nth + 1) % HOW_MANY].state;
        assert_eq!(verify(&public, token, of_another), Err(StateError::OtherChargePermission));
    }
}

fn verify(key: &StateVerifyingKey, token: &str, expected: &UpdateState) -> Result<(), StateError> {
    let id = "amazonCheckoutSessionId=acf951ea-32ee-4dea-916b-2caa9b218e4a";
    let query = format!("amazonPayUpdateState={token}&{id}");
    BuyerReturn::from_query(&query).verify_state([key], [expected]).map(|_| ())
}

/// The update with the number `nth`. Every second update has an expiry, every third an address.
fn update(key: &StateKey, nth: usize) -> Update {
    let store = format!("{nth:032x}");
    let store_id: StoreId = format!("amzn1.application-oa2-client.{store}").parse().expect("a store id");
    let permission: ChargePermissionId = format!("B01-{nth:07}-0000000").parse().expect("an id");
    let ships = nth.is_multiple_of(3);
    let state = if ships {
        UpdateState::new(store_id, permission.clone(), PayAndShip)
    } else {
        UpdateState::new(store_id, permission.clone(), PayOnly)
    };
    let mut claims = json!({
        "aud": store,
        "pt": if ships { "PayAndShip" } else { "PayOnly" },
        "sub": permission.as_str(),
    });
    let token = if nth.is_multiple_of(2) {
        // Far from now, whenever this test runs, and at a full hour.
        let exp = (1_111_112 + nth as u64) * StateKey::EXPIRY_STEP.as_secs();
        claims["exp"] = exp.into();
        key.token_until(&state, SystemTime::UNIX_EPOCH + Duration::from_secs(exp))
    } else {
        key.token(&state)
    };
    Update { state, claims: claims.to_string(), token: token.as_str().to_owned() }
}

/// A token with one character replaced by the next character of the alphabet.
fn change(token: &str, nth: usize) -> String {
    const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut changed = token.as_bytes().to_vec();
    let at = nth * 31 % changed.len();
    let place = ALPHABET.iter().position(|byte| *byte == changed[at]).unwrap_or(0);
    changed[at] = ALPHABET[(place + 1) % ALPHABET.len()];
    String::from_utf8(changed).expect("ASCII")
}

fn key_pair(directory: &Path) -> (String, String) {
    let run = |arguments: &[&str]| {
        let output =
            Command::new("openssl").args(arguments).current_dir(directory).output().expect("openssl");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    run(&["ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", "state.pem"]);
    run(&["pkey", "-in", "state.pem", "-pubout", "-out", "public.pem"]);
    let read = |name| fs::read_to_string(directory.join(name)).expect(name);
    (read("state.pem"), read("public.pem"))
}

fn ask_node(question: &Value) -> Value {
    let mut node = Command::new("node")
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/interop/state.mjs"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the command node");
    node.stdin
        .take()
        .expect("a pipe")
        .write_all(question.to_string().as_bytes())
        .expect("node reads its input");
    let output = node.wait_with_output().expect("node ends");
    assert!(output.status.success(), "state.mjs failed");
    serde_json::from_slice(&output.stdout).expect("JSON")
}
