//! The schema's table. A row says everything about a member. All code that enforces a rule reads it here.

use super::member::{Holds, Limit, Member, Need, Only, Value};
use crate::catalogue::Rule;
use crate::word::Word;
use crate::{place, text, url};
use Holds::{ButtonOption, ByKey, Flag, Object, Text, Texts};
use Word::{
    Authorize, AuthorizeWithCapture, Confirm, OneTime, PayAndShip, PayOnly, PaymentMethodOnFile, Recurring,
};

/// Every member that a struct can state, and the objects that they stand in. An object comes before its members.
pub const MEMBERS: &[Member] = &[
    member(ROOT, "storeId", Text("StoreId", text::store_id))
        .required(Rule::StoreIdRequired)
        .texts(&[Rule::StoreIdFormat]),
    member(ROOT, "chargePermissionId", Text("ChargePermissionId", text::charge_permission_id))
        .required(Rule::ChargePermissionIdRequired)
        .texts(&[Rule::ChargePermissionIdFormat]),
    member(ROOT, "chargePermissionType", Holds::Word(&[OneTime, Recurring, PaymentMethodOnFile]))
        .required(Rule::ChargePermissionTypeRequired)
        .only(Value::Word(PaymentMethodOnFile), Rule::UpdateNeedsPaymentMethodOnFile),
    member(ROOT, "productType", ButtonOption(&[PayAndShip, PayOnly])).required(Rule::ProductTypeRequired),
    member(ROOT, "webCheckoutDetails", Object("WebCheckoutDetails")),
    member("webCheckoutDetails", "checkoutResultReturnUrl", Text("ReturnUrl", url::return_url))
        .required(Rule::ReturnUrlRequired)
        .texts(RESULT_URL),
    member("webCheckoutDetails", "checkoutCancelUrl", Text("CancelUrl", url::cancel_url)).texts(CANCEL_URL),
    member(ROOT, "paymentMethodOnFileMetadata", Object("")),
    member("paymentMethodOnFileMetadata", "setupOnly", Flag)
        .required(Rule::SetupOnlyRequired)
        .default(Value::Flag(true))
        .needs(&[need(Rule::SetupOnlyNeedsPaymentMethodOnFile, "chargePermissionType", PaymentMethodOnFile)]),
    member(ROOT, "paymentDetails", Object("")),
    member("paymentDetails", "paymentIntent", Holds::Word(&[Confirm, Authorize, AuthorizeWithCapture]))
        .required(Rule::PaymentIntentRequired)
        .default(Value::Word(Confirm))
        .only(Value::Word(Confirm), Rule::PaymentIntentMustBeConfirm),
    member("paymentDetails", "canHandlePendingAuthorization", Flag)
        .default(Value::Flag(false))
        .only(Value::Flag(false), Rule::PendingAuthorizationMustBeFalse),
    member(ROOT, "scopes", Texts("Scopes", |_, scope| text::scope(scope)))
        .known(text::SCOPES)
        .texts(&[Rule::UnknownScope])
        .once(Rule::DuplicateScope),
    member(ROOT, "merchantMetadata", Object("MerchantMetadata")),
    member(
        "merchantMetadata",
        "merchantReferenceId",
        Text("MerchantReferenceId", text::merchant_reference_id),
    )
    .limit(text::MERCHANT_REFERENCE_ID_CHARS, Rule::MerchantMetadataTooLong),
    member("merchantMetadata", "merchantStoreName", Text("MerchantStoreName", text::merchant_store_name))
        .limit(text::MERCHANT_STORE_NAME_CHARS, Rule::MerchantMetadataTooLong),
    member("merchantMetadata", "noteToBuyer", Text("NoteToBuyer", text::note_to_buyer))
        .limit(text::NOTE_TO_BUYER_CHARS, Rule::MerchantMetadataTooLong),
    member("merchantMetadata", "customInformation", Text("CustomInformation", text::custom_information))
        .limit(text::CUSTOM_INFORMATION_CHARS, Rule::MerchantMetadataTooLong),
    member(ROOT, "deliverySpecifications", Object("DeliverySpecifications"))
        .needs(&[need(Rule::DeliverySpecificationsNeedPayAndShip, "productType", PayAndShip)])
        .not_empty(Rule::RestrictionsEmpty),
];

/// The members inside a part. Only the part's own Rust type can write them.
pub const INSIDE: &[Member] = &[
    member(
        "deliverySpecifications",
        "specialRestrictions",
        Texts("", |_, restriction| text::special_restriction(restriction)),
    )
    .known(text::SPECIAL_RESTRICTIONS)
    .not_empty(Rule::RestrictionsEmpty)
    .texts(&[Rule::SpecialRestriction]),
    member("deliverySpecifications", "addressRestrictions", Object("")),
    member("addressRestrictions", "type", Text("", text::restriction_type))
        .known(text::RESTRICTION_TYPES)
        .required(Rule::RestrictionType)
        .texts(&[Rule::RestrictionType]),
    member("addressRestrictions", "restrictions", ByKey(place::country_code))
        .codes(place::COUNTRIES)
        .required(Rule::RestrictionsEmpty)
        .not_empty(Rule::RestrictionsEmpty)
        .texts(&[Rule::CountryCode]),
    states_or_regions("restrictions"),
    zip_codes("restrictions"),
    member("restrictions", "except", Object("")).not_empty(Rule::RestrictionsEmpty),
    states_or_regions("except"),
    zip_codes("except"),
];

/// The payload itself, as the parent of a member.
const ROOT: &str = "";

const CANCEL_URL: &[Rule] = &[
    Rule::ReturnUrlAbsolute,
    Rule::ReturnUrlHttps,
    Rule::ReturnUrlMalformed,
    Rule::ReturnUrlHost,
    Rule::ReturnUrlNoUserinfo,
    Rule::ReturnUrlNoFragment,
];

const RESULT_URL: &[Rule] = &[
    Rule::ReturnUrlAbsolute,
    Rule::ReturnUrlHttps,
    Rule::ReturnUrlMalformed,
    Rule::ReturnUrlHost,
    Rule::ReturnUrlNoUserinfo,
    Rule::ReturnUrlNoFragment,
    Rule::ReturnUrlReservedParameter,
];

/// `restrictions` and `except` have states and regions in the same form.
const fn states_or_regions(parent: &'static str) -> Member {
    member(parent, "statesOrRegions", Texts("", place::state_or_region))
        .not_empty(Rule::RestrictionsEmpty)
        .texts(&[Rule::UsStateCode, Rule::StateOrRegionText])
}

const fn zip_codes(parent: &'static str) -> Member {
    member(parent, "zipCodes", Texts("", |_, zip| text::zip_pattern(zip)))
        .not_empty(Rule::RestrictionsEmpty)
        .texts(&[Rule::ZipPattern])
}

const fn member(parent: &'static str, name: &'static str, holds: Holds) -> Member {
    Member {
        parent,
        name,
        holds,
        required: None,
        default: None,
        only: None,
        needs: &[],
        limit: None,
        known: &[],
        codes: &[],
        once: None,
        not_empty: None,
        texts: &[],
    }
}

/// The rule is broken unless the other member is this word.
const fn need(rule: Rule, member: &'static str, value: Word) -> Need {
    Need { rule, member, value }
}

impl Member {
    /// A payload without the member breaks this rule.
    const fn required(self, rule: Rule) -> Member {
        Member { required: Some(rule), ..self }
    }

    /// The member is written with this value when a struct does not state it.
    const fn default(self, value: Value) -> Member {
        Member { default: Some(value), ..self }
    }

    /// The member may have only this value. Any other value breaks this rule.
    const fn only(self, value: Value, rule: Rule) -> Member {
        Member { only: Some(Only { value, rule }), ..self }
    }

    /// The member may stand in the payload only when other members have these values.
    const fn needs(self, needs: &'static [Need]) -> Member {
        Member { needs, ..self }
    }

    /// The member holds at most this many characters. A longer text breaks this rule.
    const fn limit(self, characters: usize, rule: Rule) -> Member {
        Member { limit: Some(Limit { characters, rule }), ..self }
    }

    /// Amazon knows these texts, and the member may hold no other.
    const fn known(self, texts: &'static [&'static str]) -> Member {
        Member { known: texts, ..self }
    }

    /// The member's keys are these codes.
    const fn codes(self, codes: &'static [u8]) -> Member {
        Member { codes, ..self }
    }

    /// A text that stands in the member twice breaks this rule.
    const fn once(self, rule: Rule) -> Member {
        Member { once: Some(rule), ..self }
    }

    /// The member breaks this rule when it is empty.
    const fn not_empty(self, rule: Rule) -> Member {
        Member { not_empty: Some(rule), ..self }
    }

    /// The member's texts can break these rules, beside the rule of the limit.
    const fn texts(self, rules: &'static [Rule]) -> Member {
        Member { texts: rules, ..self }
    }
}

/// A member of [`MEMBERS`] by Amazon's name.
#[must_use]
pub fn by_name(name: &str) -> Option<&'static Member> {
    MEMBERS.iter().find(|member| member.name == name)
}
