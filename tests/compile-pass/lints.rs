//! Lints that the user denies, forbids or allows.

/// Forbids what generated code could have to allow.
pub mod forbidden {
    #![forbid(deprecated, nonstandard_style, warnings)]

    use amazonpay_update::{ChargePermissionId, NoteToBuyer, ReturnUrl, StoreId, UpdatePayload};

    /// Has a member of each kind.
    #[derive(UpdatePayload)]
    #[amazon_pay(charge_permission_type = PaymentMethodOnFile)]
    pub struct Forbidding<'a, P> {
        store_id: &'a StoreId,
        charge_permission_id: ChargePermissionId,
        checkout_result_return_url: ReturnUrl,
        product_type: P,
        note_to_buyer: Option<NoteToBuyer>,
        /// Not part of the payload.
        #[amazon_pay(skip, default)]
        pub attempts: u32,
    }
}

/// Deprecated structs and fields, which the generated code names without a warning.
#[deny(deprecated)]
pub mod deprecated {
    use amazonpay_update::{ChargePermissionId, NoteToBuyer, ReturnUrl, StoreId, UpdatePayload};

    /// Is replaced by another type.
    #[deprecated]
    pub type Note = NoteToBuyer;

    /// Is replaced by another struct.
    #[deprecated]
    #[derive(UpdatePayload)]
    #[amazon_pay(charge_permission_type = PaymentMethodOnFile, product_type = PayOnly)]
    pub struct Old {
        store_id: StoreId,
        charge_permission_id: ChargePermissionId,
        checkout_result_return_url: ReturnUrl,
    }

    /// Has a deprecated field.
    #[derive(UpdatePayload)]
    #[amazon_pay(charge_permission_type = PaymentMethodOnFile, product_type = PayOnly)]
    pub struct OldField {
        store_id: StoreId,
        charge_permission_id: ChargePermissionId,
        checkout_result_return_url: ReturnUrl,
        /// Is replaced by nothing.
        #[deprecated]
        pub note_to_buyer: Option<NoteToBuyer>,
    }

    /// Has a field of a deprecated type.
    #[derive(UpdatePayload)]
    #[amazon_pay(charge_permission_type = PaymentMethodOnFile, product_type = PayOnly)]
    pub struct OldType {
        store_id: StoreId,
        charge_permission_id: ChargePermissionId,
        checkout_result_return_url: ReturnUrl,
        #[allow(deprecated)]
        note_to_buyer: Option<Note>,
    }
}

/// Structs that allow a lint about what they contain.
pub mod allowed {
    use amazonpay_update::{ChargePermissionId, ReturnUrl, StoreId, UpdatePayload};

    /// Has a name in Amazon's spelling.
    #[allow(non_snake_case)]
    #[derive(UpdatePayload)]
    #[amazon_pay(charge_permission_type = PaymentMethodOnFile, product_type = PayOnly)]
    pub struct Spelled {
        /// The store id.
        #[amazon_pay(member = "storeId")]
        pub storeId: StoreId,
        charge_permission_id: ChargePermissionId,
        checkout_result_return_url: ReturnUrl,
    }

    /// Has parameters with unusual names, and a long type.
    #[allow(non_camel_case_types, non_upper_case_globals, clippy::type_complexity)]
    #[derive(UpdatePayload)]
    #[amazon_pay(charge_permission_type = PaymentMethodOnFile, product_type = PayOnly)]
    pub struct Unusual<t, const n: usize> {
        store_id: StoreId,
        charge_permission_id: ChargePermissionId,
        checkout_result_return_url: ReturnUrl,
        /// Not part of the payload.
        #[amazon_pay(skip)]
        pub long:
            Option<Box<dyn Fn(Vec<Option<[t; n]>>, Option<Vec<(u8, u8)>>) -> Result<(Vec<t>, u8), (u8, u8)>>>,
    }
}
