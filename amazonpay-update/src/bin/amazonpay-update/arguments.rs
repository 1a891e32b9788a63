//! Reads the arguments of the tool, and repeats none that could be a key.

use crate::output::Failure;
use amazonpay_update::__private::shown::{holds_pem, may_be_shown};
use amazonpay_update::signing::KeyError;
use clap::Parser;
use clap::error::ErrorKind;

/// The parser's error without any argument.
#[derive(Debug, thiserror::Error)]
#[error(
    "{0}; the arguments are not repeated, because one of them could be a key: correct them as `--help` says, and \
     pass a key in a file"
)]
struct NotRepeated(ErrorKind);

/// The arguments. A call for help, and a mistake that can be shown, end the program here.
pub(crate) fn parse<A: Parser>() -> Result<A, Failure> {
    let arguments: Vec<_> = std::env::args_os().collect();
    let texts = || arguments.iter().map(|argument| argument.to_string_lossy());
    if texts().any(|text| holds_pem(&text)) {
        return Err(Failure::unusable(KeyError::TextForFile));
    }
    A::try_parse_from(&arguments).map_err(|error| {
        // The parser's error repeats arguments.
        if !error.use_stderr() || texts().all(|text| may_be_shown(&text)) {
            error.exit()
        }
        Failure::unusable(NotRepeated(error.kind()))
    })
}
