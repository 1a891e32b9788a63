//! The literal macros. Each checks its argument under `cargo check`.
//!
//! A literal is checked while the macro expands, and a wrong literal is refused where it stands. Any other argument,
//! such as a constant or `concat!`, becomes an item constant, whose evaluation fails if it is wrong.

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
            ($d text:literal $d(,)?) => {
                $crate::__private::literal_value!($d crate, $name, $d text)
            };
            ($d text:expr $d(,)?) => {
                $crate::__private::constant_value!($d crate, $name, $d text)
            };
            ($d($d other:tt)*) => {
                $crate::__private::no_text!($d crate, $name, $d($d other)*)
            };
        }
    };
}

pub(crate) use literal_macro;

/// [`Scopes`](crate::Scopes) from literals. A wrong or repeated scope does not compile.
///
/// ```
/// let value = amazonpay_update::scopes!["name", "email", "billingAddress"];
/// ```
#[macro_export]
macro_rules! scopes {
    ($($scope:literal),* $(,)?) => {
        $crate::__private::literal_list!($crate, Scopes of Scope $(, $scope)*)
    };
    ($($scope:expr),* $(,)?) => {
        $crate::__private::constant_list!($crate, Scopes of Scope $(, $scope)*)
    };
}

/// A [`PublicKeyId`](crate::PublicKeyId) from a literal. A wrong id does not compile. With an
/// [`Environment`](crate::Environment) as second argument, an id of the other environment does not compile either.
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
    ($text:literal $(, $environment:ident)? $(,)?) => {
        $crate::__private::literal_value!($crate, PublicKeyId, $text $(, $environment)?)
    };
    ($text:expr $(, $environment:ident)? $(,)?) => {
        $crate::__private::constant_value!($crate, PublicKeyId, $text $(, $environment)?)
    };
    ($($other:tt)*) => {
        $crate::__private::no_text!($crate, PublicKeyId, $($other)*)
    };
}
