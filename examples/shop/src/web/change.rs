//! The pages with the button to Amazon's page.

use super::buyer::{LoggedIn, WalletId};
use super::page_error::PageError;
use crate::amazon_pay::start_update;
use crate::error::ShopError;
use crate::pages;
use crate::shop::Shop;
use amazonpay_update::button::Nonce;
use amazonpay_update::payload::{Change, StoredPermission};
use axum::extract::State;
use axum::http::header::CONTENT_SECURITY_POLICY;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

pub(super) async fn payment_method(
    State(shop): State<Arc<Shop>>,
    who: LoggedIn,
    id: WalletId,
) -> Result<Response, PageError> {
    page(&shop, &who, &id, |_| Change::PaymentMethod).await
}

pub(super) async fn address(
    State(shop): State<Arc<Shop>>,
    who: LoggedIn,
    id: WalletId,
) -> Result<Response, PageError> {
    page(&shop, &who, &id, |stored| match stored {
        StoredPermission::WithAddress => Change::Address,
        StoredPermission::WithoutAddress => Change::AddAddress,
    })
    .await
}

async fn page(
    shop: &Shop,
    who: &LoggedIn,
    id: &WalletId,
    change: impl FnOnce(StoredPermission) -> Change,
) -> Result<Response, PageError> {
    let wallet = who.wallet(shop, id).await?;
    let region = who.0.region;
    let (pay, change) = (shop.amazon_pay(region), change(wallet.stored));
    let started = shop.log.follow(&who.0.id, start_update(shop, pay, &wallet, change)).await;
    let started = started.map_err(PageError::failed(region))?;
    // A new one for every answer.
    let nonce = Nonce::random();
    let button = started.button().try_language(pay.language().as_str());
    let button = button.map_err(|error| PageError::Failed(region, ShopError::from(error)))?;
    let button = shop.stand_ins.button(region, button).map_err(PageError::failed(region))?;
    let policy = button.content_security_policy(&nonce);
    let page = pages::change(button, &started, &nonce, &wallet, change, &who.entries(shop));
    Ok(([(CONTENT_SECURITY_POLICY, policy)], page).into_response())
}
