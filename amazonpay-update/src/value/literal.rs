//! The literal macros: each checks its literal under `cargo check`.
//!
//! They expand to an item constant. A bare call would panic only when it runs, and an inline
//! `const {}` would be evaluated only by `cargo build`.

/// Declares the literal macro of a value. `$d` is a `$`, which a macro cannot write itself.
macro_rules! literal_macro {
    ($d:tt $literal:ident is $name:ident like $right:literal) => {
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
    };
}

pub(crate) use literal_macro;

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
