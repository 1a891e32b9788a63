//! Who is asking.

use super::page_error::PageError;
use crate::database::{Buyer, Wallet};
use crate::error::ShopError;
use crate::log::Entry;
use crate::shop::Shop;
use amazonpay_update::ChargePermissionId;
use amazonpay_update::region::RegionName;
use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use std::sync::Arc;
use tower_sessions::Session;

/// Where the session keeps the buyer's id.
const KEY: &str = "buyer";

/// The buyer who is logged in. Without one, the first page is the answer.
pub(super) struct LoggedIn(pub(super) Buyer);

impl FromRequestParts<Arc<Shop>> for LoggedIn {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, shop: &Arc<Shop>) -> Result<LoggedIn, PageError> {
        // The layer of sessions is around all pages.
        let session = parts.extensions.get::<Session>().ok_or(PageError::NotLoggedIn)?;
        match of_session(shop, session).await {
            Ok(Some(buyer)) => Ok(LoggedIn(buyer)),
            Ok(None) => Err(PageError::NotLoggedIn),
            Err(error) => Err(PageError::Failed(RegionName::Us, error)),
        }
    }
}

impl LoggedIn {
    /// One of the buyer's wallets.
    pub(super) async fn wallet(&self, shop: &Shop, WalletId(id): &WalletId) -> Result<Wallet, PageError> {
        let found = shop.database.wallet(&self.0.id, id).await.map_err(PageError::failed(self.0.region))?;
        found.ok_or_else(PageError::not_found)
    }

    /// What the panel shows.
    pub(super) fn entries(&self, shop: &Shop) -> Vec<Entry> {
        shop.log.of(&self.0.id)
    }
}

/// The id of a wallet in a path. A text that is no id is nobody's wallet.
pub(super) struct WalletId(ChargePermissionId);

impl<S: Send + Sync> FromRequestParts<S> for WalletId {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<WalletId, PageError> {
        let path = Path::from_request_parts(parts, state).await;
        path.map(|Path(id)| WalletId(id)).map_err(|_| PageError::not_found())
    }
}

/// The buyer of a session.
pub(super) async fn of_session(shop: &Shop, session: &Session) -> Result<Option<Buyer>, ShopError> {
    match session.get::<String>(KEY).await? {
        Some(id) => Ok(shop.database.buyer(&id).await?),
        None => Ok(None),
    }
}

/// Makes the session this buyer's, under a new id: whoever knew the old one knows nothing.
pub(super) async fn log_in(session: &Session, buyer: &Buyer) -> Result<(), ShopError> {
    session.cycle_id().await?;
    Ok(session.insert(KEY, &buyer.id).await?)
}
