//! Reads a notification from its JSON text.

use super::amazon_pay::AmazonPayNotification;
use super::kind::{Id, NotificationType, ObjectType};
use super::other::OtherReason;
use crate::json::{Json, Members};
use std::borrow::Cow;

pub(super) fn notification(text: &str) -> Result<AmazonPayNotification, OtherReason> {
    let json = Json::parse_borrowed(text).map_err(|_| OtherReason::NotJson)?;
    let Json::Object(members) = json else { return Err(OtherReason::NotAnObject) };

    let Some(notification_version) = optional(&members, "NotificationVersion")? else {
        let is_legacy = named(&members, "NotificationData").next().is_some();
        return Err(if is_legacy {
            OtherReason::Legacy
        } else {
            OtherReason::MissingMember { member: "NotificationVersion" }
        });
    };
    let object_type = ObjectType::from(required(&members, "ObjectType")?);
    let object_id = required(&members, "ObjectId")?;
    let changed = match object_type {
        ObjectType::ChargePermission => object_id.parse().ok(),
        _ => None,
    };
    Ok(AmazonPayNotification {
        merchant_id: required(&members, "MerchantID")?.into(),
        object_type,
        object_id: object_id.to_owned(),
        charge_permission_id: optional(&members, "ChargePermissionId")?.map(Id::from),
        notification_type: NotificationType::from(required(&members, "NotificationType")?),
        notification_id: optional(&members, "NotificationId")?.map(str::to_owned),
        notification_version: notification_version.to_owned(),
        changed,
    })
}

/// Every value of a member, in whichever case its name is written.
fn named<'m, 't>(
    members: &'m Members<Cow<'t, str>>,
    member: &'static str,
) -> impl Iterator<Item = &'m Json<Cow<'t, str>>> {
    members.iter().filter(move |(key, _)| key.eq_ignore_ascii_case(member)).map(|(_, value)| value)
}

fn optional<'m>(
    members: &'m Members<Cow<'_, str>>,
    member: &'static str,
) -> Result<Option<&'m str>, OtherReason> {
    let mut found: Option<&str> = None;
    for value in named(members, member).filter(|value| **value != Json::Null) {
        let text = value.as_str().ok_or(OtherReason::NotAString { member })?;
        if found.is_some_and(|other| other != text) {
            return Err(OtherReason::Contradiction { member });
        }
        found = Some(text);
    }
    Ok(found)
}

fn required<'m>(members: &'m Members<Cow<'_, str>>, member: &'static str) -> Result<&'m str, OtherReason> {
    optional(members, member)?.ok_or(OtherReason::MissingMember { member })
}
