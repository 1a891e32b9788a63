//! Checks any JSON text by the same rules that the types keep.

mod warning;

use super::choice::{ProductType, Unstated};
use super::delivery::DeliverySpecifications;
use super::derived::{Derived, Verdict};
use super::unsigned::UnsignedPayloadHasNoButton;
use super::update_payload::UpdatePayload;
use crate::json::Json;
use crate::shown::unless_a_key;
use crate::value::{
    CancelUrl, ChargePermissionId, CustomInformation, MerchantReferenceId, MerchantStoreName, NoteToBuyer,
    ReturnUrl, Scope, StoreId,
};
use crate::violation::{Path, Violation, Violations};
use amazonpay_update_rules::check::{self, Place, Report};
use amazonpay_update_rules::schema::{self, MEMBERS, Member, Need};
use amazonpay_update_rules::{Refusal, Word};
use std::fmt;
use std::str::FromStr;

pub use warning::Warning;

/// A payload of the update flow that came as JSON text and keeps every rule.
///
/// It has exactly the members of the text, and adds none. Step 2 of Amazon's page on the hosted update page lists the
/// members.
///
/// # Examples
///
/// ```
/// use amazonpay_update::{CheckedPayload, UpdatePayload};
///
/// let payload = CheckedPayload::check(
///     r#"{
///         "storeId": "amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId",
///         "chargePermissionId": "B01-0000000-0000000",
///         "chargePermissionType": "PaymentMethodOnFile",
///         "webCheckoutDetails": { "checkoutResultReturnUrl": "https://a.com/merchant-result-page" },
///         "paymentMethodOnFileMetadata": { "setupOnly": true },
///         "paymentDetails": { "paymentIntent": "Confirm" }
///     }"#,
/// )?;
/// assert_eq!(payload.charge_permission_id().as_str(), "B01-0000000-0000000");
/// assert!(payload.to_canonical_json().starts_with(r#"{"chargePermissionId":"#));
/// # Ok::<(), amazonpay_update::payload::Violations>(())
/// ```
#[derive(Clone)]
pub struct CheckedPayload<P = Unstated> {
    canonical: String,
    members: Members,
    /// The product types that the payload's members need.
    needs: Vec<(&'static Member, &'static Need)>,
    warnings: Vec<Warning>,
    product_type: P,
}

#[derive(Clone)]
struct Members {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
    checkout_cancel_url: Option<CancelUrl>,
    setup_only: bool,
    scopes: Option<Vec<String>>,
    merchant_reference_id: Option<MerchantReferenceId>,
    merchant_store_name: Option<MerchantStoreName>,
    note_to_buyer: Option<NoteToBuyer>,
    custom_information: Option<CustomInformation>,
    has_delivery_specifications: bool,
}

impl CheckedPayload<Unstated> {
    /// Checks a JSON text against every rule except the rule about the product type. No payload can state the product
    /// type, because it is an option of the button.
    ///
    /// # Errors
    ///
    /// [`Violations`]: every rule that the text breaks, each with the member that breaks it. Beyond 100 they are only
    /// counted. A text that is not JSON, or is nested deeper than 32 levels, has only this violation.
    ///
    /// # Examples
    ///
    /// ```
    /// use amazonpay_update::CheckedPayload;
    /// use amazonpay_update::rules::Rule;
    ///
    /// let refused = CheckedPayload::check(r#"{"stroeId": "x"}"#).unwrap_err();
    /// assert!(refused.iter().any(|broken| broken.rule() == Rule::ReturnUrlRequired));
    /// assert!(refused.to_string().contains("did you mean `storeId`? (at stroeId)"));
    /// ```
    pub fn check(text: &str) -> Result<CheckedPayload, Violations> {
        check_stated(text, None)
    }

    /// Checks a JSON text against every rule, for a button with a product type. The product type is a word or a
    /// [`NeededProductType`](crate::payload::NeededProductType).
    ///
    /// # Errors
    ///
    /// [`Violations`], as from [`check`](CheckedPayload::check). They include
    /// [`DeliverySpecificationsNeedPayAndShip`](crate::rules::Rule::DeliverySpecificationsNeedPayAndShip)
    /// when the product type is [`PayOnly`](crate::PayOnly) and the payload restricts addresses.
    ///
    /// # Examples
    ///
    /// ```
    /// use amazonpay_update::rules::Rule;
    /// use amazonpay_update::{CheckedPayload, PayOnly};
    ///
    /// let text = r#"{"deliverySpecifications": {"specialRestrictions": ["RestrictPOBoxes"]}}"#;
    /// let refused = CheckedPayload::check_for(text, PayOnly).unwrap_err();
    /// assert!(refused.iter().any(|broken| broken.rule() == Rule::DeliverySpecificationsNeedPayAndShip));
    /// ```
    pub fn check_for<P: ProductType>(text: &str, product_type: P) -> Result<CheckedPayload<P>, Violations> {
        checked(text, product_type, Word::from_text(product_type.name()))
    }

    /// The same payload, for a button with a product type. The product type is a word or a
    /// [`NeededProductType`](crate::payload::NeededProductType). Nothing is read again.
    ///
    /// # Errors
    ///
    /// [`DeliverySpecificationsNeedPayAndShip`](crate::rules::Rule::DeliverySpecificationsNeedPayAndShip)
    /// when the product type is [`PayOnly`](crate::PayOnly) and the payload restricts addresses.
    ///
    /// # Examples
    ///
    /// ```
    /// use amazonpay_update::{CheckedPayload, PayOnly};
    ///
    /// # let text = r#"{
    /// #     "storeId": "amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId",
    /// #     "chargePermissionId": "B01-0000000-0000000",
    /// #     "chargePermissionType": "PaymentMethodOnFile",
    /// #     "webCheckoutDetails": { "checkoutResultReturnUrl": "https://a.com/" },
    /// #     "paymentMethodOnFileMetadata": { "setupOnly": true },
    /// #     "paymentDetails": { "paymentIntent": "Confirm" }
    /// # }"#;
    /// let payload = CheckedPayload::check(text)?;
    /// let payload: CheckedPayload<PayOnly> = payload.for_product_type(PayOnly)?;
    /// # Ok::<(), amazonpay_update::payload::Violations>(())
    /// ```
    pub fn for_product_type<P: ProductType>(self, product_type: P) -> Result<CheckedPayload<P>, Violations> {
        let unmet = self.needs.iter().filter(|(_, need)| need.value.as_str() != product_type.name());
        let broken = unmet.map(|(member, need)| Violation::new(Refusal::new(need.rule), &member.path()));
        match Violations::of(broken.collect()) {
            Some(violations) => Err(violations),
            None => Ok(self.with_product_type(product_type)),
        }
    }
}

/// For the command-line tool: as [`CheckedPayload::check`], and the rule about a stated product type.
///
/// # Errors
///
/// As [`CheckedPayload::check_for`].
pub fn check_stated(text: &str, stated: Option<Word>) -> Result<CheckedPayload, Violations> {
    checked(text, Unstated, stated)
}

fn checked<P>(text: &str, product_type: P, stated: Option<Word>) -> Result<CheckedPayload<P>, Violations> {
    let json = Json::parse(text).map_err(Violation::not_read)?;
    let mut found = Found { violations: Violations::none(), warnings: Vec::new() };
    check::check(&json, stated, &mut found);
    let Found { violations, warnings } = found;
    // The check calls the same functions as the types, so it has already found anything that is missing here.
    match (Members::read(&json), json.to_canonical()) {
        (Some(members), Ok(canonical)) if violations.is_empty() => {
            let needs = needs_of_product_type(&json);
            Ok(CheckedPayload { canonical, members, needs, warnings, product_type })
        }
        _ => {
            debug_assert!(!violations.is_empty(), "a refusal without a broken rule");
            Err(violations)
        }
    }
}

struct Found {
    violations: Violations,
    warnings: Vec<Warning>,
}

impl Report<Json> for Found {
    fn refuse(&mut self, path: &Path<'_>, _: Place<'_, Json>, refusal: impl FnOnce() -> Refusal) {
        self.violations.add(path, refusal);
    }

    fn more_bytes(&mut self, path: &Path<'_>, member: &Member, limit: usize, text: &str) {
        self.warnings.push(Warning::more_bytes_than(limit, path, member.name, text));
    }
}

fn needs_of_product_type(payload: &Json) -> Vec<(&'static Member, &'static Need)> {
    let stands = MEMBERS.iter().filter(|row| row.is_in_payload() && member(payload, row.name).is_some());
    let needs = stands.flat_map(|row| row.needs.iter().map(move |need| (row, need)));
    needs.filter(|(_, need)| !schema::needed(need).is_in_payload()).collect()
}

impl Members {
    fn read(payload: &Json) -> Option<Members> {
        Some(Members {
            store_id: text(payload, StoreId::MEMBER)?,
            charge_permission_id: text(payload, ChargePermissionId::MEMBER)?,
            checkout_result_return_url: text(payload, ReturnUrl::MEMBER)?,
            checkout_cancel_url: text(payload, CancelUrl::MEMBER),
            setup_only: *member(payload, "setupOnly")? == Json::Bool(true),
            scopes: member(payload, Scope::MEMBER).and_then(texts),
            merchant_reference_id: text(payload, MerchantReferenceId::MEMBER),
            merchant_store_name: text(payload, MerchantStoreName::MEMBER),
            note_to_buyer: text(payload, NoteToBuyer::MEMBER),
            custom_information: text(payload, CustomInformation::MEMBER),
            has_delivery_specifications: member(payload, DeliverySpecifications::MEMBER).is_some(),
        })
    }
}

fn member<'j>(payload: &'j Json, name: &str) -> Option<&'j Json> {
    let parent = schema::by_name(name)?.parent;
    let object = if parent.is_empty() { payload } else { payload.get(parent)? };
    object.get(name)
}

fn text<V: FromStr>(payload: &Json, name: &str) -> Option<V> {
    member(payload, name)?.as_str()?.parse().ok()
}

fn texts(value: &Json) -> Option<Vec<String>> {
    let Json::Array(values) = value else { return None };
    values.iter().map(|value| value.as_str().map(str::to_owned)).collect()
}

impl<P> CheckedPayload<P> {
    /// `storeId`.
    #[must_use]
    pub fn store_id(&self) -> &StoreId {
        &self.members.store_id
    }

    /// `chargePermissionId`: the stored permission that is updated.
    #[must_use]
    pub fn charge_permission_id(&self) -> &ChargePermissionId {
        &self.members.charge_permission_id
    }

    /// `webCheckoutDetails.checkoutResultReturnUrl`: the page that the buyer returns to.
    #[must_use]
    pub fn checkout_result_return_url(&self) -> &ReturnUrl {
        &self.members.checkout_result_return_url
    }

    /// `webCheckoutDetails.checkoutCancelUrl`: the page for a buyer who cancels.
    #[must_use]
    pub fn checkout_cancel_url(&self) -> Option<&CancelUrl> {
        self.members.checkout_cancel_url.as_ref()
    }

    /// `paymentMethodOnFileMetadata.setupOnly`.
    #[must_use]
    pub fn setup_only(&self) -> bool {
        self.members.setup_only
    }

    /// `scopes`, as they came. `None` when the payload leaves them to Amazon.
    #[must_use]
    pub fn scopes(&self) -> Option<&[String]> {
        self.members.scopes.as_deref()
    }

    /// `merchantMetadata.merchantReferenceId`.
    #[must_use]
    pub fn merchant_reference_id(&self) -> Option<&MerchantReferenceId> {
        self.members.merchant_reference_id.as_ref()
    }

    /// `merchantMetadata.merchantStoreName`.
    #[must_use]
    pub fn merchant_store_name(&self) -> Option<&MerchantStoreName> {
        self.members.merchant_store_name.as_ref()
    }

    /// `merchantMetadata.noteToBuyer`.
    #[must_use]
    pub fn note_to_buyer(&self) -> Option<&NoteToBuyer> {
        self.members.note_to_buyer.as_ref()
    }

    /// `merchantMetadata.customInformation`.
    #[must_use]
    pub fn custom_information(&self) -> Option<&CustomInformation> {
        self.members.custom_information.as_ref()
    }

    /// Whether the payload restricts the addresses a buyer may choose.
    #[must_use]
    pub fn has_delivery_specifications(&self) -> bool {
        self.members.has_delivery_specifications
    }

    /// The trait's method again, for a caller without the trait in scope. It says that only a signed payload has a
    /// button.
    #[doc(hidden)]
    #[must_use]
    pub fn button<B>(&self) -> B
    where
        Self: UnsignedPayloadHasNoButton<B>,
    {
        self.no_button()
    }

    fn with_product_type<Q>(self, product_type: Q) -> CheckedPayload<Q> {
        let CheckedPayload { canonical, members, needs, warnings, product_type: _ } = self;
        CheckedPayload { canonical, members, needs, warnings, product_type }
    }

    /// Warnings about parts of the payload that break no rule and may still not work.
    #[must_use]
    pub fn warnings(&self) -> &[Warning] {
        &self.warnings
    }
}

impl<P> Derived for CheckedPayload<P> {}

impl<P: Copy> UpdatePayload for CheckedPayload<P> {
    type ProductType = P;

    fn canonical_len(&self) -> usize {
        self.canonical.len()
    }

    fn write_canonical(&self, out: &mut String) {
        out.push_str(&self.canonical);
    }

    /// The check has found no broken rule.
    fn verdict(&self) -> Verdict<P> {
        Verdict::kept(self.product_type)
    }
}

impl<P> fmt::Debug for CheckedPayload<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CheckedPayload")
            .field("canonical", &unless_a_key(&self.canonical))
            .field("warnings", &self.warnings)
            .finish_non_exhaustive()
    }
}
