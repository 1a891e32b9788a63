//! A private key in place of any argument is not repeated.

use crate::program::{Files, ended, refused};
use crate::support::{KEY_ID, private_pem};
use base64::Engine;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};
use std::process::Output;

/// The private key as it can stand in the wrong place, by name.
fn forms() -> Vec<(&'static str, String)> {
    let pem = private_pem();
    let lines: Vec<&str> = pem.lines().filter(|line| !line.starts_with("-----")).collect();
    let body = lines.concat();
    let short_lines: Vec<&str> =
        body.as_bytes().chunks(20).map(|line| str::from_utf8(line).expect("ASCII")).collect();
    // With this character it is no public key id, and no name of a new file.
    let line = lines.iter().rev().find(|line| line.len() == 64 && line.contains('/')).expect("one of 26");
    vec![
        ("the block", pem.to_owned()),
        ("the block with the characters \\n", pem.replace('\n', "\\n")),
        ("the block on one line", pem.replace('\n', " ")),
        ("the block as Base64", BASE64_STANDARD.encode(pem)),
        ("the block as Base64 for URLs", BASE64_URL_SAFE_NO_PAD.encode(pem)),
        ("the body", lines.join("\n")),
        ("the body on one line", body.clone()),
        ("the body on short lines", short_lines.join("\n")),
        ("the body with the characters \\n", lines.join("\\n")),
        ("all but the first line", lines[1..].join("\n")),
        ("one line", (*line).to_owned()),
    ]
}

#[track_caller]
fn repeats_nothing(output: &Output, form: &str, what: &str) {
    let said = [output.stdout.as_slice(), &output.stderr].concat();
    let said = String::from_utf8(said).expect("UTF-8");
    for part in form.split(['\n', '\\', ' ']).filter(|part| !part.contains("-----")) {
        for window in part.as_bytes().windows(16).map(|window| str::from_utf8(window).expect("ASCII")) {
            assert!(!said.contains(window), "{what}: {said}");
        }
    }
}

/// With `KEY` for the key, and `RIGHT` for the options that are needed.
const PLACES: &[&[&str]] = &[
    &["KEY"],
    &["--KEY"],
    &["-KEY"],
    &["help", "KEY"],
    &["serve", "KEY"],
    &["serve", "--KEY"],
    &["serve", "--KEY=x"],
    &["serve", "-KEY"],
    &["serve", "--public-key", "KEY"],
    &["serve", "--public-key", "KEY", "--public-key-id", "ID"],
    &["serve", "--public-key=KEY", "--public-key-id", "ID"],
    &["serve", "--public-key", "public.pem", "--public-key-id", "KEY"],
    &["serve", "--public-key", "public.pem", "--public-key-id=KEY"],
    &["serve", "--public-key", "public.pem", "--public-key-id", "LIVE-KEY"],
    &["serve", "RIGHT", "--public-key", "KEY", "--public-key-id", "ID"],
    &["serve", "RIGHT", "--public-key", "public.pem", "--public-key-id", "KEY"],
    &["serve", "RIGHT", "KEY"],
    &["serve", "RIGHT", "--port", "KEY"],
    &["serve", "RIGHT", "--region", "KEY"],
    &["serve", "RIGHT", "--environment", "KEY"],
    &["serve", "RIGHT", "--merchant-id", "KEY"],
    &["serve", "RIGHT", "--merchant-id=KEY"],
    &["serve", "RIGHT", "--merchant-id", "AKEY"],
    &["serve", "RIGHT", "--ipn-url", "KEY"],
    &["serve", "RIGHT", "--ipn-url", "https://localhost/KEY"],
    &["serve", "RIGHT", "--return-origin", "KEY"],
    &["serve", "RIGHT", "--return-origin", "KEY=http://localhost:3000"],
    &["serve", "RIGHT", "--return-origin", "https://shop.example=KEY"],
    &["serve", "RIGHT", "--charge-permission", "KEY"],
    &["serve", "RIGHT", "--charge-permission", "KEY=PayAndShip"],
    &["serve", "RIGHT", "--charge-permission", "B01-1234567-1234567=KEY"],
    &["serve", "RIGHT", "--ca-file", "missing/KEY"],
];

#[test]
fn in_place_of_any_argument() {
    let files = Files::new();
    for (name, form) in forms() {
        for place in PLACES {
            let mut arguments: Vec<String> = Vec::new();
            for word in *place {
                match *word {
                    "RIGHT" => arguments
                        .extend(["--public-key", "public.pem", "--public-key-id", KEY_ID].map(str::to_owned)),
                    "ID" => arguments.push(KEY_ID.to_owned()),
                    word => arguments.push(word.replace("KEY", &form)),
                }
            }
            let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
            let output = ended(files.program(&arguments));
            repeats_nothing(&output, &form, &format!("{name} in {place:?}"));
            assert_eq!(output.status.code(), Some(2), "{name} in {place:?}");
        }
    }
}

#[test]
fn what_is_wrong_is_told_all_the_same() {
    let files = Files::new();
    let all = forms();
    let form = |wanted: &str| &*all.iter().find(|(name, _)| *name == wanted).expect("a form").1;
    let (pem, line) = (form("the block"), form("one line"));
    for (arguments, words) in [
        (&["serve", "--public-key", pem, "--public-key-id", KEY_ID][..], "pass the path of the file"),
        (
            &["serve", "--public-key", line, "--public-key-id", KEY_ID],
            "the file of the public key, (not repeated",
        ),
        (&["serve", "--public-key", "public.pem", "--public-key-id", line], "is no id of a public key"),
        (&["serve", "--region", line], "invalid value"),
        (&["serve", line], "unexpected argument found; the arguments are not repeated"),
    ] {
        let said = refused(ended(files.program(arguments)));
        assert!(said.starts_with("amazon-pay-stand-in: ") && said.contains(words), "{said}");
    }
}
