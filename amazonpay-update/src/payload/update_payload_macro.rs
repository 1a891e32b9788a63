//! `update_payload!` and `include_update_payload!`, the macros.

/// Amazon's JSON, checked while compiling: the JSON of the update page, with Rust expressions in it.
///
/// The product type comes first, then the object. A value that begins with `{` or `[` is JSON, and a literal is JSON.
/// Any other value is a Rust expression up to the comma. It has the member's type, or is a reference to it, or an
/// `Option` of either. A `None`, written out or in a variable, leaves the member out. `.parse()?` needs no type, in a
/// written `Some(...)` neither. Trailing commas and comments are fine. The result is a
/// [`PayloadText`](crate::payload::PayloadText), with exactly the members that were given.
///
/// JSON text with its own escapes is given as a string literal, and has no expressions.
///
/// # Examples
///
/// ```
/// use amazonpay_update::{ChargePermissionId, NoteToBuyer, UpdatePayload, update_payload};
///
/// struct Wallet {
///     permission: ChargePermissionId,
///     note: Option<NoteToBuyer>,
/// }
///
/// fn change_address(wallet: &Wallet) -> String {
///     let update = update_payload!(PayAndShip, {
///         "webCheckoutDetails": { "checkoutResultReturnUrl": "https://a.com/merchant-result-page" },
///         "storeId": "amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId",
///         "chargePermissionId": wallet.permission,
///         "chargePermissionType": "PaymentMethodOnFile",
///         "paymentMethodOnFileMetadata": { "setupOnly": true },
///         "paymentDetails": { "paymentIntent": "Confirm", "canHandlePendingAuthorization": false },
///         "merchantMetadata": { "noteToBuyer": wallet.note },
///         "deliverySpecifications": {
///             "addressRestrictions": {
///                 "type": "Allowed",
///                 "restrictions": { "US": { "statesOrRegions": ["WA"] }, "JP": {} },
///             },
///         },
///     });
///     update.to_canonical_json()
/// }
///
/// let update = update_payload!(PayOnly, r#"{
///     "storeId": "amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId",
///     "chargePermissionId": "B01-0000000-0000000",
///     "chargePermissionType": "PaymentMethodOnFile",
///     "webCheckoutDetails": { "checkoutResultReturnUrl": "https:\/\/a.com\/" },
///     "paymentMethodOnFileMetadata": { "setupOnly": true },
///     "paymentDetails": { "paymentIntent": "Confirm" }
/// }"#);
/// assert!(update.as_str().contains("https://a.com/"));
/// ```
///
/// A wrong value is refused where it stands:
///
/// ```compile_fail
/// # use amazonpay_update::update_payload;
/// update_payload!(PayOnly, { "storeId": "amzn1.application.8b5e" });
/// ```
#[macro_export]
macro_rules! update_payload {
    ($($payload:tt)*) => {
        $crate::__private::update_payload!($crate, $($payload)*)
    };
}

/// The JSON of a file, checked while compiling, as [`update_payload!`] checks a string literal.
///
/// The path begins at the folder of the package's `Cargo.toml`. The program is built again when the file changes. A
/// refusal points to the path in the program, and names the line and the column in the file.
///
/// # Examples
///
/// ```
/// use amazonpay_update::payload::PayloadText;
/// use amazonpay_update::{PayAndShip, include_update_payload};
///
/// const UPDATE: &PayloadText<PayAndShip> = &include_update_payload!(PayAndShip, "docs/update-payload.json");
/// assert!(UPDATE.as_str().starts_with(r#"{"chargePermissionId":"B01-0000000-0000000","#));
/// ```
#[macro_export]
macro_rules! include_update_payload {
    ($($payload:tt)*) => {
        $crate::__private::include_update_payload!($crate, $($payload)*)
    };
}
