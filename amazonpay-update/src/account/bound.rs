//! The bounds of an account: on its key, and on the region of a signed payload that it verifies.

use crate::region::Region;
use crate::signing::{SigningKey, VerifyingKey};

/// A key that is loaded, as opposed to a `Result`, a path or a PEM text. [`AccountKey`] says whether Amazon Pay
/// accepts its signatures.
#[amazonpay_update_derive::refuses(signing_key_required, label = "this is `{Self}`")]
pub trait LoadedKey: sealed::Sealed {
    /// The key itself.
    type Key;

    #[doc(hidden)]
    fn key(self) -> Self::Key;
}

/// A key that an [`Account`](super::Account) can hold: a [`SigningKey`], or a [`VerifyingKey`] alone.
///
/// `K` is always the key itself. It is a parameter so that the compiler prints the words of the rule.
#[amazonpay_update_derive::refuses(es256_key_cannot_sign_for_amazon, label = "this is a `{Self}`")]
pub trait AccountKey<K = Self>: sealed::Sealed {
    /// The public key.
    fn verifying_key(&self) -> &VerifyingKey;

    #[doc(hidden)]
    fn into_key(self) -> K;
}

pub(crate) mod sealed {
    pub trait Sealed {}
}

macro_rules! loaded_keys {
    ($($key:ty)+) => {$(
        impl $crate::account::bound::sealed::Sealed for $key {}

        #[diagnostic::do_not_recommend]
        impl $crate::account::bound::LoadedKey for $key {
            type Key = $key;

            fn key(self) -> $key {
                self
            }
        }
    )+};
}

#[cfg(feature = "return-state")]
pub(crate) use loaded_keys;

loaded_keys! { SigningKey VerifyingKey }

#[diagnostic::do_not_recommend]
impl AccountKey for SigningKey {
    fn verifying_key(&self) -> &VerifyingKey {
        SigningKey::verifying_key(self)
    }

    fn into_key(self) -> SigningKey {
        self
    }
}

#[diagnostic::do_not_recommend]
impl AccountKey for VerifyingKey {
    fn verifying_key(&self) -> &VerifyingKey {
        self
    }

    fn into_key(self) -> VerifyingKey {
        self
    }
}

/// Two equal regions.
#[amazonpay_update_derive::refuses(
    region_mismatch,
    label = "this was signed for `{Self}`, and the account is that of `{R}`"
)]
pub trait SameRegion<R: Region> {}

#[diagnostic::do_not_recommend]
impl<R: Region> SameRegion<R> for R {}
