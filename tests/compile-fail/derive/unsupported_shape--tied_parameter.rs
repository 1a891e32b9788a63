//! Bounds between the product type and another parameter, where the parameters are declared.
// breaks: unsupported_shape, unsupported_shape

use amazonpay_update::{ChargePermissionId, ReturnUrl, StoreId, UpdatePayload};

#[derive(UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile)]
struct Choosing<T: From<P>, P: From<u8>, U> {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
    product_type: P,
    #[amazon_pay(skip)]
    rest: (T, U),
}

#[derive(UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile)]
struct Made<T, P: From<T>> {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
    product_type: P,
    #[amazon_pay(skip)]
    from: T,
}

fn main() {}
