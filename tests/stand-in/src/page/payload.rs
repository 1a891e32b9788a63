//! The payload of an update, checked by Amazon's documents.

use crate::json::{Member, parse};
use crate::refused::Refused;
use crate::region::Region;
use crate::setup::Setup;
use crate::world::{DeliverySpecifications, is_charge_permission_id};
use serde_json::Value;
use url::Url;

/// A payload that breaks none of the rules.
pub(super) struct Payload {
    pub(super) json: Value,
    pub(super) return_url: String,
    pub(super) cancel_url: Option<String>,
    pub(super) charge_permission_id: String,
}

const MEMBERS: [&str; 12] = [
    "storeId",
    "webCheckoutDetails",
    "chargePermissionId",
    "chargePermissionType",
    "paymentMethodOnFileMetadata",
    "paymentDetails",
    "deliverySpecifications",
    "scopes",
    "merchantMetadata",
    "supplementaryData",
    "platformId",
    "providerMetadata",
];

/// Members that Create Checkout Session knows, and that an update of a Saved Wallet does not use.
const OF_OTHER_FLOWS: [&str; 3] = ["addressDetails", "recurringMetadata", "multiAddressesCheckoutMetadata"];

const SCOPES: [&str; 7] =
    ["name", "email", "phoneNumber", "billingAddress", "postalCode", "shippingAddress", "primeStatus"];

/// Reads a payload, and refuses it with the first rule that it breaks.
pub(super) fn read(text: &str, setup: &Setup) -> Result<Payload, Refused> {
    let json = parse(text).map_err(|error| {
        Refused::new(
            "InvalidRequestFormat",
            format!("it cannot be read as JSON: {error}"),
            "pass the text that was signed, and write each member once",
        )
        .of("payloadJSON")
    })?;
    let (return_url, cancel_url, charge_permission_id) = {
        let root = Member::new("", &json);
        if !json.is_object() {
            return Err(Member::new("payloadJSON", &json).refuse(
                "InvalidRequestFormat",
                "it is not a JSON object",
                "write an object",
            ));
        }
        for name in OF_OTHER_FLOWS {
            if let Some(member) = root.get(name) {
                return Err(of_another_flow(&member));
            }
        }
        root.only(&MEMBERS)?;
        store_id(&root)?;
        let (return_url, cancel_url) = urls(&root.needed("webCheckoutDetails")?)?;
        let charge_permission_id = charge_permission(&root)?;
        payment_details(&root.needed("paymentDetails")?, setup.region)?;
        root.get("scopes").map_or(Ok(()), |scopes| each_scope(&scopes))?;
        root.get("merchantMetadata").map_or(Ok(()), |metadata| merchant_metadata(&metadata))?;
        plain(&root)?;
        (return_url, cancel_url, charge_permission_id)
    };
    if let Some(value) = json.get("deliverySpecifications") {
        DeliverySpecifications::read(value, setup.environment)?;
    }
    Ok(Payload { json, return_url, cancel_url, charge_permission_id })
}

fn store_id(root: &Member<'_>) -> Result<(), Refused> {
    let member = root.needed("storeId")?;
    let rest = member.text()?.strip_prefix("amzn1.application-oa2-client.");
    if rest.is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_alphanumeric())) {
        return Ok(());
    }
    let remedy =
        "write the store id of Integration Central: amzn1.application-oa2-client. and what follows it";
    Err(member.refuse("InvalidParameterValue", "it is not a store id", remedy))
}

fn urls(details: &Member<'_>) -> Result<(String, Option<String>), Refused> {
    for name in ["checkoutErrorUrl", "amazonPayRedirectUrl", "channelType"] {
        if let Some(member) = details.get(name) {
            return Err(of_another_flow(&member));
        }
    }
    let known = ["checkoutResultReturnUrl", "checkoutReviewReturnUrl", "checkoutCancelUrl", "checkoutMode"];
    details.only(&known)?;
    details.get("checkoutMode").map(|mode| mode.one_of(&["ProcessOrder"])).transpose()?;
    details.get("checkoutReviewReturnUrl").map(|url| https(&url)).transpose()?;
    let cancel = details.get("checkoutCancelUrl").map(|url| https(&url)).transpose()?;
    Ok((https(&details.needed("checkoutResultReturnUrl")?)?, cancel))
}

/// The URL as a browser writes it.
fn https(member: &Member<'_>) -> Result<String, Refused> {
    let text = member.text()?;
    let url = Url::parse(text).ok().filter(|_| is_plain(text));
    url.map(String::from).ok_or_else(|| {
        let remedy = "write https://, a host of letters, digits, dots and hyphens, and a path, without a user name or \
                      white space. If the shop under test speaks http, map its origin with --return-origin or \
                      Setup::return_origin";
        member.refuse("InvalidParameterValue", "it is not an https URL", remedy)
    })
}

/// Whether every reader finds the same host in the URL. A browser forgives many mistakes in a URL, and other readers
/// do not.
fn is_plain(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once("://") else { return false };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let of_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    let of_ipv6 = |c: char| c.is_ascii_hexdigit() || matches!(c, '.' | ':');
    let (host, port) = match authority.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((host, port)) => (host.chars().all(of_ipv6), port),
        None => {
            let at = authority.find(':').unwrap_or(authority.len());
            (at > 0 && authority[..at].chars().all(of_name), &authority[at..])
        }
    };
    let digits = |port: &str| !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit());
    let port = port.is_empty() || port.strip_prefix(':').is_some_and(digits);
    scheme.eq_ignore_ascii_case("https")
        && host
        && port
        && !text.contains(|c: char| c.is_whitespace() || c.is_control() || c == '\\')
}

fn charge_permission(root: &Member<'_>) -> Result<String, Refused> {
    let id = root.needed("chargePermissionId")?;
    let text = id.text()?;
    if !is_charge_permission_id(text) {
        let remedy = "write the id of the buyer's Saved Wallet, such as B01-0000000-0000000";
        return Err(id.refuse("InvalidParameterValue", "it is not the id of a Charge Permission", remedy));
    }
    root.needed("chargePermissionType")?.one_of(&["PaymentMethodOnFile"])?;
    let metadata = root.needed("paymentMethodOnFileMetadata")?;
    metadata.only(&["setupOnly"])?;
    metadata.needed("setupOnly")?.boolean()?;
    Ok(text.to_owned())
}

fn payment_details(details: &Member<'_>, region: Region) -> Result<(), Refused> {
    for name in [
        "chargeAmount",
        "totalOrderAmount",
        "allowOvercharge",
        "extendExpiration",
        "softDescriptor",
        "estimateOrderTotal",
    ] {
        if let Some(member) = details.get(name) {
            return Err(of_another_flow(&member));
        }
    }
    details.only(&["paymentIntent", "canHandlePendingAuthorization", "presentmentCurrency"])?;
    details.needed("paymentIntent")?.one_of(&["Confirm"])?;
    details.get("canHandlePendingAuthorization").map(|member| member.boolean()).transpose()?;
    if let Some(currency) = details.get("presentmentCurrency") {
        if !matches!(region, Region::Eu | Region::Uk) {
            return Err(of_another_flow(&currency));
        }
        currency
            .one_of(&["AUD", "GBP", "DKK", "EUR", "HKD", "JPY", "NZD", "NOK", "ZAR", "SEK", "CHF", "USD"])?;
    }
    Ok(())
}

fn each_scope(scopes: &Member<'_>) -> Result<(), Refused> {
    scopes.list()?.try_for_each(|scope| scope.one_of(&SCOPES).map(drop))
}

fn merchant_metadata(metadata: &Member<'_>) -> Result<(), Refused> {
    let limits = [
        ("merchantReferenceId", 256),
        ("merchantStoreName", 50),
        ("noteToBuyer", 255),
        ("customInformation", 4096),
    ];
    metadata.only(&limits.map(|(name, _)| name))?;
    for (name, limit) in limits {
        let Some(member) = metadata.get(name) else { continue };
        let length = member.text()?.chars().count();
        if length > limit {
            let message = format!("it has {length} characters");
            return Err(member.refuse(
                "InvalidParameterValue",
                message,
                format!("write at most {limit} characters"),
            ));
        }
    }
    Ok(())
}

/// Members of which Amazon documents only a type.
fn plain(root: &Member<'_>) -> Result<(), Refused> {
    for name in ["supplementaryData", "platformId"] {
        root.get(name).map(|member| member.text()).transpose()?;
    }
    let Some(metadata) = root.get("providerMetadata") else { return Ok(()) };
    metadata.only(&["providerReferenceId"])?;
    metadata.get("providerReferenceId").map(|member| member.text()).transpose()?;
    Ok(())
}

fn of_another_flow(member: &Member<'_>) -> Refused {
    member.refuse(
        "InvalidParameterCombination",
        "it does not belong in the update of a Saved Wallet, because an update takes no payment",
        "remove it",
    )
}
