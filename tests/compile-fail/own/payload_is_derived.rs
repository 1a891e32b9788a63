//! Implements `UpdatePayload` by hand, with a text that nobody has checked.

use amazonpay_update::{PayOnly, UpdatePayload};

struct AnyText(String);

impl UpdatePayload for AnyText {
    type ProductType = PayOnly;

    fn canonical_len(&self) -> usize {
        self.0.len()
    }

    fn write_canonical(&self, out: &mut String) {
        out.push_str(&self.0);
    }
}

fn main() {}
