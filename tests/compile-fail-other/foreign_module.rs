//! A module for `crate = ...` that takes only public names of the library, and has its own types for the others.

use amazonpay_update::{ChargePermissionId, ReturnUrl, StoreId, UpdatePayload};

mod facade {
    pub mod __private {
        pub use amazonpay_update::payload::state::NoSetter;
        pub use amazonpay_update::payload::{MemberValue, UpdatePayload, member, state};
        pub use amazonpay_update::*;
        pub use std::ops::Deref;
        pub use std::primitive::usize;
        pub use std::string::String;

        pub struct Verdict<P>(P);

        impl<P> Verdict<P> {
            pub fn kept(product_type: P) -> Verdict<P> {
                Verdict(product_type)
            }
        }

        pub trait Derived {}

        pub trait Sink: Sized {
            fn text<T>(&mut self, _: &str, _: &T, _: &str) {}
        }

        impl Sink for String {}

        pub trait WriteParts {
            fn write_parts(&self, out: &mut impl Sink);

            fn parts_len(&self) -> usize {
                0
            }
        }
    }
}

#[derive(UpdatePayload)]
#[amazon_pay(crate = facade, product_type = PayOnly, charge_permission_type = PaymentMethodOnFile)]
struct Change {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
}

fn main() {}
