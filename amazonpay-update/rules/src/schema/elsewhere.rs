//! Names that Amazon Pay knows, but not at this place of the payload.

use super::table::MEMBERS;
use crate::catalogue::Rule;
use crate::closest::closest;
use crate::refusal::Refusal;

/// A name Amazon Pay knows, but not in an update payload.
struct Elsewhere {
    name: &'static str,
    rule: Rule,
    belongs: &'static str,
}

const fn charge(name: &'static str) -> Elsewhere {
    Elsewhere { name, rule: Rule::NoChargeAmountInUpdate, belongs: "" }
}

const fn elsewhere(name: &'static str, belongs: &'static str) -> Elsewhere {
    Elsewhere { name, rule: Rule::UnknownMember, belongs }
}

const BUTTON: &str = "it is an option of the button, beside the payload";
const SESSION_CONFIG: &str = "it goes beside the payload, in the button's `createCheckoutSessionConfig`";
const ANSWER: &str = "it is a member of Amazon's answer";
const CHECKOUT: &str = "it belongs to the payload of a checkout";

const ELSEWHERE: &[Elsewhere] = &[
    charge("chargeAmount"),
    charge("totalOrderAmount"),
    charge("presentmentCurrency"),
    charge("allowOvercharge"),
    charge("extendExpiration"),
    charge("softDescriptor"),
    charge("estimateOrderTotal"),
    Elsewhere { name: "checkoutReviewReturnUrl", rule: Rule::ReviewReturnUrlInUpdate, belongs: "" },
    elsewhere("checkoutMode", CHECKOUT),
    elsewhere("checkoutErrorUrl", "it belongs to the payload of a mobile app's checkout"),
    elsewhere("channelType", "it belongs to the payload of a mobile app's checkout"),
    elsewhere("recurringMetadata", "it belongs to `Recurring` charge permissions"),
    elsewhere("addressDetails", CHECKOUT),
    elsewhere("supplementaryData", CHECKOUT),
    elsewhere("platformId", CHECKOUT),
    elsewhere("providerMetadata", CHECKOUT),
    elsewhere("multiAddressesCheckoutMetadata", CHECKOUT),
    elsewhere("productType", BUTTON),
    elsewhere("merchantId", BUTTON),
    elsewhere("ledgerCurrency", BUTTON),
    elsewhere("sandbox", BUTTON),
    elsewhere("checkoutLanguage", BUTTON),
    elsewhere("placement", BUTTON),
    elsewhere("estimatedOrderAmount", BUTTON),
    elsewhere("createCheckoutSessionConfig", BUTTON),
    elsewhere("payloadJSON", SESSION_CONFIG),
    elsewhere("signature", SESSION_CONFIG),
    elsewhere("publicKeyId", SESSION_CONFIG),
    elsewhere("algorithm", SESSION_CONFIG),
    elsewhere("checkoutSessionId", ANSWER),
    elsewhere("amazonPayRedirectUrl", ANSWER),
    elsewhere("statusDetails", ANSWER),
];

/// Why a name is not one of the payload's, or of the object `parent` in it, and what to do.
#[must_use]
pub fn refuse_name<'a>(parent: &str, name: &str, known: impl IntoIterator<Item = &'a str>) -> Refusal {
    let (rule, hint) = if let Some(found) = ELSEWHERE.iter().find(|one| one.name == name) {
        (found.rule, found.belongs.to_owned())
    } else if let Some(found) = MEMBERS.iter().find(|found| found.name == name && found.parent != parent) {
        let place = if found.parent.is_empty() { "the payload itself" } else { found.parent };
        (Rule::UnknownMember, format!("it belongs in `{place}`"))
    } else if let Some(near) = closest(name, known) {
        (Rule::UnknownMember, format!("did you mean `{near}`?"))
    } else if let Some(near) = closest(name, ELSEWHERE.iter().map(|one| one.name)) {
        return refuse_name(parent, near, []).about(name);
    } else {
        (Rule::UnknownMember, String::new())
    };
    Refusal::new(rule).about(name).hint(hint)
}
