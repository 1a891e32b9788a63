//! Reads the arguments of the tool, and repeats none that could be a key.

use crate::output::{Failure, Output};
use amazonpay_update::__private::shown::{holds_pem, may_be_shown};
use clap::Parser;
use clap::error::ErrorKind;

/// Why the arguments are not taken, without any of them.
#[derive(Debug, thiserror::Error)]
enum Misuse {
    #[error(
        "{0}; the arguments are not repeated, because one of them could be a key: correct them as `--help` says, and \
         pass a key in a file"
    )]
    NotRepeated(ErrorKind),
    #[error(
        "an argument is the text of a key or a certificate, and no argument takes one: pass the path of its file \
         where `--help` says PEM, and to `--public-key-id` the id that Seller Central shows beside the key"
    )]
    Pem,
    #[cfg(not(feature = "client"))]
    #[error(
        "`{0}` needs the feature `client`, and this tool was built without it: install it with `--features \
         cli,client`"
    )]
    NoClient(&'static str),
}

/// The arguments that only a tool with the feature `client` has.
#[cfg(not(feature = "client"))]
const OF_CLIENT: [&str; 5] =
    ["--send", "--charge-permission-id", "--send-live", "--stand-in", "--stand-in-root"];

/// Reads the arguments, and runs their verb. A call for help is answered here. A mistake that can be shown ends the
/// program here.
pub(crate) fn read<A: Parser>(run: impl FnOnce(A) -> Result<Output, Failure>) -> Result<Output, Failure> {
    let arguments: Vec<_> = std::env::args_os().collect();
    let texts = || arguments.iter().map(|argument| argument.to_string_lossy());
    if texts().any(|text| holds_pem(&text)) {
        return Err(Failure::unusable(Misuse::Pem));
    }
    let error = match A::try_parse_from(&arguments) {
        Ok(arguments) => return run(arguments),
        Err(error) => error,
    };
    #[cfg(not(feature = "client"))]
    if let Some(argument) = of_client(&error) {
        return Err(Failure::unusable(Misuse::NoClient(argument)));
    }
    if !error.use_stderr() {
        return Ok(Output::passed(error.render().to_string()));
    }
    // The parser's error repeats arguments.
    if texts().all(|text| may_be_shown(&text)) {
        error.exit()
    }
    Err(Failure::unusable(Misuse::NotRepeated(error.kind())))
}

/// The unknown argument, if the feature `client` brings it.
#[cfg(not(feature = "client"))]
fn of_client(error: &clap::Error) -> Option<&'static str> {
    use clap::error::{ContextKind, ContextValue};

    match error.get(ContextKind::InvalidArg) {
        Some(ContextValue::String(unknown)) if error.kind() == ErrorKind::UnknownArgument => {
            OF_CLIENT.into_iter().find(|argument| unknown == argument)
        }
        _ => None,
    }
}
