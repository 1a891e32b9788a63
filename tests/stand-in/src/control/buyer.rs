//! The one buyer: their name, and their address book.

use super::calls::{Calls, Control};
use super::input::Body;
use super::refusal::Refusal;
use super::words;
use crate::world::{Address, Buyer};
use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

pub(super) fn calls() -> Calls {
    Calls::default().get("/buyer", "Shows the buyer, and their address book", show).put(
        "/buyer",
        "Replaces the buyer, and their address book",
        replace,
    )
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Members {
    name: String,
    email: String,
    /// The first is the default.
    addresses: Vec<Address>,
}

async fn show(State(control): State<Arc<Control>>) -> Json<Members> {
    let Buyer { name, email, addresses } = control.shared.state().world.buyer.clone();
    Json(Members { name, email, addresses })
}

async fn replace(
    State(control): State<Arc<Control>>,
    Body(members): Body<Members>,
) -> Result<Json<Members>, Refusal> {
    for (member, text) in [("name", &members.name), ("email", &members.email)] {
        if text.trim().is_empty() {
            return Err(Refusal::of_member(member, format!("`{member}` is empty")).remedy("Send a text"));
        }
    }
    for (place, address) in members.addresses.iter().enumerate() {
        words::address(address).map_err(|refusal| refusal.within(&format!("addresses[{place}]")))?;
    }
    let Members { name, email, addresses } = members;
    control.shared.state().world.buyer = Buyer { name, email, addresses };
    Ok(show(State(control)).await)
}
