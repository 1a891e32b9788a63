//! The text a verb works on.

use crate::output::Failure;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// FILE, or `-`.
#[derive(clap::Args)]
pub(crate) struct Input {
    /// The file to read; `-` is standard input.
    #[arg(default_value = "-")]
    file: PathBuf,
}

/// A file that holds no text to work on.
#[derive(Debug, thiserror::Error)]
enum Unreadable {
    #[error("cannot read {name}")]
    Io { name: String, source: io::Error },
    #[error("{name} is not UTF-8 text: byte {byte} is wrong")]
    NotUtf8 { name: String, byte: usize },
}

impl Input {
    pub(crate) fn read(&self) -> Result<String, Failure> {
        self.text().map_err(Failure::unusable)
    }

    fn text(&self) -> Result<String, Unreadable> {
        let stdin = self.file == Path::new("-");
        let name = if stdin { "standard input".to_owned() } else { format!("`{}`", self.file.display()) };
        let mut bytes = Vec::new();
        let read = if stdin {
            io::stdin().lock().read_to_end(&mut bytes)
        } else {
            File::open(&self.file).and_then(|mut file| file.read_to_end(&mut bytes))
        };
        match (read, String::from_utf8(bytes)) {
            (Err(source), _) => Err(Unreadable::Io { name, source }),
            (Ok(_), Ok(text)) => Ok(text),
            (Ok(_), Err(error)) => {
                Err(Unreadable::NotUtf8 { name, byte: error.utf8_error().valid_up_to() + 1 })
            }
        }
    }
}
