//! What all pages share.

use crate::amazon_pay::AmazonPay;
use crate::database::Database;
use crate::demo::StandIns;
use crate::log::Log;
use amazonpay_update::region::RegionName;
use std::collections::BTreeMap;

/// The shop.
pub struct Shop {
    /// Buyers, wallets, updates.
    pub database: Database,
    /// What the panel shows.
    pub log: Log,
    /// An account for each region.
    amazon_pay: BTreeMap<RegionName, AmazonPay>,
    /// What stands in for Amazon Pay.
    pub stand_ins: StandIns,
}

impl Shop {
    /// A shop with an account in each region.
    #[must_use]
    pub fn new(database: Database, accounts: Vec<AmazonPay>, stand_ins: StandIns) -> Shop {
        let amazon_pay = accounts.into_iter().map(|account| (account.region(), account)).collect();
        Shop { database, log: Log::default(), amazon_pay, stand_ins }
    }

    /// The account in a region.
    ///
    /// # Panics
    ///
    /// When the shop was made without one.
    #[must_use]
    pub fn amazon_pay(&self, region: RegionName) -> &AmazonPay {
        self.amazon_pay.get(&region).expect("the shop has an account in every region")
    }
}
