//! The members in the schema's table.

use super::Row;
use serde_json::json;

const RESULT: &str = "/webCheckoutDetails/checkoutResultReturnUrl";
const RESULT_PATH: &str = "webCheckoutDetails.checkoutResultReturnUrl";
const CANCEL: &str = "/webCheckoutDetails/checkoutCancelUrl";
const CANCEL_PATH: &str = "webCheckoutDetails.checkoutCancelUrl";
const SETUP_ONLY: &str = "paymentMethodOnFileMetadata.setupOnly";

pub(crate) fn members() -> impl Iterator<Item = Row> {
    ids_and_type().into_iter().chain(urls()).chain(payment()).chain(optional()).chain(unknown())
}

fn ids_and_type() -> Vec<Row> {
    vec![
        ("/storeId", None, &[("store_id_required", "storeId")]),
        ("/storeId", Some(json!("amzn1.application.8b5e")), &[("store_id_format", "storeId")]),
        ("/storeId", Some(json!(null)), &[("wrong_member_type", "storeId")]),
        ("/chargePermissionId", None, &[("charge_permission_id_required", "chargePermissionId")]),
        ("/chargePermissionId", Some(json!("B01")), &[("charge_permission_id_format", "chargePermissionId")]),
        ("/chargePermissionId", Some(json!(1)), &[("wrong_member_type", "chargePermissionId")]),
        (
            "/chargePermissionType",
            None,
            &[
                ("charge_permission_type_required", "chargePermissionType"),
                ("setup_only_needs_payment_method_on_file", SETUP_ONLY),
            ],
        ),
        (
            "/chargePermissionType",
            Some(json!("OneTime")),
            &[
                ("update_needs_payment_method_on_file", "chargePermissionType"),
                ("setup_only_needs_payment_method_on_file", SETUP_ONLY),
            ],
        ),
        (
            "/chargePermissionType",
            Some(json!("Recurring")),
            &[
                ("update_needs_payment_method_on_file", "chargePermissionType"),
                ("setup_only_needs_payment_method_on_file", SETUP_ONLY),
            ],
        ),
        (
            "/chargePermissionType",
            Some(json!("paymentMethodOnFile")),
            &[
                ("update_needs_payment_method_on_file", "chargePermissionType"),
                ("setup_only_needs_payment_method_on_file", SETUP_ONLY),
            ],
        ),
        (
            "/chargePermissionType",
            Some(json!(null)),
            &[
                ("wrong_member_type", "chargePermissionType"),
                ("setup_only_needs_payment_method_on_file", SETUP_ONLY),
            ],
        ),
    ]
}

fn urls() -> Vec<Row> {
    vec![
        ("/webCheckoutDetails", None, &[("return_url_required", RESULT_PATH)]),
        ("/webCheckoutDetails", Some(json!({})), &[("return_url_required", RESULT_PATH)]),
        ("/webCheckoutDetails", Some(json!("x")), &[("wrong_member_type", "webCheckoutDetails")]),
        (RESULT, None, &[("return_url_required", RESULT_PATH)]),
        (RESULT, Some(json!("/result")), &[("return_url_absolute", RESULT_PATH)]),
        (RESULT, Some(json!("http://a.com/")), &[("return_url_https", RESULT_PATH)]),
        (RESULT, Some(json!("https://a.com/a b")), &[("return_url_malformed", RESULT_PATH)]),
        (RESULT, Some(json!("https://a_b.com/")), &[("return_url_host", RESULT_PATH)]),
        (RESULT, Some(json!("https://me@a.com/")), &[("return_url_no_userinfo", RESULT_PATH)]),
        (RESULT, Some(json!("https://a.com/#x")), &[("return_url_no_fragment", RESULT_PATH)]),
        (
            RESULT,
            Some(json!("https://a.com/?amazonCheckoutSessionId=1")),
            &[("return_url_reserved_parameter", RESULT_PATH)],
        ),
        (
            RESULT,
            Some(json!("http://me@a.com/#x")),
            &[
                ("return_url_https", RESULT_PATH),
                ("return_url_no_userinfo", RESULT_PATH),
                ("return_url_no_fragment", RESULT_PATH),
            ],
        ),
        (CANCEL, None, &[]),
        (CANCEL, Some(json!("account")), &[("return_url_absolute", CANCEL_PATH)]),
        (CANCEL, Some(json!("ftp://a.com/")), &[("return_url_https", CANCEL_PATH)]),
        (CANCEL, Some(json!("https://")), &[("return_url_malformed", CANCEL_PATH)]),
        (CANCEL, Some(json!("https://a.com:0/")), &[("return_url_host", CANCEL_PATH)]),
        (CANCEL, Some(json!("https://me@a.com/")), &[("return_url_no_userinfo", CANCEL_PATH)]),
        (CANCEL, Some(json!("https://a.com/#")), &[("return_url_no_fragment", CANCEL_PATH)]),
        (CANCEL, Some(json!("https://a.com/?amazonCheckoutSessionId=1")), &[]),
        (CANCEL, Some(json!(false)), &[("wrong_member_type", CANCEL_PATH)]),
        (
            "/webCheckoutDetails/checkoutReviewReturnUrl",
            Some(json!("https://a.com/review")),
            &[("review_return_url_in_update", "webCheckoutDetails.checkoutReviewReturnUrl")],
        ),
        (
            "/webCheckoutDetails/checkoutMode",
            Some(json!("ProcessOrder")),
            &[("unknown_member", "webCheckoutDetails.checkoutMode")],
        ),
    ]
}

fn payment() -> Vec<Row> {
    vec![
        ("/paymentMethodOnFileMetadata", None, &[("setup_only_required", SETUP_ONLY)]),
        ("/paymentMethodOnFileMetadata/setupOnly", None, &[("setup_only_required", SETUP_ONLY)]),
        ("/paymentMethodOnFileMetadata/setupOnly", Some(json!(false)), &[]),
        ("/paymentMethodOnFileMetadata/setupOnly", Some(json!("true")), &[("wrong_member_type", SETUP_ONLY)]),
        ("/paymentDetails", None, &[("payment_intent_required", "paymentDetails.paymentIntent")]),
        ("/paymentDetails", Some(json!([])), &[("wrong_member_type", "paymentDetails")]),
        (
            "/paymentDetails/paymentIntent",
            None,
            &[("payment_intent_required", "paymentDetails.paymentIntent")],
        ),
        (
            "/paymentDetails/paymentIntent",
            Some(json!("Authorize")),
            &[("payment_intent_must_be_confirm", "paymentDetails.paymentIntent")],
        ),
        ("/paymentDetails/canHandlePendingAuthorization", None, &[]),
        (
            "/paymentDetails/canHandlePendingAuthorization",
            Some(json!(true)),
            &[("pending_authorization_must_be_false", "paymentDetails.canHandlePendingAuthorization")],
        ),
        (
            "/paymentDetails/canHandlePendingAuthorization",
            Some(json!(0)),
            &[("wrong_member_type", "paymentDetails.canHandlePendingAuthorization")],
        ),
        (
            "/paymentDetails/chargeAmount",
            Some(json!({"amount": "1", "currencyCode": "USD"})),
            &[("no_charge_amount_in_update", "paymentDetails.chargeAmount")],
        ),
        (
            "/paymentDetails/softDescriptor",
            Some(json!("x")),
            &[("no_charge_amount_in_update", "paymentDetails.softDescriptor")],
        ),
    ]
}

fn optional() -> Vec<Row> {
    vec![
        ("/scopes", None, &[]),
        ("/scopes", Some(json!([])), &[]),
        ("/scopes", Some(json!("name")), &[("wrong_member_type", "scopes")]),
        (
            "/scopes",
            Some(json!(["name", "phone", 7, "name"])),
            &[
                ("unknown_scope", "scopes[1]"),
                ("wrong_member_type", "scopes[2]"),
                ("duplicate_scope", "scopes[3]"),
            ],
        ),
        ("/merchantMetadata", Some(json!({})), &[]),
        (
            "/merchantMetadata",
            Some(json!({
                "merchantReferenceId": "x".repeat(257),
                "merchantStoreName": "x".repeat(51),
                "noteToBuyer": "x".repeat(256),
                "customInformation": "x".repeat(4097),
                "orderId": "x",
            })),
            &[
                ("merchant_metadata_too_long", "merchantMetadata.merchantReferenceId"),
                ("merchant_metadata_too_long", "merchantMetadata.merchantStoreName"),
                ("merchant_metadata_too_long", "merchantMetadata.noteToBuyer"),
                ("merchant_metadata_too_long", "merchantMetadata.customInformation"),
                ("unknown_member", "merchantMetadata.orderId"),
            ],
        ),
    ]
}

fn unknown() -> Vec<Row> {
    vec![
        ("/stroeId", Some(json!("x")), &[("unknown_member", "stroeId")]),
        ("/productType", Some(json!("PayAndShip")), &[("unknown_member", "productType")]),
        ("/recurringMetadata", Some(json!({})), &[("unknown_member", "recurringMetadata")]),
        ("/setupOnly", Some(json!(true)), &[("unknown_member", "setupOnly")]),
        ("/", Some(json!(1)), &[("unknown_member", "[\"\"]")]),
        ("/a.b\n", Some(json!(1)), &[("unknown_member", "[\"a.b\\n\"]")]),
    ]
}
