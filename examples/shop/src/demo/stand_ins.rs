//! The stand-ins, one for each region, and what a shop needs to know of them.

use crate::error::ShopError;
use amazonpay_update::button::Button;
use amazonpay_update::region::RegionName;
use amazonpay_update_stand_in::{Region, Setup, StandIn, StartError, Whereabouts};
use serde::{Deserialize, Serialize};
use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// The origin in the return URLs that are signed. The stand-ins send the buyer to the shop's own in its place.
pub(super) const RETURN_ORIGIN: &str = "https://shop.example";

/// Where the stand-ins are, and the keys that they know, as a file that shops in other processes read.
///
/// The private keys are made at each start and good for nothing else: a demo may pass them on, a shop in Live may not.
#[derive(Clone, Serialize, Deserialize)]
pub struct StandIns {
    /// Signs state tokens. All instances need the same.
    pub(super) state_key_pem: String,
    pub(super) all: Vec<Whereabouts>,
}

/// Stand-ins that run in this process, until this is dropped.
pub struct Started {
    /// Those of US, EU, UK and JP.
    pub running: Vec<StandIn>,
    /// Where they are.
    pub places: StandIns,
}

impl Started {
    /// Starts one for each region. They send buyers and notifications to this origin of the shop.
    ///
    /// # Errors
    ///
    /// When no port is free, or no key can be made.
    pub async fn start(shop: &str) -> Result<Started, DemoError> {
        let mut running = Vec::new();
        for &region in Region::ALL {
            let setup = Setup::with_new_key(region)
                .return_origin(RETURN_ORIGIN, shop)
                .ipn_url(format!("{shop}/ipn/{region}"));
            running.push(StandIn::start(setup).await?);
        }
        let all = running.iter().map(StandIn::whereabouts).collect();
        let state_key_pem = rcgen::KeyPair::generate()?.serialize_pem();
        Ok(Started { running, places: StandIns { state_key_pem, all } })
    }
}

impl StandIns {
    /// Reads the file of stand-ins that run in another process.
    ///
    /// # Errors
    ///
    /// [`DemoError::File`] when it cannot be read.
    pub fn read(file: &Path) -> Result<StandIns, DemoError> {
        let failed = |error: std::io::Error| DemoError::File { file: file.to_owned(), error };
        let text = std::fs::read_to_string(file).map_err(failed)?;
        serde_json::from_str(&text).map_err(|error| failed(error.into()))
    }

    /// Writes the file, for its owner alone.
    ///
    /// # Errors
    ///
    /// [`DemoError::File`] when it cannot be written.
    pub fn write(&self, file: &Path) -> Result<(), DemoError> {
        let failed = |error: std::io::Error| DemoError::File { file: file.to_owned(), error };
        let text = serde_json::to_string_pretty(self).map_err(|error| failed(error.into()))?;
        let mut options = OpenOptions::new();
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut opened = options.create(true).truncate(true).write(true).open(file).map_err(failed)?;
        opened.write_all(text.as_bytes()).map_err(failed)
    }

    pub(super) fn of(&self, region: RegionName) -> Result<&Whereabouts, ShopError> {
        let is_it = |stand_in: &&Whereabouts| RegionName::from(stand_in.region) == region;
        self.all
            .iter()
            .find(is_it)
            .ok_or_else(|| ShopError::StandIn(format!("it knows none for the region {region}")))
    }

    /// Asks their control interfaces, past any proxy.
    pub(super) fn http() -> &'static reqwest::Client {
        static HTTP: LazyLock<reqwest::Client> =
            LazyLock::new(|| reqwest::Client::builder().no_proxy().build().expect("TLS can be set up"));
        &HTTP
    }

    /// The button, led to the stand-in. A shop in Live has no such line.
    ///
    /// # Errors
    ///
    /// When no stand-in on this machine is known for the region.
    pub fn button<'a>(
        &self,
        region: RegionName,
        button: Button<'a, RegionName>,
    ) -> Result<Button<'a, RegionName>, ShopError> {
        let origin = self.of(region)?.button_origin();
        Ok(button.at_stand_in(&origin.map_err(|error| ShopError::StandIn(error.to_string()))?))
    }
}

/// The demo cannot start.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DemoError {
    /// A stand-in cannot start.
    #[error(transparent)]
    StandIn(#[from] StartError),
    /// No key can be made.
    #[error("no key can be made")]
    Key(#[from] rcgen::Error),
    /// The file of the stand-ins cannot be read or written.
    #[error("the file of the stand-ins {} cannot be used: `shop stand-ins` writes it ({error})", file.display())]
    File {
        /// Which.
        file: PathBuf,
        /// Why not.
        #[source]
        error: std::io::Error,
    },
    /// The account does not fit the stand-in.
    #[error("no account can be made for the stand-ins: {0}")]
    Account(#[source] Box<dyn std::error::Error + Send + Sync>),
}
