//! The command-line tool of `amazonpay-update`: every verb is a call into the library.

mod arguments;
mod batch;
mod button;
mod doctor;
mod excerpt;
mod input;
mod ipn;
mod output;
mod places;
mod request;
mod schema;
#[cfg(feature = "client")]
mod send;
mod shared;
mod signed_file;
mod to_rust;
mod verify;

use amazonpay_update::payload::{NeededProductType, Violations};
use amazonpay_update::signing::Algorithm;
use amazonpay_update_rules::json::Json;
use button::ButtonArguments;
use clap::{Parser, Subcommand, ValueEnum};
use doctor::DoctorArguments;
use excerpt::Excerpts;
use input::Input;
use ipn::IpnArguments;
use output::{Failure, Output, omitted};
use places::Broken;
use request::RequestArguments;
use shared::{KeyArguments, checked, warnings};
use signed_file::SignedFile;
use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::process::ExitCode;
use to_rust::ToRustArguments;

/// Checks, canonicalizes, signs and verifies payloads for Amazon Pay's hosted update page.
#[derive(Parser)]
#[command(
    name = "amazonpay-update",
    version,
    after_help = "Exit status: 0 all is well, 1 the payload, signature or message is refused, 2 misuse, an \
                  unreadable file, or no answer from the network.\n\n\
                  Example:\n  amazonpay-update check update.json"
)]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Names every rule that a payload breaks, one on each line: `slug: words (at member.path)`.
    ///
    /// On a terminal it shows the line of the JSON below each rule, without colours if `NO_COLOR` is set or `TERM` is
    /// `dumb`.
    ///
    /// For a payload that breaks no rule it prints nothing. Warnings go to standard error, and do not refuse the
    /// payload. Beyond 100 broken rules the others are only counted, on standard error.
    #[command(after_help = "Example:\n  amazonpay-update check --product-type PayAndShip update.json")]
    Check {
        #[command(flatten)]
        input: Input,
        /// The product type of the button the payload is for, `PayAndShip` or `PayOnly`; without it, the rule about it is
        /// skipped.
        #[arg(long)]
        product_type: Option<NeededProductType>,
        /// How broken rules are printed; `json` is an array of objects with rule, path and message, 100 at
        /// most.
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Prints a payload as Rust: as a call of the macro `update_payload!`, or as a struct.
    ///
    /// Each broken rule is a comment, `// slug: words`, above the line of its member. A member that a struct cannot
    /// state is left out and put into a comment.
    #[command(
        after_help = "Example:\n  amazonpay-update to-rust --product-type PayAndShip --derive ChangeAddress update.json"
    )]
    ToRust(ToRustArguments),
    /// Prints the JSON Schema (draft 2020-12) of a payload. Each refusal names its rule.
    ///
    /// A schema cannot say every rule. `$defs` has the rules that only `check` applies.
    #[command(after_help = "Example:\n  amazonpay-update schema > update-payload.schema.json")]
    Schema,
    /// Prints the canonical form (RFC 8785) of a JSON text, without a line break at its end.
    ///
    /// The text need not be a payload. Up to 32 levels of arrays and objects are read, and all numbers must be integers
    /// up to plus or minus 9007199254740991: update payloads have no more levels, and no numbers.
    #[command(after_help = "Example:\n  amazonpay-update canonicalize update.json | sha256sum")]
    Canonicalize {
        #[command(flatten)]
        input: Input,
    },
    /// Checks and signs a payload, and prints the signed payload for a page.
    ///
    /// The output is a JSON object with algorithm, payloadJSON, publicKeyId and signature. The payload keeps exactly
    /// its members.
    #[command(
        after_help = "Example:\n  amazonpay-update sign --key private.pem --public-key-id SANDBOX-AEXAMPLEKEYID update.json"
    )]
    Sign {
        #[command(flatten)]
        input: Input,
        #[command(flatten)]
        key: KeyArguments,
        /// AMZN-PAY-RSASSA-PSS-V2, or the older AMZN-PAY-RSASSA-PSS.
        #[arg(long, default_value_t)]
        algorithm: Algorithm,
        /// The product type of the button the payload is for, `PayAndShip` or `PayOnly`; without it, the rule about it is
        /// skipped.
        #[arg(long)]
        product_type: Option<NeededProductType>,
        /// Signs many payloads: one on each line of the input, and one signed payload on each line of the output, in
        /// the same order.
        ///
        /// A line that is refused has `{"line":N,"errors":[{"rule","path","message"}]}` in its place, with at most
        /// 100 errors, and the exit status is 1. The other lines are still signed. Empty lines are skipped.
        #[arg(long)]
        batch: bool,
        /// How many threads sign; by default as many as there are processors.
        #[arg(long, value_name = "N", requires = "batch", value_parser = clap::value_parser!(u16).range(1..=256))]
        jobs: Option<u16>,
    },
    /// Checks and signs a payload, and prints the button a page needs, or a whole page.
    ///
    /// `html` is Amazon's script and the element. `data` is Amazon's script and the element with data attributes, which
    /// the shop's own script reads. `json` is only the options of the click.
    #[command(
        after_help = "Example:\n  amazonpay-update button --region us --merchant-id A3LVSV45M75151 --public-key-id SANDBOX-AEXAMPLEKEYID --key private.pem --product-type PayOnly --sandbox --page update.json > update.html"
    )]
    Button(ButtonArguments),
    /// Signs a request to Amazon Pay's API, and prints it.
    ///
    /// The output is a JSON object with method, url, headers and body. The signature is valid only near the time of
    /// signing. With the feature `client`, `--send` sends the request and prints the answer.
    #[command(
        after_help = "Example:\n  amazonpay-update request complete --region us --public-key-id SANDBOX-AEXAMPLEKEYID --key private.pem --sandbox acf951ea-32ee-4dea-916b-2caa9b218e4a"
    )]
    Request(RequestArguments),
    /// Verifies a message of Amazon SNS as it was posted, and prints its content.
    ///
    /// It prints one line of JSON, an object with type, messageId, message (the text) and notification: the
    /// members of an Amazon Pay notification, or null when the message holds no notification.
    #[command(
        after_help = "Example:\n  amazonpay-update ipn --allow-sha1 --topic-arn arn:aws:sns:us-east-1:291180941288:A3BXB0YN3XH17HA3LVSV45M75151 --certificate sns.pem body.json"
    )]
    Ipn(IpnArguments),
    /// Says line by line whether a configuration is in order, and what to do if it is not.
    ///
    /// Each line has a verdict (ok, warning, problem, `not_checked`), the checked item and the result. A problem
    /// makes the exit status 1. It prints nothing secret, so you can send the report along with a question. With the
    /// feature `client`, `--send` asks Amazon Pay once, in Sandbox.
    #[command(after_help = "Example:\n  amazonpay-update doctor --public-key public.pem amazon-pay.json")]
    Doctor(DoctorArguments),
    /// Verifies the signature in the output of `sign`.
    ///
    /// If the signature does not verify, the string to sign, its hash and the cause go to standard error.
    #[command(after_help = "Example:\n  amazonpay-update verify --public-key public.pem signed.json")]
    Verify {
        #[command(flatten)]
        input: Input,
        /// The public half of the key, a PEM file.
        #[arg(long, value_name = "PEM", allow_hyphen_values = true)]
        public_key: PathBuf,
        /// The message on Amazon's page, `Signature ... does not match signedString ... for merchant ...`: says where
        /// Amazon and the signed payload disagree. Any other text is a usage error.
        #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
        explain: Option<String>,
    },
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Json,
}

fn main() -> ExitCode {
    output::finish(arguments::read(run))
}

fn run(arguments: Arguments) -> Result<Output, Failure> {
    match arguments.verb {
        Verb::Check { input, product_type, format } => check(&input, product_type, format),
        Verb::Canonicalize { input } => canonicalize(&input),
        Verb::Sign { input, key, algorithm, product_type, batch: false, .. } => {
            sign(&input, &key, algorithm, product_type)
        }
        Verb::Sign { input, key, algorithm, product_type, batch: true, jobs } => {
            batch::sign(&input, &key, algorithm, product_type, jobs)
        }
        Verb::Verify { input, public_key, explain } => {
            verify::verify(&input, &public_key, explain.as_deref())
        }
        Verb::Button(arguments) => button::run(&arguments),
        Verb::Request(arguments) => request::run(&arguments),
        Verb::Ipn(arguments) => ipn::run(&arguments),
        Verb::Doctor(arguments) => doctor::run(&arguments),
        Verb::Schema => schema::run(),
        Verb::ToRust(arguments) => to_rust::run(&arguments),
    }
}

fn check(input: &Input, product_type: Option<NeededProductType>, format: Format) -> Result<Output, Failure> {
    let text = input.read()?;
    let checked = checked(&text, product_type);
    let found = checked.as_ref().err().map_or(&[][..], Violations::as_slice);
    let text = match format {
        Format::Text if io::stdout().is_terminal() => {
            let broken = match Json::read(&text) {
                Ok(json) => Broken::rules(&json, product_type, found.len()),
                Err(why) => vec![Broken::not_read(why)],
            };
            let name = input.origin();
            let excerpts = Excerpts::of(&text, &name);
            broken.iter().map(|broken| excerpts.show(broken)).collect()
        }
        Format::Text => found.iter().map(|violation| violation.to_string() + "\n").collect(),
        Format::Json => serde_json::to_string(found).map_err(Failure::unusable)? + "\n",
    };
    Ok(match checked {
        Ok(payload) => Output::passed(text).with_warnings(payload.warnings()),
        Err(violations) => Output::refused(text).with_notes(omitted(&violations)),
    })
}

fn canonicalize(input: &Input) -> Result<Output, Failure> {
    let text = input.read()?;
    amazonpay_update::payload::canonicalize(&text).map(Output::passed).map_err(Failure::refused)
}

fn sign(
    input: &Input,
    arguments: &KeyArguments,
    algorithm: Algorithm,
    product_type: Option<NeededProductType>,
) -> Result<Output, Failure> {
    let key = arguments.read()?;
    let payload = checked(&input.read()?, product_type).map_err(Failure::refused)?;
    let signed = key.sign(&payload, algorithm).map_err(Failure::refused)?;
    let text = SignedFile::write(&signed, &arguments.public_key_id);
    Ok(Output::passed(text).with_warnings(&warnings(&payload, &arguments.public_key_id)))
}
