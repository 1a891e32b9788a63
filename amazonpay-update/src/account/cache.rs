//! Keeps the signatures that an account has made, to use them again.

use crate::bounded_cache::bounded_cache;
use crate::signing::Algorithm;
use quick_cache::Equivalent;
use quick_cache::sync::Cache;
use std::hash::Hash;

/// A bounded cache from what a signature depends on to the signature.
///
/// It belongs to one account and so to one key: no key is part of what is looked up.
pub(super) struct SignatureCache(Cache<Key, String>);

/// What a signature is looked up by.
///
/// The text stands whole and not as its SHA-256, which would take longer than the rest of a hit.
#[derive(PartialEq, Eq, Hash)]
struct Key {
    algorithm: Algorithm,
    text: Box<str>,
}

/// A [`Key`] that borrows its text.
///
/// It hashes as that does: field by field, and a `Box<str>` as its `str`.
#[derive(Hash)]
struct Query<'a> {
    algorithm: Algorithm,
    text: &'a str,
}

impl Equivalent<Key> for Query<'_> {
    fn equivalent(&self, key: &Key) -> bool {
        self.algorithm == key.algorithm && *self.text == *key.text
    }
}

impl SignatureCache {
    pub(super) fn new(capacity: usize) -> SignatureCache {
        SignatureCache(bounded_cache(capacity))
    }

    /// The signature of a text: the one made before, or a new one. Threads that miss at the same time
    /// each make one, and the last is kept; all of them are good.
    pub(super) fn get_or_sign<E>(
        &self,
        algorithm: Algorithm,
        text: &str,
        sign: impl FnOnce() -> Result<String, E>,
    ) -> Result<String, E> {
        if let Some(signature) = self.0.get(&Query { algorithm, text }) {
            return Ok(signature);
        }
        let signature = sign()?;
        self.0.insert(Key { algorithm, text: text.into() }, signature.clone());
        Ok(signature)
    }

    pub(super) fn stats(&self) -> CacheStats {
        CacheStats {
            capacity: self.0.capacity(),
            len: self.0.len(),
            hits: self.0.hits(),
            misses: self.0.misses(),
        }
    }
}

/// What the signature cache of an [`Account`](crate::Account) holds, and how often it was used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CacheStats {
    /// Signatures it can hold.
    pub capacity: u64,
    /// Signatures it holds.
    pub len: usize,
    /// How often a signature was there.
    pub hits: u64,
    /// How often it was not, and had to be made.
    pub misses: u64,
}
