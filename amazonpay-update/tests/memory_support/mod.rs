//! A process that holds a key and drops it, and a search through its memory.
#![allow(dead_code, reason = "each test file uses a part of it")]

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::process::{Command, Stdio};

/// Names the key file to the process that is looked into.
const KEY_FILE: &str = "AMAZONPAY_UPDATE_TEST_KEY_FILE";

/// A form in which a secret may stand in memory, by name.
pub(crate) type Form = (&'static str, Vec<u8>);

/// The process that is looked into: holds a key, and drops it, each on a line of its input. Any other
/// process does nothing here.
pub(crate) fn hold<K>(key: impl FnOnce(&Path) -> K, after_drop: impl FnOnce()) {
    let Ok(path) = std::env::var(KEY_FILE) else { return };
    let mut lines = std::io::stdin().lines();
    let key = key(Path::new(&path));
    println!("\nheld");
    lines.next();
    drop(key);
    after_drop();
    println!("\ndropped");
    lines.next();
}

/// Of a process in which the test `the_holder` [holds](hold) the key of a file, no form stays.
pub(crate) fn assert_wiped(key_file: &Path, forms: &[Form]) {
    let (held, dropped) = found_around_drop(key_file, forms);
    assert!(!held.is_empty(), "the search finds a key that is there");
    assert_eq!(dropped, Vec::<&str>::new());
}

/// Of a process in which `the_holder` refuses the key of a file, no form is there at any time.
pub(crate) fn assert_never_kept(key_file: &Path, forms: &[Form]) {
    assert_eq!(found_around_drop(key_file, forms), (Vec::new(), Vec::new()));
}

/// The forms found while the key is held, and those found once it is dropped.
fn found_around_drop(key_file: &Path, forms: &[Form]) -> (Vec<&'static str>, Vec<&'static str>) {
    let mut holder = Command::new(std::env::current_exe().expect("this test"))
        .args(["--exact", "the_holder", "--nocapture", "--test-threads=1"])
        .env(KEY_FILE, key_file)
        // Else the linker saves the processor's registers, with whatever was copied last, when a function is
        // called for the first time.
        .env("LD_BIND_NOW", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("this test again");
    let mut output = BufReader::new(holder.stdout.take().expect("a pipe")).lines();
    let mut wait_for = |word: &str| assert!(output.any(|line| line.expect("a line") == word), "{word}");

    wait_for("held");
    let held = found(holder.id(), forms);
    holder.stdin.as_mut().expect("a pipe").write_all(b"\n").expect("it reads");
    wait_for("dropped");
    let dropped = found(holder.id(), forms);
    holder.stdin.as_mut().expect("a pipe").write_all(b"\n").expect("it reads");
    holder.wait().expect("it ends");
    (held, dropped)
}

/// Which of the forms stand in the memory of a process.
fn found(process: u32, forms: &[Form]) -> Vec<&'static str> {
    let memory = writable_memory(process);
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
