//! The check of a JSON payload by the schema's table. It checks a text while a program runs, and tokens while a program
//! compiles.

mod attempted;
mod members;
mod node;
mod walk;

pub use node::{Node, Place, Report, Value};

use crate::path::Path;
use crate::word::Word;
use walk::Walk;

/// Reports every rule that a payload breaks. A missing member is left out if a wrong name was meant for it. In each
/// object, the members of the table come first, in its order, and the unknown members after them. Without a product
/// type, the rules about the product type are not checked.
pub fn check<N: Node>(payload: &N, product_type: Option<Word>, report: &mut impl Report<N>) {
    let mut walk = Walk::new(report);
    if let Some(members) = walk.object(&Path::Root, payload) {
        walk.attempted = attempted::attempted(members);
        walk.unmet = members::unmet(members, product_type, &walk.attempted);
        walk.members_of("", &Path::Root, "", payload, members);
    }
}

/// Reports every name that an object in this value has twice.
pub fn find_duplicate_keys<N: Node>(path: &Path<'_>, value: &N, report: &mut impl Report<N>) {
    Walk::new(report).duplicate_keys(path, value);
}
