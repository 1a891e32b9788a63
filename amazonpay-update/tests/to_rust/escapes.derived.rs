use amazonpay_update::{
    CancelUrl, ChargePermissionId, CustomInformation, MerchantReferenceId, MerchantStoreName,
    NoteToBuyer, ReturnUrl, Scopes, StoreId, UpdatePayload, cancel_url, charge_permission_id,
    custom_information, merchant_reference_id, merchant_store_name, note_to_buyer, return_url,
    scopes, store_id,
};

// not stated, and written by the struct all the same: `paymentDetails.canHandlePendingAuthorization` as `false`
#[derive(UpdatePayload)]
#[amazon_pay(
    product_type = PayAndShip,
    charge_permission_type = PaymentMethodOnFile,
    setup_only = true,
    payment_intent = Confirm,
)]
struct ChangeAddress {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_cancel_url: CancelUrl,
    checkout_result_return_url: ReturnUrl,
    note_to_buyer: NoteToBuyer,
    custom_information: CustomInformation,
    merchant_reference_id: MerchantReferenceId,
    merchant_store_name: MerchantStoreName,
    scopes: Scopes,
}

fn update() -> ChangeAddress {
    ChangeAddress {
        store_id: store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId"),
        charge_permission_id: charge_permission_id!("B01-0000000-0000000"),
        checkout_cancel_url: cancel_url!("https://a.com/café"),
        checkout_result_return_url: return_url!("https://a.com/?a='&b=\"店\""),
        note_to_buyer: note_to_buyer!(
            "💳\\n\n\r\t\u{8}\u{c}\0\u{1b}\u{7f}\u{202e}\u{2066}\u{feff}e\u{301} // \"; */ {} \\u{41}"
        ),
        custom_information: custom_information!("\u{2028}\u{10ffff} r#\"raw\"# $crate '"),
        merchant_reference_id: merchant_reference_id!(""),
        merchant_store_name: merchant_store_name!("/"),
        scopes: scopes!["email", "name"],
    }
}
