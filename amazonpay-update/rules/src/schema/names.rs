//! What a wrong name may have meant, and what to do about it.

use super::member::Member;
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
pub fn refuse_name(parent: &str, name: &str, known: &[&str]) -> Refusal {
    let last = name.rsplit('.').next().unwrap_or(name);
    let (rule, hint) = if let (true, Some(found)) = (last != name, by_name(last)) {
        (Rule::UnknownMember, format!("write its own name alone: `{}`", found.name))
    } else if let Some(found) = ELSEWHERE.iter().find(|one| one.name == name) {
        (found.rule, found.belongs.to_owned())
    } else if let Some(found) = by_name(name).filter(|found| found.parent != parent) {
        let place = if found.parent.is_empty() { "the payload itself" } else { found.parent };
        (Rule::UnknownMember, format!("it belongs in `{place}`"))
    } else if let Some(near) = closest(name, known) {
        (Rule::UnknownMember, format!("did you mean `{near}`?"))
    } else if let Some(near) = closest(name, &ELSEWHERE.iter().map(|one| one.name).collect::<Vec<_>>()) {
        return refuse_name(parent, near, &[]).about(name);
    } else {
        (Rule::UnknownMember, String::new())
    };
    Refusal::new(rule).about(name).hint(hint)
}

/// Why no member has the name of a field, and what to do.
#[must_use]
pub fn refuse_field(field: &str) -> Refusal {
    let camel = camel_case(field);
    let refusal = refuse_name("", &camel, &as_strs(&fields())).about(field);
    if refusal.has_hint() || refusal.rule() != Rule::UnknownMember {
        return refusal;
    }
    refusal.hint(object_without_type(&camel).unwrap_or_else(|| {
        "name the member with `#[amazon_pay(member = \"...\")]`, or mark the field `#[amazon_pay(skip)]`"
            .to_owned()
    }))
}

/// Why no struct has an option of that name, and what to do: a name Amazon uses elsewhere, or a slip.
#[must_use]
pub fn refuse_option(option: &str) -> Refusal {
    let camel = camel_case(option);
    let mut options = fields();
    options.extend(["crate".to_owned(), "allow".to_owned()]);
    let is_elsewhere = ELSEWHERE.iter().any(|one| one.name == camel);
    if let (false, Some(near)) = (is_elsewhere, closest(option, &as_strs(&options))) {
        return Refusal::new(Rule::UnknownAttribute).about(option).hint(format!("did you mean `{near}`?"));
    }
    let as_member = refuse_name("", &camel, &[]);
    if as_member.has_hint() || as_member.rule() != Rule::UnknownMember {
        return as_member.about(option);
    }
    let hint = match option {
        "member" | "default" | "skip" => "it is an option of a field: write it above that",
        _ => "a struct has `crate`, `allow` and the payload's members in snake case",
    };
    Refusal::new(Rule::UnknownAttribute).about(option).hint(hint)
}

/// The member that a slip is nearest to, or the last name of a path.
#[must_use]
pub fn nearest(slip: &str) -> Option<&'static str> {
    closest(
        slip.rsplit('.').next().unwrap_or(slip),
        &stateable().map(|member| member.name).collect::<Vec<_>>(),
    )
}

fn by_name(name: &str) -> Option<&'static Member> {
    MEMBERS.iter().find(|member| member.name == name)
}

fn stateable() -> impl Iterator<Item = &'static Member> {
    MEMBERS.iter().filter(|member| member.can_be_stated())
}

fn fields() -> Vec<String> {
    stateable().map(Member::field).collect()
}

fn as_strs(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}

/// What to do about an object whose members stand in a struct each on its own.
fn object_without_type(name: &str) -> Option<String> {
    let object = MEMBERS.iter().find(|member| member.name == name && !member.can_be_stated())?;
    let mut inside = MEMBERS.iter().filter(|inner| inner.parent == object.name);
    Some(match inside.find(|inner| inner.constant().is_none()) {
        Some(inner) => format!("make its member the field: `{}`", inner.field()),
        None => "leave the field out, the object is written without it".to_owned(),
    })
}

/// `charge_amount` as Amazon would spell it: `chargeAmount`.
fn camel_case(snake: &str) -> String {
    let mut camel = String::new();
    let mut upper = false;
    for character in snake.chars() {
        match character {
            '_' => upper = true,
            other if upper => {
                camel.extend(other.to_uppercase());
                upper = false;
            }
            other => camel.push(other),
        }
    }
    camel
}
