//! The shop's start, and its end.

use crate::amazon_pay::{AmazonPay, complete_unsettled};
use crate::database::{Database, DatabaseError};
use crate::demo::{DemoError, StandIns, Started, accounts, register_again};
use crate::end::End;
use crate::error::ShopError;
use crate::shop::Shop;
use crate::web::router;
use std::io::{self, Write as _};
use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;

/// How long requests under way may take when the shop ends.
const PATIENCE: Duration = Duration::from_secs(3);

/// How a shop is started.
#[derive(Clone, Debug)]
pub struct Options {
    /// The port of 127.0.0.1; 0 leaves it to the system.
    pub port: u16,
    /// Where buyers find it, if that is not the port: behind a proxy.
    pub origin: Option<String>,
    /// The database, as [`Database::open`] takes it.
    pub database_url: String,
    /// The file of stand-ins that run elsewhere. Without it, they run here.
    pub stand_ins: Option<PathBuf>,
    /// How many signatures each account keeps.
    pub kept_signatures: usize,
}

/// Runs a shop until it is interrupted. Its first line on standard output is its address.
///
/// # Errors
///
/// [`StartError`], in words of its own for each case.
pub async fn serve(options: Options) -> Result<(), StartError> {
    let end = End::listen().map_err(StartError::Io)?;
    let listener = listen(options.port).await?;
    let port = listener.local_addr().map_err(StartError::Io)?.port();
    let origin = options.origin.unwrap_or_else(|| format!("http://localhost:{port}"));
    // Held until the shop ends.
    let (started, places) = match &options.stand_ins {
        Some(file) => (None, StandIns::read(file)?),
        None => {
            let started = Started::start(&origin).await?;
            let places = started.places.clone();
            (Some(started), places)
        }
    };
    let accounts = accounts(&places, options.kept_signatures)?;
    let window = accounts.iter().map(|account: &AmazonPay| account.verifier.replay_window()).max();
    let database = Database::open(&options.database_url, window.unwrap_or_default()).await?;
    let shop = Arc::new(Shop::new(database, accounts, places));
    if started.is_some() {
        register_again(&shop).await?;
    }

    say(&origin).map_err(StartError::Io)?;
    let working = tokio::spawn(work(Arc::clone(&shop)));
    let server = axum::serve(listener, router(&shop)).with_graceful_shutdown(end.clone().reached());
    tokio::select! {
        served = server => served.map_err(StartError::Io)?,
        () = async { end.reached().await; tokio::time::sleep(PATIENCE).await } => {}
    }
    working.abort();
    Ok(())
}

/// Runs the stand-ins alone, for shops that run side by side, and writes the file that these read.
///
/// # Errors
///
/// [`StartError`], in words of its own for each case.
pub async fn serve_stand_ins(shop: &str, file: &Path) -> Result<(), StartError> {
    let end = End::listen().map_err(StartError::Io)?;
    let started = Started::start(shop).await?;
    started.places.write(file)?;
    say(&format!("{}", file.display())).map_err(StartError::Io)?;
    end.reached().await;
    drop(started);
    Ok(())
}

/// What is to be done without a buyer who waits for it.
async fn work(shop: Arc<Shop>) {
    let mut ticks = tokio::time::interval(Duration::from_secs(2));
    loop {
        ticks.tick().await;
        if let Err(error) = tidy(&shop).await {
            tracing::warn!("{error}");
        }
    }
}

async fn tidy(shop: &Shop) -> Result<(), ShopError> {
    while complete_unsettled(shop).await? {}
    Ok(shop.database.remove_expired().await?)
}

async fn listen(port: u16) -> Result<TcpListener, StartError> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.map_err(|error| StartError::Port { port, error })
}

fn say(line: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{line}")?;
    out.flush()
}

/// The shop cannot start.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StartError {
    /// The port cannot be used.
    #[error(
        "port {port} of 127.0.0.1 cannot be used: end the program that uses it, or choose another port with --port ({error})"
    )]
    Port {
        /// Which.
        port: u16,
        /// What the system says.
        #[source]
        error: io::Error,
    },
    /// The database cannot be used.
    #[error(transparent)]
    Database(#[from] DatabaseError),
    /// The stand-ins cannot be used.
    #[error(transparent)]
    Demo(#[from] DemoError),
    /// The stand-ins cannot be told of the wallets.
    #[error("the shop cannot tell the stand-ins of the wallets in its database: {0}")]
    Wallets(#[from] ShopError),
    /// The system does not let the shop serve.
    #[error("the shop cannot serve: {0}")]
    Io(#[source] io::Error),
}
