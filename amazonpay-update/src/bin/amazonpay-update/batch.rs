//! The verb `sign --batch`: many payloads, one on each line.

use crate::input::Input;
use crate::output::{self, Failure, Output};
use crate::shared::{KeyArguments, checked, warnings};
use crate::signed_file::SignedFile;
use amazonpay_update::payload::{NeededProductType, Warning};
use amazonpay_update::rules::Rule;
use amazonpay_update::signing::Algorithm;
use amazonpay_update::{PublicKeyId, SigningKey};
use serde_json::{Value, json};
use std::io::{self, IsTerminal, Write};
use std::num::NonZero;
use std::str::Utf8Error;
use std::thread;

/// How many lines a thread signs before the output of all threads is written. It is few enough that memory stays
/// small, and many enough that no thread waits long for another.
const LINES_A_THREAD: usize = 256;

/// The state that the threads share.
struct Signer {
    key: SigningKey,
    public_key_id: PublicKeyId,
    algorithm: Algorithm,
    product_type: Option<NeededProductType>,
}

/// A line of the input.
struct Line {
    number: usize,
    bytes: Vec<u8>,
}

/// A line of the output.
struct Answer {
    text: String,
    refused: bool,
    warnings: Vec<String>,
}

pub(crate) fn sign(
    input: &Input,
    arguments: &KeyArguments,
    algorithm: Algorithm,
    product_type: Option<NeededProductType>,
    jobs: Option<u16>,
) -> Result<Output, Failure> {
    let key = arguments.read()?;
    let signer = Signer { key, public_key_id: arguments.public_key_id.clone(), algorithm, product_type };
    let jobs = match jobs {
        Some(jobs) => usize::from(jobs),
        None => thread::available_parallelism().map_or(1, NonZero::get),
    };
    let mut next_line = numbered(input)?;
    let mut progress = Progress::new();
    let mut refused = false;
    loop {
        let mut lines = Vec::new();
        while lines.len() < jobs * LINES_A_THREAD {
            match next_line()? {
                Some(line) => lines.push(line),
                None => break,
            }
        }
        if lines.is_empty() {
            break;
        }
        let answers = signer.sign_all(&lines, jobs)?;
        refused |= answers.iter().any(|answer| answer.refused);
        output::warn(answers.iter().flat_map(|answer| &answer.warnings).map(String::as_str));
        let text: String = answers.iter().map(|answer| answer.text.as_str()).collect();
        if !output::print(&text)? {
            break;
        }
        progress.add(lines.len());
    }
    Ok(if refused { Output::refused(String::new()) } else { Output::passed("") })
}

/// The lines that are not empty.
fn numbered(input: &Input) -> Result<impl FnMut() -> Result<Option<Line>, Failure>, Failure> {
    let mut next = input.lines()?;
    let mut number = 0;
    Ok(move || {
        while let Some(bytes) = next()? {
            number += 1;
            if !bytes.trim_ascii().is_empty() {
                return Ok(Some(Line { number, bytes }));
            }
        }
        Ok(None)
    })
}

impl Signer {
    /// Signs lines on several threads. The answers are in the order of the lines.
    fn sign_all(&self, lines: &[Line], jobs: usize) -> Result<Vec<Answer>, Failure> {
        thread::scope(|scope| {
            let threads: Vec<_> = lines
                .chunks(lines.len().div_ceil(jobs))
                .map(|chunk| {
                    scope.spawn(|| chunk.iter().map(|line| self.sign(line)).collect::<Result<Vec<_>, _>>())
                })
                .collect();
            let mut answers = Vec::with_capacity(lines.len());
            for thread in threads {
                answers.extend(thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?);
            }
            Ok(answers)
        })
    }

    fn sign(&self, line: &Line) -> Result<Answer, Failure> {
        let checked = match str::from_utf8(line.bytes.trim_ascii_end()) {
            Ok(text) => checked(text, self.product_type).map_err(|violations| json!(violations)),
            Err(error) => Err(not_utf8(error)),
        };
        match checked {
            Ok(payload) => {
                let signed = self.key.sign(&payload, self.algorithm).map_err(Failure::refused)?;
                let warning = |warning: &Warning| format!("line {}: {warning}", line.number);
                Ok(Answer {
                    text: SignedFile::write(&signed, &self.public_key_id),
                    refused: false,
                    warnings: warnings(&payload, &self.public_key_id).iter().map(warning).collect(),
                })
            }
            Err(errors) => {
                let refusal = json!({ "line": line.number, "errors": errors });
                Ok(Answer { text: format!("{refusal}\n"), refused: true, warnings: Vec::new() })
            }
        }
    }
}

/// Refuses a line that is not UTF-8, because JSON must be UTF-8.
fn not_utf8(error: Utf8Error) -> Value {
    let byte = error.valid_up_to() + 1;
    let message = format!("a payload must be JSON in UTF-8: byte {byte} of the line is wrong");
    json!([{ "rule": Rule::NotJson.slug(), "path": format!("byte {byte}"), "message": message }])
}

/// A count on the terminal, if there is one.
struct Progress {
    done: usize,
    shown: bool,
}

impl Progress {
    fn new() -> Progress {
        // Signed payloads on the same terminal are progress enough.
        Progress { done: 0, shown: io::stderr().is_terminal() && !io::stdout().is_terminal() }
    }

    fn add(&mut self, lines: usize) {
        self.done += lines;
        self.show(&format!("\r{} payloads", self.done));
    }

    fn show(&self, text: &str) {
        if self.shown {
            // The count is optional, so an error is ignored.
            let _ = io::stderr().lock().write_all(text.as_bytes());
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.done > 0 {
            self.show("\n");
        }
    }
}
