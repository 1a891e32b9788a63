//! Which product type an update needs.

/// What the buyer, or the shop, wants to change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Change {
    /// The buyer wants another address.
    Address,
    /// The buyer wants another payment method, and nothing else.
    PaymentMethod,
    /// The shop wants a permission without an address to become one with an address.
    AddAddress,
}

/// What kind of permission the shop has stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StoredPermission {
    /// It has an address.
    WithAddress,
    /// It has none: it was made with `PayOnly`.
    WithoutAddress,
}

/// The answer of [`needed_product_type`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NeededProductType {
    /// [`PayAndShip`](crate::PayAndShip).
    PayAndShip,
    /// [`PayOnly`](crate::PayOnly).
    PayOnly,
}

/// The product type of an update: the four cases of the update page, step 2.
///
/// # Examples
///
/// ```
/// use amazonpay_update::payload::{
///     Change, NeededProductType, StoredPermission, needed_product_type,
/// };
///
/// let needed = needed_product_type(Change::PaymentMethod, StoredPermission::WithoutAddress);
/// assert_eq!(needed, NeededProductType::PayOnly);
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
