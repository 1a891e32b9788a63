//! `doctor`.

use super::{KEY_ID, Keys, Ran, run, tool};
use serde_json::{Value, json};

/// A configuration that is right, but for these members.
pub(crate) fn config(other: &[(&str, &str)]) -> String {
    let mut config = json!({
        "region": "us",
        "environment": "sandbox",
        "merchant_id": "A3LVSV45M75151",
        "public_key_id": KEY_ID,
        "key_file": Keys::get().path("private.pem"),
    });
    for (member, value) in other {
        config[member] = json!(value);
    }
    config.to_string()
}

fn doctor(name: &str, config: &str, more: &[&str]) -> Ran {
    let file = Keys::get().write(name, config);
    run(&[&["doctor", file.to_str().unwrap()], more].concat(), "")
}

/// The findings about a subject, each as verdict, words and remedy.
#[track_caller]
pub(crate) fn about(ran: &Ran, subject: &str) -> Vec<(String, String, String)> {
    let report: Value = serde_json::from_str(&ran.stdout).unwrap();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let found = report["findings"].as_array().unwrap().iter().filter(|finding| finding["subject"] == subject);
    found
        .map(|finding| (text(&finding["verdict"]), text(&finding["words"]), text(&finding["remedy"])))
        .collect()
}

#[test]
fn what_is_in_order_passes() {
    let public = Keys::get().path("public.pem");
    let ran = doctor(
        "right.json",
        &config(&[]),
        &[
            "--public-key",
            &public,
            "--store-id",
            "amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId",
            "--return-url",
            "https://a.com/merchant-result-page",
            "--topic-arn",
            "arn:aws:sns:us-east-1:291180941288:A3BXB0YN3XH17HA3LVSV45M75151",
        ],
    );
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{}", ran.stdout);
    assert!(ran.stdout.ends_with("problems: 0, warnings: 0, not checked: 2\n"), "{}", ran.stdout);
    for words in
        ["holds the public half of the private key", "`pay-api.amazon.com`", "is among them: arn:aws:"]
    {
        assert!(ran.stdout.contains(words), "{words}: {}", ran.stdout);
    }
    // A finding is a line, and its remedy the next one.
    assert_eq!(ran.stdout.lines().filter(|line| line.trim_start().starts_with("-> ")).count(), 2);
}

#[test]
fn one_that_is_wrong_hides_no_other() {
    let wrong = config(&[("region", "de"), ("environment", "live"), ("merchant_id", "m"), ("colour", "x")]);
    let ran =
        doctor("wrong.json", &wrong, &["--json", "--return-url", "http://a.com", "--public-key", "none.pem"]);
    assert_eq!((ran.status, ran.stderr.as_str()), (1, ""));
    let ask = if cfg!(feature = "client") { "`--send`" } else { "with the feature `client`" };
    for (subject, verdict, words, remedy) in [
        ("configuration", "problem", "`colour` is not a member", "remove it"),
        ("region", "problem", "no such region", "write `us`"),
        ("environment", "ok", "`live`", ""),
        ("merchant_id", "problem", "`merchantId` must be", "copy the merchant id"),
        ("public_key_id", "problem", "names the other environment", "use the key of the environment"),
        ("key", "ok", "an RSA private key of 2048 bits", ""),
        ("public_key", "problem", "`none.pem`", "see that the path is right"),
        ("return_url", "problem", "must use HTTPS", "replace the scheme"),
        ("topics", "not_checked", "they follow from", "correct these first"),
        ("amazon_pay", "not_checked", "nothing was sent", ask),
    ] {
        let found = about(&ran, subject);
        assert_eq!(found.len(), 1, "{subject}: {found:?}");
        assert_eq!(found[0].0, verdict, "{subject}: {found:?}");
        assert!(found[0].1.contains(words) && found[0].2.contains(remedy), "{subject}: {found:?}");
    }
}

#[test]
fn a_configuration_that_cannot_be_read_leaves_the_rest() {
    let ran = doctor("none.json", "{", &["--json", "--public-key", &Keys::get().path("public.pem")]);
    assert_eq!(ran.status, 1);
    assert_eq!(about(&ran, "configuration")[0].0, "problem");
    assert_eq!(about(&ran, "region")[0].0, "not_checked");
    assert!(about(&ran, "public_key")[0].1.contains("holds a public key"));
    run(&["doctor", "no-such-file.json"], "").failed(2, "cannot read `no-such-file.json`");
}

#[test]
fn the_environment_is_read_too() {
    let mut with_variables = tool(&["doctor", "--env", "SHOP", "--json"]);
    for (variable, value) in [
        ("SHOP_REGION", "jp"),
        ("SHOP_ENVIRONMENT", "sandbox"),
        ("SHOP_MERCHANT_ID", "A3LVSV45M75151"),
        ("SHOP_PUBLIC_KEY_ID", KEY_ID),
    ] {
        with_variables.env(variable, value);
    }
    let key = std::fs::read_to_string(Keys::get().path("private.pem")).unwrap();
    let ran = Ran::from(with_variables.env("SHOP_KEY", key).output().unwrap());
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{}", ran.stdout);
    assert!(about(&ran, "key")[0].1.starts_with("`SHOP_KEY` holds an RSA private key"));
    let ran = run(&["doctor", "--json"], "");
    assert!(about(&ran, "region")[0].1.contains("`AMAZON_PAY_REGION` is missing"), "{}", ran.stdout);
}

#[test]
fn a_prefix_with_the_underscore_is_one_problem() {
    for prefix in ["", "AMAZON_PAY_"] {
        let ran = run(&["doctor", "--env", prefix, "--json"], "");
        assert_eq!(ran.status, 1);
        let found = about(&ran, "configuration");
        assert_eq!(found[0].0, "problem");
        assert!(found[0].1.contains(&format!("`{prefix}` is no prefix")), "{found:?}");
        assert_eq!(found[0].2, "write a name without `_` at its end, as in `AMAZON_PAY`");
        assert_eq!(about(&ran, "region")[0].0, "not_checked");
    }
}

#[cfg(feature = "toml")]
#[test]
fn toml_is_read_by_the_name_of_its_file() {
    let ran = doctor("amazon-pay.toml", "region = \"eu\"\n", &["--json"]);
    assert_eq!(about(&ran, "region")[0].0, "ok");
    assert!(about(&ran, "environment")[0].1.contains("is missing"));
}

#[cfg(not(feature = "toml"))]
#[test]
fn toml_needs_its_feature() {
    doctor("amazon-pay.toml", "region = \"eu\"\n", &[]).failed(2, "without the feature `toml`");
}

#[cfg(feature = "client")]
mod asking {
    use super::super::send::Server;
    use super::*;
    use amazonpay_update_stand_in::{ChargePermission, Fault, PermissionState, Script};
    use http::StatusCode;

    const PERMISSION: &str = "C01-5296324-5202663";

    fn ask(server: &Server, name: &str, config: &str, more: &[&str]) -> Ran {
        let _guard = server.runtime.enter();
        let address = server.stand_in.base_url();
        let send = ["--send", "--charge-permission-id", PERMISSION];
        let stand_in = ["--stand-in", &address, "--stand-in-root", &server.root];
        doctor(name, config, &[&["--json"][..], &send, &stand_in, more].concat())
    }

    #[test]
    fn a_permission_that_is_there_is_told() {
        let server = Server::start("doctor.pem");
        let permission = ChargePermission::new(PERMISSION, PermissionState::Chargeable);
        let permission = server.stand_in.charge_permission(permission);
        let ran = ask(&server, "there.json", &config(&[]), &[]);
        assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{}", ran.stdout);
        let found = about(&ran, "amazon_pay");
        assert!(
            found[0].1.contains("accepts the signature; the state of the charge permission is Chargeable"),
            "{found:?}"
        );
        assert_eq!(about(&ran, "clock")[0].0, "ok");
        assert_eq!(permission.records().len(), 1);
    }

    #[test]
    fn each_answer_is_told_with_what_it_means() {
        let server = Server::start("answers.pem");
        let other_key = Keys::get();
        other_key.openssl("genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out another.pem");
        let another = other_key.path("another.pem");
        for (name, config, verdict, words, remedy) in [
            ("unknown permission", config(&[]), "warning", "`ResourceNotFound`", "if the id was made up"),
            (
                "another key",
                config(&[("key_file", &another)]),
                "problem",
                "Amazon Pay made the same string to sign, so the key does not agree",
                "compare the key in Seller Central",
            ),
            (
                "another key id",
                config(&[("public_key_id", "SANDBOX-ANOTHERKEYID")]),
                "problem",
                "`InvalidAuthentication`",
                "use the id that Seller Central shows for this key",
            ),
            (
                "another region",
                config(&[("region", "jp")]),
                "problem",
                "`InvalidHeaderValue`",
                "change the part that Amazon's message names",
            ),
        ] {
            let ran = ask(&server, &format!("{name}.json"), &config, &[]);
            assert_eq!(ran.status, i32::from(verdict == "problem"), "{name}: {}", ran.stdout);
            let found = about(&ran, "amazon_pay");
            assert_eq!((found.len(), found[0].0.as_str()), (1, verdict), "{name}: {found:?}");
            assert!(found[0].1.contains(words) && found[0].2.contains(remedy), "{name}: {found:?}");
            assert!(found[0].1.contains("x-amz-pay-request-id"), "{name}: {found:?}");
        }
    }

    #[test]
    fn a_clock_that_is_off_is_told() {
        let server = Server::start("clock.pem");
        server.stand_in.set_request_dates_off_by(3600);
        let ran = ask(&server, "clock.json", &config(&[]), &[]);
        assert_eq!(ran.status, 1);
        let clock = about(&ran, "clock");
        assert_eq!(clock[0].0, "problem");
        assert!(clock[0].1.contains("behind that of the answer"), "{clock:?}");
        assert!(about(&ran, "amazon_pay")[0].2.contains("set the system's clock"));
    }

    #[test]
    fn what_is_no_answer_of_amazon_pay_is_told() {
        let server = Server::start("elsewhere.pem");
        for (fault, words) in [
            (Fault::ProxyPage(StatusCode::OK, amazonpay_update_stand_in::When::BeforeProcessing), "proxy"),
            (Fault::Redirect(StatusCode::FOUND), "redirect"),
            (Fault::Truncated, "no complete answer came"),
        ] {
            let script = Script::from_fn(move |_| Some(fault.clone()));
            let permission = ChargePermission::new(PERMISSION, PermissionState::Chargeable).script(script);
            let permission = server.stand_in.charge_permission(permission);
            let before = permission.records().len();
            let ran = ask(&server, "elsewhere.json", &config(&[]), &[]);
            assert_eq!(ran.status, 1, "{words}: {}", ran.stdout);
            let found = about(&ran, "amazon_pay");
            assert_eq!(found[0].0, "problem");
            assert!(found[0].1.contains(words) && !found[0].2.is_empty(), "{found:?}");
            assert_eq!(permission.records().len(), before + 1, "it is sent once");
        }
    }

    #[test]
    fn nothing_is_sent_for_live_or_with_what_is_not_in_order() {
        let server = Server::start("live.pem");
        let live = config(&[("environment", "live"), ("public_key_id", "LIVE-AEXAMPLEKEYID")]);
        let ran = ask(&server, "live.json", &live, &[]);
        assert_eq!((ran.status, about(&ran, "amazon_pay")[0].0.as_str()), (1, "problem"));
        assert!(about(&ran, "amazon_pay")[0].2.contains("`--send-live`"));
        let ran = ask(&server, "broken.json", &config(&[("environment", "live")]), &["--send-live"]);
        assert_eq!((ran.status, about(&ran, "amazon_pay")[0].0.as_str()), (1, "not_checked"));
        assert!(server.stand_in.records().is_empty());

        // Said by name, it is sent; the stand-in does not know the key of Live.
        let ran = ask(&server, "live.json", &live, &["--send-live"]);
        assert!(about(&ran, "amazon_pay")[0].1.contains("`InvalidAuthentication`"), "{}", ran.stdout);
        assert!(about(&ran, "amazon_pay")[1].1.contains("as ids of Sandbox do"), "{}", ran.stdout);
        assert_eq!(server.stand_in.records().len(), 1);
    }

    #[test]
    fn a_question_is_whole_or_misuse() {
        for arguments in [
            &["doctor", "--send"][..],
            &["doctor", "--charge-permission-id", PERMISSION],
            &["doctor", "--send-live"],
            &["doctor", "--send", "--charge-permission-id", "none"],
            &["doctor", "--env", "A", "file.json"],
        ] {
            let ran = run(arguments, "");
            assert_eq!((ran.status, ran.stdout.as_str()), (2, ""), "{arguments:?}");
        }
    }
}
