//! The names of the members, and the member that a wrong name means.

use amazonpay_update_rules::closest;
use amazonpay_update_rules::spelling::snake_case;

/// A member's name, and a description of its value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Known {
    pub(super) name: &'static str,
    pub(super) value: &'static str,
}

const fn known(name: &'static str, value: &'static str) -> Known {
    Known { name, value }
}

pub(super) const REGION: Known = known("region", "`us`, `eu`, `uk` or `jp`");
pub(super) const ENVIRONMENT: Known = known("environment", "`sandbox` or `live`");
pub(super) const MERCHANT_ID: Known = known("merchant_id", "the merchant id from Seller Central");
pub(super) const PUBLIC_KEY_ID: Known = known("public_key_id", "the id Seller Central shows beside the key");
pub(super) const KEY_FILE: Known = known("key_file", "the path of the private key's PEM file");
pub(super) const KEY: Known = known("key", "the PEM text of the private key");
pub(super) const ALGORITHM: Known = known("algorithm", "`AMZN-PAY-RSASSA-PSS-V2` or `AMZN-PAY-RSASSA-PSS`");
pub(super) const STORE_ID: Known = known("store_id", "the store id from Integration Central");
pub(super) const RETURN_URL: Known = known("return_url", "the URL of the page the buyer returns to");

/// Every member.
pub(super) const MEMBERS: &[Known] =
    &[REGION, ENVIRONMENT, MERCHANT_ID, PUBLIC_KEY_ID, KEY_FILE, KEY, ALGORITHM, STORE_ID, RETURN_URL];

/// Other names of the environment. `sandbox` is the name in Amazon's SDKs.
const OF_ENVIRONMENT: &[&str] = &["env", "live", "sandbox"];

pub(super) fn names() -> impl Iterator<Item = &'static str> {
    MEMBERS.iter().map(|member| member.name)
}

/// How an unknown name differs from the member that it means.
#[derive(Clone, Copy)]
pub(super) enum Meant {
    /// Another spelling, as `merchantId` is of `merchant_id`.
    Spelling(Known),
    /// Another name, as `private_key` is of `key`.
    Name(Known),
}

/// The member that an unknown name means.
pub(super) fn meant(unknown: &str) -> Option<Meant> {
    let names: Vec<&str> = names().collect();
    if let Some(near) = closest(&unknown.to_lowercase(), &names) {
        return MEMBERS.iter().find(|member| member.name == near).copied().map(Meant::Spelling);
    }
    // A name in capitals has its words apart already.
    let is_camel_case = unknown.contains(|c: char| c.is_ascii_lowercase());
    let words = if is_camel_case { snake_case(unknown) } else { unknown.to_lowercase() };
    let words = words.replace('-', "_");
    if OF_ENVIRONMENT.contains(&words.as_str()) {
        return Some(Meant::Name(ENVIRONMENT));
    }
    let is_end =
        |member: &&Known| words.strip_suffix(member.name).is_some_and(|before| before.ends_with('_'));
    MEMBERS.iter().filter(is_end).max_by_key(|member| member.name.len()).copied().map(Meant::Name)
}
