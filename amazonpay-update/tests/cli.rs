//! The command-line tool, run as a shell would run it.

use serde_json::{Value, json};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

const RIGHT: &str = r#"{
    "storeId": "amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId",
    "webCheckoutDetails": {"checkoutResultReturnUrl": "https://a.com/merchant-result-page"},
    "chargePermissionId": "B01-0000000-0000000",
    "chargePermissionType": "PaymentMethodOnFile",
    "paymentMethodOnFileMetadata": {"setupOnly": true},
    "paymentDetails": {"paymentIntent": "Confirm"},
    "deliverySpecifications": {"specialRestrictions": ["RestrictPOBoxes"]}
}"#;

const CANONICAL: &str = concat!(
    r#"{"chargePermissionId":"B01-0000000-0000000","chargePermissionType":"PaymentMethodOnFile","#,
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
fn check_passes_a_right_payload_without_a_word() {
    for more in [&[][..], &["--product-type", "PayAndShip"], &["-"], &["--format", "text"]] {
        let ran = run(&[&["check"], more].concat(), RIGHT);
        assert_eq!((ran.status, ran.stdout.as_str(), ran.stderr.as_str()), (0, "", ""), "{more:?}");
    }
    let ran = run(&["check", "--format", "json"], RIGHT);
    assert_eq!((ran.status, ran.stdout.as_str(), ran.stderr.as_str()), (0, "[]\n", ""));
}

#[test]
fn check_names_one_broken_rule_a_line() {
    let wrong = RIGHT.replace("\"storeId\"", "\"stroeId\"").replace("true", "null");
    let ran = run(&["check"], &wrong);
    assert_eq!((ran.status, ran.stderr.as_str()), (1, ""));
    let lines: Vec<_> = ran.stdout.lines().collect();
    assert_eq!(lines.len(), 3, "{}", ran.stdout);
    assert!(lines[0].starts_with("store_id_required: ") && lines[0].ends_with(" (at storeId)"));
    assert!(lines[1].ends_with("found null (at paymentMethodOnFileMetadata.setupOnly)"));
    assert_eq!(
        lines[2],
        "unknown_member: `stroeId`: an update payload has no such member: correct the name or remove it; did you mean `storeId`? (at stroeId)"
    );

    let ran = run(&["check", "--format", "json"], &wrong);
    assert_eq!((ran.status, ran.stderr.as_str()), (1, ""));
    let found: Vec<Value> = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(found.len(), 3);
    assert_eq!(
        found[2],
        json!({
            "rule": "unknown_member",
            "path": "stroeId",
            "message": "`stroeId`: an update payload has no such member: correct the name or remove it; did you mean `storeId`?",
        })
    );
}

#[test]
fn check_knows_the_product_type_it_is_told() {
    let ran = run(&["check", "--product-type", "PayOnly"], RIGHT);
    assert_eq!(ran.status, 1);
    assert!(ran.stdout.starts_with("delivery_specifications_need_pay_and_ship: "), "{}", ran.stdout);
    assert!(ran.stdout.ends_with(" (at deliverySpecifications)\n"), "{}", ran.stdout);
}

#[test]
fn check_warns_on_standard_error() {
    let name = "\u{1F4B3}".repeat(50);
    let text =
        RIGHT.replacen('{', &format!("{{\"merchantMetadata\": {{\"merchantStoreName\": \"{name}\"}},"), 1);
    let ran = run(&["check"], text);
    assert_eq!((ran.status, ran.stdout.as_str()), (0, ""));
    assert!(ran.stderr.starts_with("warning: `merchantStoreName` has 200 bytes"), "{}", ran.stderr);
}

#[test]
fn check_reads_a_file() {
    let path = Keys::get().write("right.json", RIGHT);
    assert_eq!(run(&["check", path.to_str().unwrap()], "").status, 0);
}

#[test]
fn canonicalize_prints_the_canonical_text_and_nothing_else() {
    let ran = run(&["canonicalize"], RIGHT);
    assert_eq!((ran.status, ran.stdout.as_str(), ran.stderr.as_str()), (0, CANONICAL, ""));
    let ran = run(&["canonicalize", "-"], "{\"b\": [], \"\\u0061\": \"\\u20ac\"}");
    assert_eq!(ran.stdout, "{\"a\":\"\u{20AC}\",\"b\":[]}");
    run(&["canonicalize"], "{").failed(1, "not_json: ");
    run(&["canonicalize"], "{\"a\":{\"b\":1,\"b\":1}}").failed(1, "(at a.b)");
    run(&["canonicalize"], "[1.5]").failed(1, "an update payload has no numbers");
}

#[test]
fn what_sign_prints_is_what_verify_takes() {
    for (more, algorithm) in [
        (&[][..], "AMZN-PAY-RSASSA-PSS-V2"),
        (&["--algorithm", "AMZN-PAY-RSASSA-PSS-V2"], "AMZN-PAY-RSASSA-PSS-V2"),
        (&["--algorithm", "AMZN-PAY-RSASSA-PSS"], "AMZN-PAY-RSASSA-PSS"),
    ] {
        let ran = sign(RIGHT, more);
        assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
        let signed: Value = serde_json::from_str(&ran.stdout).unwrap();
        let expected = json!({
            "algorithm": algorithm,
            "payloadJSON": CANONICAL,
            "publicKeyId": KEY_ID,
            "signature": signed["signature"],
        });
        assert_eq!(signed, expected);
        let ran = verify(&ran.stdout);
        assert_eq!((ran.status, ran.stdout.as_str(), ran.stderr.as_str()), (0, "", ""));
    }
}

#[test]
fn sign_refuses_what_check_refuses() {
    let ran = sign(&RIGHT.replace("B01-", "B1-").replace("Confirm", "Authorize"), &[]);
    assert_eq!((ran.status, ran.stdout.as_str()), (1, ""));
    let lines: Vec<_> = ran.stderr.lines().collect();
    assert!(lines[0].starts_with("error: charge_permission_id_format: "), "{}", ran.stderr);
    assert!(lines[1].starts_with("error: payment_intent_must_be_confirm: "), "{}", ran.stderr);
    assert_eq!(lines.len(), 2);
}

#[test]
fn verify_refuses_what_was_not_signed_so() {
    let signed: Value = serde_json::from_str(&sign(RIGHT, &[]).stdout).unwrap();
    let with = |name: &str, value: Option<Value>| {
        let mut changed = signed.clone();
        let members = changed.as_object_mut().unwrap();
        match value {
            Some(value) => members.insert(name.to_owned(), value),
            None => members.remove(name),
        };
        verify(&changed.to_string())
    };
    let payload = CANONICAL.replace("a.com", "b.com");
    with("payloadJSON", Some(json!(payload))).failed_with(1, "does not match", 3);
    with("algorithm", Some(json!("AMZN-PAY-RSASSA-PSS"))).failed_with(1, "does not match", 3);
    with("signature", Some(json!("AAAA"))).failed_with(1, "does not match", 3);
    with("signature", Some(json!("not base64"))).failed(1, "not Base64");
    with("algorithm", Some(json!("RS256"))).failed(1, "`algorithm`: no such algorithm");
    with("publicKeyId", Some(json!("no spaces"))).failed(1, "public_key_id_format");
    with("signature", Some(json!(1))).failed(1, "members are strings");
    for name in ["algorithm", "payloadJSON", "publicKeyId", "signature"] {
        with(name, None).failed(1, &format!("`{name}` is missing"));
    }
    with("merchant\n", Some(json!("x"))).failed(1, "`merchant\\n` is no member");
    let twice = signed.to_string().replacen('{', "{\"payloadJSON\":\"{}\",", 1);
    verify(&twice).failed(1, "duplicate_key: ");
    verify("[]").failed(1, "must be a JSON object");
    verify("{").failed(1, "not_json: ");
}

#[test]
fn verify_says_what_differs() {
    let mut signed: Value = serde_json::from_str(&sign(RIGHT, &[]).stdout).unwrap();
    signed["algorithm"] = json!("AMZN-PAY-RSASSA-PSS");
    let ran = verify(&signed.to_string());
    ran.failed_with(1, "does not match", 3);
    let [string, hash, explanation] = ran.notes()[..] else { panic!("{}", ran.stderr) };
    let hash = hash.strip_prefix("the SHA-256 of payloadJSON: ").unwrap();
    assert!(hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()));
    assert_eq!(string, format!("the string to sign: AMZN-PAY-RSASSA-PSS\\n{hash}"));
    assert!(explanation.contains("made with `AMZN-PAY-RSASSA-PSS-V2`"), "{explanation}");
}

#[test]
fn verify_explains_amazons_message() {
    let text = sign(RIGHT, &[]).stdout;
    let signed: Value = serde_json::from_str(&text).unwrap();
    let hash = amazonpay_update::string_to_sign(amazonpay_update::Algorithm::PssV2, CANONICAL);
    let hash = hash.lines().last().unwrap();
    let explain = |text: &str, algorithm: &str, hash: &str| {
        let signature = signed["signature"].as_str().unwrap();
        let message = format!(
            "<p>Signature {signature} does not match\nsignedString {algorithm}\\n{hash} for merchant A3LVSV45M75151</p>"
        );
        run(&["verify", "--public-key", &Keys::get().path("public.pem"), "--explain", &message], text)
    };
    for (algorithm, hash, words) in [
        ("AMZN-PAY-RSASSA-PSS-V2", hash, "payload and algorithm agree"),
        ("AMZN-PAY-RSASSA-PSS", hash, "the page does not name the algorithm"),
        ("AMZN-PAY-RSASSA-PSS-V2", &"0".repeat(64), "encodes the JSON again"),
    ] {
        let ran = explain(&text, algorithm, hash);
        assert_eq!((ran.status, ran.stdout.as_str()), (0, ""), "{}", ran.stderr);
        assert!(ran.notes().len() == 1 && ran.notes()[0].contains(words), "{}", ran.stderr);
    }
    explain("{}", "AMZN", "0").failed(2, "no hash of 64");
    let changed = text.replace("a.com", "b.com");
    let ran = explain(&changed, "AMZN-PAY-RSASSA-PSS-V2", hash);
    ran.failed_with(1, "does not match", 4);
    assert!(ran.notes()[3].contains("the payload was changed"), "{}", ran.stderr);
    let ran =
        run(&["verify", "--public-key", &Keys::get().path("public.pem"), "--explain", "Not that"], &text);
    ran.failed(2, "this is not Amazon's message");
}

#[test]
fn a_batch_is_signed_line_by_line_in_order() {
    let payload = |number: usize| CANONICAL.replace("B01-0000000", &format!("B01-{number:07}"));
    // More lines than all threads take at once, and an empty one.
    let input: String =
        (1..=1200).map(|number| payload(number) + "\n").collect::<String>() + "\r\n" + &payload(1202);
    for jobs in ["1", "2", "7"] {
        let ran = sign(&input, &["--batch", "--jobs", jobs]);
        assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "no terminal, no progress");
        let lines: Vec<_> = ran.stdout.lines().collect();
        assert_eq!(lines.len(), 1201);
        for (number, line) in (1..=1200).chain([1202]).zip(&lines) {
            let signed: Value = serde_json::from_str(line).unwrap();
            assert_eq!(signed["payloadJSON"], payload(number));
            assert_eq!(signed.as_object().unwrap().len(), 4);
        }
        assert_eq!(verify(lines[0]).status, 0);
        assert_eq!(verify(lines[1200]).status, 0);
    }
}

#[test]
fn a_bad_line_of_a_batch_is_refused_in_its_place() {
    let mut input = CANONICAL.as_bytes().to_vec();
    input.extend(b"\n\n{\"storeId\": 1\n");
    input.extend(CANONICAL.replace("B01-", "B1-").replace("Confirm", "Authorize").bytes());
    input.extend(b"\n{\"storeId\":\"\xFF\"}\n");
    input.extend(CANONICAL.as_bytes());
    let key = Keys::get().path("private.pem");
    let ran = run(&["sign", "--key", &key, "--public-key-id", KEY_ID, "--batch"], &input);
    assert_eq!((ran.status, ran.stderr.as_str()), (1, ""));
    let lines: Vec<Value> = ran.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 5);
    assert_eq!(lines[0]["payloadJSON"], CANONICAL);
    assert_eq!(lines[4]["payloadJSON"], CANONICAL);
    let rules = |line: &Value| -> Vec<String> {
        let errors = line["errors"].as_array().unwrap().iter();
        errors
            .inspect(|error| assert_eq!(error.as_object().unwrap().len(), 3))
            .map(|error| error["rule"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!((&lines[1]["line"], rules(&lines[1])), (&json!(3), vec!["not_json".to_owned()]));
    assert_eq!(lines[2]["line"], 4);
    assert_eq!(rules(&lines[2]), ["charge_permission_id_format", "payment_intent_must_be_confirm"]);
    assert_eq!((&lines[3]["line"], rules(&lines[3])), (&json!(5), vec!["not_json".to_owned()]));
    assert_eq!(lines[3]["errors"][0]["path"], "byte 13");
}

#[test]
fn an_empty_batch_is_no_error() {
    let ran = sign("\n\n", &["--batch"]);
    assert_eq!((ran.status, ran.stdout.as_str(), ran.stderr.as_str()), (0, "", ""));
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
    for verb in ["check", "canonicalize"] {
        run(&[verb, "no-such-file.json"], "").failed(2, "cannot read `no-such-file.json`: ");
        run(&[verb, "."], "").failed(2, "cannot read `.`: ");
        run(&[verb], b"{\"a\":\"\xFF\"}").failed(2, "standard input is not UTF-8 text: byte 7 is wrong");
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
    let full = std::fs::OpenOptions::new().write(true).open(Path::new("/dev/full")).unwrap();
    let path = Keys::get().write("full.json", RIGHT);
    let ran = tool(&["canonicalize", path.to_str().unwrap()]).stdout(full).output().unwrap();
    Ran::from(ran).failed(2, "cannot write");
}

#[test]
fn every_verb_explains_itself_with_an_example() {
    for verb in ["check", "canonicalize", "sign", "button", "verify"] {
        let ran = run(&[verb, "--help"], "");
        assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
        assert!(ran.stdout.contains(&format!("Example:\n  amazonpay-update {verb} ")), "{}", ran.stdout);
    }
    assert!(run(&["--help"], "").stdout.contains("Exit status: "));
}

fn button(more: &[&str]) -> Ran {
    let key = Keys::get().path("private.pem");
    let fixed = ["button", "--merchant-id", "A3LVSV45M75151", "--public-key-id", KEY_ID, "--key", &key];
    run(&[&fixed, more].concat(), RIGHT)
}

const SHIPS: [&str; 3] = ["--product-type", "PayAndShip", "--sandbox"];

#[test]
fn button_prints_the_options_of_the_click() {
    for (region, currency, language) in
        [("us", "USD", "en_US"), ("eu", "EUR", "en_GB"), ("uk", "GBP", "en_GB"), ("jp", "JPY", "ja_JP")]
    {
        let ran = button(&[&SHIPS[..], &["--region", region, "--format", "json"]].concat());
        assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
        let options: Value = serde_json::from_str(&ran.stdout).unwrap();
        let config = &options["createCheckoutSessionConfig"];
        assert_eq!(config["payloadJSON"], CANONICAL);
        assert_eq!(verify(&config.to_string()).status, 0);
        let said = json!([options["ledgerCurrency"], options["checkoutLanguage"], options["productType"]]);
        assert_eq!(said, json!([currency, language, "PayAndShip"]));
    }
}

#[test]
fn button_prints_html_in_each_form_and_a_page() {
    let us = |more: &[&str]| {
        let ran = button(&[&SHIPS[..], &["--region", "us"], more].concat());
        assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
        ran.stdout
    };
    let script = "<script src=\"https://static-na.payments-amazon.com/checkout.js\"></script>\n<button ";
    let inline = us(&[]);
    assert!(inline.starts_with(script) && inline.contains(" onclick=\"amazon.Pay.initCheckout("), "{inline}");
    let nonce = us(&["--nonce", "abc", "--entry-point", "initUpdate", "--label", "A<b"]);
    assert!(nonce.contains("<script nonce=\"abc\">") && nonce.contains("amazon.Pay.initUpdate("), "{nonce}");
    assert!(nonce.contains(">A&lt;b</button>") && !nonce.contains("onclick"), "{nonce}");
    let data = us(&["--format", "data"]);
    assert!(data.contains(" data-amazon-pay-options=\"") && !data.contains("onclick"), "{data}");
    for page in [us(&["--page"]), us(&["--page", "--nonce", "abc"])] {
        assert!(
            page.starts_with("<!DOCTYPE html><html lang=\"en\">") && page.ends_with("</html>\n"),
            "{page}"
        );
    }
}

#[test]
fn button_refuses_what_the_rules_refuse() {
    let restricted = ["--product-type", "PayOnly", "--sandbox", "--region", "us"];
    button(&restricted).failed(1, "delivery_specifications_need_pay_and_ship: ");
    button(&[&SHIPS[..], &["--region", "us", "--language", "de_DE"]].concat())
        .failed(2, "[language_of_region]");
    let live = ["--product-type", "PayAndShip", "--live", "--region", "us"];
    button(&live).failed(2, "[key_environment_contradiction]");
    for misuse in [
        &["--product-type", "PayAndShip", "--region", "us"][..],
        &["--product-type", "PayAndShip", "--region", "us", "--sandbox", "--live"],
        &["--product-type", "PayAndShip", "--region", "de", "--sandbox"],
        &["--product-type", "PayAndShip", "--region", "us", "--sandbox", "--nonce", "'"],
        &["--product-type", "PayAndShip", "--region", "us", "--sandbox", "--page", "--format", "json"],
        &["--region", "us", "--sandbox"],
    ] {
        let ran = button(misuse);
        assert_eq!((ran.status, ran.stdout.as_str()), (2, ""), "{misuse:?}");
    }
}
