//! The effects of the API's operations.

use super::buyer::CardOutcome;
use super::charge::Charge;
use super::charge_permission::{ChargePermission, PermissionState};
use super::checkout_session::{CancelReason, ProductType, SessionState};
use super::{Change, World};
use crate::api::answer::Answer;
use crate::api::body::{ChargeRequest, CloseRequest};
use crate::api::operation::{Asked, Operation};
use http::StatusCode;
use jiff::Timestamp;
use serde_json::{Map, Value};

impl World {
    pub(crate) fn perform(&mut self, asked: &Asked<'_>, now: Timestamp) -> Answer {
        let simulation = asked.simulation;
        let answer = match &asked.operation {
            Operation::GetCheckoutSession(id) => self.session_answer(id, now),
            Operation::CompleteCheckoutSession(id) => self.complete(id, simulation, now),
            Operation::GetChargePermission(id) => self.permission_answer(id),
            Operation::UpdateChargePermission(id, metadata) => self.set_metadata(id, metadata, now),
            Operation::CloseChargePermission(id, request) => self.close(id, request, simulation, now),
            Operation::CreateCharge(request) => self.charge(request, simulation, now),
            Operation::GetCharge(id) => self.charge_answer(StatusCode::OK, id),
        };
        answer.unwrap_or_else(|refusal| refusal)
    }

    fn complete(&mut self, id: &str, simulation: Option<&str>, now: Timestamp) -> Result<Answer, Answer> {
        let session = self.session(id, now).ok_or_else(not_found)?;
        if let Some(reason) = simulation.and_then(CancelReason::named)
            && session.is_completable()
        {
            session.set_state(SessionState::Canceled(reason), now);
        }
        let (completable, permission) = (session.is_completable(), session.charge_permission_id().to_owned());
        let permission = self.permissions.get(&permission);
        if let Some(closed) = permission.filter(|permission| completable && permission.is_closed()) {
            return Err(wrong_state(closed));
        }
        let session = self.session(id, now).ok_or_else(not_found)?;
        session.complete(now)?;
        let pays_only =
            session.request.as_ref().is_some_and(|request| request.product_type == ProductType::PayOnly);
        let address = session.address.clone().filter(|_| !pays_only);
        let (card, permission) = (session.card, session.charge_permission_id().to_owned());
        if let Some(permission) = self.permissions.get_mut(&permission) {
            let before = permission.state().clone();
            permission.update(card, address, now);
            self.changes.push(Change::of_permission(permission, &before));
        }
        self.session_answer(id, now)
    }

    fn set_metadata(
        &mut self,
        id: &str,
        metadata: &Map<String, Value>,
        now: Timestamp,
    ) -> Result<Answer, Answer> {
        let permission = self.permissions.get_mut(id).ok_or_else(not_found)?;
        if permission.is_closed() {
            return Err(wrong_state(permission));
        }
        permission.set_metadata(metadata, now);
        self.changes.push(Change::ChargePermission(id.to_owned()));
        self.permission_answer(id)
    }

    fn close(
        &mut self,
        id: &str,
        request: &CloseRequest,
        simulation: Option<&str>,
        now: Timestamp,
    ) -> Result<Answer, Answer> {
        let permission = self.permissions.get_mut(id).ok_or_else(not_found)?;
        if permission.is_closed() {
            return Err(wrong_state(permission));
        }
        let reason = simulation.unwrap_or("MerchantClosed");
        permission.set_state(PermissionState::Closed(vec![reason.to_owned()]), now);
        self.changes.push(Change::ChargePermissionState(id.to_owned()));
        if request.cancel_pending_charges {
            for charge in &mut self.charges {
                if charge.charge_permission_id == id && charge.is_pending() {
                    charge.cancel("ChargePermissionCanceled", now);
                    self.changes.push(changed(charge));
                }
            }
        }
        self.permission_answer(id)
    }

    fn charge(
        &mut self,
        request: &ChargeRequest,
        simulation: Option<&str>,
        now: Timestamp,
    ) -> Result<Answer, Answer> {
        let permission = self.permissions.get_mut(&request.charge_permission_id).ok_or_else(not_found)?;
        if *permission.state() != PermissionState::Chargeable {
            return Err(wrong_state(permission));
        }
        let ledger = self.region.facts().ledger_currency;
        if request.amount.currency != ledger {
            let message =
                format!("The currency is {}, and the ledger's is {ledger}", request.amount.currency);
            return Err(Answer::error(StatusCode::BAD_REQUEST, "CurrencyMismatch", &message));
        }
        let outcome = permission.card.outcome();
        let declined = simulation.or_else(|| (outcome == CardOutcome::Declined).then_some(HARD_DECLINED));
        if let Some(reason) = declined {
            if reason == HARD_DECLINED {
                let reasons = vec!["PaymentMethodInvalid".to_owned()];
                permission.set_state(PermissionState::NonChargeable(reasons), now);
                self.changes.push(Change::ChargePermissionState(permission.id().to_owned()));
            }
            return Err(Answer::error(StatusCode::UNPROCESSABLE_ENTITY, reason, "The charge was declined"));
        }
        let id = format!("{}-C{:06}", permission.id(), self.charges.len() + 1);
        let charge = Charge::new(id.clone(), request, outcome == CardOutcome::AuthorizeInitiated, now);
        self.changes.push(changed(&charge));
        self.charges.push(charge);
        self.charge_answer(StatusCode::CREATED, &id)
    }

    fn session_answer(&mut self, id: &str, now: Timestamp) -> Result<Answer, Answer> {
        let environment = self.environment.release_environment();
        // Its state first, as it is now.
        self.session(id, now).ok_or_else(not_found)?;
        let json = self.sessions.get(id).map(|session| session.to_json(&self.buyer, environment));
        json.map(|json| Answer::json(StatusCode::OK, &json)).ok_or_else(not_found)
    }

    fn permission_answer(&self, id: &str) -> Result<Answer, Answer> {
        let permission = self.permissions.get(id).ok_or_else(not_found)?;
        let json = permission.to_json(&self.buyer, self.environment.release_environment());
        Ok(Answer::json(StatusCode::OK, &json))
    }

    fn charge_answer(&self, status: StatusCode, id: &str) -> Result<Answer, Answer> {
        let charge = self.charges.iter().find(|charge| charge.id == id).ok_or_else(not_found)?;
        Ok(Answer::json(status, &charge.to_json(self.environment.release_environment())))
    }
}

/// The reason after which no charge succeeds until the buyer has updated the wallet.
const HARD_DECLINED: &str = "HardDeclined";

fn changed(charge: &Charge) -> Change {
    Change::Charge { id: charge.id.clone(), charge_permission_id: charge.charge_permission_id.clone() }
}

fn wrong_state(permission: &ChargePermission) -> Answer {
    let message =
        format!("The operation is not allowed in the Charge Permission state {}", permission.state().name());
    Answer::error(StatusCode::UNPROCESSABLE_ENTITY, "InvalidChargePermissionStatus", &message)
}

fn not_found() -> Answer {
    Answer::error(StatusCode::NOT_FOUND, "ResourceNotFound", "The resource was not found")
}
