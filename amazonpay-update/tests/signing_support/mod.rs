//! What the signing tests share: throw-away keys made by OpenSSL, and a payload.
#![allow(dead_code, reason = "each test file uses a part of it")]

use amazonpay_update::__private::{Derived, Verdict};
use amazonpay_update::UpdatePayload;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// A payload of any text.
pub(crate) struct Text(pub(crate) &'static str);

/// A product type of its own.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Product;

// A signature is of any text, and its vectors are not payloads: only here is a payload not derived.
impl Derived for Text {}

impl UpdatePayload for Text {
    type ProductType = Product;

    fn canonical_len(&self) -> usize {
        self.0.len()
    }

    fn write_canonical(&self, out: &mut String) {
        out.push_str(self.0);
    }

    fn verdict(&self) -> Verdict<Self::ProductType> {
        Verdict::kept(Product)
    }
}

pub(crate) const PAYLOAD: Text = Text(r#"{"chargePermissionId":"B01-0000000-0000000","storeId":"é€😀"}"#);

/// A directory of its own, in which commands make keys.
pub(crate) struct Keys(tempfile::TempDir);

impl Keys {
    pub(crate) fn new() -> Keys {
        Keys(tempfile::tempdir().expect("a temporary directory"))
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).expect(name)
    }

    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        std::fs::write(self.path(name), bytes).expect(name);
        self.path(name)
    }

    /// Runs a command here; words are split at spaces, and a word in single quotes is kept whole.
    pub(crate) fn try_run(&self, line: &str) -> Result<String, String> {
        run_in(self.0.path(), line)
    }

    pub(crate) fn run(&self, line: &str) -> String {
        self.try_run(line).unwrap_or_else(|error| panic!("{line}: {error}"))
    }

    /// `openssl genpkey`, in PKCS#8.
    pub(crate) fn rsa(&self, name: &str, bits: usize) -> String {
        self.run(&format!(
            "openssl genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:{bits} -out {name}"
        ));
        self.read(name)
    }
}

fn run_in(directory: &Path, line: &str) -> Result<String, String> {
    let mut words = line.split_whitespace().map(|word| if word == "''" { "" } else { word });
    let program = words.next().expect("a command");
    let output = Command::new(program)
        .args(words)
        .current_dir(directory)
        .output()
        .map_err(|error| format!("these tests need `{program}`: {error}"))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(String::from_utf8_lossy(&output.stderr).into_owned())
    }
}

/// One 2048-bit key for all tests of a file: private and public half.
pub(crate) fn key_pair() -> &'static (String, String) {
    static PAIR: OnceLock<(String, String)> = OnceLock::new();
    PAIR.get_or_init(|| {
        let keys = Keys::new();
        let private = keys.rsa("private.pem", 2048);
        keys.run("openssl pkey -in private.pem -pubout -out public.pem");
        (private, keys.read("public.pem"))
    })
}

pub(crate) fn from_hex(text: &str) -> Vec<u8> {
    let pair = |at| u8::from_str_radix(&text[at..at + 2], 16).expect("hexadecimal digits");
    (0..text.len()).step_by(2).map(pair).collect()
}
