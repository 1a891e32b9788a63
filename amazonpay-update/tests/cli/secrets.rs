//! A key in place of any argument is not repeated.

use crate::{KEY_ID, Keys, RIGHT, Ran, run};
use base64::Engine;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};

/// A key as it can stand in the wrong place, by name.
fn forms() -> Vec<(&'static str, String)> {
    // The key of these tests alone. Of new ones, one line in a hundred thousand does not look like a key.
    let pem = include_str!("../keys/test_rsa.pem").to_owned();
    let lines: Vec<&str> = pem.lines().filter(|line| !line.starts_with("-----")).collect();
    let body = lines.concat();
    let short_lines: Vec<&str> =
        body.as_bytes().chunks(20).map(|line| str::from_utf8(line).unwrap()).collect();
    vec![
        ("the block", pem.clone()),
        ("the block with the characters \\n", pem.replace('\n', "\\n")),
        ("the block as Base64", BASE64_STANDARD.encode(&pem)),
        ("the block as Base64 for URLs", BASE64_URL_SAFE_NO_PAD.encode(&pem)),
        ("the body", lines.join("\n")),
        ("the body on one line", body.clone()),
        ("the body on short lines", short_lines.join("\n")),
        ("the body with the characters \\n", lines.join("\\n")),
        ("all but the first line", lines[1..].join("\n")),
        // Without these characters it could be a public key id.
        (
            "one line",
            (*lines.iter().rev().find(|line| line.len() == 64 && line.contains(['+', '/'])).unwrap())
                .to_owned(),
        ),
    ]
}

#[track_caller]
fn repeats_nothing(ran: &Ran, name: &str, form: &str, arguments: &[&str]) {
    for line in form.split(['\n', '\\']).filter(|line| !line.contains("-----")) {
        for window in line.as_bytes().windows(16).map(|window| str::from_utf8(window).unwrap()) {
            let repeated = ran.stdout.contains(window) || ran.stderr.contains(window);
            assert!(!repeated, "{name} in {:?}: {}", arguments.first(), ran.stderr);
        }
    }
}

/// With `KEY` for the key.
const PLACES: &[&[&str]] = &[
    &["KEY"],
    &["--KEY"],
    &["-KEY"],
    &["-hKEY"],
    &["-VKEY"],
    &["--help=KEY"],
    &["check", "KEY"],
    &["check", "a", "KEY"],
    &["check", "--KEY"],
    &["check", "--KEY=x"],
    &["check", "-KEY"],
    &["check", "-hKEY"],
    &["check", "-VKEY"],
    &["check", "--product-type", "KEY"],
    &["check", "--product-type=KEY"],
    &["check", "--format", "KEY"],
    &["canonicalize", "KEY"],
    &["canonicalize", "--KEY"],
    &["sign", "KEY"],
    &["sign", "--key", "KEY", "--public-key-id", "ID"],
    &["sign", "--key=KEY", "--public-key-id", "ID"],
    &["sign", "--key", "PEM", "--public-key-id", "KEY"],
    &["sign", "--key", "PEM", "--public-key-id", "ID", "KEY"],
    &["sign", "--key", "PEM", "--public-key-id", "ID", "--batch", "KEY"],
    &["sign", "--key", "PEM", "--public-key-id", "ID", "--batch", "--jobs", "KEY"],
    &["sign", "--key", "PEM", "--public-key-id", "ID", "--algorithm", "KEY"],
    &["button", "--region", "KEY"],
    &["button", "--merchant-id", "KEY"],
    &["button", "--language", "KEY", "BUTTON"],
    &["button", "--nonce", "KEY"],
    &["button", "--entry-point", "KEY"],
    &["button", "--format", "KEY"],
    &["button", "BUTTON", "KEY"],
    &["request", "KEY"],
    &["request", "session", "--region", "us", "--sandbox", "--key", "PEM", "--public-key-id", "ID", "KEY"],
    &["request", "complete", "--idempotency-key", "KEY"],
    &["request", "complete", "--stand-in", "KEY"],
    &["request", "complete", "--stand-in-root", "KEY"],
    &["ipn", "KEY"],
    &["ipn", "--certificate", "KEY"],
    &["ipn", "--certificate", "PEM", "--root", "KEY"],
    &["ipn", "--topic-arn", "KEY"],
    &["ipn", "--max-age", "KEY"],
    &["ipn", "--now", "KEY"],
    &["doctor", "KEY"],
    &["doctor", "--env", "KEY"],
    &["doctor", "--topic-arn", "KEY"],
    &["doctor", "--charge-permission-id", "KEY"],
    &["doctor", "--stand-in", "KEY"],
    &["verify", "--public-key", "KEY"],
    &["verify", "--public-key", "PUBLIC", "KEY"],
    &["verify", "--public-key", "PUBLIC", "--explain", "KEY"],
    &["verify", "--explain", "KEY"],
    &["verify", "--explain=KEY"],
];

/// A key after `-` may begin with the letter of `-h`, or of `-V`, which only the tool itself has.
fn asks_for_help(arguments: &[&str]) -> bool {
    match arguments {
        [option] => option.starts_with("-h") || option.starts_with("-V"),
        [.., option] => option.starts_with("-h"),
        [] => false,
    }
}

#[test]
fn in_place_of_any_argument() {
    let (private, public) = (Keys::get().path("private.pem"), Keys::get().path("public.pem"));
    for (name, form) in forms() {
        for place in PLACES {
            let mut arguments: Vec<String> = Vec::new();
            for word in *place {
                match *word {
                    "PEM" => arguments.push(private.clone()),
                    "PUBLIC" => arguments.push(public.clone()),
                    "ID" => arguments.push(KEY_ID.to_owned()),
                    "BUTTON" => arguments.extend(
                        ["--region", "us", "--merchant-id", "A3LVSV45M75151", "--key", &private]
                            .into_iter()
                            .chain(["--public-key-id", KEY_ID, "--product-type", "PayOnly", "--sandbox"])
                            .map(str::to_owned),
                    ),
                    word => arguments.push(word.replace("KEY", &form)),
                }
            }
            let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
            let ran = run(&arguments, RIGHT);
            let refused = ran.status == 2 && ran.stderr.starts_with("error: ");
            let helped = ran.status == 0 && ran.stderr.is_empty() && asks_for_help(&arguments);
            assert!(refused || helped, "{name} in {place:?}: {} {}", ran.status, ran.stderr);
            repeats_nothing(&ran, name, &form, place);
        }
    }
}

/// A report is passed on with a question. Without a key that is right, nothing takes the time to sign.
#[test]
fn in_place_of_anything_a_report_is_about() {
    let none = ("key_file", "none.pem");
    let config = Keys::get().write("secrets.json", crate::doctor::config(&[none]));
    for (name, form) in forms() {
        for option in ["--public-key", "--store-id", "--return-url"] {
            let ran = run(&["doctor", option, &form, config.to_str().unwrap()], "");
            repeats_nothing(&ran, name, &form, &[option]);
        }
        for member in ["region", "merchant_id", "public_key_id", "key_file", "key", "kye"] {
            let config = Keys::get().write("secret.json", crate::doctor::config(&[none, (member, &form)]));
            let ran = run(&["doctor", config.to_str().unwrap()], "");
            repeats_nothing(&ran, name, &form, &[member]);
        }
        let mut with_variables = crate::tool(&["doctor", "--env", "SHOP", "--json"]);
        for variable in ["SHOP_REGION", "SHOP_PUBLIC_KEY_ID", "SHOP_KEY_FILE", "SHOP_KYE"] {
            with_variables.env(variable, &form);
        }
        repeats_nothing(&with_variables.output().unwrap().into(), name, &form, &["the environment"]);
    }
}

#[test]
fn what_is_wrong_is_told_all_the_same() {
    let (_, line) = forms().pop().unwrap();
    let line = line.as_str();
    for (arguments, words) in [
        (&["check", "--format", line][..], "one of the values isn't valid for an argument"),
        (&["check", "a", line], "unexpected argument found"),
        (&[line], "subcommand"),
    ] {
        let ran = run(arguments, RIGHT);
        assert!(ran.stderr.contains(words) && ran.stderr.contains("are not repeated"), "{}", ran.stderr);
    }
    // What could be no key is repeated.
    run(&["check", "--format", "xml"], RIGHT);
    assert!(run(&["check", "--format", "xml"], RIGHT).stderr.contains("'xml'"));
    run(&["check", "no-such-file.json"], RIGHT).failed(2, "`no-such-file.json`");
}
