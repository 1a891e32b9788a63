//! The product type that an update needs.

use super::choice::NeededProductType;
use super::delivery::DeliverySpecifications;
use crate::value::word::{word_conversions, words};

words! {
    /// The change that the buyer or the shop wants.
    ///
    /// It is parsed from the names of its variants, for example from a query.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    Change is "change" {
        /// The buyer wants another address.
        Address = "Address",
        /// The buyer wants another payment method, and nothing else.
        PaymentMethod = "PaymentMethod",
        /// The shop wants a permission without an address to become one with an address.
        AddAddress = "AddAddress",
    }
}

words! {
    /// The kind of permission that the shop has stored. It follows from the product type of the setup.
    ///
    /// It is parsed from the names of its variants, for example from a database.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    StoredPermission is "stored permission" {
        /// The permission has an address.
        WithAddress = "WithAddress",
        /// The permission has no address, because it was set up with `PayOnly`.
        WithoutAddress = "WithoutAddress",
    }
}

word_conversions! { NeededProductType is "product type" }

/// For a struct whose product type is known only while the program runs. Signing checks that it is
/// [`PayAndShip`](crate::PayAndShip).
impl From<DeliverySpecifications> for DeliverySpecifications<NeededProductType> {
    fn from(specifications: DeliverySpecifications) -> Self {
        specifications.retyped()
    }
}

/// Turns the specifications that the builder has into the type of the field. The builder has them only if the product
/// type takes them, or if signing checks the product type.
#[doc(hidden)]
#[must_use]
pub fn part_of_chosen<T: PartOfChosen<U>, U>(part: Option<T>) -> Option<U> {
    part.map(T::part_of_chosen)
}

/// The type in which a builder keeps specifications.
#[doc(hidden)]
#[amazonpay_update_derive::refuses(
    wrong_member_type,
    label = "expected `DeliverySpecifications`, found `{Self}`"
)]
pub trait PartOfChosen<U> {
    fn part_of_chosen(self) -> U;
}

#[diagnostic::do_not_recommend]
impl<P> PartOfChosen<DeliverySpecifications<P>> for DeliverySpecifications {
    fn part_of_chosen(self) -> DeliverySpecifications<P> {
        self.retyped()
    }
}

/// The product type of an update: the four cases of the update page, step 2.
///
/// # Examples
///
/// ```
/// use amazonpay_update::payload::{Change, NeededProductType, StoredPermission, needed_product_type};
/// use amazonpay_update::rules::Rule;
/// use amazonpay_update::signing::{Algorithm, SignError, ToSign};
/// use amazonpay_update::{
///     DeliverySpecifications, PaymentMethodOnFile, SpecialRestriction, Update, charge_permission_id,
///     return_url, store_id,
/// };
///
/// let of_needed = |needed: NeededProductType| {
///     Update::builder()
///         .store_id(store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId"))
///         .charge_permission_id(charge_permission_id!("B01-0000000-0000000"))
///         .charge_permission_type(PaymentMethodOnFile)
///         .product_type(needed)
///         .checkout_result_return_url(return_url!("https://a.com/merchant-result-page"))
///         .delivery_specifications(DeliverySpecifications::special(SpecialRestriction::RESTRICT_PO_BOXES))
///         .build()
/// };
/// let needed = needed_product_type(Change::PaymentMethod, StoredPermission::WithAddress);
/// assert!(ToSign::new(&of_needed(needed), Algorithm::PssV2).is_ok());
///
/// let refused = ToSign::new(&of_needed(NeededProductType::PayOnly), Algorithm::PssV2).unwrap_err();
/// assert_eq!(refused, SignError::BrokenRule(Rule::DeliverySpecificationsNeedPayAndShip));
/// ```
#[must_use]
pub const fn needed_product_type(change: Change, stored: StoredPermission) -> NeededProductType {
    match (change, stored) {
        (Change::PaymentMethod, StoredPermission::WithoutAddress) => NeededProductType::PayOnly,
        (Change::Address | Change::AddAddress, _) | (_, StoredPermission::WithAddress) => {
            NeededProductType::PayAndShip
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_four_cases_of_the_page() {
        use NeededProductType::{PayAndShip, PayOnly};
        use StoredPermission::{WithAddress, WithoutAddress};
        for (change, stored, needed) in [
            (Change::Address, WithAddress, PayAndShip),
            (Change::Address, WithoutAddress, PayAndShip),
            (Change::PaymentMethod, WithAddress, PayAndShip),
            (Change::AddAddress, WithoutAddress, PayAndShip),
            (Change::PaymentMethod, WithoutAddress, PayOnly),
        ] {
            assert_eq!(needed_product_type(change, stored), needed, "{change:?} {stored:?}");
        }
    }
}
