//! The bodies of requests: their members, and the values that these may have.
//!
//! A member that is null counts as absent.

use crate::api::answer::Answer;
use http::StatusCode;
use serde_json::{Map, Value};

type Members = Map<String, Value>;

/// The members of `merchantMetadata`, each with the most characters it may have.
pub(crate) const MERCHANT_METADATA: [(&str, usize); 4] = [
    ("merchantReferenceId", 256),
    ("merchantStoreName", 50),
    ("noteToBuyer", 255),
    ("customInformation", 4096),
];

/// The most characters of `closureReason`.
const CLOSURE_REASON: usize = 255;

/// The most characters of `softDescriptor`.
const SOFT_DESCRIPTOR: usize = 16;

/// The body of Close Charge Permission.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct CloseRequest {
    pub(crate) cancel_pending_charges: bool,
}

/// The body of Create Charge.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct ChargeRequest {
    pub(crate) charge_permission_id: String,
    pub(crate) amount: Amount,
    pub(crate) capture_now: bool,
    /// The other members, which the charge shows unchanged.
    pub(crate) said: Members,
}

/// A positive amount, with no more decimals than the currency has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Amount {
    pub(crate) amount: String,
    pub(crate) currency: String,
}

/// Reads the body of Complete Checkout Session. An update has no amount, so the body is `{}`.
pub(crate) fn nothing(body: &[u8]) -> Result<(), Answer> {
    read(body, &[]).map(drop)
}

/// Reads the body of Update Charge Permission: the members of `merchantMetadata` to set.
pub(crate) fn merchant_metadata(body: &[u8]) -> Result<Members, Answer> {
    let members = read(body, &["merchantMetadata"])?;
    checked_metadata(&members)?.ok_or_else(|| missing("merchantMetadata"))
}

/// Reads the body of Close Charge Permission.
pub(crate) fn close(body: &[u8]) -> Result<CloseRequest, Answer> {
    let members = read(body, &["closureReason", "cancelPendingCharges"])?;
    text(&members, "closureReason", CLOSURE_REASON)?.ok_or_else(|| missing("closureReason"))?;
    Ok(CloseRequest { cancel_pending_charges: flag(&members, "cancelPendingCharges")? })
}

/// Reads the body of Create Charge.
pub(crate) fn charge(body: &[u8]) -> Result<ChargeRequest, Answer> {
    const SAID: [&str; 7] = [
        "softDescriptor",
        "platformId",
        "canHandlePendingAuthorization",
        "providerMetadata",
        "merchantMetadata",
        "chargeInitiator",
        "channel",
    ];
    let known = [&["chargePermissionId", "chargeAmount", "captureNow"], SAID.as_slice()].concat();
    let members = read(body, &known)?;
    let id = text(&members, "chargePermissionId", usize::MAX)?;
    let charge_permission_id = id.ok_or_else(|| missing("chargePermissionId"))?.to_owned();
    flag(&members, "canHandlePendingAuthorization")?;
    checked_metadata(&members)?;
    text(&members, "softDescriptor", SOFT_DESCRIPTOR)?;
    for name in ["platformId", "chargeInitiator", "channel"] {
        text(&members, name, usize::MAX)?;
    }
    if let Some(metadata) = object(&members, "providerMetadata", &["providerReferenceId"])? {
        text(metadata, "providerReferenceId", usize::MAX)?;
    }
    Ok(ChargeRequest {
        charge_permission_id,
        amount: amount(&members)?,
        capture_now: flag(&members, "captureNow")?,
        said: members.into_iter().filter(|(name, _)| SAID.contains(&name.as_str())).collect(),
    })
}

fn amount(members: &Members) -> Result<Amount, Answer> {
    let price = object(members, "chargeAmount", &["amount", "currencyCode"])?;
    let price = price.ok_or_else(|| missing("chargeAmount"))?;
    // The .NET SDK writes a number.
    let amount = match price.get("amount") {
        Some(Value::String(amount)) => amount.clone(),
        Some(Value::Number(amount)) => amount.to_string(),
        None | Some(Value::Null) => return Err(missing("chargeAmount.amount")),
        Some(_) => return Err(invalid("chargeAmount.amount", "is neither a text nor a number")),
    };
    let currency =
        text(price, "currencyCode", 3)?.ok_or_else(|| missing("chargeAmount.currencyCode"))?.to_owned();
    let decimals = if currency == "JPY" { 0 } else { 2 };
    if !is_amount(&amount, decimals) {
        let rule = format!(
            "is not a positive amount with {decimals} decimals at most, which is what {currency} has"
        );
        return Err(invalid("chargeAmount.amount", &rule));
    }
    Ok(Amount { amount, currency })
}

/// `12`, and with decimals `12.3` or `12.34`: not zero, without a sign or an exponent.
fn is_amount(text: &str, decimals: usize) -> bool {
    let (whole, rest) = text.split_once('.').map_or((text, None), |(whole, rest)| (whole, Some(rest)));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole)
        && rest.is_none_or(|rest| digits(rest) && rest.len() <= decimals)
        && text.bytes().any(|byte| (b'1'..=b'9').contains(&byte))
}

fn checked_metadata(members: &Members) -> Result<Option<Members>, Answer> {
    let names = MERCHANT_METADATA.map(|(name, _)| name);
    let Some(metadata) = object(members, "merchantMetadata", &names)? else { return Ok(None) };
    for (name, most) in MERCHANT_METADATA {
        text(metadata, name, most)?;
    }
    Ok(Some(metadata.clone()))
}

fn read(body: &[u8], known: &[&str]) -> Result<Members, Answer> {
    let Ok(Value::Object(members)) = serde_json::from_slice(body) else {
        return Err(refused("InvalidRequestFormat", "The body is not a JSON object"));
    };
    only(&members, known)?;
    Ok(members)
}

fn only(members: &Members, known: &[&str]) -> Result<(), Answer> {
    let Some(name) = members.keys().find(|name| !known.contains(&name.as_str())) else { return Ok(()) };
    Err(refused("UnrecognizedField", &format!("The field '{name}' is invalid for this API")))
}

fn there<'a>(members: &'a Members, name: &str) -> Option<&'a Value> {
    members.get(name).filter(|value| !value.is_null())
}

fn object<'a>(members: &'a Members, name: &str, known: &[&str]) -> Result<Option<&'a Members>, Answer> {
    match there(members, name) {
        None => Ok(None),
        Some(Value::Object(object)) => only(object, known).map(|()| Some(object)),
        Some(_) => Err(invalid(name, "is not an object")),
    }
}

fn text<'a>(members: &'a Members, name: &str, most: usize) -> Result<Option<&'a str>, Answer> {
    match there(members, name) {
        None => Ok(None),
        Some(Value::String(text)) if text.chars().count() <= most => Ok(Some(text)),
        Some(Value::String(_)) => Err(invalid(name, &format!("has more than {most} characters"))),
        Some(_) => Err(invalid(name, "is not a text")),
    }
}

/// A boolean member. An absent member is `false`.
fn flag(members: &Members, name: &str) -> Result<bool, Answer> {
    match there(members, name) {
        None => Ok(false),
        Some(Value::Bool(flag)) => Ok(*flag),
        Some(_) => Err(invalid(name, "is neither true nor false")),
    }
}

fn missing(name: &str) -> Answer {
    refused("MissingParameterValue", &format!("The parameter {name} is missing"))
}

fn invalid(name: &str, why: &str) -> Answer {
    refused("InvalidParameterValue", &format!("The value of the parameter {name} {why}"))
}

fn refused(reason_code: &str, message: &str) -> Answer {
    Answer::error(StatusCode::BAD_REQUEST, reason_code, message)
}
