//! A product type as a text that nobody has parsed: nothing that is made of it is refused once more.

use amazonpay_update::{
    Account, DeliverySpecifications, PaymentMethodOnFile, Update, Us, charge_permission_id, country_code,
    return_url, store_id,
};

fn page(account: &Account<Us>, needed: String) -> String {
    let update = Update::builder()
        .store_id(store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId"))
        .charge_permission_id(charge_permission_id!("B01-0000000-0000000"))
        .charge_permission_type(PaymentMethodOnFile)
        .product_type(needed)
        .delivery_specifications(DeliverySpecifications::allow().country(country_code!("US")).build())
        .checkout_result_return_url(return_url!("https://a.com/merchant-result-page"))
        .build();
    account.sign(&update).unwrap().button().label("Update").to_html()
}

fn main() {}
