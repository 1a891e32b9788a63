//! The Checkout Sessions and Charge Permissions there are.

mod charge_permission;
mod checkout_session;
mod timestamp;

pub use charge_permission::{ChargePermission, PermissionState};
pub use checkout_session::{CancelReason, CheckoutSession, SessionState};

use crate::answer::Answer;
use crate::operation::Operation;
use http::StatusCode;
use jiff::Timestamp;
use std::collections::HashMap;

pub(crate) struct Resources {
    /// How answers name the environment.
    pub(crate) release_environment: &'static str,
    pub(crate) sessions: HashMap<String, CheckoutSession>,
    pub(crate) permissions: HashMap<String, ChargePermission>,
}

impl Resources {
    pub(crate) fn perform(&mut self, operation: &Operation<'_>, now: Timestamp) -> Answer {
        let environment = self.release_environment;
        match *operation {
            Operation::GetCheckoutSession(id) => {
                self.sessions.get(id).map_or_else(not_found, |session| ok(&session.to_json(environment)))
            }
            Operation::GetChargePermission(id) => self
                .permissions
                .get(id)
                .map_or_else(not_found, |permission| ok(&permission.to_json(environment))),
            Operation::CompleteCheckoutSession(id) => {
                let Some(session) = self.sessions.get_mut(id) else { return not_found() };
                if let Err(refusal) = session.complete(now) {
                    return refusal;
                }
                if let Some(permission) = self.permissions.get_mut(session.charge_permission_id()) {
                    permission.instrument_updated(now);
                }
                ok(&session.to_json(environment))
            }
        }
    }
}

fn ok(body: &serde_json::Value) -> Answer {
    Answer::json(StatusCode::OK, body)
}

fn not_found() -> Answer {
    Answer::error(StatusCode::NOT_FOUND, "ResourceNotFound", "The resource was not found")
}
