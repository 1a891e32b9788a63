//! What is printed: one line for each number, with its bound.

use std::time::Duration;

#[derive(Default)]
pub(super) struct Table {
    missed: usize,
}

impl Table {
    pub(super) fn holds_if(&mut self, name: &str, shown: &str, holds: bool) {
        self.missed += usize::from(!holds);
        println!("  {name:<72} {shown:>9}  {}", if holds { "ok" } else { "MISSED" });
    }

    pub(super) fn none(&mut self, name: &str, number: usize) {
        self.holds_if(name, &number.to_string(), number == 0);
    }

    pub(super) fn holds(&self) -> bool {
        self.missed == 0
    }
}

pub(super) fn title(text: &str) {
    println!("\n{text}");
}

pub(super) fn line(name: &str, shown: &str) {
    println!("  {name:<72} {shown:>9}");
}

pub(super) fn ratio(one: Duration, other: Duration) -> String {
    format!("{:.1}", one.as_secs_f64() / other.as_secs_f64())
}

pub(super) fn percent(part: Duration, whole: Duration) -> String {
    format!("{:.1} %", 100.0 * part.as_secs_f64() / whole.as_secs_f64())
}

/// Of times that are sorted.
pub(super) fn percentile(times: &[Duration], share: usize) -> Duration {
    times.get(times.len() * share / 100).copied().unwrap_or_default()
}
