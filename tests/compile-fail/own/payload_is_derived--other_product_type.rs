//! Gives a payload another product type than it was checked for.

use amazonpay_update::{PayAndShip, PayOnly, Update, UpdatePayload};

struct Relabelled(Update<PayAndShip>);

impl UpdatePayload for Relabelled {
    type ProductType = PayOnly;

    fn canonical_len(&self) -> usize {
        self.0.canonical_len()
    }

    fn write_canonical(&self, out: &mut String) {
        self.0.write_canonical(out);
    }
}

fn main() {}
