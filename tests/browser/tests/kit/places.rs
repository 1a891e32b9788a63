//! What differs from region to region: where the shop delivers to, what the buyer can enter, what the shop says.

use amazonpay_update::region::RegionName;
use amazonpay_update_stand_in::Region;
use serde_json::{Value, json};

/// Name, first line, city, state, postal code and country of an address, as typed.
pub(crate) type Typed = [&'static str; 6];

pub(crate) struct Place {
    pub(crate) region: RegionName,
    pub(crate) kit: Region,
    pub(crate) delivery: fn() -> Value,
    /// A line of an allowed address in the buyer's address book, other than the address they have.
    pub(crate) allowed: &'static str,
    /// A line of an address there that is not allowed, and why.
    pub(crate) refused: (&'static str, &'static str),
    pub(crate) new: Typed,
    /// A new address that is not allowed, why, and which field says so.
    pub(crate) new_refused: (Typed, &'static str, &'static str),
    pub(crate) updated: &'static str,
    pub(crate) canceled: &'static str,
    pub(crate) declined: &'static str,
}

const COUNTRY: &str = "the shop does not deliver to this country";
const PLACE: &str = "the shop does not deliver to this region or postal code";
const PO_BOX: &str = "the shop does not deliver to PO boxes";
const PACKSTATION: &str = "the shop does not deliver to Packstations";

pub(crate) const US: Place = Place {
    region: RegionName::Us,
    kit: Region::Us,
    delivery: || {
        json!({
            "specialRestrictions": ["RestrictPOBoxes"],
            "addressRestrictions": { "type": "Allowed", "restrictions": { "US": {} } },
        })
    },
    allowed: "1 Example Avenue",
    refused: ("PO Box 123", PO_BOX),
    new: ["A Buyer", "7 Example Street", "Spokane", "WA", "99201", "us"],
    new_refused: (["A Buyer", "P.O. Box 9", "Spokane", "WA", "99201", "US"], PO_BOX, "addressLine1"),
    updated: "Your details have been updated.",
    canceled: "You canceled the update, so nothing has changed.",
    declined: "Your payment method was declined.",
};

pub(crate) const EU: Place = Place {
    region: RegionName::Eu,
    kit: Region::Eu,
    delivery: || {
        json!({
            "specialRestrictions": ["RestrictPackstations"],
            "addressRestrictions": { "type": "Allowed", "restrictions": { "DE": {}, "FR": {} } },
        })
    },
    allowed: "1 Rue de l’Exemple",
    refused: ("Packstation 123", PACKSTATION),
    new: ["A Buyer", "Beispielstraße 7", "Köln", "", "50667", "DE"],
    new_refused: (["A Buyer", "1 Example Street", "Dublin", "", "D01 F5P2", "IE"], COUNTRY, "countryCode"),
    updated: "Your details have been updated.",
    canceled: "You cancelled the update, so nothing has changed.",
    declined: "Your payment method was declined.",
};

pub(crate) const UK: Place = Place {
    region: RegionName::Uk,
    kit: Region::Uk,
    delivery: || {
        json!({
            "addressRestrictions": { "type": "NotAllowed", "restrictions": { "GB": { "zipCodes": ["BT*"] } } },
        })
    },
    allowed: "1 Rue de l’Exemple",
    refused: ("2 Example Road", PLACE),
    new: ["A Buyer", "7 Example Road", "Cardiff", "", "CF10 1AA", "GB"],
    new_refused: (["A Buyer", "7 Example Road", "Derry", "", "BT48 6AA", "GB"], PLACE, "postalCode"),
    updated: "Your details have been updated.",
    canceled: "You cancelled the update, so nothing has changed.",
    declined: "Your payment method was declined.",
};

pub(crate) const JP: Place = Place {
    region: RegionName::Jp,
    kit: Region::Jp,
    delivery: || json!({ "addressRestrictions": { "type": "Allowed", "restrictions": { "JP": {} } } }),
    allowed: "見本条1-2",
    refused: ("10 Example Street", COUNTRY),
    new: ["見本 花子", "見本通7", "大阪市", "大阪府", "5300001", "JP"],
    new_refused: (["A Buyer", "7 Example Street", "Spokane", "WA", "99201", "US"], COUNTRY, "countryCode"),
    updated: "ご登録内容を更新しました。",
    canceled: "更新はキャンセルされ、何も変更されていません。",
    declined: "お支払い方法が承認されませんでした。",
};

pub(crate) const PLACES: [&Place; 4] = [&US, &EU, &UK, &JP];
