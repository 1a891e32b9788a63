//! Every shape of struct that the derive takes, with the canonical text that it makes.
#![deny(warnings)]
#![forbid(dead_code, missing_docs, unused, clippy::pedantic)]

pub mod fields;
pub mod generics;
pub mod letters;
pub mod lints;
pub mod names;

/// What the shapes have in common, and a way to compare texts.
#[cfg(test)]
mod common {
    use amazonpay_update::{ChargePermissionId, ReturnUrl, StoreId, UpdatePayload};
    use std::collections::BTreeMap;

    pub(crate) const STORE: StoreId = StoreId::from_static("amzn1.application-oa2-client.8b5e45312b52");
    pub(crate) const WALLET: ChargePermissionId = ChargePermissionId::from_static("B01-0000000-0000000");
    pub(crate) const PAGE: ReturnUrl = ReturnUrl::from_static("https://a.com/");

    /// The text has the three values above and these members, in the order of RFC 8785.
    #[track_caller]
    pub(crate) fn assert_text(payload: &impl UpdatePayload, members: &[(&str, &str)]) {
        let common = [
            ("chargePermissionId", r#""B01-0000000-0000000""#),
            ("chargePermissionType", r#""PaymentMethodOnFile""#),
            ("paymentDetails", r#"{"canHandlePendingAuthorization":false,"paymentIntent":"Confirm"}"#),
            ("paymentMethodOnFileMetadata", r#"{"setupOnly":true}"#),
            ("storeId", r#""amzn1.application-oa2-client.8b5e45312b52""#),
            ("webCheckoutDetails", r#"{"checkoutResultReturnUrl":"https://a.com/"}"#),
        ];
        let members: BTreeMap<&str, &str> = common.iter().chain(members).copied().collect();
        let members: Vec<String> = members.iter().map(|(name, json)| format!("\"{name}\":{json}")).collect();
        let text = payload.to_canonical_json();
        assert_eq!(text, format!("{{{}}}", members.join(",")));
        assert!(payload.canonical_len() >= text.len(), "the buffer is large enough from the start");
    }
}
