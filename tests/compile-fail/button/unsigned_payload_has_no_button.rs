//! Only what an account has signed has a button.

use amazonpay_update::{
    CheckedPayload, PayOnly, PaymentMethodOnFile, Update, charge_permission_id, return_url, store_id,
};

fn main() {
    let update = Update::builder()
        .store_id(store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId"))
        .charge_permission_id(charge_permission_id!("B01-0000000-0000000"))
        .charge_permission_type(PaymentMethodOnFile)
        .product_type(PayOnly)
        .checkout_result_return_url(return_url!("https://a.com/merchant-result-page"))
        .build();
    let _ = update.button().label("Update").to_html();

    let checked: CheckedPayload = CheckedPayload::check("{}").unwrap();
    let _ = checked.button();
}

mod own {
    use amazonpay_update::{ChargePermissionId, ReturnUrl, StoreId, UpdatePayload};

    #[derive(UpdatePayload)]
    #[amazon_pay(product_type = PayOnly, charge_permission_type = PaymentMethodOnFile, setup_only = true)]
    pub struct Own {
        store_id: StoreId,
        charge_permission_id: ChargePermissionId,
        checkout_result_return_url: ReturnUrl,
    }


    pub fn button(own: &Own) {
        let _ = own.button().to_json();
    }
}
