//! The official Node SDK completes an update: with its own signing, through its documented options alone.

mod support;

use amazonpay_update_stand_in::{
    Card, ChargePermission, ChargeState, PermissionState, Region, SessionHandle, SessionState, Setup, StandIn,
};
use serde_json::Value;
use std::path::Path;
use support::{KEY_ID, SESSION, confirmed, other_private_pem, private_pem, public_pem};
use tokio::process::Command;

const PERMISSION: &str = "B01-1234567-1234567";

/// What `interop/stand_in.mjs` prints: for each call its name, and the status and body of the answer.
async fn run(
    stand_in: &StandIn,
    host: &str,
    region: Region,
    algorithm: &str,
    private_pem: &str,
) -> Vec<Value> {
    let key = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(key.path(), private_pem).expect("it is written");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../interop/stand_in.mjs");
    let output = Command::new("node")
        .arg(script)
        .arg(format!("{host}:{}", stand_in.address().port()))
        .arg(key.path())
        .args([KEY_ID, &region.to_string(), algorithm, SESSION, PERMISSION])
        .output()
        .await
        .expect("the command node");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "is the SDK installed? `tests/run` says how\n{said}");
    let lines = String::from_utf8(output.stdout).expect("UTF-8");
    lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

async fn stand_in(region: Region) -> (StandIn, SessionHandle) {
    let setup = Setup::new(region, KEY_ID, public_pem(private_pem()));
    let stand_in = StandIn::start(setup).await.expect("it starts");
    let reasons = vec!["PaymentMethodExpired".to_owned()];
    stand_in.charge_permission(ChargePermission::new(PERMISSION, PermissionState::NonChargeable(reasons)));
    let session = stand_in.session(confirmed(SESSION).charge_permission(PERMISSION).card(Card::JCB));
    (stand_in, session)
}

#[tokio::test]
async fn the_official_node_sdk_completes_an_update() {
    for (region, host, algorithm) in [
        (Region::Us, "localhost", "AMZN-PAY-RSASSA-PSS-V2"),
        (Region::Jp, "127.0.0.1", "AMZN-PAY-RSASSA-PSS"),
    ] {
        let (stand_in, session) = stand_in(region).await;
        let answers = run(&stand_in, host, region, algorithm, private_pem()).await;
        let outcomes: Vec<_> = answers
            .iter()
            .map(|answer| {
                let state = answer["body"]["statusDetails"]["state"].as_str();
                let said = state.or_else(|| answer["body"]["reasonCode"].as_str());
                (answer["name"].as_str().expect("a name"), answer["status"].as_u64(), said)
            })
            .collect();
        let expected = [
            ("getCheckoutSession", Some(200), Some("Open")),
            ("completeCheckoutSession", Some(200), Some("Completed")),
            ("getChargePermission", Some(200), Some("Chargeable")),
            ("updateChargePermission", Some(200), Some("Chargeable")),
            ("createCharge", Some(201), Some("Captured")),
            ("getCharge", Some(200), Some("Captured")),
            ("closeChargePermission", Some(200), Some("Closed")),
            ("createCharge", Some(422), Some("InvalidChargePermissionStatus")),
        ];
        assert_eq!(outcomes, expected, "{algorithm}");
        // It reads the addresses, each of which is a text, a second time.
        assert!(answers[0]["body"]["shippingAddressList"][0]["countryCode"].is_string());
        assert_eq!(answers[2]["body"]["paymentPreferences"][0]["paymentDescriptor"], "JCB ****0000");
        assert_eq!(answers[3]["body"]["merchantMetadata"]["noteToBuyer"], "Merci, 有難う");

        assert_eq!(session.completions(), 1);
        let records = stand_in.records();
        assert_eq!(records.len(), expected.len());
        for record in records {
            assert!(record.signature_is_good);
            let authorization = record.authorization.expect("it is signed");
            assert!(authorization.starts_with(&format!("{algorithm} ")));
            assert!(authorization.contains("user-agent;"));
        }
        let charges = stand_in.charges();
        assert_eq!(charges.iter().map(|charge| charge.state).collect::<Vec<_>>(), [ChargeState::Captured]);
    }
}

#[tokio::test]
async fn the_wrong_key_of_the_official_node_sdk_is_refused() {
    let (stand_in, session) = stand_in(Region::Us).await;
    let algorithm = "AMZN-PAY-RSASSA-PSS-V2";
    for answer in run(&stand_in, "localhost", Region::Us, algorithm, other_private_pem()).await {
        assert_eq!(answer["status"], 403, "{answer}");
        assert_eq!(answer["body"]["reasonCode"], "InvalidRequestSignature", "{answer}");
    }
    assert!(stand_in.records().iter().all(|record| !record.signature_is_good));
    assert_eq!((session.state(), session.completions()), (SessionState::Confirmed, 0));
}
