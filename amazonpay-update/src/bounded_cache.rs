//! A cache with a fixed capacity.

use quick_cache::sync::{Cache, DefaultLifecycle};
use quick_cache::{DefaultHashBuilder, OptionsBuilder, UnitWeighter};
use std::hash::Hash;

/// An empty cache of up to `capacity` entries.
pub(crate) fn bounded_cache<K: Eq + Hash, V: Clone>(capacity: usize) -> Cache<K, V> {
    // One shard, so that the limit is exact. Hits share its lock. Only an insertion takes the lock exclusively.
    let options = OptionsBuilder::new()
        .shards(1)
        .estimated_items_capacity(capacity)
        .weight_capacity(capacity as u64)
        .build()
        .expect("all that is required is given");
    Cache::with_options(options, UnitWeighter, DefaultHashBuilder::default(), DefaultLifecycle::default())
}
