//! The buyer's wallets, and the button that charges one again.

use super::buyer::{LoggedIn, WalletId};
use super::page_error::PageError;
use crate::amazon_pay;
use crate::pages::{self, Texts};
use crate::shop::Shop;
use axum::extract::State;
use axum::response::Redirect;
use maud::Markup;
use std::sync::Arc;

pub(super) async fn account(State(shop): State<Arc<Shop>>, who: LoggedIn) -> Result<Markup, PageError> {
    let region = who.0.region;
    let wallets = shop.database.wallets(&who.0.id).await.map_err(PageError::failed(region))?;
    Ok(pages::account(region, &wallets, &who.entries(&shop)))
}

pub(super) async fn charge(
    State(shop): State<Arc<Shop>>,
    who: LoggedIn,
    id: WalletId,
) -> Result<Redirect, PageError> {
    let wallet = who.wallet(&shop, &id).await?;
    let region = who.0.region;
    let (pay, amount) = (shop.amazon_pay(region), Texts::of(region).amount(wallet.product));
    let charged = shop.log.follow(&who.0.id, amazon_pay::charge(&shop, pay, &wallet, amount)).await;
    charged.map_err(PageError::failed(region))?;
    Ok(Redirect::to("/account"))
}
