//! Every example of the page about the control interface, run in order by `curl`.

use crate::support::stand_in;
use serde_json::Value;
use std::collections::BTreeSet;
use std::process::Command;

const PAGE: &str = include_str!("../../docs/control.md");

/// One example: what is run, and what it is answered.
struct Example {
    command: String,
    status: u16,
    answer: Value,
}

#[tokio::test(flavor = "multi_thread")]
async fn every_example_is_answered_as_it_says() {
    let stand_in = stand_in().await;
    let examples = examples();
    assert!(!examples.is_empty());
    for Example { command, status, answer } in examples {
        let (status_there, body) = run(&command, &stand_in.control_origin());
        assert_eq!(status_there, status, "{command}\n{body}");
        let there: Value =
            serde_json::from_str(&body).unwrap_or_else(|error| panic!("{command}: {error}: {body}"));
        if let Err(difference) = fits(&answer, &there, "") {
            panic!("{command}\n{difference}\n{there:#}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_call_has_its_section_and_an_example() {
    let stand_in = stand_in().await;
    let (_, body) = run("curl $CONTROL/", &stand_in.control_origin());
    let about: Value = serde_json::from_str(&body).expect("JSON");
    let text = |call: &Value, member: &str| call[member].as_str().expect("a text").to_owned();
    let calls = about["calls"].as_array().expect("a list").iter();
    let listed: Vec<String> = calls
        .map(|call| format!("`{} {}`\n\n{}.", text(call, "method"), text(call, "path"), text(call, "what")))
        .collect();
    let sections = PAGE.split("\n## ").skip(1);
    let described: Vec<String> = sections
        .map(|section| {
            assert!(section.contains("```sh") && section.contains("```json"), "an example: {section}");
            section.split_once(".\n").expect("a sentence").0.to_owned() + "."
        })
        .collect();
    assert_eq!(described, listed);
}

/// A block in `sh`, "Answer, STATUS:", a block in `json`.
fn examples() -> Vec<Example> {
    let parts = PAGE.split("```sh\n").skip(1);
    parts
        .map(|part| {
            let (command, rest) = part.split_once("```\n\nAnswer, ").expect("an answer");
            let (status, rest) = rest.split_once(":\n\n```json\n").expect("a status, and JSON");
            let (answer, _) = rest.split_once("```").expect("the end of the block");
            Example {
                command: command.to_owned(),
                status: status.parse().expect("a number"),
                answer: serde_json::from_str(answer).unwrap_or_else(|error| panic!("{error}: {answer}")),
            }
        })
        .collect()
}

/// The status and the body, which is one line, of the last call; those before it show nothing but a status.
fn run(command: &str, control: &str) -> (u16, String) {
    let script = format!(
        "curl() {{ command curl --silent --show-error --max-time 20 --write-out '\\n%{{http_code}}\\n' \"$@\"; }}\n{command}"
    );
    let output =
        Command::new("sh").args(["-euc", &script]).env("CONTROL", control).output().expect("the command sh");
    assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let mut lines: Vec<_> = text.lines().filter(|line| !line.is_empty()).collect();
    let status = lines.pop().expect("a status").parse().expect("a number");
    let body = lines.pop().expect("a body").to_owned();
    assert!(lines.iter().all(|line| line.starts_with('2')), "what comes before goes well: {command}\n{text}");
    (status, body)
}

/// Whether an answer is the one that is shown. `...` stands for anything: in a text, and at the end of a list.
fn fits(shown: &Value, there: &Value, place: &str) -> Result<(), String> {
    match (shown, there) {
        (Value::Object(shown), Value::Object(there)) => {
            let (names, names_there): (BTreeSet<_>, BTreeSet<_>) =
                (shown.keys().collect(), there.keys().collect());
            if names != names_there {
                return Err(format!("{place}: {names:?} is shown, {names_there:?} is answered"));
            }
            shown.iter().try_for_each(|(name, value)| fits(value, &there[name], &format!("{place}.{name}")))
        }
        (Value::Array(shown), Value::Array(there)) => {
            let (shown, more) = match shown.split_last() {
                Some((last, rest)) if last == "..." => (rest, true),
                _ => (shown.as_slice(), false),
            };
            if shown.len() > there.len() || (!more && shown.len() != there.len()) {
                return Err(format!("{place}: {} are shown, {} answered", shown.len(), there.len()));
            }
            let pairs = shown.iter().zip(there).enumerate();
            pairs
                .into_iter()
                .try_for_each(|(number, (shown, there))| fits(shown, there, &format!("{place}[{number}]")))
        }
        (Value::String(shown), Value::String(there)) if like(shown, there) => Ok(()),
        _ if shown == there => Ok(()),
        _ => Err(format!("{place}: {shown} is shown, {there} answered")),
    }
}

fn like(shown: &str, there: &str) -> bool {
    match shown.split_once("...") {
        Some((start, end)) => there.starts_with(start) && there.ends_with(end),
        None => shown == there,
    }
}
