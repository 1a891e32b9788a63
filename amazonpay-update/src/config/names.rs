//! The names of the members, and the member that a wrong name means.

use amazonpay_update_rules::closest;
use amazonpay_update_rules::spelling::snake_case;

pub(super) const KEY: &str = "key";
pub(super) const KEY_FILE: &str = "key_file";

/// Every member, and a description of its value.
const MEMBERS: &[(&str, &str)] = &[
    ("region", "`us`, `eu`, `uk` or `jp`"),
    (ENVIRONMENT, "`sandbox` or `live`"),
    ("merchant_id", "the merchant id from Seller Central"),
    ("public_key_id", "the id Seller Central shows beside the key"),
    (KEY_FILE, "the path of the private key's PEM file"),
    (KEY, "the PEM text of the private key"),
    ("algorithm", "`AMZN-PAY-RSASSA-PSS-V2` or `AMZN-PAY-RSASSA-PSS`"),
    ("store_id", "the store id from Seller Central"),
    ("return_url", "the URL of the page the buyer returns to"),
];

/// Other names of the environment. `sandbox` is the name in Amazon's SDKs.
const OF_ENVIRONMENT: &[&str] = &["env", "live", "sandbox"];

const ENVIRONMENT: &str = "environment";

pub(super) fn names() -> impl Iterator<Item = &'static str> {
    MEMBERS.iter().map(|(name, _)| *name)
}

/// The value that a member needs.
pub(super) fn value_of(member: &str) -> &'static str {
    MEMBERS.iter().find(|(name, _)| *name == member).map_or("its value", |(_, value)| value)
}

/// How an unknown name differs from the member that it means.
#[derive(Clone, Copy)]
pub(super) enum Meant {
    /// Another spelling, as `merchantId` is of `merchant_id`.
    Spelling(&'static str),
    /// Another name, as `private_key` is of `key`.
    Name(&'static str),
}

/// The member that an unknown name means.
pub(super) fn meant(unknown: &str) -> Option<Meant> {
    let names: Vec<&str> = names().collect();
    if let Some(near) = closest(&unknown.to_lowercase(), &names) {
        return Some(Meant::Spelling(near));
    }
    // A name in capitals has its words apart already.
    let is_camel_case = unknown.contains(|c: char| c.is_ascii_lowercase());
    let words = if is_camel_case { snake_case(unknown) } else { unknown.to_lowercase() };
    let words = words.replace('-', "_");
    if OF_ENVIRONMENT.contains(&words.as_str()) {
        return Some(Meant::Name(ENVIRONMENT));
    }
    let is_end = |name: &&str| words.strip_suffix(name).is_some_and(|before| before.ends_with('_'));
    names.into_iter().filter(is_end).max_by_key(|name| name.len()).map(Meant::Name)
}
