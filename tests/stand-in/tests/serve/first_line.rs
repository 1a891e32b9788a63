//! What the program prints first, and how it ends.

use crate::ports::free_ports;
use crate::program::{Files, Running, ended, refused};
use crate::support::{KEY_ID, public_pem};
use amazonpay_update_stand_in::Whereabouts;
use serde_json::json;

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
        assert_eq!(running.text("public_key_id"), KEY_ID);
        assert_eq!(running.text("api_address"), format!("127.0.0.1:{port}"));
        assert_eq!(format!("http://{}", running.text("page_address")), running.text("page"));
        assert_eq!(std::fs::read_to_string(files.path("ca.pem")).expect("written"), running.text("ca_pem"));
        let read: Whereabouts = serde_json::from_value(running.first_line.clone()).expect("what it says");
        assert_eq!(serde_json::to_value(&read).expect("JSON"), running.first_line);
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
        include_str!("../../README.md").split_once("| member | meaning |\n|---|---|\n").expect("a table");
    let mut listed = first_words(table, "| `", "`");
    listed.sort_unstable();
    assert_eq!(listed, members, "README.md");

    let guide = include_str!("../../../../amazonpay-update/docs/testing.md");
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

#[test]
fn a_port_is_followed_by_those_of_page_and_control() {
    let files = Files::new();
    let port = free_ports(3);
    let running = Running::start(files.serve(&["--port", &port.to_string()]));
    assert_eq!(running.text("api"), format!("https://localhost:{port}"));
    assert_eq!(running.text("page"), format!("http://127.0.0.1:{}", port + 1));
    assert_eq!(running.text("control"), format!("http://127.0.0.1:{}", port + 2));
    for taken in [port, port - 1, port - 2] {
        let words = refused(ended(files.serve(&["--port", &taken.to_string()])));
        assert!(
            words.contains("cannot be opened: end the program that uses it, or choose another port"),
            "{words}"
        );
    }
}
