//! Charge Permissions: registered, changed, taken away.

use super::calls::{Calls, Control};
use super::input::{Body, Id};
use super::refusal::Refusal;
use super::words::{self, LastFour};
use crate::api::body::MERCHANT_METADATA;
use crate::world::{Address, Buyer, Change, ChargePermission, PermissionState, ProductType, World};
use axum::Json;
use axum::extract::State;
use http::StatusCode;
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::sync::Arc;

pub(super) fn calls() -> Calls {
    Calls::default()
        .get("/charge-permissions", "Lists the Charge Permissions", list)
        .post(
            "/charge-permissions",
            "Registers a Charge Permission, or replaces the permission with this id",
            register,
        )
        .get("/charge-permissions/{id}", "Shows a Charge Permission", show)
        .patch("/charge-permissions/{id}", "Changes the members of a Charge Permission that are sent", change)
        .delete("/charge-permissions/{id}", "Removes a Charge Permission", take_away)
}

#[derive(Clone, Copy, PartialEq, Deserialize)]
enum StateName {
    Chargeable,
    NonChargeable,
    Closed,
}

/// The members that are sent. The others keep their value, or have the value of a new permission.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Members {
    charge_permission_id: Option<String>,
    state: Option<StateName>,
    reasons: Option<Vec<String>>,
    product_type: Option<ProductType>,
    card: Option<LastFour>,
    shipping_address: Option<Address>,
    merchant_metadata: Option<Map<String, Value>>,
}

async fn list(State(control): State<Arc<Control>>) -> Json<Value> {
    let state = control.shared.state();
    let mut permissions: Vec<_> = state.world.permissions.values().collect();
    permissions.sort_by_key(|permission| permission.id());
    let permissions: Vec<_> = permissions.into_iter().map(shown).collect();
    Json(json!({ "chargePermissions": permissions }))
}

async fn register(
    State(control): State<Arc<Control>>,
    Body(members): Body<Members>,
) -> Result<(StatusCode, Json<Value>), Refusal> {
    let id = words::needed("chargePermissionId", members.charge_permission_id.as_deref())?.to_owned();
    words::charge_permission_id(&id)?;
    let mut permission = ChargePermission::new(&*id, PermissionState::Chargeable);
    let mut state = control.shared.state();
    let now = control.shared.clock.now();
    members.apply(&mut permission, &state.world.buyer, now)?;
    let answer = shown(&permission);
    state.world.register_permission(permission, now);
    Ok((StatusCode::CREATED, Json(answer)))
}

async fn show(State(control): State<Arc<Control>>, Id(id): Id) -> Result<Json<Value>, Refusal> {
    let state = control.shared.state();
    state.world.permissions.get(&id).map(|permission| Json(shown(permission))).ok_or_else(|| unknown(&id))
}

async fn change(
    State(control): State<Arc<Control>>,
    Id(id): Id,
    Body(members): Body<Members>,
) -> Result<Json<Value>, Refusal> {
    words::same_id("chargePermissionId", &id, members.charge_permission_id.as_deref())?;
    let mut state = control.shared.state();
    let World { permissions, buyer, changes, .. } = &mut state.world;
    let permission = permissions.get_mut(&id).ok_or_else(|| unknown(&id))?;
    let before = permission.state().clone();
    members.apply(permission, buyer, control.shared.clock.now())?;
    changes.push(Change::of_permission(permission, &before));
    Ok(Json(shown(permission)))
}

async fn take_away(State(control): State<Arc<Control>>, Id(id): Id) -> Result<Json<Value>, Refusal> {
    let taken = control.shared.state().world.permissions.remove(&id);
    taken.map(|permission| Json(shown(&permission))).ok_or_else(|| unknown(&id))
}

impl Members {
    /// Applies all members, or none when one is refused.
    fn apply(self, permission: &mut ChargePermission, buyer: &Buyer, now: Timestamp) -> Result<(), Refusal> {
        let state = self.state(permission.state())?;
        if let Some(metadata) = &self.merchant_metadata {
            self::merchant_metadata(metadata)?;
        }
        let address = self.shipping_address(permission.shipping_address.as_ref(), buyer)?;
        if let Some(LastFour(card)) = self.card {
            permission.card = card;
        }
        if let Some(metadata) = self.merchant_metadata {
            permission.merchant_metadata = Value::Object(metadata);
        }
        permission.shipping_address = address;
        permission.set_state(state, now);
        Ok(())
    }

    fn state(&self, now: &PermissionState) -> Result<PermissionState, Refusal> {
        let reasons = self.reasons.clone().unwrap_or_default();
        let Some(name) = self.state else {
            return if self.reasons.is_none() {
                Ok(now.clone())
            } else {
                Err(Refusal::of_member("reasons", "`reasons` are sent without a `state`")
                    .remedy("Send the `state` they are the reasons of"))
            };
        };
        if name == StateName::Chargeable {
            return if reasons.is_empty() {
                Ok(PermissionState::Chargeable)
            } else {
                Err(Refusal::of_member("reasons", "`Chargeable` has no reasons").remedy("Leave them out"))
            };
        }
        if reasons.is_empty() {
            return Err(Refusal::of_member("reasons", "`NonChargeable` and `Closed` have a reason")
                .remedy("Send at least one reason code, such as `PaymentMethodInvalid` or `BuyerClosed`"));
        }
        let code = |reason: &String| {
            (1..=64).contains(&reason.len()) && reason.bytes().all(|byte| byte.is_ascii_alphanumeric())
        };
        if let Some(place) = reasons.iter().position(|reason| !code(reason)) {
            let error = format!("`{}` is no reason code", reasons[place]);
            return Err(Refusal::of_member(format!("reasons[{place}]"), error)
                .remedy("Take 1 to 64 ASCII letters and digits, such as `PaymentMethodInvalid`"));
        }
        Ok(match name {
            StateName::Closed => PermissionState::Closed(reasons),
            _ => PermissionState::NonChargeable(reasons),
        })
    }

    /// A permission has an address when it was made with `PayAndShip`.
    fn shipping_address(&self, now: Option<&Address>, buyer: &Buyer) -> Result<Option<Address>, Refusal> {
        if let Some(address) = &self.shipping_address {
            words::address(address).map_err(|refusal| refusal.within("shippingAddress"))?;
        }
        match (self.product_type, &self.shipping_address) {
            (Some(ProductType::PayOnly), Some(_)) => {
                Err(Refusal::of_member("shippingAddress", "`PayOnly` has no `shippingAddress`")
                    .remedy("Leave it out, or send the `productType` `PayAndShip`"))
            }
            (Some(ProductType::PayOnly), None) => Ok(None),
            (_, Some(address)) => Ok(Some(address.clone())),
            (None, None) => Ok(now.cloned()),
            (Some(ProductType::PayAndShip), None) => {
                let address = now.or(buyer.addresses.first()).cloned();
                address.map(Some).ok_or_else(|| {
                    Refusal::of_member(
                        "shippingAddress",
                        "`PayAndShip` has a `shippingAddress`, and the buyer has none",
                    )
                    .remedy("Send one, or give the buyer one with `PUT /buyer`")
                })
            }
        }
    }
}

/// As the API takes it.
fn merchant_metadata(metadata: &Map<String, Value>) -> Result<(), Refusal> {
    for (name, value) in metadata {
        let member = format!("merchantMetadata.{name}");
        let Some((_, most)) = MERCHANT_METADATA.iter().find(|(known, _)| known == name) else {
            let known = MERCHANT_METADATA.map(|(name, _)| format!("`{name}`")).join(", ");
            return Err(Refusal::of_member(member, format!("`merchantMetadata` has no `{name}`"))
                .remedy(format!("Its members are {known}")));
        };
        let fits = value.as_str().map_or(value.is_null(), |text| text.chars().count() <= *most);
        if !fits {
            return Err(Refusal::of_member(member, format!("`{name}` is no text, or too long"))
                .remedy(format!("Send a text of {most} characters at most")));
        }
    }
    Ok(())
}

fn shown(permission: &ChargePermission) -> Value {
    let reasons = match permission.state() {
        PermissionState::Chargeable => &[][..],
        PermissionState::NonChargeable(reasons) | PermissionState::Closed(reasons) => reasons,
    };
    let with_address = permission.shipping_address.is_some();
    let product_type = if with_address { ProductType::PayAndShip } else { ProductType::PayOnly };
    json!({
        "chargePermissionId": permission.id(),
        "state": permission.state().name(),
        "reasons": reasons,
        "productType": product_type.name(),
        "card": LastFour(permission.card),
        "shippingAddress": permission.shipping_address,
        "merchantMetadata": permission.merchant_metadata,
    })
}

fn unknown(id: &str) -> Refusal {
    Refusal::not_found("Charge Permission", id).remedy("Register it with `POST /charge-permissions`")
}
