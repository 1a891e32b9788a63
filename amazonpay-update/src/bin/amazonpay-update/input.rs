//! The input of a verb.

use crate::output::Failure;
use amazonpay_update::__private::shown::shown;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::string::FromUtf8Error;

/// FILE, or `-`.
#[derive(clap::Args)]
pub(crate) struct Input {
    /// The file to read; `-` is standard input.
    #[arg(default_value = "-")]
    file: PathBuf,
}

/// A file cannot be read as text.
#[derive(Debug, thiserror::Error)]
enum Unreadable {
    #[error("cannot read {name}")]
    Io { name: String, source: io::Error },
    #[error("{name} is not UTF-8 text: byte {byte} is wrong")]
    NotUtf8 { name: String, byte: usize },
    #[error("{name} has a line of more than {LONGEST_LINE} bytes: write one payload on each line")]
    LongLine { name: String },
}

impl Unreadable {
    fn not_utf8(name: String, error: &FromUtf8Error) -> Unreadable {
        Unreadable::NotUtf8 { name, byte: error.utf8_error().valid_up_to() + 1 }
    }
}

/// The longest line of a batch, in bytes: 1 MiB. No payload is nearly as long.
const LONGEST_LINE: u64 = 1 << 20;

/// The text of a file that an option names.
pub(crate) fn read_file(path: &Path) -> Result<String, Failure> {
    let io = |source| Failure::unusable(Unreadable::Io { name: named(path), source });
    String::from_utf8(std::fs::read(path).map_err(io)?)
        .map_err(|error| Failure::unusable(Unreadable::not_utf8(named(path), &error)))
}

impl Input {
    pub(crate) fn read(&self) -> Result<String, Failure> {
        self.text().map_err(Failure::unusable)
    }

    /// The bytes of the file, up to one more than this limit.
    pub(crate) fn read_bytes(&self, limit: usize) -> Result<Vec<u8>, Failure> {
        self.bytes(limit as u64 + 1).map_err(Failure::unusable)
    }

    /// The lines, each with its line break, read one at a time.
    pub(crate) fn lines(&self) -> Result<impl FnMut() -> Result<Option<Vec<u8>>, Failure>, Failure> {
        let mut reader = BufReader::new(self.open().map_err(Failure::unusable)?);
        let name = self.name();
        Ok(move || {
            let mut line = Vec::new();
            match reader.by_ref().take(LONGEST_LINE + 1).read_until(b'\n', &mut line) {
                Ok(0) => Ok(None),
                Ok(_) if line.len() as u64 > LONGEST_LINE => {
                    Err(Failure::unusable(Unreadable::LongLine { name: name.clone() }))
                }
                Ok(_) => Ok(Some(line)),
                Err(source) => Err(Failure::unusable(Unreadable::Io { name: name.clone(), source })),
            }
        })
    }

    fn text(&self) -> Result<String, Unreadable> {
        String::from_utf8(self.bytes(u64::MAX)?).map_err(|error| Unreadable::not_utf8(self.name(), &error))
    }

    fn bytes(&self, most: u64) -> Result<Vec<u8>, Unreadable> {
        let mut bytes = Vec::new();
        let io = |source| Unreadable::Io { name: self.name(), source };
        self.open()?.take(most).read_to_end(&mut bytes).map_err(io)?;
        Ok(bytes)
    }

    fn open(&self) -> Result<Box<dyn Read>, Unreadable> {
        if self.is_stdin() {
            return Ok(Box::new(io::stdin().lock()));
        }
        match File::open(&self.file) {
            Ok(file) => Ok(Box::new(file)),
            Err(source) => Err(Unreadable::Io { name: self.name(), source }),
        }
    }

    fn is_stdin(&self) -> bool {
        self.file == Path::new("-")
    }

    /// The file as a compiler names it.
    pub(crate) fn origin(&self) -> String {
        if self.is_stdin() { "<stdin>".to_owned() } else { shown(&self.file.to_string_lossy()).to_owned() }
    }

    fn name(&self) -> String {
        if self.is_stdin() { "standard input".to_owned() } else { named(&self.file) }
    }
}

/// A path as an error names it.
pub(crate) fn named(path: &Path) -> String {
    format!("`{}`", shown(&path.to_string_lossy()))
}
