//! Amazon Pay's schema of an update payload as one table.

use crate::catalogue::{Evidence, Rule, RuleSet};
use crate::closest::closest;
use crate::{text, url};

/// A member of the payload, or one that goes with it (`productType`).
#[derive(Clone, Copy, Debug)]
pub struct Member {
    /// The object it stands in; empty for the payload itself.
    pub parent: &'static str,
    /// Amazon's name. Names are unique in the whole payload.
    pub name: &'static str,
    /// The name of a struct's field or of an option of the struct attribute.
    pub field: &'static str,
    /// What it holds.
    pub holds: Holds,
    /// The rule a payload without it breaks.
    pub required: Option<Rule>,
    /// The rules its value can break.
    pub rules: &'static [Rule],
}

/// What a member holds.
#[derive(Clone, Copy, Debug)]
pub enum Holds {
    /// A text with rules of its own, and the Rust type that keeps them.
    Text(&'static str, fn(&str) -> RuleSet),
    /// One word of a closed list; in an update only one value is right.
    Word(&'static str),
    /// `true` or `false`.
    Flag,
    /// An object or a list, and the Rust type of it.
    Part(&'static str),
    /// Nothing in the payload: an option of the button.
    ButtonOption,
    /// What only the Rust type of its parent can hold.
    Inside,
}

impl Member {
    /// `webCheckoutDetails.checkoutResultReturnUrl`.
    #[must_use]
    pub fn path(&self) -> String {
        join(self.parent, self.name)
    }

    /// The Rust type a field for this member has.
    #[must_use]
    pub const fn rust_type(&self) -> &'static str {
        match self.holds {
            Holds::Text(name, _) | Holds::Part(name) => name,
            Holds::Word(word) => word,
            Holds::Flag => "bool",
            Holds::ButtonOption => "PayAndShip",
            Holds::Inside => "DeliverySpecifications",
        }
    }
}

const fn member(parent: &'static str, name: &'static str, field: &'static str, holds: Holds) -> Member {
    Member { parent, name, field, holds, required: None, rules: &[] }
}

impl Member {
    const fn required(self, rule: Rule) -> Member {
        Member { required: Some(rule), ..self }
    }

    const fn rules(self, rules: &'static [Rule]) -> Member {
        Member { rules, ..self }
    }
}

const URL: &[Rule] = &[
    Rule::ReturnUrlAbsolute,
    Rule::ReturnUrlHttps,
    Rule::ReturnUrlMalformed,
    Rule::ReturnUrlNoUserinfo,
    Rule::ReturnUrlNoFragment,
];

const RESULT_URL: &[Rule] = &[
    Rule::ReturnUrlAbsolute,
    Rule::ReturnUrlHttps,
    Rule::ReturnUrlMalformed,
    Rule::ReturnUrlNoUserinfo,
    Rule::ReturnUrlNoFragment,
    Rule::ReturnUrlReservedParameter,
];

const METADATA: &[Rule] = &[Rule::MerchantMetadataTooLong];

const DELIVERY: &[Rule] = &[
    Rule::DeliverySpecificationsNeedPayAndShip,
    Rule::RestrictionsEmpty,
    Rule::CountryCode,
    Rule::UsStateCode,
    Rule::StateOrRegionText,
    Rule::ZipPattern,
    Rule::RestrictionType,
    Rule::SpecialRestriction,
];

/// Every member, outer ones before those inside them.
pub const MEMBERS: &[Member] = &[
    member("", "storeId", "store_id", Holds::Text("StoreId", text::store_id))
        .required(Rule::StoreIdRequired)
        .rules(&[Rule::StoreIdFormat]),
    member(
        "",
        "chargePermissionId",
        "charge_permission_id",
        Holds::Text("ChargePermissionId", text::charge_permission_id),
    )
    .required(Rule::ChargePermissionIdRequired)
    .rules(&[Rule::ChargePermissionIdFormat]),
    member("", "chargePermissionType", "charge_permission_type", Holds::Word("PaymentMethodOnFile"))
        .required(Rule::ChargePermissionTypeRequired)
        .rules(&[Rule::UpdateNeedsPaymentMethodOnFile]),
    member("", "productType", "product_type", Holds::ButtonOption).required(Rule::ProductTypeRequired),
    member("", "webCheckoutDetails", "web_checkout_details", Holds::Part("WebCheckoutDetails"))
        .rules(RESULT_URL),
    member(
        "webCheckoutDetails",
        "checkoutResultReturnUrl",
        "checkout_result_return_url",
        Holds::Text("ReturnUrl", url::return_url),
    )
    .required(Rule::ReturnUrlRequired)
    .rules(RESULT_URL),
    member(
        "webCheckoutDetails",
        "checkoutCancelUrl",
        "checkout_cancel_url",
        Holds::Text("CancelUrl", url::cancel_url),
    )
    .rules(URL),
    member("paymentMethodOnFileMetadata", "setupOnly", "setup_only", Holds::Flag)
        .required(Rule::SetupOnlyRequired)
        .rules(&[Rule::SetupOnlyNeedsPaymentMethodOnFile]),
    member("paymentDetails", "paymentIntent", "payment_intent", Holds::Word("Confirm"))
        .required(Rule::PaymentIntentRequired)
        .rules(&[Rule::PaymentIntentMustBeConfirm]),
    member(
        "paymentDetails",
        "canHandlePendingAuthorization",
        "can_handle_pending_authorization",
        Holds::Flag,
    )
    .rules(&[Rule::PendingAuthorizationMustBeFalse]),
    member("", "scopes", "scopes", Holds::Part("Scopes")).rules(&[Rule::UnknownScope, Rule::DuplicateScope]),
    member("", "merchantMetadata", "merchant_metadata", Holds::Part("MerchantMetadata")).rules(METADATA),
    member(
        "merchantMetadata",
        "merchantReferenceId",
        "merchant_reference_id",
        Holds::Text("MerchantReferenceId", text::merchant_reference_id),
    )
    .rules(METADATA),
    member(
        "merchantMetadata",
        "merchantStoreName",
        "merchant_store_name",
        Holds::Text("MerchantStoreName", text::merchant_store_name),
    )
    .rules(METADATA),
    member(
        "merchantMetadata",
        "noteToBuyer",
        "note_to_buyer",
        Holds::Text("NoteToBuyer", text::note_to_buyer),
    )
    .rules(METADATA),
    member(
        "merchantMetadata",
        "customInformation",
        "custom_information",
        Holds::Text("CustomInformation", text::custom_information),
    )
    .rules(METADATA),
    member("", "deliverySpecifications", "delivery_specifications", Holds::Part("DeliverySpecifications"))
        .rules(DELIVERY),
    member("deliverySpecifications", "specialRestrictions", "special_restrictions", Holds::Inside)
        .rules(&[Rule::SpecialRestriction]),
    member("deliverySpecifications", "addressRestrictions", "address_restrictions", Holds::Inside)
        .rules(DELIVERY),
];

/// The objects of the payload that are no member of their own in [`MEMBERS`].
pub const BARE_OBJECTS: &[&str] = &["paymentMethodOnFileMetadata", "paymentDetails"];

/// The names an object of the payload may have, in the order of the schema; `""` is the payload
/// itself.
#[must_use]
pub fn names_in(parent: &str) -> Vec<&'static str> {
    let mut names = Vec::new();
    for member in MEMBERS {
        if member.parent == parent && !matches!(member.holds, Holds::ButtonOption) {
            names.push(member.name);
        } else if parent.is_empty()
            && BARE_OBJECTS.contains(&member.parent)
            && !names.contains(&member.parent)
        {
            names.push(member.parent);
        }
    }
    names
}

/// Whether a struct can allow its literals to break a rule: it is inferred, not documented, and one
/// of the members that have literals can break it.
#[must_use]
pub fn can_be_allowed(rule: Rule) -> bool {
    let has_literal =
        |member: &Member| matches!(member.holds, Holds::Text(..) | Holds::Flag | Holds::Part("Scopes"));
    rule.evidence() == Evidence::Inferred
        && MEMBERS.iter().any(|member| has_literal(member) && member.rules.contains(&rule))
}

/// A member by Amazon's name.
#[must_use]
pub fn by_name(name: &str) -> Option<&'static Member> {
    MEMBERS.iter().find(|member| member.name == name)
}

/// A member by the name of a field.
#[must_use]
pub fn by_field(field: &str) -> Option<&'static Member> {
    MEMBERS.iter().find(|member| member.field == field)
}

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
    } else if let Some(found) = by_name(name).filter(|found| found.parent != parent) {
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

/// `parent.name`, or `name` alone.
#[must_use]
pub fn join(parent: &str, name: &str) -> String {
    if parent.is_empty() { name.to_owned() } else { format!("{parent}.{name}") }
}

/// A broken rule and what it is about: the words of every error, at compile time and at run time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    rule: Rule,
    subject: String,
    hint: String,
}

impl Refusal {
    /// The rule's own words.
    #[must_use]
    pub fn new(rule: Rule) -> Refusal {
        Refusal { rule, subject: String::new(), hint: String::new() }
    }

    /// Names what breaks the rule, where the rule's words do not.
    #[must_use]
    pub fn about(mut self, subject: impl Into<String>) -> Refusal {
        self.subject = subject.into();
        self
    }

    /// Adds what helps in this case.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Refusal {
        self.hint = hint.into();
        self
    }

    /// Whether there is something that helps in this case.
    #[must_use]
    pub fn has_hint(&self) -> bool {
        !self.hint.is_empty()
    }

    /// The rule.
    #[must_use]
    pub fn rule(&self) -> Rule {
        self.rule
    }

    /// Everything but the slug.
    #[must_use]
    pub fn message(&self) -> String {
        let mut message = String::new();
        if !self.subject.is_empty() {
            // A name from a JSON text may hold anything; an error stays on one line.
            message = format!("`{}`: ", self.subject.escape_debug());
        }
        message.push_str(self.rule.words());
        if !self.hint.is_empty() {
            message.push_str("; ");
            message.push_str(&self.hint);
        }
        message
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} [{}]", self.message(), self.rule.slug())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_fields_are_unique() {
        for (at, member) in MEMBERS.iter().enumerate() {
            for other in &MEMBERS[..at] {
                assert_ne!(member.name, other.name);
                assert_ne!(member.field, other.field);
            }
            let camel: String = member
                .field
                .split('_')
                .enumerate()
                .map(|(n, word)| if n == 0 { word.to_owned() } else { word[..1].to_uppercase() + &word[1..] })
                .collect();
            assert_eq!(camel, member.name, "a field is its member's name in snake case");
        }
    }

    #[test]
    fn a_text_breaks_no_rule_but_those_of_its_member() {
        let long = "x".repeat(5000);
        let wrong =
            ["", " ", "x", "/", "http://u@ a.com/?amazonCheckoutSessionId#x", "https://a.com/#", &long];
        for member in MEMBERS {
            if let Holds::Text(_, check) = member.holds {
                let broken: Vec<Rule> = wrong.iter().flat_map(|text| check(text).iter()).collect();
                assert!(!broken.is_empty(), "{}", member.name);
                assert!(broken.iter().all(|rule| member.rules.contains(rule)), "{}: {broken:?}", member.name);
                assert!(member.rules.iter().all(|rule| broken.contains(rule)), "{}: {broken:?}", member.name);
            }
        }
    }

    #[test]
    fn objects_have_their_names_in_order() {
        assert_eq!(
            names_in(""),
            [
                "storeId",
                "chargePermissionId",
                "chargePermissionType",
                "webCheckoutDetails",
                "paymentMethodOnFileMetadata",
                "paymentDetails",
                "scopes",
                "merchantMetadata",
                "deliverySpecifications"
            ]
        );
        assert_eq!(names_in("paymentDetails"), ["paymentIntent", "canHandlePendingAuthorization"]);
        assert!(names_in("storeId").is_empty());
    }

    #[test]
    fn a_refused_name_says_what_to_do() {
        let known = || MEMBERS.iter().filter(|m| m.parent.is_empty()).map(|m| m.name);
        let said = |name| refuse_name("", name, known()).to_string();
        assert!(said("stroeId").contains("did you mean `storeId`?"));
        assert!(said("setupOnly").contains("it belongs in `paymentMethodOnFileMetadata`"));
        assert!(said("productType").contains("option of the button"));
        assert!(said("chargeAmount").ends_with("[no_charge_amount_in_update]"));
        assert!(said("checkoutReviewReturnUrl").ends_with("[review_return_url_in_update]"));
        assert!(said("chekoutMode").contains("payload of a checkout"));
        assert!(said("zzz").ends_with("remove it [unknown_member]"));
        assert!(said("a\nb").starts_with("`a\\nb`: "));
    }
}
