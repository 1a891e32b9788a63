//! Types with the names that the builder's type parameters usually have, in a macro that the struct calls.

use amazonpay_update::{ChargePermissionId, NoteToBuyer, ReturnUrl, StoreId, UpdatePayload};

/// Not the builder's.
#[derive(Clone, Copy, Debug)]
pub struct A;

impl A {
    const fn note() -> NoteToBuyer {
        NoteToBuyer::from_static("Hello.")
    }
}

macro_rules! usual_note {
    () => {
        A::note()
    };
}

macro_rules! unit {
    () => {
        A
    };
}

/// Calls a macro for a default.
#[derive(UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile, product_type = PayOnly)]
pub struct WithMacro {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
    #[amazon_pay(default = usual_note!())]
    note_to_buyer: NoteToBuyer,
}

/// Calls a macro for a type, and has a field with the name of a field of the builder.
#[derive(UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile, product_type = PayOnly)]
pub struct OfMacro<T> {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
    /// Not part of the payload.
    #[amazon_pay(skip)]
    pub unit: Option<unit!()>,
    #[amazon_pay(skip)]
    __generics: Option<T>,
}

impl<T> OfMacro<T> {
    /// The field that is not part of the payload.
    pub fn generics(&self) -> Option<&T> {
        self.__generics.as_ref()
    }
}
