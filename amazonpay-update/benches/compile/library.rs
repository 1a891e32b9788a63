//! The least of the library that an expansion needs, so that the cold build measures the derive
//! and its dependencies alone: the real states and members, and values without their rules.

extern crate self as amazonpay_update;

pub use amazonpay_update_derive::UpdatePayload;

#[path = "PAYLOAD/member.rs"]
pub mod member;
#[path = "PAYLOAD/state.rs"]
pub mod state;

/// Named by the states.
mod delivery {
    pub struct Nothing;
    pub struct Something;
}

pub mod __private {
    pub use std::option::Option::{self, None, Some};
    pub use std::string::String;
}

pub trait UpdatePayload {
    type ProductType;
    fn canonical_len(&self) -> usize;
    fn write_canonical(&self, out: &mut String);
}

pub mod canonical {
    pub trait CanonicalText {
        fn text(&self) -> &str;
        fn push_text(&self, out: &mut String) {
            out.push_str(self.text());
        }
    }

    pub trait MemberValue<M, V> {
        fn as_value(&self) -> &V;
    }

    impl<M, V> MemberValue<M, V> for V {
        fn as_value(&self) -> &V {
            self
        }
    }
}

pub struct PayOnly;

macro_rules! values {
    ($($name:ident)+) => {$(
        pub struct $name(pub String);

        impl canonical::CanonicalText for $name {
            fn text(&self) -> &str {
                &self.0
            }
        }
    )+};
}

values! {
    StoreId ChargePermissionId ReturnUrl CancelUrl
    MerchantReferenceId MerchantStoreName NoteToBuyer CustomInformation
}
