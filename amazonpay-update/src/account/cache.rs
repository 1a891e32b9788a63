//! Keeps the signatures that an account has made, to use them again.

use crate::bounded_cache::bounded_cache;
use crate::signing::Algorithm;
use quick_cache::Equivalent;
use quick_cache::sync::Cache;
use std::hash::Hash;

/// A bounded cache of signatures.
///
/// It belongs to one account and so to one key. So the key is no part of an entry.
pub(super) struct SignatureCache(Cache<Key, String>);

/// The values by which a signature is looked up.
///
/// It holds the whole text and not its SHA-256, because hashing would take longer than the rest of a hit.
#[derive(PartialEq, Eq, Hash)]
struct Key {
    algorithm: Algorithm,
    text: Box<str>,
}

/// A [`Key`] that borrows its text.
///
/// It hashes as [`Key`] does: field by field, and a `Box<str>` as its `str`.
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

    /// The kept signature of a text, or a new signature. Threads that miss at the same time each make a signature.
    /// The last is kept, and all of them verify.
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

/// The size of an [`Account`](crate::Account)'s signature cache, and how often it was used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CacheStats {
    /// How many signatures the cache can hold.
    pub capacity: u64,
    /// How many signatures the cache holds.
    pub len: usize,
    /// How often a signature was in the cache.
    pub hits: u64,
    /// How often a signature was not in the cache and had to be made.
    pub misses: u64,
}
