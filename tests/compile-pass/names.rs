//! Names: raw, private, shadowed, from another crate, and made by a macro.

use amazonpay_update::{
    ChargePermissionId, DeliverySpecifications, NoteToBuyer, PaymentMethodOnFile, ReturnUrl, StoreId,
    UpdatePayload,
};

/// Has keywords and its own names for the members.
#[derive(Clone, Debug, UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile, product_type = PayOnly)]
pub struct Raw {
    /// The shop's own name for the store id.
    #[amazon_pay(member = "storeId")]
    pub r#type: StoreId,
    /// The shop's own name for the charge permission id.
    #[amazon_pay(member = "chargePermissionId")]
    pub r#ref: ChargePermissionId,
    /// Amazon's name, as a raw name.
    pub r#checkout_result_return_url: ReturnUrl,
    /// Optional, and raw.
    #[amazon_pay(member = "noteToBuyer")]
    pub r#const: Option<NoteToBuyer>,
}

/// The library by another name, with a writer of its own that generated code must not use.
pub mod facade_with_a_writer {
    pub use amazonpay_update::*;

    /// Not the library's.
    pub mod canonical {
        /// Not the library's.
        pub trait CanonicalText {
            /// Writes another text than the field holds.
            fn push_text(&self, out: &mut std::string::String) {
                out.push_str("another text");
            }
        }

        impl<T> CanonicalText for T {}
    }

    /// Not the library's.
    pub mod payload {
        pub use super::canonical::CanonicalText;
    }
}

/// Constants and statics with the names that variables of generated code could have.
pub mod occupied {
    #![allow(non_upper_case_globals, reason = "what matters is that the names are taken")]

    use amazonpay_update::{ChargePermissionId, NoteToBuyer, ReturnUrl, Scopes, StoreId, UpdatePayload};

    /// Taken.
    pub const VALUE: &str = "amzn1.application-oa2-client.8b5e45312b52";
    /// Taken.
    pub const LIST: u8 = 1;
    /// Taken.
    pub const LITERAL: u8 = 1;
    /// Taken.
    pub const out: u8 = 1;
    /// Taken.
    pub const value: u8 = 1;
    /// Taken.
    pub static len: u8 = 1;
    /// Taken.
    pub static open: u8 = 1;
    /// Taken.
    pub static text: u8 = 1;
    /// Taken.
    pub static this: u8 = 1;

    /// Has a member of each kind.
    #[derive(Clone, Debug, UpdatePayload)]
    #[amazon_pay(charge_permission_type = PaymentMethodOnFile, product_type = PayOnly)]
    pub struct Occupied {
        store_id: StoreId,
        charge_permission_id: ChargePermissionId,
        checkout_result_return_url: ReturnUrl,
        note_to_buyer: Option<NoteToBuyer>,
        scopes: Option<Scopes>,
    }

    #[test]
    fn literal_macros_take_constants_of_any_name() {
        /// Modules with the names of functions that read or make a text at run time.
        #[allow(non_snake_case)]
        mod var {
            pub(crate) mod format {
                pub(crate) mod String {
                    pub(crate) use crate::names::occupied::VALUE as STORE;
                }
            }
        }
        const AMAZON: &str = "name";
        assert_eq!(amazonpay_update::store_id!(VALUE).as_str(), VALUE);
        assert_eq!(amazonpay_update::scopes![AMAZON, "email"], amazonpay_update::scopes!["name", "email"]);
        assert_eq!(
            amazonpay_update::store_id!(concat!("amzn1.application-oa2-client.", "1")).as_str(),
            "amzn1.application-oa2-client.1"
        );
        assert_eq!(amazonpay_update::store_id!(var::format::String::STORE).as_str(), VALUE);
    }
}

/// Uses the library through `facade_with_a_writer`.
#[derive(Clone, Debug, UpdatePayload)]
#[amazon_pay(crate = facade_with_a_writer, charge_permission_type = PaymentMethodOnFile, product_type = PayOnly)]
pub struct ByFacade {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
}

/// Visible only in this crate, and used only by tests.
#[cfg(test)]
#[derive(Clone, Debug, UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile, product_type = PayOnly)]
pub(crate) struct InCrate {
    pub(crate) store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    pub(self) checkout_result_return_url: ReturnUrl,
}

#[cfg(test)]
mod private {
    use amazonpay_update::{ChargePermissionId, ReturnUrl, StoreId, UpdatePayload};

    #[derive(UpdatePayload)]
    #[amazon_pay(charge_permission_type = PaymentMethodOnFile, product_type = PayOnly)]
    struct Private {
        store_id: StoreId,
        charge_permission_id: ChargePermissionId,
        checkout_result_return_url: ReturnUrl,
    }

    #[test]
    fn a_private_struct() {
        use crate::common::{PAGE, STORE, WALLET, assert_text};
        let builder = Private::builder().store_id(STORE).charge_permission_id(WALLET);
        assert_text(&builder.checkout_result_return_url(PAGE).build(), &[]);
    }
}

/// Hides the names of the standard library's prelude that generated code could need.
pub mod shadowing {
    use amazonpay_update::{ChargePermissionId, NoteToBuyer, ReturnUrl, StoreId, UpdatePayload};

    /// Not the standard library's.
    pub struct String;
    /// Not the standard library's.
    pub struct Vec;
    /// Not the standard library's.
    pub struct Box;
    /// Not the standard library's.
    pub enum Result {}
    /// Not the standard library's.
    pub trait Default {}
    /// Not the standard library's.
    pub trait Into {}
    /// Not the standard library's.
    #[allow(non_snake_case)]
    pub fn Some() {}
    /// Not the standard library's.
    pub struct None;
    /// Not the standard library's.
    #[allow(non_camel_case_types)]
    pub struct bool;
    /// Not the standard library's.
    #[allow(non_camel_case_types)]
    pub struct usize;

    /// Is still a payload.
    #[derive(UpdatePayload)]
    #[amazon_pay(charge_permission_type = PaymentMethodOnFile, product_type = PayOnly)]
    pub struct Shadowing {
        store_id: StoreId,
        charge_permission_id: ChargePermissionId,
        checkout_result_return_url: ReturnUrl,
        note_to_buyer: std::option::Option<NoteToBuyer>,
        #[amazon_pay(default = false)]
        setup_only: ::core::primitive::bool,
        /// Not part of the payload.
        #[amazon_pay(skip, default)]
        pub attempts: u32,
    }

    /// A module in which `Option` is another type.
    pub mod option {
        use amazonpay_update::{ChargePermissionId, NoteToBuyer, ReturnUrl, StoreId, UpdatePayload};

        /// Not the standard library's.
        pub struct Option;

        /// Is still a payload.
        #[derive(UpdatePayload)]
        #[amazon_pay(charge_permission_type = PaymentMethodOnFile, product_type = PayOnly)]
        pub struct Shadowing {
            store_id: StoreId,
            charge_permission_id: ChargePermissionId,
            checkout_result_return_url: ReturnUrl,
            note_to_buyer: ::core::option::Option<NoteToBuyer>,
            /// Not part of the payload.
            #[amazon_pay(skip)]
            pub option: std::option::Option<Option>,
        }
    }
}

/// Has no prelude at all.
pub mod bare {
    #![no_implicit_prelude]

    use ::amazonpay_update::{ChargePermissionId, NoteToBuyer, ReturnUrl, StoreId, UpdatePayload};
    use ::std::option::Option;

    /// Is still a payload.
    #[derive(UpdatePayload)]
    #[amazon_pay(charge_permission_type = PaymentMethodOnFile)]
    pub struct Bare<P> {
        store_id: StoreId,
        charge_permission_id: ChargePermissionId,
        checkout_result_return_url: ReturnUrl,
        product_type: P,
        note_to_buyer: Option<NoteToBuyer>,
        /// Not part of the payload.
        #[amazon_pay(skip, default)]
        pub attempts: u32,
    }

    /// Is the same payload, from JSON.
    #[must_use]
    pub fn from_json(
        id: &ChargePermissionId,
    ) -> ::amazonpay_update::payload::PayloadText<::amazonpay_update::PayOnly> {
        ::amazonpay_update::update_payload!(PayOnly, {
            "storeId": "amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId",
            "chargePermissionId": id,
            "chargePermissionType": "PaymentMethodOnFile",
            "webCheckoutDetails": { "checkoutResultReturnUrl": "https://a.com/" },
            "paymentMethodOnFileMetadata": { "setupOnly": true },
            "paymentDetails": { "paymentIntent": "Confirm" },
        })
    }
}

/// A crate that exports the library under another name.
pub mod facade {
    #[doc(no_inline)]
    pub use amazonpay_update as payments;

    /// A struct as users of that crate write it.
    #[derive(payments::UpdatePayload)]
    #[amazon_pay(crate = crate::names::facade::payments, charge_permission_type = PaymentMethodOnFile)]
    #[amazon_pay(product_type = PayOnly)]
    pub struct Renamed {
        store_id: payments::StoreId,
        charge_permission_id: payments::ChargePermissionId,
        checkout_result_return_url: payments::ReturnUrl,
    }
}

macro_rules! payload {
    ($(#[$doc:meta])* $vis:vis $name:ident { $($field:ident: $ty:ty,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, UpdatePayload)]
        #[amazon_pay(charge_permission_type = PaymentMethodOnFile, product_type = PayOnly)]
        $vis struct $name {
            $($field: $ty,)+
            checkout_result_return_url: ReturnUrl,
        }
    };
}

payload! {
    /// Made by a macro.
    pub ByMacro {
        store_id: StoreId,
        charge_permission_id: ChargePermissionId,
        note_to_buyer: Option<NoteToBuyer>,
    }
}

macro_rules! choosing {
    ($(#[$doc:meta])* $name:ident<$product:ident> { $($field:ident: $ty:ty,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, UpdatePayload)]
        #[amazon_pay(charge_permission_type = PaymentMethodOnFile)]
        pub struct $name<$product> {
            $($field: $ty,)+
        }
    };
}

macro_rules! passed_on {
    ($(#[$meta:meta])* $vis:vis struct $name:ident { $($(#[$of_field:meta])* $field:ident: $ty:ty),* $(,)? }) => {
        $(#[$meta])*
        $vis struct $name { $($(#[$of_field])* $field: $ty),* }
    };
}

passed_on! {
    /// Written out, and passed through a macro.
    #[derive(Clone, Debug, UpdatePayload)]
    #[amazon_pay(product_type = PayOnly)]
    pub struct PassedOn {
        store_id: StoreId,
        charge_permission_id: ChargePermissionId,
        charge_permission_type: PaymentMethodOnFile,
        checkout_result_return_url: ReturnUrl,
        /// Has an attribute of its own.
        #[amazon_pay(member = "noteToBuyer")]
        note: Option<NoteToBuyer>,
    }
}

macro_rules! with_defaults {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, UpdatePayload)]
        #[amazon_pay(charge_permission_type = PaymentMethodOnFile, product_type = PayOnly)]
        pub struct $name {
            store_id: StoreId,
            charge_permission_id: ChargePermissionId,
            checkout_result_return_url: ReturnUrl,
            #[amazon_pay(default)]
            setup_only: $crate::names::types_of_a_macro::SetupOnly,
            /// Not part of the payload.
            #[amazon_pay(skip, default)]
            pub attempts: $crate::names::types_of_a_macro::Attempts,
        }
    };
}

/// Types that a macro names by `$crate`.
pub mod types_of_a_macro {
    /// A flag by another name.
    pub type SetupOnly = bool;
    /// Not the library's.
    pub type Attempts = u32;
}

with_defaults! {
    /// Has defaults of types that a macro names by `$crate`.
    WithDefaults
}

choosing! {
    /// Made by a macro too, with its product type as a parameter.
    ChoosingByMacro<Product> {
        store_id: StoreId,
        charge_permission_id: ChargePermissionId,
        checkout_result_return_url: ReturnUrl,
        product_type: Product,
        delivery_specifications: Option<DeliverySpecifications<Product>>,
    }
}

#[cfg(test)]
mod tests {
    use super::{
        ByFacade, ByMacro, ChoosingByMacro, InCrate, PassedOn, Raw, WithDefaults, bare, facade, shadowing,
    };
    use crate::common::{PAGE, STORE, WALLET, assert_text};
    use amazonpay_update::{PayOnly, PaymentMethodOnFile, UpdatePayload, note_to_buyer};

    const NOTED: [(&str, &str); 1] = [("merchantMetadata", r#"{"noteToBuyer":"Hello."}"#)];

    #[test]
    fn raw_names() {
        let raw = || Raw::builder().r#type(STORE).r#ref(WALLET).checkout_result_return_url(PAGE);
        assert_text(&raw().build(), &[]);
        assert_text(&raw().r#const(note_to_buyer!("Hello.")).build(), &NOTED);
        assert_text(&raw().maybe_const(Some(note_to_buyer!("Hello."))).build(), &NOTED);
    }

    #[test]
    fn seen_in_the_crate() {
        let builder = InCrate::builder().store_id(STORE).charge_permission_id(WALLET);
        assert_text(&builder.checkout_result_return_url(PAGE).build(), &[]);
    }

    #[test]
    fn hidden_names() {
        let builder = shadowing::Shadowing::builder().store_id(STORE).charge_permission_id(WALLET);
        let payload =
            builder.checkout_result_return_url(PAGE).note_to_buyer(note_to_buyer!("Hello.")).build();
        assert_text(&payload, &[NOTED[0], ("paymentMethodOnFileMetadata", r#"{"setupOnly":false}"#)]);
        let builder = shadowing::option::Shadowing::builder().store_id(STORE).charge_permission_id(WALLET);
        let payload =
            builder.checkout_result_return_url(PAGE).note_to_buyer(note_to_buyer!("Hello.")).build();
        assert_text(&payload, &NOTED);
    }

    #[test]
    fn no_prelude() {
        let builder =
            bare::Bare::builder().store_id(STORE).charge_permission_id(WALLET).product_type(PayOnly);
        assert_text(&builder.checkout_result_return_url(PAGE).maybe_note_to_buyer(None).build(), &[]);
    }

    #[test]
    fn the_crate_by_another_name() {
        let builder = facade::Renamed::builder().store_id(STORE).charge_permission_id(WALLET);
        assert_text(&builder.checkout_result_return_url(PAGE).build(), &[]);
    }

    #[test]
    fn a_writer_of_anybody_else_is_not_taken() {
        let builder = ByFacade::builder().store_id(STORE).charge_permission_id(WALLET);
        assert_text(&builder.checkout_result_return_url(PAGE).build(), &[]);
    }

    #[test]
    fn made_by_a_macro() {
        let builder = ByMacro::builder().store_id(STORE).charge_permission_id(WALLET);
        assert_text(
            &builder.checkout_result_return_url(PAGE).note_to_buyer(note_to_buyer!("Hello.")).build(),
            &NOTED,
        );
    }

    #[test]
    fn defaults_of_types_that_a_macro_names() {
        let builder = WithDefaults::builder().store_id(STORE).charge_permission_id(WALLET);
        let payload = builder.checkout_result_return_url(PAGE).build();
        assert_text(&payload, &[]);
        assert_eq!(payload.attempts, 0);
    }

    #[test]
    fn passed_through_a_macro() {
        let builder = PassedOn::builder().store_id(STORE).charge_permission_id(WALLET);
        let builder = builder.charge_permission_type(PaymentMethodOnFile).note(note_to_buyer!("Hello."));
        assert_text(&builder.checkout_result_return_url(PAGE).build(), &NOTED);
    }

    #[test]
    fn made_by_a_macro_with_a_parameter() {
        let builder = ChoosingByMacro::builder().store_id(STORE).charge_permission_id(WALLET);
        assert_text(&builder.product_type(PayOnly).checkout_result_return_url(PAGE).build(), &[]);
    }

    #[test]
    fn inside_a_function() {
        use amazonpay_update::{ChargePermissionId, ReturnUrl, StoreId};

        #[derive(UpdatePayload)]
        #[amazon_pay(charge_permission_type = PaymentMethodOnFile, product_type = PayOnly)]
        struct Local {
            store_id: StoreId,
            charge_permission_id: ChargePermissionId,
            checkout_result_return_url: ReturnUrl,
        }

        let builder = Local::builder().store_id(STORE).charge_permission_id(WALLET);
        assert_text(&builder.checkout_result_return_url(PAGE).build(), &[]);
    }
}
