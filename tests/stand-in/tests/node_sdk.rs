//! A shop in Node uses the program: the official SDK with its own signing and its documented options alone, and
//! notifications that are verified with Node's own cryptography.

#![cfg(unix)]

mod support;

use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;
use support::{other_private_pem, private_pem, public_pem};

const PERMISSION: &str = "B01-1234567-1234567";

/// What `interop/stand_in.mjs` prints, line by line.
struct Seen(Vec<Value>);

impl Seen {
    /// The program knows the merchant's public key, and the SDK signs with this private key.
    fn run(region: &str, host: &str, algorithm: &str, signs: &str) -> Seen {
        let files = tempfile::TempDir::new().expect("a directory");
        let file = |name: &str, text: &str| {
            let path = files.path().join(name);
            std::fs::write(&path, text).expect("it is written");
            path
        };
        let (private, public) = (file("private.pem", signs), file("public.pem", &public_pem(private_pem())));
        let output = Command::new("node")
            .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("../interop/stand_in.mjs"))
            .arg(env!("CARGO_BIN_EXE_amazon-pay-stand-in"))
            .args([private, public])
            .args([region, host, algorithm])
            .output()
            .expect("the command node");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "is the SDK installed? `tests/run` says how\n{said}");
        let lines = String::from_utf8(output.stdout).expect("UTF-8");
        Seen(lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect())
    }

    fn all(&self, name: &str) -> Vec<&Value> {
        self.0.iter().filter(|line| line["name"] == name).collect()
    }

    #[track_caller]
    fn one(&self, name: &str) -> &Value {
        let [one] = self.all(name)[..] else { panic!("one {name}: {:#?}", self.0) };
        one
    }
}

#[test]
fn a_shop_with_the_official_node_sdk_updates_a_wallet() {
    for (region, host, algorithm) in [
        ("us", "localhost", "AMZN-PAY-RSASSA-PSS-V2"),
        ("jp", "127.0.0.1", "AMZN-PAY-RSASSA-PSS"),
        ("eu", "localhost", "AMZN-PAY-RSASSA-PSS-V2"),
    ] {
        let seen = Seen::run(region, host, algorithm, private_pem());

        // The button leads through the page and back.
        let opened = seen.one("initiate");
        assert_eq!(opened["status"], 200, "{opened}");
        let back = "https://shop.example/done?order=7&amazonCheckoutSessionId=";
        assert!(opened["location"].as_str().is_some_and(|url| url.starts_with(back)), "{opened}");

        // What the SDK is answered.
        let answers = seen.0.iter().filter(|line| line["body"].is_object());
        let answers: Vec<_> = answers
            .map(|line| {
                let state = line["body"]["statusDetails"]["state"].as_str();
                let said = state.or_else(|| line["body"]["reasonCode"].as_str()).expect("either");
                (line["name"].as_str().expect("a name"), line["status"].as_u64().expect("a status"), said)
            })
            .collect();
        let expected = [
            ("getCheckoutSession", 200, "Open"),
            ("completeCheckoutSession", 200, "Completed"),
            ("getChargePermission", 200, "Chargeable"),
            ("updateChargePermission", 200, "Chargeable"),
            ("createCharge", 201, "Captured"),
            ("getCharge", 200, "Captured"),
            ("closeChargePermission", 200, "Closed"),
            ("createCharge", 422, "InvalidChargePermissionStatus"),
        ];
        assert_eq!(answers, expected, "{algorithm}");
        let permission = &seen.one("getChargePermission")["body"];
        assert_eq!(permission["paymentPreferences"][0]["paymentDescriptor"], "JCB ****0000");
        let note = &seen.one("updateChargePermission")["body"]["merchantMetadata"]["noteToBuyer"];
        assert_eq!(note, "Merci, 有難う");

        // What the program has received.
        let requests = seen.one("requests")["requests"].as_array().expect("a list");
        assert_eq!(requests.len(), expected.len());
        assert!(requests.iter().all(|request| request["signatureIsGood"] == true));
        let with_key = requests.iter().filter(|request| request["idempotencyKey"].is_string());
        assert_eq!(with_key.count(), 2, "the two charges, and not the sample's completion");
        let charges = seen.one("charges")["charges"].as_array().expect("a list");
        let (amount, currency) = match region {
            "jp" => ("1234", "JPY"),
            "eu" => ("12.34", "EUR"),
            _ => ("12.34", "USD"),
        };
        let charge = json!([{
            "chargeId": format!("{PERMISSION}-C000001"),
            "chargePermissionId": PERMISSION,
            "state": "Captured",
            "amount": amount,
            "currencyCode": currency,
        }]);
        assert_eq!(json!(charges), charge);

        // What the program told the shop of. The deliveries go on at once, so their order is any.
        let mut told = seen.all("notification");
        told.sort_by_key(|line| format!("{} {}", line["object"], line["change"]));
        let told: Vec<_> = told.iter().map(|line| (&line["object"], &line["change"])).collect();
        let expected = [
            ("CHARGE", "STATE_CHANGE"),
            ("CHARGE_PERMISSION", "ATTRIBUTE_CHANGE"),
            ("CHARGE_PERMISSION", "ATTRIBUTE_CHANGE"),
            ("CHARGE_PERMISSION", "STATE_CHANGE"),
        ]
        .map(|(object, change)| (json!(object), json!(change)));
        assert_eq!(told, expected.each_ref().map(|(object, change)| (object, change)));
        for line in seen.all("notification") {
            assert_eq!((&line["version"], &line["topic"]), (&json!("1"), &json!(true)), "{line}");
            assert_eq!(line["verified"], true, "{line}");
        }
        assert_eq!(seen.one("altered")["verified"], false);
        assert_eq!(seen.one("ended")["status"], 0);
    }
}

#[test]
fn a_shop_with_the_wrong_key_is_refused() {
    let seen = Seen::run("us", "localhost", "AMZN-PAY-RSASSA-PSS-V2", other_private_pem());
    let opened = seen.one("initiate");
    assert_eq!((&opened["status"], &opened["location"]), (&json!(400), &json!(null)), "{opened}");
    let page = opened["body"].as_str().expect("a page");
    assert!(page.contains("InvalidSignatureError") && page.contains("does not match signedString"), "{page}");
    let asked = seen.one("getChargePermission");
    assert_eq!(
        (&asked["status"], &asked["body"]["reasonCode"]),
        (&json!(403), &json!("InvalidRequestSignature"))
    );
    let requests = seen.one("requests");
    assert_eq!((&requests["total"], &requests["requests"][0]["signatureIsGood"]), (&json!(1), &json!(false)));
}
