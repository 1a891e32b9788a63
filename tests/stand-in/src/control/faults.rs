//! Which request of a session or permission meets which fault.

use super::calls::{Calls, Control};
use super::fault::FaultForm;
use super::input::{Body, Id};
use super::refusal::Refusal;
use crate::faults::{Fault, Script};
use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;

/// How long the late and the slow of all faults take.
const PAUSE: Duration = Duration::from_millis(20);

pub(super) fn calls() -> Calls {
    Calls::default()
        .get("/faults", "Lists every fault, once with each of its variations", every)
        .put("/faults/{id}", "Sets the faults of the requests for a session or a permission", set)
        .delete("/faults/{id}", "Removes the faults of the requests for a session or a permission", clear)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ScriptForm {
    /// One for each of the first requests.
    first: Option<Vec<FaultForm>>,
    random: Option<Random>,
    /// For so many requests, then all goes well.
    limit: Option<u64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Random {
    seed: u64,
    share: f64,
    /// All there are, when it is not sent.
    faults: Option<Vec<FaultForm>>,
}

async fn every() -> Json<Value> {
    let faults: Vec<_> = Fault::every(PAUSE).iter().map(FaultForm::of).collect();
    Json(json!({ "faults": faults }))
}

async fn set(
    State(control): State<Arc<Control>>,
    Id(id): Id,
    Body(script): Body<ScriptForm>,
) -> Result<Json<Value>, Refusal> {
    replace(&control, &id, script.script()?)
}

async fn clear(State(control): State<Arc<Control>>, Id(id): Id) -> Result<Json<Value>, Refusal> {
    replace(&control, &id, Script::default())
}

fn replace(control: &Control, id: &str, script: Script) -> Result<Json<Value>, Refusal> {
    let mut state = control.shared.state();
    let of = if let Some(session) = state.world.session(id, control.shared.clock.now()) {
        session.script = script;
        "checkoutSessionId"
    } else if let Some(permission) = state.world.permissions.get_mut(id) {
        permission.script = script;
        "chargePermissionId"
    } else {
        return Err(Refusal::not_found("Checkout Session and no Charge Permission", id)
            .remedy("Register it first, with `POST /checkout-sessions` or `POST /charge-permissions`"));
    };
    Ok(Json(json!({ of: id })))
}

impl ScriptForm {
    fn script(self) -> Result<Script, Refusal> {
        let script = match (self.first, self.random) {
            (Some(first), None) => Script::first(faults(first, "first")?),
            (None, Some(random)) => random.script()?,
            (None, None) => {
                return Err(Refusal::of_member("first", "Neither `first` nor `random` is there")
                    .remedy("Send a list of faults as `first`, or `random` with `seed` and `share`"));
            }
            (Some(_), Some(_)) => {
                return Err(Refusal::of_member("random", "`first` and `random` do not go together")
                    .remedy("Send one of them"));
            }
        };
        Ok(match self.limit {
            Some(limit) => script.limited_to(limit),
            None => script,
        })
    }
}

impl Random {
    fn script(self) -> Result<Script, Refusal> {
        if !(0.0..=1.0).contains(&self.share) {
            return Err(Refusal::of_member("random.share", format!("{} is no share", self.share))
                .remedy("Send a number from 0.0, for no request, to 1.0, for every one"));
        }
        let faults = match self.faults {
            Some(sent) => faults(sent, "random.faults")?,
            None => Fault::every(PAUSE),
        };
        Ok(Script::random(self.seed, self.share, faults))
    }
}

fn faults(forms: Vec<FaultForm>, member: &str) -> Result<Vec<Fault>, Refusal> {
    if forms.is_empty() {
        return Err(Refusal::of_member(member, "The list of faults is empty")
            .remedy("Send at least one, as `GET /faults` shows them"));
    }
    let forms = forms.into_iter().enumerate();
    forms
        .map(|(place, form)| form.fault().map_err(|refusal| refusal.within(&format!("{member}[{place}]"))))
        .collect()
}
