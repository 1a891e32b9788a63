//! A dropped state key is gone from memory: another process looks for it.
#![cfg(all(feature = "return-state", target_os = "linux"))]

mod memory_support;
mod signing_support;

use amazonpay_update::return_state::{StateKey, UpdateState};
use amazonpay_update::{PayOnly, charge_permission_id, store_id};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use memory_support::{Form, assert_wiped, hold};
use signing_support::Keys;

#[test]
fn the_holder() {
    let state = UpdateState::new(
        store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId"),
        charge_permission_id!("B01-0000000-0000000"),
        PayOnly,
    );
    let used = |path: &_| {
        let key = StateKey::from_pem_file(path).expect("the key");
        assert!(!key.token(&state).as_str().is_empty());
        key
    };
    // What the computations left there, whatever a shop does next writes over.
    hold(used, || {
        overwrite_stack(64);
    });
}

#[inline(never)]
fn overwrite_stack(depth: u8) -> u8 {
    let filled = std::hint::black_box([depth; 1024]);
    if depth == 0 { filled[0] } else { overwrite_stack(depth - 1) ^ filled[1] }
}

#[test]
fn nothing_of_a_dropped_state_key_stays_in_memory() {
    let keys = Keys::new();
    keys.run("openssl ecparam -name prime256v1 -genkey -noout -out state.pem");
    assert_wiped(&keys.path("state.pem"), &forms(&keys.read("state.pem")));
}

/// The forms in which the private number may stand in memory.
fn forms(pem: &str) -> Vec<Form> {
    let line = pem.lines().nth(1).expect("a line");
    let body: String = pem.lines().filter(|line| !line.starts_with("-----")).collect();
    let der = BASE64_STANDARD.decode(body).expect("Base64");
    let number = &der[7..39];
    vec![
        ("a line of the PEM text", line.as_bytes().to_vec()),
        ("the private number", number[..24].to_vec()),
        ("the private number as the processor has it", number.iter().rev().copied().take(24).collect()),
    ]
}
