//! Who buys.

use super::pools::{Database, execute, query};
use amazonpay_update::region::RegionName;

/// A buyer, in the region whose Amazon Pay they use.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Buyer {
    /// The shop's own id.
    pub id: String,
    /// The region.
    #[sqlx(try_from = "String")]
    pub region: RegionName,
}

impl Database {
    /// Stores a new buyer.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn insert_buyer(&self, buyer: &Buyer) -> sqlx::Result<()> {
        const SQL: &str = "INSERT INTO buyer (id, region) VALUES ($1, $2)";
        execute!(self, sqlx::query(SQL).bind(&buyer.id).bind(buyer.region.as_str())).map(drop)
    }

    /// The buyer of this id.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn buyer(&self, id: &str) -> sqlx::Result<Option<Buyer>> {
        const SQL: &str = "SELECT id, region FROM buyer WHERE id = $1";
        query!(self, fetch_optional, sqlx::query_as(SQL).bind(id))
    }
}
