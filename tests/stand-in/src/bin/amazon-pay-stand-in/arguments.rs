//! The command line, of which no error repeats what could be a key.

use amazonpay_update_stand_in::__private::{holds_pem, may_be_shown};
use amazonpay_update_stand_in::{Environment, Region};
use clap::error::ErrorKind;
use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

/// Stands in for Amazon Pay on this machine, for tests. It is not Amazon's, and it sends nothing to Amazon.
#[derive(Parser)]
#[command(name = "amazon-pay-stand-in", version)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) verb: Verb,
}

/// The arguments are wrong, and could hold a key.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Refused {
    #[error(
        "one of the arguments is a key: pass the path of the file with the public key, `--public-key public.pem`"
    )]
    Key,
    #[error(
        "{0}; the arguments are not repeated, because one of them could be a key: correct them as `--help` says, and \
         pass the public key in a file"
    )]
    NotRepeated(ErrorKind),
}

/// The arguments. A call for help, and a mistake that can be shown, end the program here.
pub(crate) fn parse() -> Result<Arguments, Refused> {
    let arguments: Vec<_> = std::env::args_os().collect();
    // The first is the program's own path.
    let texts = || arguments.iter().skip(1).map(|argument| argument.to_string_lossy());
    if texts().any(|text| holds_pem(&text)) {
        return Err(Refused::Key);
    }
    Arguments::try_parse_from(&arguments).map_err(|error| {
        // The parser's error repeats arguments.
        if !error.use_stderr() || texts().all(|text| may_be_shown(&text)) {
            error.exit()
        }
        Refused::NotRepeated(error.kind())
    })
}

#[derive(Subcommand)]
pub(crate) enum Verb {
    /// Serves API, hosted page and control interface until Ctrl-C or SIGTERM.
    ///
    /// All three listen only on 127.0.0.1.
    #[command(after_help = "The first line on standard output is one JSON object with these members:\n  \
        api            origin of the API, https\n  \
        api_address    where the API listens, 127.0.0.1:PORT\n  \
        ca_pem         certificate of the authority to trust at the API\n  \
        checkout_js    address of the script for the shop's page\n  \
        page           origin of the script and of the hosted page, plain http\n  \
        page_address   where the page listens, 127.0.0.1:PORT\n  \
        control        origin of the control interface, plain http\n  \
        region         us, eu, uk or jp\n  \
        environment    sandbox or live\n  \
        merchant_id    id of the merchant\n  \
        public_key_id  id of the first public key\n  \
        topic_arn      topic of the merchant's notifications\n  \
        sns_ca_pem     root certificate to trust for the signatures of notifications\n\n\
        Exit status: 0 it was ended by Ctrl-C or SIGTERM, 2 it could not start.\n\n\
        Example:\n  openssl pkey -in private.pem -pubout -out public.pem\n  \
        amazon-pay-stand-in serve --port 8443 --public-key public.pem --public-key-id SANDBOX-AEXAMPLEKEYID \\\n    \
        --return-origin https://shop.example=http://localhost:3000 --ipn-url http://localhost:3000/ipn \\\n    \
        --charge-permission C01-1234567-1234567")]
    Serve(ServeArguments),
}

#[derive(Args)]
pub(crate) struct ServeArguments {
    /// The port of the API; the page listens at the next one, and the control interface at the one after that. 0
    /// leaves all three to the system.
    #[arg(long, default_value_t = 0)]
    pub(crate) port: u16,
    /// The merchant's public key, `-----BEGIN PUBLIC KEY-----`. Several are given in pairs with their ids.
    #[arg(long, value_name = "PEM_FILE", required = true)]
    pub(crate) public_key: Vec<PathBuf>,
    /// The id of the public key, as in the shop's account.
    #[arg(long, value_name = "ID", required = true)]
    pub(crate) public_key_id: Vec<String>,
    /// The region: us, eu, uk or jp.
    #[arg(long, default_value = "us", value_parser = region)]
    pub(crate) region: Region,
    /// The environment: sandbox or live.
    #[arg(long, default_value = "sandbox", value_parser = environment)]
    pub(crate) environment: Environment,
    /// The merchant's id. A button that names another merchant is refused. Without this option, any merchant is
    /// accepted.
    #[arg(long, value_name = "ID")]
    pub(crate) merchant_id: Option<String>,
    /// Where notifications are posted: an http address of this machine.
    #[arg(long, value_name = "URL")]
    pub(crate) ipn_url: Option<String>,
    /// Sends buyers to TO, the shop under test, in place of the https origin FROM of return URLs. May be repeated.
    #[arg(long, value_name = "FROM=TO", value_parser = mapping)]
    pub(crate) return_origin: Vec<(String, String)>,
    /// A Charge Permission that can be charged, there at the start and after each reset: `ID`, or `ID=PayAndShip` for
    /// one with an address. May be repeated.
    #[arg(long, value_name = "ID", value_parser = permission)]
    pub(crate) charge_permission: Vec<(String, bool)>,
    /// Writes the certificate of the authority to trust, as PEM, to this file, before the first line is printed.
    #[arg(long, value_name = "FILE")]
    pub(crate) ca_file: Option<PathBuf>,
}

fn region(word: &str) -> Result<Region, String> {
    Region::ALL
        .iter()
        .copied()
        .find(|region| region.to_string() == word)
        .ok_or_else(|| "the regions are us, eu, uk and jp".to_owned())
}

fn environment(word: &str) -> Result<Environment, String> {
    match word {
        "sandbox" => Ok(Environment::Sandbox),
        "live" => Ok(Environment::Live),
        _ => Err("the environments are sandbox and live".to_owned()),
    }
}

fn mapping(text: &str) -> Result<(String, String), String> {
    let (from, to) = text
        .split_once('=')
        .ok_or_else(|| "there is no `=`: write `https://shop.example=http://localhost:3000`".to_owned())?;
    Ok((from.to_owned(), to.to_owned()))
}

/// The id, and whether it has an address.
fn permission(text: &str) -> Result<(String, bool), String> {
    let (id, product_type) = text.split_once('=').unwrap_or((text, "PayOnly"));
    match product_type {
        "PayOnly" => Ok((id.to_owned(), false)),
        "PayAndShip" => Ok((id.to_owned(), true)),
        _ => Err("behind the `=` stands PayOnly or PayAndShip".to_owned()),
    }
}
