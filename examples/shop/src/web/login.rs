//! Coming and going.

use super::buyer::{log_in as make_session, of_session};
use super::page_error::PageError;
use crate::demo::new_buyer;
use crate::pages;
use crate::shop::Shop;
use amazonpay_update::region::RegionName;
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, State};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use std::sync::Arc;
use tower_sessions::Session;

#[derive(Deserialize)]
pub(super) struct Login {
    region: RegionName,
}

pub(super) async fn home(State(shop): State<Arc<Shop>>, session: Session) -> Result<Response, PageError> {
    let buyer = of_session(&shop, &session).await.map_err(PageError::failed(RegionName::Us))?;
    Ok(match buyer {
        Some(_) => Redirect::to("/account").into_response(),
        None => pages::home().into_response(),
    })
}

/// A demo asks for no password, and makes the buyer.
pub(super) async fn log_in(
    State(shop): State<Arc<Shop>>,
    session: Session,
    form: Result<Form<Login>, FormRejection>,
) -> Result<Redirect, PageError> {
    let refused = |why: FormRejection| PageError::Refused(why.status(), pages::unknown_region());
    let Form(Login { region }) = form.map_err(refused)?;
    let buyer = new_buyer(&shop, region).await.map_err(PageError::failed(region))?;
    make_session(&session, &buyer).await.map_err(PageError::failed(region))?;
    Ok(Redirect::to("/account"))
}

pub(super) async fn log_out(session: Session) -> Result<Redirect, PageError> {
    session.flush().await.map_err(PageError::failed(RegionName::Us))?;
    Ok(Redirect::to("/"))
}
