//! The key that makes it harmless to repeat a request.

use crate::conversions::text_conversions;
use std::str::FromStr;
use uuid::Uuid;

/// The header `x-amz-pay-idempotency-key`. When Amazon Pay gets the same request again under the same key, it repeats
/// its first answer and does nothing twice.
///
/// A key has 1 to 32 of the characters A-Z, a-z, 0-9, `-` and `_`. A UUID has 36 characters, so it is written without
/// its hyphens. Amazon Pay keeps the keys of each merchant account without a limit in time. It answers a different
/// request under a known key with `DuplicateIdempotencyKey`.
///
/// Documented under "Idempotency" in Amazon Pay's API reference.
///
/// # Examples
///
/// ```
/// use amazonpay_update::session::IdempotencyKey;
///
/// let key = IdempotencyKey::random();
/// assert_eq!(key.as_str().len(), 32);
/// assert_eq!(key.as_str().parse(), Ok(key));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct IdempotencyKey(String);

impl IdempotencyKey {
    /// A new key: the 32 hexadecimal digits of a random UUID (version 4).
    #[must_use]
    pub fn random() -> IdempotencyKey {
        IdempotencyKey(Uuid::new_v4().simple().to_string())
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A text is not an idempotency key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`x-amz-pay-idempotency-key` must be 1 to 32 of the characters A-Z, a-z, 0-9, `-` and `_`: write a UUID without \
     its hyphens"
)]
pub struct InvalidIdempotencyKey;

impl FromStr for IdempotencyKey {
    type Err = InvalidIdempotencyKey;

    fn from_str(text: &str) -> Result<IdempotencyKey, InvalidIdempotencyKey> {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        let fine = (1..=32).contains(&text.len()) && text.bytes().all(allowed);
        if fine { Ok(IdempotencyKey(text.to_owned())) } else { Err(InvalidIdempotencyKey) }
    }
}

text_conversions! { IdempotencyKey }
