//! The program: its first line, how it ends, and its words when it cannot start.

#![cfg(unix)]

mod support;

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read};
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};
use support::{KEY_ID, private_pem, public_pem};
use tempfile::TempDir;

/// Files of a test.
struct Files(TempDir);

impl Files {
    /// The merchant's public key among them.
    fn new() -> Files {
        let files = Files(TempDir::new().expect("a directory"));
        files.write("public.pem", &public_pem(private_pem()));
        files
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).expect("written");
    }

    /// What OpenSSL prints.
    fn openssl(&self, arguments: &[&str]) -> String {
        let made =
            Command::new("openssl").args(arguments).current_dir(self.0.path()).output().expect("openssl");
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        String::from_utf8(made.stdout).expect("PEM")
    }

    fn program(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_amazon-pay-stand-in"));
        command.args(arguments).current_dir(self.0.path()).stdin(Stdio::null()).env("RUST_BACKTRACE", "1");
        command
    }

    /// With the merchant's key.
    fn serve(&self, arguments: &[&str]) -> Command {
        let mut command = self.program(&["serve", "--public-key", "public.pem", "--public-key-id", KEY_ID]);
        command.args(arguments);
        command
    }
}

/// The running program; it ends with the test.
struct Running {
    child: Child,
    first_line: Value,
}

impl Running {
    fn start(mut command: Command) -> Running {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
        let mut line = String::new();
        let mut output = BufReader::new(child.stdout.take().expect("piped"));
        output.read_line(&mut line).expect("a line");
        let first_line = serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line}"));
        child.stdout = Some(output.into_inner());
        Running { child, first_line }
    }

    fn text(&self, member: &str) -> &str {
        self.first_line[member].as_str().unwrap_or_else(|| panic!("{member}: {}", self.first_line))
    }

    fn curl(&self, path: &str, arguments: &[&str]) -> Value {
        let output = Command::new("curl")
            .args([
                "--silent",
                "--show-error",
                "--max-time",
                "20",
                &format!("{}{path}", self.text("control")),
            ])
            .args(arguments)
            .output()
            .expect("curl");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).expect("JSON")
    }

    /// Sends it a signal; its status, what else it printed, and what it said to people.
    fn end(mut self, signal: &str) -> (Option<i32>, String, String) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args([signal, &id]).status().expect("kill").success());
        let asked = Instant::now();
        let status = loop {
            if let Some(status) = self.child.try_wait().expect("its status") {
                break status;
            }
            assert!(asked.elapsed() < Duration::from_secs(10), "it ends when it is asked to");
            std::thread::sleep(Duration::from_millis(10));
        };
        let (mut more, mut hint) = (String::new(), String::new());
        self.child.stdout.take().expect("piped").read_to_string(&mut more).expect("UTF-8");
        self.child.stderr.take().expect("piped").read_to_string(&mut hint).expect("UTF-8");
        (status.code(), more, hint)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn the_first_line_leads_to_all_of_it_and_signals_end_it() {
    let files = Files::new();
    for signal in ["-INT", "-TERM"] {
        let running = Running::start(files.serve(&[
            "--region",
            "jp",
            "--merchant-id",
            "A1B2C3",
            "--ca-file",
            "ca.pem",
        ]));
        let port = running.text("api").strip_prefix("https://localhost:").expect("the API");
        assert!(port.parse::<u16>().is_ok_and(|port| port > 0));
        assert_eq!(running.text("checkout_js"), format!("{}/checkout.js", running.text("page")));
        assert_eq!(
            [running.text("region"), running.text("environment"), running.text("merchant_id")],
            ["jp", "sandbox", "A1B2C3"]
        );
        assert_eq!(std::fs::read_to_string(files.path("ca.pem")).expect("written"), running.text("ca_pem"));
        let about = running.curl("/", &[]);
        for (here, value) in running.first_line.as_object().expect("an object") {
            let mut words = here.split('_');
            let first = words.next().expect("a word").to_owned();
            let there = words.fold(first, |name, word| name + &word[..1].to_uppercase() + &word[1..]);
            assert_eq!(*value, about[&there], "{there}");
        }
        let (status, more, hint) = running.end(signal);
        assert_eq!((status, more.as_str()), (Some(0), ""), "{signal}");
        assert!(hint.contains("it is not Amazon's") && hint.contains("pay-api.amazon.jp"), "{hint}");
    }
}

/// The first word of each line up to the first line without one.
fn first_words<'a>(lines: &'a str, before: &str, after: &str) -> Vec<&'a str> {
    let words = lines.lines().map_while(|line| line.strip_prefix(before)?.split(after).next());
    words.take_while(|word| !word.is_empty()).collect()
}

#[test]
fn the_members_of_the_first_line_are_documented() {
    let files = Files::new();
    let running = Running::start(files.serve(&[]));
    let mut members: Vec<_> = running.first_line.as_object().expect("an object").keys().collect();
    members.sort();

    let help = files.program(&["serve", "--help"]).output().expect("it runs");
    let help = String::from_utf8(help.stdout).expect("UTF-8");
    let (_, list) = help.split_once("with these members:\n").expect("the list");
    let mut listed = first_words(list, "  ", " ");
    listed.sort_unstable();
    assert_eq!(listed, members, "--help");

    let (_, table) =
        include_str!("../README.md").split_once("| member | what it is |\n|---|---|\n").expect("a table");
    let mut listed = first_words(table, "| `", "`");
    listed.sort_unstable();
    assert_eq!(listed, members, "README.md");

    let guide = include_str!("../../../amazonpay-update/docs/testing.md");
    let (_, about) = guide.split_once("The first line that it prints").expect("what it says of it");
    let about = about.split("\n\n").next().expect("a paragraph");
    let named: Vec<_> = about.split('`').skip(1).step_by(2).collect();
    assert!(named.len() >= 4, "{about}");
    for name in named {
        assert!(running.first_line.get(name).is_some(), "{name} in testing.md");
    }
}

#[test]
fn permissions_and_keys_of_the_command_line_are_there() {
    let files = Files::new();
    let other =
        files.openssl(&["genpkey", "-quiet", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"]);
    files.write("other.pem", &public_pem(&other));
    let running = Running::start(files.serve(&[
        "--public-key",
        "other.pem",
        "--public-key-id",
        "SANDBOX-OTHER",
        "--charge-permission",
        "B01-1234567-1234567",
        "--charge-permission",
        "B01-7654321-7654321=PayAndShip",
    ]));
    let permissions = running.curl("/charge-permissions", &[]);
    running.curl("/charge-permissions/B01-1234567-1234567", &["--request", "DELETE"]);
    running.curl("/reset", &["--request", "POST"]);
    assert_eq!(running.curl("/charge-permissions", &[]), permissions);
    let listed: Vec<_> = permissions["chargePermissions"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| (&one["chargePermissionId"], &one["productType"], &one["state"]))
        .collect();
    let chargeable = json!("Chargeable");
    assert_eq!(
        listed,
        [
            (&json!("B01-1234567-1234567"), &json!("PayOnly"), &chargeable),
            (&json!("B01-7654321-7654321"), &json!("PayAndShip"), &chargeable)
        ]
    );
    let left = running.curl("/public-keys/SANDBOX-OTHER", &["--request", "DELETE"]);
    assert_eq!(left, json!({ "publicKeyIds": [KEY_ID] }));
}

/// Three ports in a row that nobody has, as far as can be known.
fn free_port() -> u16 {
    loop {
        let first = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
        let port = first.local_addr().expect("an address").port();
        let others =
            [1, 2].map(|by| port.checked_add(by).map(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, port))));
        if port < 65_000 && others.iter().all(|other| matches!(other, Some(Ok(_)))) {
            return port;
        }
    }
}

#[test]
fn a_port_is_followed_by_those_of_page_and_control() {
    let files = Files::new();
    let port = free_port();
    let running = Running::start(files.serve(&["--port", &port.to_string()]));
    assert_eq!(running.text("api"), format!("https://localhost:{port}"));
    assert_eq!(running.text("page"), format!("http://127.0.0.1:{}", port + 1));
    assert_eq!(running.text("control"), format!("http://127.0.0.1:{}", port + 2));
    for taken in [port, port - 1, port - 2] {
        let words = refused(ended(files.serve(&["--port", &taken.to_string()])));
        assert!(
            words.contains("cannot be had: end the program that has it, or choose another port"),
            "{words}"
        );
    }
}

/// What it prints until it ends by itself; one that starts after all is ended.
fn ended(mut command: Command) -> Output {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
    let started = Instant::now();
    while child.try_wait().expect("its status").is_none() && started.elapsed() < Duration::from_secs(20) {
        std::thread::sleep(Duration::from_millis(5));
    }
    // It may have ended.
    let _ = child.kill();
    child.wait_with_output().expect("its output")
}

/// What it says when it cannot start.
#[track_caller]
fn refused(output: Output) -> String {
    let words = String::from_utf8(output.stderr).expect("UTF-8");
    assert_eq!((output.status.code(), output.stdout.as_slice()), (Some(2), &b""[..]), "{words}");
    assert!(!words.contains("panicked") && !words.contains("backtrace"), "{words}");
    words
}

#[test]
fn what_is_no_public_key_of_rsa_is_refused_with_what_to_do() {
    let files = Files::new();
    files.write("private.pem", private_pem());
    files.write("traditional.pem", &files.openssl(&["rsa", "-in", "private.pem", "-traditional"]));
    files.write("pkcs1.pem", &files.openssl(&["rsa", "-in", "private.pem", "-RSAPublicKey_out"]));
    let request = ["req", "-x509", "-key", "private.pem", "-subj", "/CN=shop", "-days", "1"];
    files.write("certificate.pem", &files.openssl(&request));
    let curve =
        ["genpkey", "-quiet", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", "ec.pem"];
    files.openssl(&curve);
    files.write("ec-public.pem", &files.openssl(&["pkey", "-in", "ec.pem", "-pubout"]));
    for (name, options) in [
        ("short", &["-pkeyopt", "rsa_keygen_bits:1024"][..]),
        ("odd", &["-pkeyopt", "rsa_keygen_bits:2048", "-pkeyopt", "rsa_keygen_pubexp:3"]),
    ] {
        files.openssl(&[&["genpkey", "-quiet", "-algorithm", "RSA", "-out", "made.pem"], options].concat());
        files.write(&format!("{name}.pem"), &files.openssl(&["pkey", "-in", "made.pem", "-pubout"]));
    }
    files.write("empty.pem", "");
    files.write("torn.pem", public_pem(private_pem()).split_at(200).0);
    std::fs::write(files.path("binary.pem"), [0xff, 0xfe, 0x00]).expect("written");
    for (file, words) in [
        (
            "private.pem",
            "this is a private key, and the stand-in must not have it: pass its public key, `openssl pkey",
        ),
        ("traditional.pem", "this is a private key"),
        ("pkcs1.pem", "`openssl rsa -RSAPublicKey_in -in KEY -pubout`"),
        ("certificate.pem", "`openssl x509 -in CERTIFICATE -pubkey -noout`"),
        ("ec-public.pem", "not an RSA key"),
        ("short.pem", "has 1024 bits: Amazon Pay's have 2048"),
        ("odd.pem", "another exponent than 65537"),
        ("empty.pem", "cannot be read: pass an RSA key in PEM form"),
        ("torn.pem", "cannot be read: pass an RSA key in PEM form"),
        ("binary.pem", "binary.pem, cannot be read"),
        ("missing.pem", "missing.pem, cannot be read (No such file or directory"),
        (".", "cannot be read ("),
    ] {
        let command = files.program(&["serve", "--public-key", file, "--public-key-id", KEY_ID]);
        let said = refused(ended(command));
        assert!(said.starts_with("amazon-pay-stand-in: ") && said.contains(words), "{file}: {said}");
        assert!(!said.contains("-----BEGIN PRIVATE") && said.lines().count() == 1, "{file}: {said}");
    }
    // And what it says to do, helps.
    let pkcs1 = files.openssl(&["rsa", "-RSAPublicKey_in", "-in", "pkcs1.pem", "-pubout"]);
    let of_certificate = files.openssl(&["x509", "-in", "certificate.pem", "-pubkey", "-noout"]);
    let of_private = files.openssl(&["pkey", "-in", "private.pem", "-pubout"]);
    // Some editors begin a file with a mark.
    let marked = format!("\u{feff}{of_private}");
    for pem in [pkcs1, of_certificate, of_private, marked] {
        files.write("helped.pem", &pem);
        let command = files.program(&["serve", "--public-key", "helped.pem", "--public-key-id", KEY_ID]);
        assert_eq!(Running::start(command).end("-TERM").0, Some(0));
    }
}

#[test]
fn every_bad_argument_ends_it_with_its_own_words() {
    let files = Files::new();
    let long = "x".repeat(65);
    for (arguments, words) in [
        (&["--port", "65534"][..], "leaves no room for the two after it: choose one up to 65533"),
        (&["--port", "65536"], "65536 is not in 0..=65535"),
        (&["--region", "fr"], "the regions are us, eu, uk and jp"),
        (&["--environment", "test"], "the environments are sandbox and live"),
        (&["--environment", "live"], "names the other environment than Live"),
        (&["--public-key", "public.pem"], "given 2 times, and `--public-key-id` 1 times: give them in pairs"),
        (&["--public-key", "public.pem", "--public-key-id", KEY_ID], "is given twice"),
        (&["--public-key", "public.pem", "--public-key-id", "a key"], "`a key` is no id of a public key"),
        (&["--return-origin", "https://shop.example"], "there is no `=`"),
        (
            &["--return-origin", "http://shop.example=http://localhost:3000"],
            "the first must be an https origin",
        ),
        (
            &["--return-origin", "https://shop.example/a=http://localhost:3000"],
            "the first must be an https origin",
        ),
        (
            &["--return-origin", "https://u@shop.example=http://localhost:3000"],
            "the first must be an https origin",
        ),
        (&["--return-origin", "shop.example=http://localhost:3000"], "the first must be an https origin"),
        (
            &["--return-origin", "https://shop.example=http://shop.example"],
            "the second must be an http or https origin of this machine",
        ),
        (&["--return-origin", "https://shop.example=http://localhost:3000/a"], "the second must be"),
        (&["--return-origin", "https://shop.example=http://localhost:3000?a"], "the second must be"),
        (&["--return-origin", "https://shop.example=ftp://localhost"], "the second must be"),
        (&["--return-origin", "https://shop.example=http://127.0.0.1.shop.example"], "the second must be"),
        (
            &["--ipn-url", "http://shop.example/ipn"],
            "notifications cannot be posted to `http://shop.example/ipn`",
        ),
        (
            &["--ipn-url", "https://localhost/ipn"],
            "notifications cannot be posted to `https://localhost/ipn`",
        ),
        (&["--ipn-url", "/ipn"], "notifications cannot be posted to `/ipn`"),
        (
            &[
                "--return-origin",
                "https://shop.example=http://localhost:3000",
                "--return-origin",
                "https://SHOP.example:443=http://localhost:3001",
            ],
            "`https://SHOP.example:443` is mapped twice",
        ),
        (&["--merchant-id", "a merchant"], "`a merchant` is no id of a merchant"),
        (&["--merchant-id", "B3LVSV45M75151"], "`B3LVSV45M75151` is no id of a merchant"),
        (&["--charge-permission", "a b"], "no payload can name it"),
        (&["--charge-permission", "B01-1=PayAndShip"], "no payload can name it"),
        (&["--charge-permission", &long], "no payload can name it"),
        (&["--charge-permission", "B01-1234567-1234567=Ship"], "PayOnly or PayAndShip"),
        (
            &["--ca-file", "missing/ca.pem"],
            "the file for the certificate, missing/ca.pem, cannot be written (No such file",
        ),
        (&["--merchant"], "unexpected argument"),
    ] {
        let said = refused(ended(files.serve(arguments)));
        assert!(said.contains(words), "{arguments:?}: {said}");
    }
    for (arguments, words) in [
        (&["serve"][..], "--public-key"),
        (&[], "serve"),
        (&["server"], "a similar subcommand exists: 'serve'"),
    ] {
        let said = refused(ended(files.program(arguments)));
        assert!(said.contains(words), "{arguments:?}: {said}");
    }
    let good = [
        "--return-origin",
        "https://shop.example=http://localhost:3000",
        "--return-origin",
        "https://shop.example:8443/=http://127.0.0.1:3000",
        "--ipn-url",
        "http://127.0.0.1:3000/ipn?a=b",
    ];
    assert_eq!(Running::start(files.serve(&good)).end("-TERM").0, Some(0));
}

#[test]
fn help_and_version_are_printed() {
    let files = Files::new();
    for (arguments, words) in [
        (&["--version"][..], concat!("amazon-pay-stand-in ", env!("CARGO_PKG_VERSION"))),
        (&["--help"], "It is not Amazon's"),
        (&["serve", "--help"], "openssl pkey -in private.pem -pubout"),
    ] {
        let output = files.program(arguments).output().expect("it runs");
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        assert!(output.status.success() && text.contains(words), "{arguments:?}: {text}");
    }
}

/// A shop that has curl and OpenSSL, and no line of Rust: it asks for a permission with a request it signed.
#[test]
fn a_shop_in_a_shell_is_served() {
    let files = Files::new();
    files.write("private.pem", private_pem());
    let running =
        Running::start(files.serve(&["--ca-file", "ca.pem", "--charge-permission", "B01-1234567-1234567"]));
    let answer = shell(files.0.path(), running.text("api"), SHOP);
    let answer: Value = serde_json::from_str(&answer).unwrap_or_else(|error| panic!("{error}: {answer}"));
    assert_eq!(answer["statusDetails"]["state"], "Chargeable", "{answer}");
    let requests = running.curl("/requests", &[]);
    assert_eq!((&requests["total"], &requests["requests"][0]["signatureIsGood"]), (&json!(1), &json!(true)));
}

/// Amazon Pay's signature of a request, by the page "Signing requests".
const SHOP: &str = r#"
    date=$(date -u +%Y%m%dT%H%M%SZ)
    path=/v2/chargePermissions/B01-1234567-1234567
    signed='accept;content-type;x-amz-pay-date;x-amz-pay-host;x-amz-pay-region'
    hash() { openssl dgst -sha256 -r | cut -d ' ' -f 1; }
    canonical=$(printf 'GET\n%s\n\naccept:application/json\ncontent-type:application/json\nx-amz-pay-date:%s\nx-amz-pay-host:pay-api.amazon.com\nx-amz-pay-region:na\n\n%s\n%s' \
        "$path" "$date" "$signed" "$(printf '' | hash)")
    signature=$(printf 'AMZN-PAY-RSASSA-PSS-V2\n%s' "$(printf '%s' "$canonical" | hash)" \
        | openssl dgst -sha256 -sign private.pem -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:32 \
        | openssl base64 -A)
    curl --silent --show-error --fail-with-body --max-time 20 --cacert ca.pem "$API$path" \
        --header 'accept: application/json' --header 'content-type: application/json' \
        --header "x-amz-pay-date: $date" --header 'x-amz-pay-host: pay-api.amazon.com' \
        --header 'x-amz-pay-region: na' \
        --header "authorization: AMZN-PAY-RSASSA-PSS-V2 PublicKeyId=SANDBOX-AEXAMPLEKEYID, SignedHeaders=$signed, Signature=$signature"
"#;

fn shell(directory: &Path, api: &str, script: &str) -> String {
    let output = Command::new("sh")
        .args(["-euc", script])
        .current_dir(directory)
        .env("API", api)
        .output()
        .expect("the command sh");
    let said =
        String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}");
    String::from_utf8(output.stdout).expect("UTF-8")
}
