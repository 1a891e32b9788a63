//! The command-line tool, run as a shell would run it.

mod batch;
mod button;
mod canonicalize;
mod check;
mod doctor;
mod ipn;
mod request;
mod schema;
mod secrets;
#[cfg(feature = "client")]
mod send;
mod sign;
#[cfg(target_os = "linux")]
mod terminal;
mod to_rust;
mod verify;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

const RIGHT: &str = r#"{
    "storeId": "amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId",
    "webCheckoutDetails": {"checkoutResultReturnUrl": "https://a.com/merchant-result-page"},
    "chargePermissionId": "C01-0000000-0000000",
    "chargePermissionType": "PaymentMethodOnFile",
    "paymentMethodOnFileMetadata": {"setupOnly": true},
    "paymentDetails": {"paymentIntent": "Confirm"},
    "deliverySpecifications": {"specialRestrictions": ["RestrictPOBoxes"]}
}"#;

const CANONICAL: &str = concat!(
    r#"{"chargePermissionId":"C01-0000000-0000000","chargePermissionType":"PaymentMethodOnFile","#,
    r#""deliverySpecifications":{"specialRestrictions":["RestrictPOBoxes"]},"#,
    r#""paymentDetails":{"paymentIntent":"Confirm"},"paymentMethodOnFileMetadata":{"setupOnly":true},"#,
    r#""storeId":"amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId","#,
    r#""webCheckoutDetails":{"checkoutResultReturnUrl":"https://a.com/merchant-result-page"}}"#,
);

const KEY_ID: &str = "SANDBOX-AEXAMPLEKEYID";

struct Ran {
    status: i32,
    stdout: String,
    stderr: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Ran {
        Ran {
            status: output.status.code().expect("it ends by itself"),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Ran {
    /// Ended without an answer: one line that says why.
    #[track_caller]
    fn failed(&self, status: i32, words: &str) {
        self.failed_with(status, words, 0);
    }

    /// The same, and notes below that line.
    #[track_caller]
    fn failed_with(&self, status: i32, words: &str, notes: usize) {
        assert_eq!((self.status, self.stdout.as_str()), (status, ""), "{}", self.stderr);
        assert!(self.stderr.starts_with("error: ") && self.stderr.contains(words), "{}", self.stderr);
        assert_eq!(self.notes().len(), notes, "{}", self.stderr);
        assert_eq!(self.stderr.lines().count(), 1 + notes, "{}", self.stderr);
    }

    fn notes(&self) -> Vec<&str> {
        self.stderr.lines().filter_map(|line| line.strip_prefix("note: ")).collect()
    }
}

fn tool(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_amazonpay-update"));
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn run(arguments: &[&str], input: impl AsRef<[u8]> + Send) -> Ran {
    let mut child = tool(arguments).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // On a thread of its own, for the tool may write before it has read everything, and may end
    // before it reads anything.
    std::thread::scope(|scope| {
        scope.spawn(move || stdin.write_all(input.as_ref()));
        child.wait_with_output().unwrap().into()
    })
}

/// One key for all tests, made by OpenSSL.
struct Keys {
    directory: tempfile::TempDir,
}

impl Keys {
    fn get() -> &'static Keys {
        static KEYS: OnceLock<Keys> = OnceLock::new();
        KEYS.get_or_init(|| {
            let keys = Keys { directory: tempfile::tempdir().unwrap() };
            keys.openssl("genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out private.pem");
            keys.openssl("pkey -in private.pem -pubout -out public.pem");
            keys.openssl("genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:1024 -out weak.pem");
            keys
        })
    }

    fn openssl(&self, arguments: &str) {
        let status = Command::new("openssl").args(arguments.split(' ')).current_dir(&self.directory).status();
        assert!(status.expect("these tests need `openssl`").success(), "{arguments}");
    }

    fn path(&self, name: &str) -> String {
        self.directory.path().join(name).to_str().unwrap().to_owned()
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.directory.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }
}

fn sign(input: &str, more: &[&str]) -> Ran {
    let key = Keys::get().path("private.pem");
    run(&[&["sign", "--key", &key, "--public-key-id", KEY_ID], more].concat(), input)
}

fn verify(input: &str) -> Ran {
    run(&["verify", "--public-key", &Keys::get().path("public.pem")], input)
}

#[test]
fn misuse_and_unreadable_files_are_two() {
    let keys = Keys::get();
    let sign_with = |key: &str, id: &str| run(&["sign", "--key", key, "--public-key-id", id], RIGHT);
    for arguments in [
        &[][..],
        &["chek"],
        &["check", "--product-type", "PayLater"],
        &["check", "--format", "xml"],
        &["check", "a", "b"],
        &["to-rust", "--derive", "change_address"],
        &["to-rust", "--derive", "Self"],
        &["schema", "update.json"],
        &["sign"],
        &["sign", "--key", "k", "--public-key-id", "no spaces"],
        &["sign", "--key", "k", "--public-key-id", "ID", "--algorithm", "RS256"],
        &["sign", "--key", "k", "--public-key-id", "ID", "--jobs", "2"],
        &["sign", "--key", "k", "--public-key-id", "ID", "--batch", "--jobs", "0"],
        &["verify"],
    ] {
        let ran = run(arguments, RIGHT);
        assert_eq!((ran.status, ran.stdout.as_str()), (2, ""), "{arguments:?}");
        assert!(!ran.stderr.is_empty());
    }
    for verb in ["check", "to-rust", "canonicalize"] {
        run(&[verb, "no-such-file.json"], "").failed(2, "cannot read `no-such-file.json`: ");
        run(&[verb, "."], "").failed(2, "cannot read `.`: ");
        run(&[verb], b"{\"a\":\"\xFF\"}").failed(2, "standard input is not UTF-8 text: byte 7 is wrong");
    }
    let bytes = keys.write("bytes", b"{\"a\":\"\xFF\"}");
    let bytes = bytes.to_str().unwrap();
    for arguments in [&["doctor", bytes][..], &["ipn", "--certificate", bytes]] {
        run(arguments, "{}").failed(2, "/bytes` is not UTF-8 text: byte 7 is wrong");
    }
    sign_with("no-such-key.pem", KEY_ID).failed(2, "`no-such-key.pem`: ");
    sign_with(&keys.path("weak.pem"), KEY_ID).failed(2, "[weak_key]");
    sign_with(&keys.path("public.pem"), KEY_ID).failed(2, "private key is needed");
}

#[test]
fn no_output_holds_any_part_of_a_key() {
    let private = Keys::get().path("private.pem");
    let text = std::fs::read_to_string(&private).unwrap();
    let secret_lines: Vec<_> = text.lines().filter(|line| !line.starts_with("-----")).collect();
    for arguments in [
        &["check", &private][..],
        &["check", "--format", "json", &private],
        &["to-rust", &private],
        &["canonicalize", &private],
        &["verify", "--public-key", &private],
        &["verify", "--public-key", &Keys::get().path("public.pem"), &private],
        &["sign", "--key", &private, "--public-key-id", KEY_ID, &private],
        &["verify", "--public-key", &Keys::get().path("public.pem"), "--explain", &text],
        &["sign", "--key", &private, "--public-key-id", KEY_ID],
        &["sign", "--key", &private, "--public-key-id", KEY_ID, "--batch"],
        &["sign", "--key", &private, "--public-key-id", KEY_ID, "--batch", &private],
        // The key itself in place of its file.
        &["sign", "--key", &text, "--public-key-id", KEY_ID],
        &["verify", "--public-key", &text],
    ] {
        let ran = run(arguments, RIGHT);
        for line in &secret_lines {
            assert!(!ran.stdout.contains(line) && !ran.stderr.contains(line), "{arguments:?}");
        }
    }
}

#[test]
fn a_reader_that_closes_the_pipe_is_no_error() {
    let long = format!("{{\"a\":\"{}\"}}", "x".repeat(1_000_000));
    let path = Keys::get().write("long.json", long);
    let mut child = tool(&["canonicalize", path.to_str().unwrap()]).spawn().unwrap();
    drop(child.stdout.take());
    let ran = Ran::from(child.wait_with_output().unwrap());
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
}

#[test]
#[cfg(target_os = "linux")]
fn an_output_that_cannot_be_written_is_an_error() {
    let path = Keys::get().write("full.json", RIGHT);
    let canonicalize = ["canonicalize", path.to_str().unwrap()];
    for arguments in [&canonicalize[..], &["--help"], &["--version"], &["check", "--help"], &["help"]] {
        let full = std::fs::OpenOptions::new().write(true).open(Path::new("/dev/full")).unwrap();
        let ran = tool(arguments).stdout(full).output().unwrap();
        Ran::from(ran).failed(2, "error: cannot write: ");
    }
}

#[test]
fn every_verb_explains_itself_with_an_example() {
    for verb in
        ["check", "to-rust", "schema", "canonicalize", "sign", "button", "request", "ipn", "doctor", "verify"]
    {
        let ran = run(&[verb, "--help"], "");
        assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
        assert!(ran.stdout.contains(&format!("Example:\n  amazonpay-update {verb} ")), "{}", ran.stdout);
    }
    assert!(run(&["--help"], "").stdout.contains("Exit status: "));
    assert_eq!(run(&["--version"], "").stdout, format!("amazonpay-update {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn a_key_in_place_of_any_argument_is_not_repeated() {
    let key = std::fs::read_to_string(Keys::get().path("private.pem")).unwrap();
    for verb in
        ["check", "to-rust", "schema", "canonicalize", "sign", "button", "request", "ipn", "doctor", "verify"]
    {
        for arguments in [vec![verb, &key], vec![verb, "--key", &key], vec![verb, "--region", &key]] {
            run(&arguments, RIGHT)
                .failed(2, "an argument is the text of a key or a certificate, and no argument");
        }
    }
}
