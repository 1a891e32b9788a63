//! The payload that is turned into Rust, with the places of its broken rules.

use crate::output::visible_json;
use crate::places::Broken;
use amazonpay_update_rules::json::{Json, Key};
use std::ops::Range;

/// A payload, and a comment for each rule that it breaks.
pub(super) struct Source<'s> {
    pub(super) text: &'s str,
    pub(super) json: &'s Json,
    /// Sorted by the byte at which the wrong name or value begins.
    comments: Vec<(usize, String)>,
}

impl<'s> Source<'s> {
    pub(super) fn new(text: &'s str, json: &'s Json, broken: Vec<Broken>) -> Source<'s> {
        let comment = |Broken { violation, at, .. }: Broken| {
            (at.byte, format!("// {}: {}", violation.rule().slug(), violation.message()))
        };
        let mut comments: Vec<_> = broken.into_iter().map(comment).collect();
        comments.sort_by_key(|(at, _)| *at);
        Source { text, json, comments }
    }

    /// The comments on names and values that begin in these bytes.
    pub(super) fn comments_in(&self, bytes: Range<usize>) -> impl Iterator<Item = &str> {
        let from = self.comments.partition_point(|(at, _)| *at < bytes.start);
        let inside = self.comments[from..].iter().take_while(move |(at, _)| *at < bytes.end);
        inside.map(|(_, comment)| comment.as_str())
    }

    /// The comments on a value, but not on its members or elements.
    pub(super) fn comments_on(&self, value: &Json) -> impl Iterator<Item = &str> {
        self.comments_in(value.at.byte..value.at.byte + 1)
    }

    /// The comments on a member, but not on the members or elements of its value.
    pub(super) fn comments_on_member(&self, key: &Key, value: &Json) -> impl Iterator<Item = &str> {
        self.comments_in(key.at.byte..key.end).chain(self.comments_on(value))
    }

    /// A comment with a member from the text, on one line.
    pub(super) fn as_comment(&self, key: &Key, value: &Json) -> String {
        // These characters are only between tokens.
        let parts = self.text[key.at.byte..value.end].split(['\n', '\r', '\t']);
        let parts: Vec<&str> =
            parts.map(|part| part.trim_matches(' ')).filter(|part| !part.is_empty()).collect();
        format!("// not said here: {}", visible_json(&parts.join(" ")))
    }
}

/// The members of an object in the order of the text.
pub(super) fn in_order(members: &[(Key, Json)]) -> Vec<&(Key, Json)> {
    let mut members: Vec<_> = members.iter().collect();
    members.sort_by_key(|(key, _)| key.at.byte);
    members
}

/// A string literal of Rust, with invisible characters escaped.
pub(super) fn literal(text: &str) -> String {
    format!("{text:?}")
}
