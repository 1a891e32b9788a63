//! The output of a verb, and the end of the program.

use amazonpay_update::__private::shown::is_invisible;
use amazonpay_update::payload::{Violations, Warning};
use serde_json::Value;
use std::error::Error;
use std::fmt::{Display, Write as _};
use std::io::{self, ErrorKind, Write as _};
use std::process::ExitCode;

const REFUSED: u8 = 1;
/// Nothing was decided.
const MISUSE: u8 = 2;

/// The text for standard output, and whether the check passed.
pub(crate) struct Output {
    text: String,
    warnings: Vec<String>,
    notes: Vec<String>,
    status: u8,
}

impl Output {
    pub(crate) fn passed(text: impl Into<String>) -> Output {
        Output { text: text.into(), warnings: Vec::new(), notes: Vec::new(), status: 0 }
    }

    pub(crate) fn refused(text: String) -> Output {
        Output { text, warnings: Vec::new(), notes: Vec::new(), status: REFUSED }
    }

    /// Adds warnings, one line each, on standard error before the notes.
    pub(crate) fn with_warnings<'a>(mut self, warnings: impl IntoIterator<Item = &'a Warning>) -> Output {
        self.warnings.extend(warnings.into_iter().map(Warning::to_string));
        self
    }

    /// Adds notes, one line each, on standard error after the text.
    pub(crate) fn with_notes(self, notes: Vec<String>) -> Output {
        Output { notes, ..self }
    }
}

/// Why a verb has no output.
pub(crate) struct Failure {
    text: String,
    notes: Vec<String>,
    status: u8,
}

impl Failure {
    /// The checked input is refused.
    pub(crate) fn refused(why: impl Display) -> Failure {
        Failure { text: why.to_string(), notes: Vec::new(), status: REFUSED }
    }

    /// The same, with every cause of the error.
    pub(crate) fn refused_by(error: impl Error) -> Failure {
        Failure { status: REFUSED, ..Failure::unusable(error) }
    }

    /// A file cannot be read or used, or the network gave no answer.
    pub(crate) fn unusable(error: impl Error) -> Failure {
        let mut text = error.to_string();
        let mut cause = error.source();
        while let Some(error) = cause {
            let _ = write!(text, ": {error}");
            cause = error.source();
        }
        Failure { text, notes: Vec::new(), status: MISUSE }
    }

    /// Adds notes, one line each.
    pub(crate) fn with_notes(self, notes: Vec<String>) -> Failure {
        Failure { notes, ..self }
    }
}

pub(crate) fn finish(answer: Result<Output, Failure>) -> ExitCode {
    let status = match answer {
        Ok(output) => {
            complain("warning", output.warnings.iter().map(String::as_str));
            let status = match print(&output.text) {
                Ok(_) => output.status,
                Err(failure) => {
                    complain("error", failure.text.lines());
                    failure.status
                }
            };
            complain("note", output.notes.iter().map(String::as_str));
            status
        }
        Err(failure) => {
            complain("error", failure.text.lines());
            complain("note", failure.notes.iter().map(String::as_str));
            failure.status
        }
    };
    ExitCode::from(status)
}

/// A JSON value on one line. Line breaks and other invisible characters are escaped, because a server may have
/// written them.
pub(crate) fn json_line(value: &Value) -> String {
    visible_json(&value.to_string()) + "\n"
}

/// A JSON text with all invisible characters escaped. They are only within strings.
pub(crate) fn visible_json(json: &str) -> String {
    let mut visible = String::new();
    for char in json.chars() {
        if is_invisible(char) {
            for unit in char.encode_utf16(&mut [0; 2]) {
                let _ = write!(visible, "\\u{unit:04x}");
            }
        } else {
            visible.push(char);
        }
    }
    visible
}

/// A note about the broken rules that are not listed. It goes to standard error, because each line of the output is a
/// broken rule.
pub(crate) fn omitted(violations: &Violations) -> Vec<String> {
    match violations.omitted() {
        0 => Vec::new(),
        1 => vec!["1 more broken rule is not listed".to_owned()],
        omitted => vec![format!("{omitted} more broken rules are not listed")],
    }
}

/// The output cannot be written.
#[derive(Debug, thiserror::Error)]
#[error("cannot write")]
struct CannotWrite(#[source] io::Error);

/// Prints a text. `false` when nobody reads any more: a reader that has seen enough and closed the pipe is no error.
pub(crate) fn print(text: &str) -> Result<bool, Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(false),
        Err(error) => Err(Failure::unusable(CannotWrite(error))),
    }
}

/// Prints warnings at once.
pub(crate) fn warn<'a>(warnings: impl IntoIterator<Item = &'a str>) {
    complain("warning", warnings);
}

fn complain<'a>(label: &str, lines: impl IntoIterator<Item = &'a str>) {
    let mut text = String::new();
    for line in lines {
        let _ = writeln!(text, "{label}: {line}");
    }
    // Without standard error there is nothing left to do.
    let _ = io::stderr().lock().write_all(text.as_bytes());
}
