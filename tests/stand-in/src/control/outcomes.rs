//! What the buyer does at the next visits of the page.

use super::calls::{Calls, Control};
use super::input::Body;
use super::refusal::Refusal;
use super::words::{self, LastFour};
use crate::world::{Address, Outcome};
use axum::Json;
use axum::extract::State;
use http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::fmt;
use std::sync::Arc;

pub(super) fn calls() -> Calls {
    Calls::default()
        .get("/outcomes", "Lists what the buyer does at the next visits of the page, in order", list)
        .post("/outcomes", "Prepares what the buyer does, at the visit after those prepared before", prepare)
        .delete("/outcomes", "Removes all prepared outcomes", clear)
}

#[derive(Clone, Copy, Serialize, Deserialize)]
enum OutcomeName {
    Confirm,
    ChangeCard,
    ChangeAddress,
    Cancel,
    Decline,
    GoAway,
}

/// The name, as JSON has it.
impl fmt::Display for OutcomeName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.serialize(f)
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Prepared {
    outcome: OutcomeName,
    #[serde(skip_serializing_if = "Option::is_none")]
    card: Option<LastFour>,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<Address>,
}

async fn list(State(control): State<Arc<Control>>) -> Json<Value> {
    all(&control)
}

async fn prepare(
    State(control): State<Arc<Control>>,
    Body(prepared): Body<Prepared>,
) -> Result<(StatusCode, Json<Value>), Refusal> {
    let outcome = prepared.outcome()?;
    control.shared.state().world.outcomes.push_back(outcome);
    Ok((StatusCode::CREATED, all(&control)))
}

async fn clear(State(control): State<Arc<Control>>) -> Json<Value> {
    control.shared.state().world.outcomes.clear();
    all(&control)
}

fn all(control: &Control) -> Json<Value> {
    let state = control.shared.state();
    let outcomes: Vec<_> = state.world.outcomes.iter().map(Prepared::of).collect();
    Json(json!({ "outcomes": outcomes }))
}

impl Prepared {
    fn of(outcome: &Outcome) -> Prepared {
        let alone = |outcome| Prepared { outcome, card: None, address: None };
        match outcome {
            Outcome::Confirm => alone(OutcomeName::Confirm),
            Outcome::ChangeCard(card) => {
                Prepared { card: Some(LastFour(*card)), ..alone(OutcomeName::ChangeCard) }
            }
            Outcome::ChangeAddress(address) => {
                Prepared { address: Some(address.clone()), ..alone(OutcomeName::ChangeAddress) }
            }
            Outcome::Cancel => alone(OutcomeName::Cancel),
            Outcome::Decline => alone(OutcomeName::Decline),
            Outcome::GoAway => alone(OutcomeName::GoAway),
        }
    }

    fn outcome(self) -> Result<Outcome, Refusal> {
        let name = self.outcome;
        let missing = |member: &str| {
            Refusal::of_member(member, format!("`{name}` needs `{member}`, and it is not there"))
                .remedy("Send it")
        };
        let too_much = |member: &str| {
            Refusal::of_member(member, format!("`{name}` has no `{member}`")).remedy("Leave it out")
        };
        if self.card.is_some() && !matches!(name, OutcomeName::ChangeCard) {
            return Err(too_much("card"));
        }
        if self.address.is_some() && !matches!(name, OutcomeName::ChangeAddress) {
            return Err(too_much("address"));
        }
        Ok(match name {
            OutcomeName::Confirm => Outcome::Confirm,
            OutcomeName::ChangeCard => {
                let LastFour(card) = self.card.ok_or_else(|| missing("card"))?;
                Outcome::ChangeCard(card)
            }
            OutcomeName::ChangeAddress => {
                let address = self.address.ok_or_else(|| missing("address"))?;
                words::address(&address).map_err(|refusal| refusal.within("address"))?;
                Outcome::ChangeAddress(address)
            }
            OutcomeName::Cancel => Outcome::Cancel,
            OutcomeName::Decline => Outcome::Decline,
            OutcomeName::GoAway => Outcome::GoAway,
        })
    }
}
