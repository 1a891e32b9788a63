//! The part of the library that an expansion needs: the real states, members and traits, and values without their
//! rules. With no more than this, the cold build measures only the derive and its dependencies.

extern crate self as amazonpay_update;

pub use amazonpay_update_derive::UpdatePayload;

pub mod payload {
    #[path = "PAYLOAD/choice.rs"]
    pub mod choice;
    #[path = "PAYLOAD/member.rs"]
    pub mod member;
    #[path = "PAYLOAD/no_setter.rs"]
    pub mod no_setter;
    #[path = "PAYLOAD/rule_traits.rs"]
    pub mod rule_traits;
    #[path = "PAYLOAD/state.rs"]
    pub mod state;
    #[path = "PAYLOAD/unsigned.rs"]
    pub mod unsigned;

    /// Named by the states.
    mod delivery {
        pub struct Nothing;
        pub struct Something;
    }
}

#[path = "PAYLOAD/../canonical/sink.rs"]
mod sink;

pub mod __private {
    pub use crate::payload::choice::*;
    pub use crate::payload::state::NoSetter;
    pub use crate::payload::{member, rule_traits as rules, state};
    pub use crate::sink::{Sink, WriteParts};
    pub use crate::*;
    pub use std::marker::PhantomData;
    pub use std::ops::Deref;
    pub use std::option::Option::{self, None, Some};
    pub use std::primitive::{bool, usize};
    pub use std::string::String;
}

pub trait Derived {}

pub struct Verdict<P>(P);

impl<P> Verdict<P> {
    pub fn kept(product_type: P) -> Verdict<P> {
        Verdict(product_type)
    }
}

pub trait UpdatePayload: Derived {
    type ProductType;
    fn canonical_len(&self) -> usize;
    fn write_canonical(&self, out: &mut String);
    fn verdict(&self) -> Verdict<Self::ProductType>;
}

pub trait CanonicalText {
    fn text(&self) -> &str;
    fn push_text(&self, out: &mut String) {
        out.push_str(self.text());
    }
}

pub trait CanonicalValue {
    fn canonical_len(&self) -> usize;
    fn write_canonical(&self, out: &mut String);
}

pub trait MemberValue<M, V> {
    fn as_value(&self) -> &V;
}

impl<M, V> MemberValue<M, V> for V {
    fn as_value(&self) -> &V {
        self
    }
}

macro_rules! values {
    ($($name:ident)+) => {$(
        pub struct $name(pub String);

        impl CanonicalText for $name {
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
