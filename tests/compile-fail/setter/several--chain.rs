//! Two setters that an update has not.
// breaks: no_charge_amount_in_update, unknown_member

use amazonpay_update::Update;

fn main() {
    drop(Update::builder().charge_amount("10.00").recurring_metadata("monthly"));
}
