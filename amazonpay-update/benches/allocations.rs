//! Prints how often `to_canonical_json` and a write into a reused buffer allocate, for `benches/run`.
//!
//! It is a program of its own, because an allocator that counts would slow down what `repeat` times.

mod subject;

use amazonpay_update::UpdatePayload;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use std::alloc::System;
use std::hint::black_box;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

fn main() {
    let update = subject::update();
    let new = allocations(|| drop(black_box(update.to_canonical_json())));
    let mut text = update.to_canonical_json();
    text.clear();
    let reused = allocations(|| update.write_canonical(black_box(&mut text)));
    println!("{new} {reused}");
}

fn allocations(operation: impl FnOnce()) -> usize {
    let region = Region::new(ALLOCATOR);
    operation();
    let change = region.change();
    change.allocations + change.reallocations
}
