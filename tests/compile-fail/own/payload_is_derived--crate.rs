//! Gives the derive a module that brings what only the library has, with a writer of its own.

use amazonpay_update::{ChargePermissionId, ReturnUrl, StoreId, UpdatePayload};

mod own {
    pub trait Derived {}

    pub trait CanonicalText {
        fn text(&self) -> &str {
            "anything"
        }

        fn push_text(&self, out: &mut String) {
            out.push_str(self.text());
        }
    }

    impl<T> CanonicalText for T {}
}

mod facade {
    pub mod __private {
        pub use crate::own::*;
        pub use amazonpay_update::payload::{MemberValue, member, state};
        pub use amazonpay_update::*;
        pub use std::primitive::usize;
        pub use std::string::String;
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
