//! The row that a need is about.

use super::member::{Member, Need};
use super::table::by_name;

/// The member that a need is about.
///
/// # Panics
///
/// When the table has no such member, which its own test excludes.
#[must_use]
pub fn needed(need: &Need) -> &'static Member {
    by_name(need.member).expect("a need names a member of the table")
}
