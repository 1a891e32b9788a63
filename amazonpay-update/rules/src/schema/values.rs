//! The values that have a literal macro, and the function that checks the text of each.

use super::member::{Holds, Limit};
use super::table::MEMBERS;
use crate::rule_set::RuleSet;
use crate::{place, text};

/// How the literal of a value is checked.
#[derive(Clone, Copy)]
pub struct ValueCheck {
    /// Returns the rules that the text breaks.
    pub check: fn(&str) -> RuleSet,
    /// The texts Amazon knows, for "did you mean".
    pub known: &'static [&'static str],
    /// The longest text that the value holds.
    pub limit: Option<Limit>,
    /// Returns the rules that the text breaks in Live (`true`) or in Sandbox. It is there when an environment can
    /// follow the literal.
    pub in_environment: Option<fn(&str, bool) -> RuleSet>,
}

/// The names of the environments, and whether each is Live.
pub const ENVIRONMENTS: [(&str, bool); 2] = [("Live", true), ("Sandbox", false)];

const fn check(check: fn(&str) -> RuleSet, known: &'static [&'static str]) -> ValueCheck {
    ValueCheck { check, known, limit: None, in_environment: None }
}

/// Values that are not members of the payload by themselves, by the name of their Rust type.
const OTHERS: &[(&str, ValueCheck)] = &[
    ("CheckoutSessionId", check(text::checkout_session_id, &[])),
    ("MerchantId", check(text::merchant_id, &[])),
    (
        "PublicKeyId",
        ValueCheck { in_environment: Some(text::public_key_id_in), ..check(text::public_key_id, &[]) },
    ),
    ("CountryCode", check(place::country_code, &[])),
    ("StateOrRegion", check(place::country_and_region, &[])),
    ("ZipPattern", check(text::zip_pattern, &[])),
    ("SpecialRestriction", check(text::special_restriction, text::SPECIAL_RESTRICTIONS)),
    ("Scope", check(text::scope, text::SCOPES)),
];

/// The check of the value with this Rust type.
#[must_use]
pub fn value_check(rust_type: &str) -> Option<ValueCheck> {
    for member in MEMBERS {
        if let Holds::Text(name, check) = member.holds
            && name == rust_type
        {
            return Some(ValueCheck {
                check,
                known: member.known,
                limit: member.limit,
                in_environment: None,
            });
        }
    }
    OTHERS.iter().find(|(name, _)| *name == rust_type).map(|(_, check)| *check)
}
