//! Scripts that Node runs: each question is a line of input, and each answer a line of output.

use serde_json::Value;
use std::ffi::OsStr;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// The answers of a script in `interop/`.
///
/// # Panics
///
/// When Node or the SDK is not there: the test cannot run, so it fails.
#[must_use]
pub fn ask(script: &str, arguments: &[impl AsRef<OsStr>], questions: &[Value]) -> Vec<Value> {
    let mut node = Command::new("node")
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("interop").join(script))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the command node");
    let lines: Vec<String> = questions.iter().map(Value::to_string).collect();
    node.stdin.take().expect("a pipe").write_all(lines.join("\n").as_bytes()).expect("node reads its input");
    let output = node.wait_with_output().expect("node ends");
    assert!(output.status.success(), "{script} failed: is the SDK installed? `tests/run` says how");
    let answers = String::from_utf8(output.stdout).expect("UTF-8");
    answers.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}
