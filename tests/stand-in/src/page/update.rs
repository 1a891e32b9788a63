//! The hosted update page and its forms.

use super::address_form::AddressForm;
use super::form::Form;
use super::layout::{self, Page};
use super::view::{self, View};
use crate::return_origins::mapped;
use crate::setup::Setup;
use crate::shared::Shared;
use crate::world::{CancelReason, Card, Chosen, NotDone, ProductType, SessionState, Standing, World};
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{FromRequestParts, Path, State};
use axum::response::{IntoResponse, Response};
use http::request::Parts;
use http::{HeaderValue, StatusCode, header};
use jiff::Timestamp;
use std::sync::Arc;
use url::Url;

/// The session's id in the path. A path that is not UTF-8 names no session.
pub(super) struct SessionId(String);

impl<S: Send + Sync> FromRequestParts<S> for SessionId {
    type Rejection = Page;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<SessionId, Page> {
        let path = Path::<String>::from_request_parts(parts, state).await;
        path.map(|Path(id)| SessionId(id)).map_err(|_| view::no_session())
    }
}

pub(super) async fn show(State(shared): State<Arc<Shared>>, SessionId(id): SessionId) -> Response {
    match shared.state().world.standing(&id, shared.clock.now()) {
        Ok(standing) => as_it_stands(&shared.setup, &id, &standing, StatusCode::OK),
        Err(_) => view::no_session().into_response(),
    }
}

/// A button of the page was pressed.
pub(super) async fn act(
    State(shared): State<Arc<Shared>>,
    SessionId(id): SessionId,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    posted(&shared, &id, body, |world, form, standing, now| {
        let done = match form.get("action") {
            // The key Enter in a field of the new address presses Confirm.
            Some("confirm")
                if standing.request.product_type == ProductType::PayAndShip
                    && AddressForm::is_begun(form) =>
            {
                return entered(&shared.setup, world, &id, form, standing, now);
            }
            Some("confirm") => chosen(form, &standing)
                .and_then(|chosen| world.choose(&id, chosen, now))
                .and_then(|()| world.confirm(&id, now).map(Some)),
            Some("cancel") => world.cancel(&id, now).map(Some),
            Some("decline") => world.decline(&id, now).map(Some),
            Some("go-away") => Ok(None),
            _ => return view::not_from_here(&id).into_response(),
        };
        answer(&shared.setup, world, &id, now, done)
    })
}

/// A new address was entered: it is chosen, and in the address book from then on.
pub(super) async fn add_address(
    State(shared): State<Arc<Shared>>,
    SessionId(id): SessionId,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    posted(&shared, &id, body, |world, form, standing, now| {
        entered(&shared.setup, world, &id, form, standing, now)
    })
}

/// Does what a form asks for, if it is the session's own and the session is open.
fn posted(
    shared: &Shared,
    id: &str,
    body: Result<Bytes, BytesRejection>,
    act: impl FnOnce(&mut World, &Form, Standing, Timestamp) -> Response,
) -> Response {
    let Ok(body) = body else { return view::too_large(id).into_response() };
    let form = Form::read(&body);
    let now = shared.clock.now();
    let world = &mut shared.state().world;
    match own(&shared.setup, world, id, &form, now) {
        Ok(standing) => act(world, &form, standing, now),
        Err(response) => *response,
    }
}

fn entered(
    setup: &Setup,
    world: &mut World,
    id: &str,
    form: &Form,
    standing: Standing,
    now: Timestamp,
) -> Response {
    // The other choices stay, even if the new address is refused.
    if let Ok(chosen) = chosen(form, &standing) {
        let _ = world.choose(id, chosen, now);
    }
    let standing = world.standing(id, now).unwrap_or(standing);
    let mut entered = AddressForm::of(form);
    if let Some(address) = entered.address() {
        match world.choose(id, Chosen { card: None, address: Some(address) }, now) {
            Ok(()) => return see_other(&format!("/update/{id}")),
            Err(NotDone::AddressNotAllowed(reason)) => entered.not_allowed(reason),
            Err(not_done) => return answer(setup, world, id, now, Err(not_done)),
        }
    }
    page(setup, id, &standing, None, &entered, StatusCode::UNPROCESSABLE_ENTITY)
}

/// The answer to a form: the way back to the shop, or the page with the reason why nothing was done.
pub(super) fn answer(
    setup: &Setup,
    world: &mut World,
    id: &str,
    now: Timestamp,
    done: Result<Option<String>, NotDone>,
) -> Response {
    let Ok(standing) = world.standing(id, now) else { return view::no_session().into_response() };
    let problem = match done {
        Ok(Some(url)) => return back_to_the_shop(setup, &url),
        Ok(None) => return view::gone_away(id).into_response(),
        Err(NotDone::NoSession) => return view::no_session().into_response(),
        Err(NotDone::Over(_)) => return as_it_stands(setup, id, &standing, StatusCode::CONFLICT),
        Err(NotDone::AddressNotAllowed(reason)) => {
            format!("This address cannot be used: {reason}. Choose another one, or enter a new one.")
        }
        Err(NotDone::AddressNeeded) => "Choose an address, or enter a new one.".to_owned(),
        Err(NotDone::NoAddressWithPayOnly) => {
            "You cannot choose an address here, because the button is for PayOnly. Use a button for PayAndShip."
                .to_owned()
        }
    };
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    page(setup, id, &standing, Some(&problem), &AddressForm::empty(setup), status)
}

pub(super) fn see_other(location: &str) -> Response {
    match HeaderValue::from_str(location) {
        Ok(location) => (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// The session of a form that this page made, while it is open; or the answer.
fn own(
    setup: &Setup,
    world: &mut World,
    id: &str,
    form: &Form,
    now: Timestamp,
) -> Result<Standing, Box<Response>> {
    let standing = world.standing(id, now).map_err(|_| Box::new(view::no_session().into_response()))?;
    if form.get("token") != Some(&standing.token) {
        return Err(Box::new(view::not_from_here(id).into_response()));
    }
    if is_pressed_again(form, &standing) {
        return Err(Box::new(back_to_the_shop(setup, &standing.return_url)));
    }
    if standing.state != SessionState::Open {
        return Err(Box::new(as_it_stands(setup, id, &standing, StatusCode::CONFLICT)));
    }
    Ok(standing)
}

/// Whether the same form has ended the session before, as the first click of a double click does. The browser shows
/// only the second answer, so this answer must lead on, too.
fn is_pressed_again(form: &Form, standing: &Standing) -> bool {
    let made = match form.get("action") {
        Some("confirm") if is_chosen(form, standing) => standing.confirmed,
        Some("cancel") => SessionState::Canceled(CancelReason::BuyerCanceled),
        Some("decline") => SessionState::Canceled(CancelReason::Declined),
        _ => return false,
    };
    standing.state == made
}

/// Whether the choices of a form are those that the session has.
fn is_chosen(form: &Form, standing: &Standing) -> bool {
    chosen(form, standing).is_ok_and(|Chosen { card, address }| {
        card.is_none_or(|card| card == standing.card) && (address.is_none() || address == standing.address)
    })
}

fn back_to_the_shop(setup: &Setup, url: &str) -> Response {
    let url = Url::parse(url).map_or_else(|_| url.to_owned(), |url| mapped(setup, &url));
    layout::back_to_the_shop(url).into_response()
}

fn chosen(form: &Form, standing: &Standing) -> Result<Chosen, NotDone> {
    let card = form.get("card").and_then(Card::ending);
    let key = form.get("address").filter(|_| standing.request.product_type == ProductType::PayAndShip);
    let Some(key) = key else { return Ok(Chosen { card, address: None }) };
    let mut offered = standing.offered.iter().map(|(address, _)| address);
    let address = offered.find(|&address| view::key(address) == key).cloned();
    Ok(Chosen { card, address: Some(address.ok_or(NotDone::AddressNeeded)?) })
}

/// The page itself, or the state of a session that is no longer open.
fn as_it_stands(setup: &Setup, id: &str, standing: &Standing, status: StatusCode) -> Response {
    if standing.state == SessionState::Open {
        return page(setup, id, standing, None, &AddressForm::empty(setup), status);
    }
    let back = Url::parse(&standing.return_url).map_or(String::new(), |url| mapped(setup, &url));
    let mut page: Page = view::over(standing, &back);
    page.status = status;
    page.into_response()
}

fn page(
    setup: &Setup,
    id: &str,
    standing: &Standing,
    problem: Option<&str>,
    form: &AddressForm,
    status: StatusCode,
) -> Response {
    View { setup, id, standing, problem, form }.page(status).into_response()
}
