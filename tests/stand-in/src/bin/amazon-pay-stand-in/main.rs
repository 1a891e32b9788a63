//! The program `amazon-pay-stand-in`: a stand-in for shops in any language.

mod arguments;
mod first_line;
mod serve;

use arguments::Verb;
use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Without standard error, the status alone says it.
            let _ = writeln!(io::stderr(), "amazon-pay-stand-in: {}", words(&*error));
            ExitCode::from(2)
        }
    }
}

async fn run() -> Result<(), Box<dyn Error>> {
    let Verb::Serve(arguments) = arguments::parse()?.verb;
    serve::serve(arguments).await
}

/// An error, and what it comes from.
fn words(error: &dyn Error) -> String {
    let mut words = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        words = format!("{words} ({error})");
        source = error.source();
    }
    words
}
