//! The choices whose value decides what else may be said: each value is a type.

use super::delivery::DeliverySpecifications;
use amazonpay_update_derive::refuses;

mod sealed {
    pub trait Sealed {}
}

/// `PayAndShip` or `PayOnly`, as a type: whether the buyer's address is part of the update.
///
/// It is a parameter of the button, not a member of the payload. [`needed_product_type`] tells
/// which one an update needs.
///
/// [`needed_product_type`]: crate::payload::needed_product_type
#[refuses(product_type_required, label = "expected `PayAndShip` or `PayOnly`, found `{Self}`")]
pub trait ProductType: sealed::Sealed + Copy + Send + Sync + 'static {
    /// Amazon's spelling.
    const NAME: &'static str;

    /// Whether the buyer chooses an address.
    const SHIPS: bool;

    #[doc(hidden)]
    fn specified(specifications: Option<DeliverySpecifications>) -> Option<DeliverySpecifications<Self>>;
}

/// `chargePermissionType` as a type. Only [`PaymentMethodOnFile`] has an update page.
#[refuses(charge_permission_type_required, label = "expected `PaymentMethodOnFile`, found `{Self}`")]
pub trait ChargePermissionType: sealed::Sealed + Copy + Send + Sync + 'static {
    /// Amazon's spelling.
    const NAME: &'static str;
}

macro_rules! words {
    ($($(#[$doc:meta])* $word:ident: $kind:ident $({ $($body:tt)* })?;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        pub struct $word;

        impl sealed::Sealed for $word {}

        #[diagnostic::do_not_recommend]
        impl $kind for $word {
            const NAME: &'static str = stringify!($word);

            $($($body)*)?
        }
    )+};
}

words! {
    /// The buyer changes an address; or the payment method of a permission that has an address;
    /// or the permission becomes one with an address.
    PayAndShip: ProductType {
        const SHIPS: bool = true;

        fn specified(specifications: Option<DeliverySpecifications>) -> Option<DeliverySpecifications> {
            specifications
        }
    };

    /// The buyer changes the payment method of a permission without an address.
    PayOnly: ProductType {
        const SHIPS: bool = false;

        fn specified(_: Option<DeliverySpecifications>) -> Option<DeliverySpecifications<Self>> {
            // No builder takes delivery specifications for it.
            None
        }
    };

    /// A permission for a single order; it has no update page.
    OneTime: ChargePermissionType;

    /// A permission for a subscription; it has no update page.
    Recurring: ChargePermissionType;

    /// A Saved Wallet permission, the one that can be updated.
    PaymentMethodOnFile: ChargePermissionType;
}

/// The product type is not stated: a JSON text cannot say it. What is signed so has no button.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Unstated;

/// A permission type that has an update page. A missing one is for
/// [`ChargePermissionType`] to refuse, so that one mistake is one error.
#[refuses(update_needs_payment_method_on_file, label = "here `chargePermissionType` is `{Self}`")]
pub trait UpdateNeedsPaymentMethodOnFile {}

#[diagnostic::do_not_recommend]
impl UpdateNeedsPaymentMethodOnFile for super::state::Missing {}
#[diagnostic::do_not_recommend]
impl UpdateNeedsPaymentMethodOnFile for PaymentMethodOnFile {}

/// A permission type that `setupOnly` belongs to.
#[refuses(setup_only_needs_payment_method_on_file, label = "here `chargePermissionType` is `{Self}`")]
pub trait SetupOnlyNeedsPaymentMethodOnFile {}

#[diagnostic::do_not_recommend]
impl SetupOnlyNeedsPaymentMethodOnFile for PaymentMethodOnFile {}

/// A product type with which the buyer chooses an address.
#[refuses(delivery_specifications_need_pay_and_ship, label = "here the product type is `{Self}`")]
pub trait DeliverySpecificationsNeedPayAndShip {
    #[doc(hidden)]
    const KEPT: () = ();
}

#[diagnostic::do_not_recommend]
impl DeliverySpecificationsNeedPayAndShip for PayAndShip {}
