//! The literal macros: each checks its literal under `cargo check`.
//!
//! They expand to an item constant. A bare call would panic only when it runs, and an inline
//! `const {}` would be evaluated only by `cargo build`.

macro_rules! literal_macros {
    ($d:tt $($literal:ident is $name:ident like $right:literal;)+) => {$(
        #[doc = concat!("A [`", stringify!($name), "`](crate::", stringify!($name), ") from a literal; a wrong one does not compile.")]
        ///
        /// ```
        #[doc = concat!("let value = amazonpay_update::", stringify!($literal), "!(", stringify!($right), ");")]
        /// ```
        #[macro_export]
        macro_rules! $literal {
            ($d text:expr) => {{
                const VALUE: $crate::$name = $crate::$name::from_static($d text);
                VALUE
            }};
        }
    )+};
}

literal_macros! { $
    store_id is StoreId like "amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId";
    charge_permission_id is ChargePermissionId like "B01-0000000-0000000";
    checkout_session_id is CheckoutSessionId like "acf951ea-32ee-4dea-916b-2caa9b218e4a";
    merchant_id is MerchantId like "A3LVSV45M75151";
    return_url is ReturnUrl like "https://a.com/merchant-result-page";
    cancel_url is CancelUrl like "https://a.com/account";
    merchant_reference_id is MerchantReferenceId like "customer-4711";
    merchant_store_name is MerchantStoreName like "Example Store";
    note_to_buyer is NoteToBuyer like "You are changing how you pay for your subscription.";
    custom_information is CustomInformation like "tier=gold";
    country_code is CountryCode like "JP";
    state_or_region is StateOrRegion like "US-WA";
    zip_pattern is ZipPattern like "950??";
    special_restriction is SpecialRestriction like "RestrictPOBoxes";
    scope is Scope like "email";
}

/// [`Scopes`](crate::Scopes) from literals; a wrong or repeated one does not compile.
///
/// ```
/// let value = amazonpay_update::scopes!["name", "email", "billingAddress"];
/// ```
#[macro_export]
macro_rules! scopes {
    ($($scope:expr),* $(,)?) => {{
        const LIST: &[$crate::Scope] = &[$($crate::Scope::from_static($scope)),*];
        const VALUE: $crate::Scopes = $crate::Scopes::from_static(LIST);
        VALUE
    }};
}

/// A [`PublicKeyId`](crate::PublicKeyId) from a literal; a wrong one does not compile. With an
/// [`Environment`](crate::Environment) behind it, nor does the other environment's key.
///
/// ```
/// let value = amazonpay_update::public_key_id!("SANDBOX-AEXAMPLEKEYID");
/// let value = amazonpay_update::public_key_id!("SANDBOX-AEXAMPLEKEYID", Sandbox);
/// ```
///
/// ```compile_fail
/// let value = amazonpay_update::public_key_id!("SANDBOX-AEXAMPLEKEYID", Live);
/// ```
#[macro_export]
macro_rules! public_key_id {
    ($text:expr) => {{
        const VALUE: $crate::PublicKeyId = $crate::PublicKeyId::from_static($text);
        VALUE
    }};
    ($text:expr, $environment:ident) => {{
        const VALUE: $crate::PublicKeyId =
            $crate::PublicKeyId::from_static_in($text, $crate::Environment::$environment);
        VALUE
    }};
}
