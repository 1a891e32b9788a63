//! Reads a notification from its JSON text.

use super::amazon_pay::AmazonPayNotification;
use super::kind::{Id, NotificationType, ObjectType};
use super::other::OtherReason;
use crate::json::{Json, Members};

pub(super) fn notification(text: &str) -> Result<AmazonPayNotification, OtherReason> {
    let json = Json::parse(text).map_err(|_| OtherReason::NotJson)?;
    let Json::Object(members) = json else { return Err(OtherReason::NotAnObject) };

    let Some(notification_version) = optional(&members, "NotificationVersion")? else {
        let is_legacy = named(&members, "NotificationData").next().is_some();
        return Err(if is_legacy {
            OtherReason::Legacy
        } else {
            OtherReason::MissingMember { member: "NotificationVersion" }
        });
    };
    let object_type = ObjectType::from(required(&members, "ObjectType")?.as_str());
    let object_id = required(&members, "ObjectId")?;
    let changed = match object_type {
        ObjectType::ChargePermission => object_id.parse().ok(),
        _ => None,
    };
    Ok(AmazonPayNotification {
        merchant_id: Id::new(required(&members, "MerchantID")?),
        object_type,
        object_id,
        charge_permission_id: optional(&members, "ChargePermissionId")?.map(Id::new),
        notification_type: NotificationType::from(required(&members, "NotificationType")?.as_str()),
        notification_id: optional(&members, "NotificationId")?,
        notification_version,
        changed,
    })
}

/// Every value of a member, in whichever case its name is written.
fn named<'m>(members: &'m Members, member: &'static str) -> impl Iterator<Item = &'m Json> {
    members
        .by_key()
        .filter(move |(key, _)| key.eq_ignore_ascii_case(member))
        .flat_map(|(_, values)| values.iter().map(|(_, value)| value))
}

fn optional(members: &Members, member: &'static str) -> Result<Option<String>, OtherReason> {
    let mut found: Option<&str> = None;
    for value in named(members, member).filter(|value| **value != Json::Null) {
        let text = value.as_str().ok_or(OtherReason::NotAString { member })?;
        if found.is_some_and(|other| other != text) {
            return Err(OtherReason::Contradiction { member });
        }
        found = Some(text);
    }
    Ok(found.map(str::to_owned))
}

fn required(members: &Members, member: &'static str) -> Result<String, OtherReason> {
    optional(members, member)?.ok_or(OtherReason::MissingMember { member })
}
