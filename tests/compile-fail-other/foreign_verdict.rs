//! A module for `crate = ...` whose own type says that a payload keeps the rules.

use amazonpay_update::{ChargePermissionId, ReturnUrl, StoreId, UpdatePayload};

mod facade {
    pub mod __private {
        pub use amazonpay_update::__private::*;

        pub struct Verdict<P>(P);

        impl<P> Verdict<P> {
            pub fn kept(product_type: P) -> Verdict<P> {
                Verdict(product_type)
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
