//! Where in its text a payload breaks a rule.

use crate::shared::word;
use amazonpay_update::payload::NeededProductType;
use amazonpay_update_rules::check::{self, Place, Report};
use amazonpay_update_rules::json::{Json, Kind, NotRead};
use amazonpay_update_rules::schema::Member;
use amazonpay_update_rules::{Path, Refusal};
use std::ops::Range;

/// The bytes of each broken rule, in the order in which `CheckedPayload` lists them. Of a list or an object it is
/// the bracket alone.
pub(crate) fn places(
    read: &Result<Json, NotRead>,
    product_type: Option<NeededProductType>,
) -> Vec<Range<usize>> {
    let mut places = Places(Vec::new());
    match read {
        Ok(json) => check::check(json, product_type.and_then(word), &mut places),
        Err(why) => places.0.push(why.at.byte..why.at.byte + 1),
    }
    places.0
}

struct Places(Vec<Range<usize>>);

impl Report<Json> for Places {
    fn refuse(&mut self, _: &Path<'_>, place: Place<'_, Json>, _: impl FnOnce() -> Refusal) {
        self.0.push(match place {
            Place::Key(key) => key.at.byte..key.end,
            Place::Value(Json { kind: Kind::List(_) | Kind::Object(_), at, .. }) => at.byte..at.byte + 1,
            Place::Value(value) => value.at.byte..value.end,
        });
    }

    fn more_bytes(&mut self, _: &Path<'_>, _: &Member, _: usize, _: &str) {}
}
