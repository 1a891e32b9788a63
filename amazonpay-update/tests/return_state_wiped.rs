//! A dropped state key is gone from memory: another process looks for it.
#![cfg(all(feature = "return-state", target_os = "linux"))]

mod signing_support;

use amazonpay_update::return_state::{StateKey, UpdateState};
use amazonpay_update::{PayOnly, charge_permission_id, store_id};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use signing_support::Keys;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::process::{Child, Command, Stdio};

/// Names the key file to the process that is looked into.
const KEY_FILE: &str = "AMAZONPAY_UPDATE_TEST_STATE_KEY_FILE";

/// The process that is looked into: holds a key, and drops it, each on a line of its input.
#[test]
fn the_holder() {
    let Ok(path) = std::env::var(KEY_FILE) else { return };
    let mut lines = std::io::stdin().lines();
    let state = UpdateState::new(
        store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId"),
        charge_permission_id!("B01-0000000-0000000"),
        PayOnly,
    );
    let key = StateKey::from_pem_file(path).expect("the key");
    assert!(!key.token(&state).as_str().is_empty());
    println!("\nheld");
    lines.next();
    drop(key);
    // What the computations left there, whatever a shop does next writes over.
    overwrite_stack(64);
    println!("\ndropped");
    lines.next();
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
    let forms = forms(&keys.read("state.pem"));
    let mut holder = Command::new(std::env::current_exe().expect("this test"))
        .args(["--exact", "the_holder", "--nocapture", "--test-threads=1"])
        .env(KEY_FILE, keys.path("state.pem"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("this test again");
    let mut output = BufReader::new(holder.stdout.take().expect("a pipe")).lines();
    let mut wait_for = |word: &str| assert!(output.any(|line| line.expect("a line") == word), "{word}");

    wait_for("held");
    assert!(!found(&holder, &forms).is_empty(), "the search finds a key that is there");
    holder.stdin.as_mut().expect("a pipe").write_all(b"\n").expect("it reads");
    wait_for("dropped");
    let left = found(&holder, &forms);
    holder.stdin.as_mut().expect("a pipe").write_all(b"\n").expect("it reads");
    holder.wait().expect("it ends");
    assert_eq!(left, Vec::<&str>::new());
}

/// The forms in which the private number may stand in memory.
fn forms(pem: &str) -> Vec<(&'static str, Vec<u8>)> {
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

fn found(process: &Child, forms: &[(&'static str, Vec<u8>)]) -> Vec<&'static str> {
    let memory = writable_memory(process.id());
    let is_there = |form: &[u8]| memory.windows(form.len()).any(|window| window == form);
    forms.iter().filter(|(_, form)| is_there(form)).map(|(name, _)| *name).collect()
}

fn writable_memory(process: u32) -> Vec<u8> {
    let maps = std::fs::read_to_string(format!("/proc/{process}/maps")).expect("its maps");
    let mut memory = File::open(format!("/proc/{process}/mem")).expect("its memory");
    let mut bytes = Vec::new();
    for line in maps.lines().filter(|line| line.contains(" rw")) {
        let range = line.split(' ').next().and_then(|range| range.split_once('-')).expect("a range");
        let [start, end] = [range.0, range.1].map(|at| u64::from_str_radix(at, 16).expect("an address"));
        // Some ranges, as those of the kernel, cannot be read.
        if memory.seek(SeekFrom::Start(start)).is_ok() {
            let _ = (&mut memory).take(end - start).read_to_end(&mut bytes);
        }
    }
    bytes
}
