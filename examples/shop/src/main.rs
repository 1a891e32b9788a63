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

/// A demo shop whose buyers change what they pay with, with stand-ins for Amazon Pay on this machine.
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
    /// The port of the shop on 127.0.0.1; 0 leaves it to the system
    #[arg(long, default_value_t = 3000)]
    port: u16,
    /// Where buyers find the shop, if not at its port: the address of a proxy before several shops
    #[arg(long, value_name = "ORIGIN")]
    origin: Option<String>,
    /// `sqlite:FILE` or `postgres://USER:PASSWORD@HOST/DATABASE` [default: a SQLite file in the system's directory for
    /// temporary files]
    #[arg(long, value_name = "URL", env = "DATABASE_URL", hide_env_values = true)]
    database_url: Option<String>,
    /// The file that `shop stand-ins` has written: this shop uses those stand-ins, and starts none
    #[arg(long, value_name = "FILE")]
    stand_ins: Option<PathBuf>,
    /// How many signatures each account keeps, so that a page that is made again is not signed again; 0 for none
    #[arg(long, value_name = "COUNT", default_value_t = 1000)]
    kept_signatures: usize,
}

#[derive(Subcommand)]
enum Command {
    /// Starts the stand-ins alone, for several shops side by side
    StandIns {
        /// Where buyers find the shops: the stand-ins send buyers and notifications there
        #[arg(long, value_name = "ORIGIN", default_value = "http://localhost:3000")]
        shop: String,
        /// Where to write what the shops need to know, with keys that are made for this
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
