//! `shop`: a demo shop, with stand-ins for Amazon Pay, on this machine.

use amazonpay_update_shop::log::Answers;
use amazonpay_update_shop::{Options, StartError, serve, serve_stand_ins};
use clap::{Parser, Subcommand};
use std::io::{IsTerminal as _, stderr};
use std::path::PathBuf;
use std::process::ExitCode;
use tracing::Level;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;
use tracing_subscriber::{Layer as _, Registry, fmt};

/// A demo shop on this machine, with stand-ins for Amazon Pay. Its buyers change payment method and address.
///
/// The first line it prints is its address. Ctrl-C ends it.
#[derive(Parser)]
#[command(name = "shop", version, args_conflicts_with_subcommands = true)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    shop: ShopArguments,
}

#[derive(clap::Args)]
struct ShopArguments {
    /// The port of the shop on 127.0.0.1; with 0, the system chooses a free one
    #[arg(long, default_value_t = 3000)]
    port: u16,
    /// The address that buyers open, if a proxy stands before the shop
    #[arg(long, value_name = "ORIGIN")]
    origin: Option<String>,
    /// `sqlite:FILE` or `postgres://USER:PASSWORD@HOST/DATABASE` [default: a SQLite file in the system's directory for
    /// temporary files]
    #[arg(long, value_name = "URL", env = "DATABASE_URL", hide_env_values = true)]
    database_url: Option<String>,
    /// The file that `shop stand-ins` has written: the shop uses those stand-ins, and starts none
    #[arg(long, value_name = "FILE")]
    stand_ins: Option<PathBuf>,
    /// How many signatures each account keeps, so that it does not sign the same payload again; 0 keeps none
    #[arg(long, value_name = "COUNT", default_value_t = 1000)]
    kept_signatures: usize,
}

#[derive(Subcommand)]
enum Command {
    /// Starts the stand-ins alone, for several shops side by side
    StandIns {
        /// The address that buyers open: the stand-ins send buyers and notifications there
        #[arg(long, value_name = "ORIGIN", default_value = "http://localhost:3000")]
        shop: String,
        /// The file to write: the addresses of the stand-ins, and new keys, for the shops to read
        #[arg(long, value_name = "FILE", default_value = "stand-ins.json")]
        file: PathBuf,
    },
}

#[tokio::main]
async fn main() -> ExitCode {
    let Arguments { command, shop } = Arguments::parse();
    let warnings = Targets::new().with_default(Level::WARN);
    let answers = Targets::new().with_target("amazonpay_update", Level::DEBUG);
    Registry::default()
        .with(fmt::layer().with_writer(stderr).with_ansi(stderr().is_terminal()).with_filter(warnings))
        .with(Answers.with_filter(answers))
        .init();
    let ended = match command {
        Some(Command::StandIns { shop, file }) => serve_stand_ins(&shop, &file).await,
        None => run(shop).await,
    };
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("shop: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: ShopArguments) -> Result<(), StartError> {
    let ShopArguments { port, origin, database_url, stand_ins, kept_signatures } = arguments;
    let database_url = database_url.unwrap_or_else(|| {
        let file = std::env::temp_dir().join("amazonpay-update-shop").join("shop.sqlite");
        format!("sqlite:{}", file.display())
    });
    serve(Options { port, origin, database_url, stand_ins, kept_signatures }).await
}
