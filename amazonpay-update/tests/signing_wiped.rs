//! A dropped key is gone from memory: another process looks for it.
//!
//! With AWS-LC, which wipes what it frees. The crate `rsa` wipes its keys but not all of its
//! intermediate results, and nothing outside it can.
#![cfg(target_os = "linux")]

mod signing_support;

use amazonpay_update::{Algorithm, SigningKey};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use rsa::RsaPrivateKey;
use rsa::pkcs8::DecodePrivateKey;
use rsa::traits::PrivateKeyParts;
use signing_support::{Keys, PAYLOAD};
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::process::{Child, Command, Stdio};

/// Names the key file to the process that is looked into.
const KEY_FILE: &str = "AMAZONPAY_UPDATE_TEST_KEY_FILE";

/// The process that is looked into: holds a key, and drops it, each on a line of its input.
#[test]
fn the_holder() {
    let Ok(path) = std::env::var(KEY_FILE) else { return };
    let mut lines = std::io::stdin().lines();
    let key = SigningKey::from_pem_file(path).expect("the key");
    key.sign(&PAYLOAD, Algorithm::PssV2).expect("a signature");
    println!("\nheld");
    lines.next();
    drop(key);
    println!("\ndropped");
    lines.next();
}

#[test]
fn nothing_of_a_dropped_key_stays_in_memory() {
    let keys = Keys::new();
    let pem = keys.rsa("private.pem", 2048);
    let mut holder = Command::new(std::env::current_exe().expect("this test"))
        .args(["--exact", "the_holder", "--nocapture", "--test-threads=1"])
        .env(KEY_FILE, keys.path("private.pem"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("this test again");
    let mut output = BufReader::new(holder.stdout.take().expect("a pipe")).lines();
    let mut wait_for = |word: &str| assert!(output.any(|line| line.expect("a line") == word), "{word}");

    wait_for("held");
    assert!(!found(&holder, &pem).is_empty(), "the search finds a key that is there");
    holder.stdin.as_mut().expect("a pipe").write_all(b"\n").expect("it reads");
    wait_for("dropped");
    let left = found(&holder, &pem);
    holder.stdin.as_mut().expect("a pipe").write_all(b"\n").expect("it reads");
    holder.wait().expect("it ends");
    assert_eq!(left, Vec::<&str>::new());
}

/// Which forms of a key stand in the memory of a process.
fn found(process: &Child, pem: &str) -> Vec<&'static str> {
    let key = RsaPrivateKey::from_pkcs8_pem(pem).expect("a key");
    let body: String = pem.lines().filter(|line| !line.starts_with("-----")).collect();
    let der = BASE64_STANDARD.decode(&body).expect("Base64");
    let middle = |bytes: &[u8]| bytes[bytes.len() / 2..][..24].to_vec();
    let reversed = |bytes: &[u8]| bytes.iter().rev().copied().collect::<Vec<_>>();
    let mut forms = vec![
        ("a line of the PEM text", pem.lines().nth(20).expect("a line").as_bytes().to_vec()),
        // The encoding of a private number, which no public part has.
        ("the DER encoding", der[der.len() - 60..][..24].to_vec()),
    ];
    for number in [key.d().to_be_bytes(), key.primes()[0].to_be_bytes(), key.primes()[1].to_be_bytes()] {
        forms.push(("a private number", middle(&number)));
        forms.push(("a private number as the processor has it", middle(&reversed(&number))));
    }
    let memory = writable_memory(process.id());
    forms.retain(|(_, form)| memory.windows(form.len()).any(|window| window == form));
    forms.into_iter().map(|(name, _)| name).collect()
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
