//! The ids, cards and addresses that several calls read.

use super::refusal::Refusal;
use crate::world::{Address, Card, is_charge_permission_id, is_checkout_session_id, is_country};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A card of Amazon's Sandbox, by its last four digits.
#[derive(Clone, Copy)]
pub(super) struct LastFour(pub(super) Card);

impl Serialize for LastFour {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.last_four())
    }
}

impl<'de> Deserialize<'de> for LastFour {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<LastFour, D::Error> {
        let last_four = String::deserialize(deserializer)?;
        Card::ending(&last_four).map(LastFour).ok_or_else(|| {
            let known: Vec<_> = Card::ALL.iter().map(|card| format!("`{}`", card.last_four())).collect();
            D::Error::custom(format!("no card ends in `{last_four}`, expected one of {}", known.join(", ")))
        })
    }
}

/// An id that can stand in a path of the API.
pub(super) fn charge_id(id: &str) -> Result<(), Refusal> {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    if (1..=64).contains(&id.len()) && id.bytes().all(allowed) {
        return Ok(());
    }
    Err(Refusal::of_member("chargeId", format!("`{id}` is no id of a charge"))
        .remedy("Take 1 to 64 of A-Z, a-z, 0-9, - and _, such as `B01-1234567-1234567-C123456`"))
}

/// An id that a client of Amazon Pay can name.
pub(super) fn checkout_session_id(id: &str) -> Result<(), Refusal> {
    if is_checkout_session_id(id) {
        return Ok(());
    }
    let error = format!("`{id}` is no id of a Checkout Session");
    Err(Refusal::of_member("checkoutSessionId", error)
        .remedy("Take a UUID such as `acf951ea-32ee-4dea-916b-2caa9b218e4a`"))
}

/// An id that a payload can name.
pub(super) fn charge_permission_id(id: &str) -> Result<(), Refusal> {
    if is_charge_permission_id(id) {
        return Ok(());
    }
    let error = format!("`{id}` is no id of a Charge Permission, and no payload can name it");
    Err(Refusal::of_member("chargePermissionId", error).remedy("Take one such as `B01-1234567-1234567`"))
}

/// What the page and the API need of an address.
pub(super) fn address(address: &Address) -> Result<(), Refusal> {
    let country = &address.country_code;
    if !is_country(country) {
        return Err(Refusal::of_member("countryCode", format!("`{country}` is no country code"))
            .remedy("Take the two capital letters of ISO 3166-1, such as `US`"));
    }
    for (member, text) in [("name", &address.name), ("addressLine1", &address.address_line1)] {
        if text.trim().is_empty() {
            return Err(Refusal::of_member(member, format!("`{member}` is empty, or not there"))
                .remedy("Every address has a `name`, an `addressLine1` and a `countryCode`"));
        }
    }
    Ok(())
}

/// A member that a call needs.
pub(super) fn needed<'a>(member: &str, value: Option<&'a str>) -> Result<&'a str, Refusal> {
    value.ok_or_else(|| Refusal::of_member(member, format!("`{member}` is not there")).remedy("Send it"))
}

/// Refuses an id in the body that differs from the id in the path.
pub(super) fn same_id(member: &str, id: &str, sent: Option<&str>) -> Result<(), Refusal> {
    match sent {
        Some(sent) if sent != id => Err(Refusal::of_member(member, "An id cannot be changed")
            .remedy("Leave it out, or send the id that is in the path")),
        _ => Ok(()),
    }
}
