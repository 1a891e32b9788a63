//! A shop in another language.

use crate::program::{Files, Running};
use crate::support::private_pem;
use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;

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
