//! `deliverySpecifications`.

use super::Row;
use serde_json::json;

macro_rules! at {
    ($rest:literal) => {
        concat!("deliverySpecifications.addressRestrictions.restrictions", $rest)
    };
}

pub(crate) fn delivery_specifications() -> Vec<Row> {
    const ADDRESS: &str = "/deliverySpecifications/addressRestrictions";
    const COUNTRIES: &str = "/deliverySpecifications/addressRestrictions/restrictions";
    const US: &str = "/deliverySpecifications/addressRestrictions/restrictions/US";
    const FR: &str = "/deliverySpecifications/addressRestrictions/restrictions/FR";
    vec![
        ("/deliverySpecifications", None, &[]),
        ("/deliverySpecifications", Some(json!({})), &[("restrictions_empty", "deliverySpecifications")]),
        ("/deliverySpecifications", Some(json!(null)), &[("wrong_member_type", "deliverySpecifications")]),
        (
            "/deliverySpecifications/specialRestrictions",
            Some(json!([])),
            &[("restrictions_empty", "deliverySpecifications.specialRestrictions")],
        ),
        (
            "/deliverySpecifications/specialRestrictions",
            Some(json!(["RestrictPOBoxes", "restrictPOBoxes", []])),
            &[
                ("special_restriction", "deliverySpecifications.specialRestrictions[1]"),
                ("wrong_member_type", "deliverySpecifications.specialRestrictions[2]"),
            ],
        ),
        (
            "/deliverySpecifications/restrictions",
            Some(json!({})),
            &[("unknown_member", "deliverySpecifications.restrictions")],
        ),
        (
            ADDRESS,
            Some(json!({})),
            &[
                ("restriction_type", "deliverySpecifications.addressRestrictions.type"),
                ("restrictions_empty", at!("")),
            ],
        ),
        (
            ADDRESS,
            Some(json!({"type": "allowed", "restrictions": {"US": {}}, "countries": 1})),
            &[
                ("restriction_type", "deliverySpecifications.addressRestrictions.type"),
                ("unknown_member", "deliverySpecifications.addressRestrictions.countries"),
            ],
        ),
        (COUNTRIES, Some(json!({})), &[("restrictions_empty", at!(""))]),
        (COUNTRIES, Some(json!(["US"])), &[("wrong_member_type", at!(""))]),
        (
            COUNTRIES,
            Some(json!({"UK": {}, "us": {"statesOrRegions": [" "]}, "U.S": {}, "GB": null})),
            &[
                ("wrong_member_type", at!(".GB")),
                ("country_code", at!("[\"U.S\"]")),
                ("country_code", at!(".UK")),
                ("country_code", at!(".us")),
                ("state_or_region_text", at!(".us.statesOrRegions[0]")),
            ],
        ),
        (
            US,
            Some(json!({"statesOrRegions": ["WA", "Washington", "wa"], "zipCodes": ["9505_"]})),
            &[
                ("us_state_code", at!(".US.statesOrRegions[1]")),
                ("us_state_code", at!(".US.statesOrRegions[2]")),
                ("zip_pattern", at!(".US.zipCodes[0]")),
            ],
        ),
        (
            FR,
            Some(json!({"statesOrRegions": ["Bretagne", "a\tb"], "zipCodes": [], "except": {}})),
            &[
                ("state_or_region_text", at!(".FR.statesOrRegions[1]")),
                ("restrictions_empty", at!(".FR.zipCodes")),
                ("restrictions_empty", at!(".FR.except")),
            ],
        ),
        (
            US,
            Some(json!({"except": {"statesOrRegions": [], "zipCodes": [""], "except": {}}, "zipCode": []})),
            &[
                ("restrictions_empty", at!(".US.except.statesOrRegions")),
                ("zip_pattern", at!(".US.except.zipCodes[0]")),
                ("unknown_member", at!(".US.except.except")),
                ("unknown_member", at!(".US.zipCode")),
            ],
        ),
    ]
}
