//! Texts that no edit of a JSON value makes.

use super::Broken;
use super::payload::right;

pub(crate) fn texts() -> Vec<(String, Broken)> {
    let right = right().to_string();
    let twice = |pair: &str| format!("{{{pair},{}", &right[1..]);
    let deep = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
    vec![
        (twice(r#""storeId":"x""#), &[("duplicate_key", "storeId"), ("store_id_format", "storeId")]),
        (
            twice(r#""chargePermissionType":"OneTime""#),
            &[
                ("duplicate_key", "chargePermissionType"),
                ("update_needs_payment_method_on_file", "chargePermissionType"),
                ("setup_only_needs_payment_method_on_file", "paymentMethodOnFileMetadata.setupOnly"),
            ],
        ),
        (
            right.replace(
                "\"PaymentMethodOnFile\"",
                r#""PaymentMethodOnFile","chargePermissionType":"OneTime""#,
            ),
            &[
                ("duplicate_key", "chargePermissionType"),
                ("update_needs_payment_method_on_file", "chargePermissionType"),
                ("setup_only_needs_payment_method_on_file", "paymentMethodOnFileMetadata.setupOnly"),
            ],
        ),
        (
            twice(r#""chargePermissionType":"PaymentMethodOnFile""#),
            &[("duplicate_key", "chargePermissionType")],
        ),
        (
            twice(r#""x":[{"y":1,"y":2}],"x":3"#),
            &[("duplicate_key", "x"), ("unknown_member", "x"), ("duplicate_key", "x[0].y")],
        ),
        (
            right.replace(r#""storeId":""#, r#""storeId":{"y":1,"y":2},"ignored":""#),
            &[
                ("wrong_member_type", "storeId"),
                ("duplicate_key", "storeId.y"),
                ("unknown_member", "ignored"),
            ],
        ),
        (
            right.replace(r#""DE":{}"#, r#""DE":{},"DE":{"zipCodes":["1"],"zipCodes":["2"]}"#),
            &[
                ("duplicate_key", "deliverySpecifications.addressRestrictions.restrictions.DE"),
                ("duplicate_key", "deliverySpecifications.addressRestrictions.restrictions.DE.zipCodes"),
            ],
        ),
        (right.replace("storeId", "store_id"), &[("unknown_member", "store_id")]),
        (
            right.replace("webCheckoutDetails", "webCheckoutDetail"),
            &[("unknown_member", "webCheckoutDetail")],
        ),
        (
            right.replace("checkoutResultReturnUrl", "returnUrl"),
            &[("unknown_member", "webCheckoutDetails.returnUrl")],
        ),
        (
            right.replace(
                "\"webCheckoutDetails\":{",
                "\"webCheckoutDetails.checkoutResultReturnUrl\":\"x\",\"scope\":{",
            ),
            &[
                ("unknown_member", "scope"),
                ("unknown_member", r#"["webCheckoutDetails.checkoutResultReturnUrl"]"#),
            ],
        ),
        (
            right.replace("\"paymentDetails\":{", "\"paymentIntent\":\"Confirm\",\"orderDetails\":{"),
            &[("unknown_member", "orderDetails"), ("unknown_member", "paymentIntent")],
        ),
        (
            right.replace("chargePermissionType", "chargePermissionTyp"),
            &[("unknown_member", "chargePermissionTyp")],
        ),
        (
            right.replace("\"type\"", "\"typ\""),
            &[("unknown_member", "deliverySpecifications.addressRestrictions.typ")],
        ),
        (
            right.replace("storeId", "something"),
            &[("store_id_required", "storeId"), ("unknown_member", "something")],
        ),
        ("[]".into(), &[("wrong_member_type", "the payload itself")]),
        ("null".into(), &[("wrong_member_type", "the payload itself")]),
        (deep(32), &[("wrong_member_type", "the payload itself")]),
        (deep(33), &[("nesting_too_deep", "line 1 column 33")]),
        ("[".repeat(1_000_000), &[("nesting_too_deep", "line 1 column 33")]),
        ("{\"a\":".repeat(1_000_000), &[("nesting_too_deep", "line 1 column 161")]),
        (String::new(), &[("not_json", "line 1 column 1")]),
        ("{\n".into(), &[("not_json", "line 2 column 1")]),
        (" \n\n".into(), &[("not_json", "line 3 column 1")]),
        ("{} x".into(), &[("not_json", "line 1 column 4")]),
        ("{\n  \"storeId\": \"\\ud800\"\n}".into(), &[("not_json", "line 2 column 15")]),
        ("{\n\"\u{6771}\u{4EAC}\": x}".into(), &[("not_json", "line 2 column 7")]),
        ("\u{FEFF}{}".into(), &[("not_json", "line 1 column 1")]),
    ]
}
