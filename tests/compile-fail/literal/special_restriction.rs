//! A special restriction in the wrong case.

use amazonpay_update::special_restriction;

fn main() {
    let _ = special_restriction!("RestrictPoBoxes");
}
