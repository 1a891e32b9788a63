//! The places in the text where a payload breaks rules.

use crate::shared::word;
use amazonpay_update::__private::violation::{at_path, not_read};
use amazonpay_update::payload::{NeededProductType, Violation};
use amazonpay_update_rules::check::{self, Place, Report};
use amazonpay_update_rules::json::{Json, Kind, NotRead, Position};
use amazonpay_update_rules::schema::Member;
use amazonpay_update_rules::{Path, Refusal};

/// A broken rule and its place.
pub(crate) struct Broken {
    pub(crate) violation: Violation,
    pub(crate) at: Position,
    /// The byte after the place. For a list or an object, the place is only the bracket.
    pub(crate) end: usize,
}

impl Broken {
    /// The one rule that an unreadable text breaks.
    pub(crate) fn not_read(why: NotRead) -> Broken {
        Broken { at: why.at, end: why.at.byte + 1, violation: not_read(why) }
    }

    /// The first rules that a payload breaks, so many at most, in the order in which `CheckedPayload` lists them.
    pub(crate) fn rules(json: &Json, product_type: Option<NeededProductType>, most: usize) -> Vec<Broken> {
        let mut places = Places { found: Vec::new(), most };
        check::check(json, product_type.and_then(word), &mut places);
        places.found
    }
}

struct Places {
    found: Vec<Broken>,
    most: usize,
}

impl Report<Json> for Places {
    fn refuse(&mut self, path: &Path<'_>, place: Place<'_, Json>, refusal: impl FnOnce() -> Refusal) {
        if self.found.len() == self.most {
            return;
        }
        let (at, end) = match place {
            Place::Key(key) => (key.at, key.end),
            Place::Value(Json { kind: Kind::List(_) | Kind::Object(_), at, .. }) => (*at, at.byte + 1),
            Place::Value(value) => (value.at, value.end),
        };
        self.found.push(Broken { violation: at_path(refusal(), path), at, end });
    }

    fn more_bytes(&mut self, _: &Path<'_>, _: &Member, _: usize, _: &str) {}
}
