//! Who signed, with what, for which environment.

use crate::browser::{
    MERCHANT, around, button, button_of, fields, hash, initiate, payload, post, register, set, signature,
    stand_in, start,
};
use crate::support::{KEY_ID, private_pem, public_pem};
use amazonpay_update::region::RegionName;
use amazonpay_update::signing::Algorithm;
use amazonpay_update::{PayAndShip, PayOnly};
use amazonpay_update_stand_in::{Environment, Region, Setup};

#[tokio::test]
async fn the_button_of_the_library_opens_the_page_in_every_region() {
    for (region, name) in [
        (Region::Us, RegionName::Us),
        (Region::Eu, RegionName::Eu),
        (Region::Uk, RegionName::Uk),
        (Region::Jp, RegionName::Jp),
    ] {
        let stand_in = start(Setup::new(region, KEY_ID, public_pem(private_pem()))).await;
        register(&stand_in);
        for algorithm in [Algorithm::Pss, Algorithm::PssV2] {
            let shown = initiate(&stand_in, &button_of(name, algorithm, &payload(), PayAndShip)).await;
            assert_eq!(shown.status, 303, "{region} {algorithm}: {shown:?}");
            assert!(shown.location.starts_with("/update/"), "{shown:?}");
            assert_eq!(crate::browser::get(&stand_in, &shown.location).await.status, 200);
        }
    }
}

#[tokio::test]
async fn a_button_of_another_region_is_refused() {
    let stand_in = stand_in().await;
    let shown = initiate(&stand_in, &button_of(RegionName::Eu, Algorithm::PssV2, &payload(), PayOnly)).await;
    assert_eq!(shown.status, 400);
    shown.assert_says(&["CurrencyMismatch", "ledgerCurrency", "USD"]);
}

#[tokio::test]
async fn an_altered_payload_is_answered_in_amazons_words() {
    let stand_in = stand_in().await;
    let mut posted = fields(&button(&payload(), PayOnly));
    let altered = payload().to_string().replace("Confirm", "confirm");
    set(&mut posted, "payloadJSON", &altered);
    let signature = &posted.iter().find(|(name, _)| name == "signature").expect("it is there").1;
    let shown = post(&stand_in, "/checkout/initiate", &posted).await;
    assert_eq!(shown.status, 400);
    shown.assert_says(&[
        "Error Code:",
        "InvalidSignatureError",
        &format!(
            "Signature {signature} does not match signedString AMZN-PAY-RSASSA-PSS-V2 {} for merchant {MERCHANT}",
            hash(&altered)
        ),
    ]);
}

#[tokio::test]
async fn each_change_of_a_button_is_refused() {
    let stand_in = stand_in().await;
    let good = fields(&button(&payload(), PayOnly));
    let text = payload().to_string();
    let v1 = "AMZN-PAY-RSASSA-PSS";
    let v2 = "AMZN-PAY-RSASSA-PSS-V2";
    let own = |name: &str| good.iter().find(|(known, _)| known == name).expect("it is there").1.clone();
    let signed = own("signature");
    for (name, value, status, words) in [
        ("payloadJSON", "", 400, &["MissingParameterValue", "payloadJSON"][..]),
        ("payloadJSON", &format!("{} ", own("payloadJSON")), 400, &["InvalidSignatureError"]),
        ("signature", "", 400, &["MissingParameterValue", "signature"]),
        ("signature", "AAAA", 400, &["InvalidSignatureError"]),
        // Base64 without its padding, with a line end, of the other alphabet.
        ("signature", signed.trim_end_matches('='), 400, &["InvalidSignatureError"]),
        ("signature", &format!("{signed}\n"), 400, &["InvalidSignatureError"]),
        ("signature", &signed.replace(['+', '/'], "-"), 400, &["InvalidSignatureError"]),
        ("algorithm", "", 400, &["InvalidSignatureError", "AMZN-PAY-RSASSA-PSS-V2 as `algorithm`"]),
        ("algorithm", v1, 400, &["InvalidSignatureError", "AMZN-PAY-RSASSA-PSS-V2 as `algorithm`"]),
        ("algorithm", "RSA", 400, &["InvalidParameterValue", "algorithm"]),
        ("publicKeyId", "SANDBOX-AOTHERKEYID", 403, &["InvalidAuthentication", "publicKeyId"]),
        ("publicKeyId", "LIVE-AEXAMPLEKEYID", 400, &["InvalidParameterCombination", "publicKeyId"]),
        ("environment", "LIVE", 400, &["InvalidParameterValue", "environment", "`sandbox`"]),
        ("environment", "", 400, &["MissingParameterValue", "environment"]),
        ("merchantId", "", 400, &["MissingParameterValue", "merchantId"]),
        ("ledgerCurrency", "EUR", 400, &["CurrencyMismatch", "ledgerCurrency"]),
        ("checkoutLanguage", "de_DE", 400, &["InvalidParameterValue", "checkoutLanguage", "en_US"]),
        ("productType", "SignIn", 400, &["InvalidParameterValue", "productType"]),
        ("productType", "", 400, &["MissingParameterValue", "productType"]),
    ] {
        if name == "signature" && value == signed {
            continue; // A signature without padding, or without these letters.
        }
        let mut posted = good.clone();
        set(&mut posted, name, value);
        let shown = post(&stand_in, "/checkout/initiate", &posted).await;
        assert_eq!(shown.status, status, "{name} {value}: {shown:?}");
        shown.assert_says(words);
        shown.assert_says(&["What to do"]);
    }
    // The salt belongs to the algorithm.
    for (algorithm, salt, status) in
        [(v1, 20, 303), (v1, 32, 400), (v2, 32, 303), (v2, 20, 400), (v2, 0, 400)]
    {
        let mut posted = good.clone();
        set(&mut posted, "payloadJSON", &text);
        set(&mut posted, "algorithm", algorithm);
        set(&mut posted, "signature", &signature(algorithm, salt, &text));
        let shown = post(&stand_in, "/checkout/initiate", &posted).await;
        assert_eq!(shown.status, status, "{algorithm} {salt}: {shown:?}");
    }
    // A field that is there twice, and one that the page does not know.
    let mut twice = good.clone();
    twice.push(("signature".to_owned(), signed));
    assert_eq!(post(&stand_in, "/checkout/initiate", &twice).await.status, 400);
    let mut more = good;
    more.push(("weblabData".to_owned(), String::new()));
    assert_eq!(post(&stand_in, "/checkout/initiate", &more).await.status, 303);
}

#[tokio::test]
async fn line_ends_that_a_form_changed_are_named() {
    let stand_in = stand_in().await;
    let text = serde_json::to_string_pretty(&payload()).expect("JSON");
    let mut posted = fields(&around(&text));
    set(&mut posted, "payloadJSON", &text.replace('\n', "\r\n"));
    let shown = post(&stand_in, "/checkout/initiate", &posted).await;
    shown.assert_says(&["InvalidSignatureError", "sign a payload of one line"]);
}

#[tokio::test]
async fn a_merchant_that_the_setup_names_is_the_only_one() {
    let setup = Setup::new(Region::Us, KEY_ID, public_pem(private_pem())).merchant_id("A3OJ83WFYM72IY");
    let stand_in = start(setup).await;
    register(&stand_in);
    let mut posted = fields(&button(&payload(), PayOnly));
    let shown = post(&stand_in, "/checkout/initiate", &posted).await;
    assert_eq!(shown.status, 400);
    shown.assert_says(&["merchantId", "A3OJ83WFYM72IY"]);
    set(&mut posted, "merchantId", "A3OJ83WFYM72IY");
    assert_eq!(post(&stand_in, "/checkout/initiate", &posted).await.status, 303);
}

#[tokio::test]
async fn live_is_for_live_buttons() {
    let key = public_pem(private_pem());
    let stand_in = start(Setup::new(Region::Us, "AEXAMPLEKEYID", key).environment(Environment::Live)).await;
    register(&stand_in);
    let mut posted = fields(&around(&payload().to_string()));
    set(&mut posted, "publicKeyId", "AEXAMPLEKEYID");
    assert_eq!(post(&stand_in, "/checkout/initiate", &posted).await.status, 400);
    set(&mut posted, "environment", "LIVE");
    assert_eq!(post(&stand_in, "/checkout/initiate", &posted).await.status, 303);
}
