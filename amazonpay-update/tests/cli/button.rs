//! `button`.

use super::{CANONICAL, KEY_ID, Keys, RIGHT, Ran, run, verify};
use serde_json::{Value, json};

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
        .failed(2, "`--language` is no language of the region `us`: write `en_US` [language_of_region]\n");
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

#[test]
fn button_is_for_one_environment() {
    let both = button(&["--product-type", "PayOnly", "--region", "us", "--sandbox", "--live"]);
    assert_eq!(both.status, 2);
    assert!(both.stderr.contains("'--sandbox' cannot be used with '--live'"), "{}", both.stderr);
}
