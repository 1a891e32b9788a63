//! What a wrong name may mean, and what to do about it.

use super::by_field;
use super::member::Member;
use super::table::{MEMBERS, by_name};
use crate::catalogue::Rule;
use crate::closest::closest;
use crate::refusal::Refusal;
use crate::spelling::camel_case;

/// A name Amazon Pay knows, but not in an update payload.
#[derive(Clone, Copy, Debug)]
pub struct Elsewhere {
    /// Amazon's spelling.
    pub name: &'static str,
    /// The rule that a payload with the name breaks.
    pub rule: Rule,
    /// Where the name belongs. `None` if the rule's words say so.
    pub belongs: Option<Place>,
}

/// The place of a name that does not belong to an update payload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The button.
    Button,
    /// The signed part of the button's configuration.
    SessionConfig,
    /// Amazon's answer.
    Answer,
    /// The payload of a checkout, which is another flow.
    Checkout,
    /// The payload of a mobile app's checkout, which is another flow.
    MobileCheckout,
    /// A `Recurring` charge permission.
    RecurringPermission,
}

impl Place {
    /// What an error says of a name that belongs there.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Place::Button => "it is an option of the button, beside the payload",
            Place::SessionConfig => {
                "it goes beside the payload, in the button's `createCheckoutSessionConfig`"
            }
            Place::Answer => "it is a member of Amazon's answer",
            Place::Checkout => "it belongs to the payload of a checkout",
            Place::MobileCheckout => "it belongs to the payload of a mobile app's checkout",
            Place::RecurringPermission => "it belongs to `Recurring` charge permissions",
        }
    }
}

impl Elsewhere {
    /// Where it belongs, for an error.
    fn hint(&self) -> String {
        self.belongs.map(Place::words).unwrap_or_default().to_owned()
    }
}

const fn charge(name: &'static str) -> Elsewhere {
    Elsewhere { name, rule: Rule::NoChargeAmountInUpdate, belongs: None }
}

const fn elsewhere(name: &'static str, belongs: Place) -> Elsewhere {
    Elsewhere { name, rule: Rule::UnknownMember, belongs: Some(belongs) }
}

/// Every name that Amazon Pay knows, but not in an update payload.
pub const ELSEWHERE: &[Elsewhere] = &[
    charge("chargeAmount"),
    charge("totalOrderAmount"),
    charge("presentmentCurrency"),
    charge("allowOvercharge"),
    charge("extendExpiration"),
    charge("softDescriptor"),
    charge("estimateOrderTotal"),
    Elsewhere { name: "checkoutReviewReturnUrl", rule: Rule::ReviewReturnUrlInUpdate, belongs: None },
    elsewhere("checkoutErrorUrl", Place::MobileCheckout),
    elsewhere("channelType", Place::MobileCheckout),
    elsewhere("recurringMetadata", Place::RecurringPermission),
    elsewhere("checkoutMode", Place::Checkout),
    elsewhere("addressDetails", Place::Checkout),
    elsewhere("supplementaryData", Place::Checkout),
    elsewhere("platformId", Place::Checkout),
    elsewhere("providerMetadata", Place::Checkout),
    elsewhere("multiAddressesCheckoutMetadata", Place::Checkout),
    elsewhere("productType", Place::Button),
    elsewhere("merchantId", Place::Button),
    elsewhere("ledgerCurrency", Place::Button),
    elsewhere("sandbox", Place::Button),
    elsewhere("checkoutLanguage", Place::Button),
    elsewhere("placement", Place::Button),
    elsewhere("estimatedOrderAmount", Place::Button),
    elsewhere("createCheckoutSessionConfig", Place::Button),
    elsewhere("payloadJSON", Place::SessionConfig),
    elsewhere("signature", Place::SessionConfig),
    elsewhere("publicKeyId", Place::SessionConfig),
    elsewhere("algorithm", Place::SessionConfig),
    elsewhere("checkoutSessionId", Place::Answer),
    elsewhere("amazonPayRedirectUrl", Place::Answer),
    elsewhere("statusDetails", Place::Answer),
];

/// What a name means that the object around it does not have.
enum Meaning<'a> {
    /// The member at the end of a path.
    Path(&'a str),
    Elsewhere(&'static Elsewhere),
    /// A member of another object.
    Misplaced(&'static Member),
    /// The nearest member.
    Near(&'a str),
    Nothing,
}

fn meaning<'a>(parent: &str, name: &str, known: &[&'a str]) -> Meaning<'a> {
    let elsewhere = |name: &str| ELSEWHERE.iter().find(|one| one.name == name);
    let last = last_part(name);
    if last != name {
        let of_path = || by_name(last).map(|found| found.name).or_else(|| closest(last, known));
        if let Some(found) = elsewhere(last) {
            return Meaning::Elsewhere(found);
        } else if let Some(found) = of_path() {
            return Meaning::Path(found);
        }
    }
    if let Some(found) = elsewhere(name) {
        Meaning::Elsewhere(found)
    } else if let Some(found) = by_name(name).filter(|found| found.parent != parent) {
        Meaning::Misplaced(found)
    } else if let Some(near) = closest(name, known) {
        Meaning::Near(near)
    } else {
        let near = closest(name, &ELSEWHERE.iter().map(|one| one.name).collect::<Vec<_>>());
        near.and_then(elsewhere).map_or(Meaning::Nothing, Meaning::Elsewhere)
    }
}

/// Why the object `parent` has no member of this name, and what to do. `""` is the payload itself.
#[must_use]
pub fn refuse_name(parent: &str, name: &str, known: &[&str]) -> Refusal {
    let (rule, hint) = match meaning(parent, name, known) {
        Meaning::Path(found) => (Rule::UnknownMember, format!("write its own name alone: `{found}`")),
        Meaning::Elsewhere(found) => (found.rule, found.hint()),
        Meaning::Misplaced(found) => {
            let place = if found.parent.is_empty() { "the payload itself" } else { found.parent };
            (Rule::UnknownMember, format!("it belongs in `{place}`"))
        }
        Meaning::Near(near) => (Rule::UnknownMember, format!("did you mean `{near}`?")),
        Meaning::Nothing => (Rule::UnknownMember, String::new()),
    };
    Refusal::new(rule).about(name).hint(hint)
}

/// The member that the hint of [`refuse_name`] names, if any.
#[must_use]
pub(crate) fn meant<'a>(parent: &str, name: &str, known: &[&'a str]) -> Option<&'a str> {
    match meaning(parent, name, known) {
        Meaning::Path(found) | Meaning::Near(found) => Some(found),
        Meaning::Misplaced(found) => Some(found.name),
        Meaning::Elsewhere(_) | Meaning::Nothing => None,
    }
}

/// The last name of a path. A text with only one part, such as a name with a dot at its end, is returned whole.
fn last_part(name: &str) -> &str {
    let parts = name.split(|letter: char| !letter.is_ascii_alphanumeric() && !"_- ".contains(letter));
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    if let [_, .., last] = parts[..] { last } else { name }
}

/// Why `member = "..."` names no member that a struct can state, and what to do. `of_type` is the member whose
/// Rust type the field has.
#[must_use]
pub fn refuse_member(name: &str, of_type: Option<&Member>) -> Refusal {
    let known = stateable_names();
    if let Some(hint) = object_without_type(name) {
        return Refusal::new(Rule::UnknownMember).about(name).hint(hint);
    }
    let refusal = refuse_name("", name, &known);
    if refusal.has_hint() || refusal.rule() != Rule::UnknownMember {
        return refusal;
    }
    refusal.hint(
        of_type.map_or("a field without a member is marked `#[amazon_pay(skip)]`".to_owned(), |member| {
            format!("write `member = \"{}\"`", member.name)
        }),
    )
}

/// Why no member has the name of a field, and what to do. `of_type` is the member whose Rust type the field has.
#[must_use]
pub fn refuse_field(field: &str, of_type: Option<&Member>) -> Refusal {
    let camel = camel_case(field);
    let known = fields();
    if let Some(member) = stateable().find(|member| member.name == camel) {
        // The field has another name than this, or the member would have been found.
        let hint = format!("did you mean `{}`?", member.field());
        return Refusal::new(Rule::UnknownMember).about(field).hint(hint);
    }
    let refusal = refuse_name("", &camel, &as_strs(&known)).about(field);
    // Somebody may have chosen half of a member's name, so the hint also says how to keep the field's name.
    let near = closest(&camel, &as_strs(&known));
    let is_elsewhere = is_only_elsewhere(&camel);
    // The field's type says more than half a name.
    if let (false, Some(member)) = (is_elsewhere, of_type.filter(|member| near != Some(&member.field()))) {
        let hint = format!("name the member with `#[amazon_pay(member = \"{}\")]`", member.name);
        return Refusal::new(Rule::UnknownMember).about(field).hint(hint);
    }
    let near = near.filter(|near| near.len() > field.len() + 2);
    if let (false, Some(member)) = (is_elsewhere, near.and_then(by_field)) {
        let keep = format!("or keep the name, with `#[amazon_pay(member = \"{}\")]`", member.name);
        let hint = format!("did you mean `{}`? {keep}", member.field());
        return Refusal::new(Rule::UnknownMember).about(field).hint(hint);
    }
    if refusal.has_hint() || refusal.rule() != Rule::UnknownMember {
        return refusal;
    }
    refusal.hint(object_without_type(&camel).unwrap_or_else(|| {
        "name the member with `#[amazon_pay(member = \"...\")]`, or mark the field `#[amazon_pay(skip)]`"
            .to_owned()
    }))
}

/// Whether Amazon uses a name, but not for a member that a struct can state.
fn is_only_elsewhere(name: &str) -> bool {
    ELSEWHERE.iter().any(|one| one.name == name) && !stateable().any(|member| member.name == name)
}

/// Why no struct has an option of this name, and what to do. The name is one that Amazon uses elsewhere, or a slip.
/// `by_value` is the member that takes the value.
#[must_use]
pub fn refuse_option(option: &str, by_value: Option<&Member>) -> Refusal {
    let camel = camel_case(option);
    let mut options = fields();
    options.extend(["crate".to_owned(), "allow".to_owned()]);
    if let (false, Some(near)) = (is_only_elsewhere(&camel), closest(option, &as_strs(&options))) {
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
    if let Some(member) = by_value {
        let is_word = member.words().iter().any(|word| word.as_str() == option);
        let field = member.field();
        let hint =
            if is_word { format!("write `{field} = {option}`") } else { format!("did you mean `{field}`?") };
        return Refusal::new(Rule::UnknownAttribute).about(option).hint(hint);
    }
    Refusal::new(Rule::UnknownAttribute).about(option).hint(hint)
}

/// The member that a slip is nearest to, or the last name of a path.
#[must_use]
pub fn nearest(slip: &str) -> Option<&'static str> {
    closest(last_part(slip), &stateable_names())
}

fn stateable() -> impl Iterator<Item = &'static Member> {
    MEMBERS.iter().filter(|member| member.can_be_stated())
}

fn stateable_names() -> Vec<&'static str> {
    stateable().map(|member| member.name).collect()
}

fn fields() -> Vec<String> {
    stateable().map(Member::field).collect()
}

fn as_strs(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}

/// What to do about an object that cannot be a field, because its members are fields of the struct.
fn object_without_type(name: &str) -> Option<String> {
    let object = by_name(name).filter(|member| !member.can_be_stated())?;
    Some(match object.inner().find(|inner| inner.constant().is_none()) {
        Some(inner) => format!("make its member the field: `{}`", inner.field()),
        None => "leave the field out, the object is written without it".to_owned(),
    })
}
