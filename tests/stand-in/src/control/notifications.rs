//! The notifications that were announced, and their delivery.

use super::calls::{Calls, Control};
use super::input::{Body, Id};
use super::refusal::Refusal;
use super::words;
use crate::notifications::{
    self, Attempt, DeliverError, Delivery, Forgery, Notification, NotificationHandle, Order, SignatureVersion,
};
use axum::Json;
use axum::extract::State;
use http::StatusCode;
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;

/// The most repetitions of a delivery.
const MOST_TIMES: u32 = 100;

pub(super) fn calls() -> Calls {
    Calls::default()
        .get(
            "/notifications",
            "Lists the notifications that were announced, and each attempt to deliver them",
            list,
        )
        .post("/notifications", "Announces a notification, forged or not", announce)
        .patch("/notifications", "Holds notifications, and says how often each is tried", change)
        .post(
            "/notifications/{id}/deliver",
            "Delivers a notification, even if it was delivered before",
            deliver,
        )
        .post(
            "/notifications/deliver-all",
            "Delivers the notifications that wait, one after another",
            deliver_all,
        )
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Announced {
    charge_permission_id: Option<String>,
    /// With `chargePermissionId`: a charge of it.
    charge_id: Option<String>,
    /// Any `Message`.
    text: Option<String>,
    /// Of the two that confirm something.
    confirmation: Option<Confirmation>,
    #[serde(default)]
    state_changed: bool,
    subject: Option<String>,
    signature_version: Option<Version>,
    forged: Option<Forged>,
    topic: Option<String>,
    #[serde(default)]
    of_other_region: bool,
    #[serde(default)]
    aged_seconds: u32,
}

#[derive(Deserialize)]
enum Confirmation {
    SubscriptionConfirmation,
    UnsubscribeConfirmation,
}

#[derive(Deserialize)]
enum Version {
    #[serde(rename = "1")]
    V1,
    #[serde(rename = "2")]
    V2,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
enum Forged {
    Signature,
    Message,
    OtherAuthority,
    OtherHost,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Change {
    held: Option<bool>,
    max_attempts: Option<usize>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct HowOne {
    /// In place of the address of the start.
    url: Option<String>,
    times: Option<u32>,
    #[serde(default)]
    after_seconds: u32,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct HowAll {
    /// By which they are shuffled.
    seed: Option<u64>,
}

async fn list(State(control): State<Arc<Control>>) -> Json<Value> {
    let all: Vec<_> = notifications::all(&control.shared).iter().map(shown).collect();
    let (held, max_attempts) = control.shared.state().outbox.settings();
    Json(json!({ "held": held, "maxAttempts": max_attempts, "notifications": all }))
}

async fn announce(
    State(control): State<Arc<Control>>,
    Body(announced): Body<Announced>,
) -> Result<(StatusCode, Json<Value>), Refusal> {
    let notification = announced.notification()?;
    let announced = notifications::announce(&control.shared, notification);
    Ok((StatusCode::CREATED, Json(shown(&announced))))
}

async fn change(
    State(control): State<Arc<Control>>,
    Body(change): Body<Change>,
) -> Result<Json<Value>, Refusal> {
    if change.max_attempts == Some(0) {
        return Err(Refusal::of_member("maxAttempts", "No attempt delivers nothing")
            .remedy("Send 1 or more, or `held`: true"));
    }
    let (held, max_attempts) = {
        let mut state = control.shared.state();
        if let Some(max_attempts) = change.max_attempts {
            state.outbox.limit_attempts(max_attempts);
        }
        if let Some(held) = change.held {
            state.outbox.hold(held);
        }
        state.outbox.settings()
    };
    Ok(Json(json!({ "held": held, "maxAttempts": max_attempts })))
}

async fn deliver(
    State(control): State<Arc<Control>>,
    Id(id): Id,
    Body(how): Body<HowOne>,
) -> Result<Json<Value>, Refusal> {
    let times = how.times.unwrap_or(1);
    if !(1..=MOST_TIMES).contains(&times) {
        return Err(Refusal::of_member("times", format!("{times} is not from 1 to {MOST_TIMES}"))
            .remedy("Send such a number, or leave it out for 1"));
    }
    let found = notifications::all(&control.shared).into_iter().find(|one| one.id() == id);
    let one = found.ok_or_else(|| {
        Refusal::not_found("notification", &id).remedy("`GET /notifications` lists what was announced")
    })?;
    let url = how.url.as_deref().or(control.shared.setup.ipn_url.as_deref());
    let url = url.ok_or(DeliverError::NoUrl)?;
    let mut deliveries = Vec::new();
    for _ in 0..times {
        let delay = Duration::from_secs(how.after_seconds.into());
        deliveries.push(one.deliver_to_after(url, delay).await?);
    }
    Ok(deliveries_shown(&deliveries))
}

async fn deliver_all(
    State(control): State<Arc<Control>>,
    Body(how): Body<HowAll>,
) -> Result<Json<Value>, Refusal> {
    let order = how.seed.map_or(Order::Announced, Order::Shuffled);
    let deliveries = notifications::deliver_all(&control.shared, order).await?;
    Ok(deliveries_shown(&deliveries))
}

impl Announced {
    fn notification(self) -> Result<Notification, Refusal> {
        self.charge_permission_id.as_deref().map(words::charge_permission_id).transpose()?;
        self.charge_id.as_deref().map(words::charge_id).transpose()?;
        let notification = match (self.charge_permission_id, self.charge_id, self.text, self.confirmation) {
            (Some(permission), None, None, None) => Notification::charge_permission(permission),
            (Some(permission), Some(charge), None, None) => Notification::charge(charge, permission),
            (None, None, Some(text), None) => Notification::text(text),
            (None, None, None, Some(Confirmation::SubscriptionConfirmation)) => {
                Notification::subscription_confirmation()
            }
            (None, None, None, Some(Confirmation::UnsubscribeConfirmation)) => {
                Notification::unsubscribe_confirmation()
            }
            _ => {
                return Err(Refusal::of_member(
                    "chargePermissionId",
                    "It is not one thing that is announced",
                )
                .remedy(
                    "Send `chargePermissionId`, with `chargeId` for a charge, or `text`, or `confirmation`",
                ));
            }
        };
        let mut notification = notification.aged(Duration::from_secs(self.aged_seconds.into()));
        if self.state_changed {
            notification = notification.state_changed();
        }
        if self.of_other_region {
            notification = notification.of_other_region();
        }
        if let Some(subject) = self.subject {
            notification = notification.subject(subject);
        }
        if let Some(topic) = self.topic {
            notification = notification.topic(topic);
        }
        if let Some(version) = self.signature_version {
            notification = notification.signature_version(match version {
                Version::V1 => SignatureVersion::V1,
                Version::V2 => SignatureVersion::V2,
            });
        }
        if let Some(forged) = self.forged {
            notification = notification.forged(match forged {
                Forged::Signature => Forgery::Signature,
                Forged::Message => Forgery::Message,
                Forged::OtherAuthority => Forgery::OtherAuthority,
                Forged::OtherHost => Forgery::OtherHost,
            });
        }
        Ok(notification)
    }
}

fn shown(one: &NotificationHandle) -> Value {
    json!({
        "id": one.id(),
        "body": one.body(),
        "confirmed": one.is_confirmed(),
        "attempts": one.attempts().iter().map(attempt_shown).collect::<Vec<_>>(),
    })
}

fn deliveries_shown(deliveries: &[Delivery]) -> Json<Value> {
    let deliveries = deliveries.iter().map(|delivery| {
        let attempts: Vec<_> = delivery.attempts.iter().map(attempt_shown).collect();
        json!({ "url": delivery.url, "taken": delivery.is_taken(), "attempts": attempts })
    });
    Json(json!({ "deliveries": deliveries.collect::<Vec<_>>() }))
}

fn attempt_shown(attempt: &Attempt) -> Value {
    let time = Timestamp::try_from(attempt.time).map(|time| time.to_string()).ok();
    match &attempt.answer {
        Ok(status) => json!({ "time": time, "status": status.as_u16() }),
        Err(error) => json!({ "time": time, "error": error.to_string() }),
    }
}

impl From<DeliverError> for Refusal {
    /// "What is wrong: what to do".
    fn from(error: DeliverError) -> Refusal {
        let words = error.to_string();
        let (error, remedy) = words.split_once(": ").unwrap_or((&words, "Send another"));
        Refusal::of_member("url", error).remedy(remedy)
    }
}
