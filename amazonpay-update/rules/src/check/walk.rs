//! What every part of the check needs: to read a value as the type that it should have, and to report what is wrong.

use super::node::{Node, Place, Report, Value};
use crate::catalogue::Rule;
use crate::closest::closest;
use crate::path::Path;
use crate::refusal::Refusal;
use crate::rule_set::RuleSet;
use crate::schema;
use std::marker::PhantomData;

/// The members of an object.
pub(super) type Members<'n, N> = &'n [(<N as Node>::Key, N)];

/// Walks through a JSON value and through Amazon's schema together.
pub(super) struct Walk<'r, N, R> {
    /// The rules that a member breaks by standing in this payload: see [`unmet`](super::members::unmet).
    pub(super) unmet: RuleSet,
    /// The members that unknown names were meant for: see [`attempted`](super::attempted::attempted).
    pub(super) attempted: Vec<&'static str>,
    pub(super) report: &'r mut R,
    nodes: PhantomData<fn(&N)>,
}

impl<'r, N, R> Walk<'r, N, R> {
    pub(super) fn new(report: &'r mut R) -> Walk<'r, N, R> {
        Walk { unmet: RuleSet::EMPTY, attempted: Vec::new(), report, nodes: PhantomData }
    }
}

impl<N: Node, R: Report<N>> Walk<'_, N, R> {
    pub(super) fn refuse(&mut self, path: &Path<'_>, value: &N, refusal: Refusal) {
        self.report.refuse(path, Place::Value(value), || refusal);
    }

    /// Reports the rules that a text breaks, and which of the `known` words it may mean.
    pub(super) fn refuse_text(
        &mut self,
        path: &Path<'_>,
        place: Place<'_, N>,
        text: &str,
        broken: RuleSet,
        known: &[&str],
    ) {
        for rule in broken.iter() {
            self.report.refuse(path, place, || match closest(text, known) {
                Some(near) => Refusal::new(rule).hint(format!("did you mean `{near}`?")),
                None => Refusal::new(rule),
            });
        }
    }

    /// Reports a value of another type than `expected`, and what to do about it.
    pub(super) fn refuse_type(&mut self, path: &Path<'_>, expected: &str, value: &N, remedy: &str) {
        let hint = format!("expected {expected}, found {}", value.value().kind());
        self.refuse(path, value, Refusal::new(Rule::WrongMemberType).hint(hint).hint(remedy));
        self.duplicate_keys(path, value);
    }

    pub(super) fn string<'n>(&mut self, path: &Path<'_>, value: &'n N) -> Option<&'n str> {
        if let Value::Text(text) = value.value() {
            return Some(text);
        }
        self.refuse_type(path, "a string", value, "");
        None
    }

    pub(super) fn list<'n>(&mut self, path: &Path<'_>, value: &'n N) -> Option<&'n [N]> {
        if let Value::List(values) = value.value() {
            return Some(values);
        }
        self.refuse_type(path, "a list", value, "");
        None
    }

    pub(super) fn object<'n>(&mut self, path: &Path<'_>, value: &'n N) -> Option<Members<'n, N>> {
        if let Value::Object(members) = value.value() {
            return Some(members);
        }
        self.refuse_type(path, "an object", value, "");
        None
    }

    /// Reports every name that an object of the table does not have.
    pub(super) fn refuse_unknown(&mut self, parent: &str, path: &Path<'_>, object: Members<'_, N>) {
        let known: Vec<&str> = schema::members_of(parent).iter().map(|member| member.name).collect();
        for same in by_key(object).filter(|same| !known.contains(&same[0].0.as_ref())) {
            let (place, name) = (path.last_key(), same[0].0.as_ref());
            let path = path.key(name);
            self.expect_once(&path, same);
            self.report.refuse(&path, Place::Key(&same[0].0), || schema::refuse_name(place, name, &known));
            for (_, value) in same {
                self.duplicate_keys(&path, value);
            }
        }
    }

    /// Reports a name that stands in its object more than once.
    pub(super) fn expect_once(&mut self, path: &Path<'_>, same: Members<'_, N>) {
        if let [_, (again, _), ..] = same {
            self.report.refuse(path, Place::Key(again), || Refusal::new(Rule::DuplicateKey));
        }
    }

    /// Reports every name that an object in this value has twice.
    pub(super) fn duplicate_keys(&mut self, path: &Path<'_>, value: &N) {
        match value.value() {
            Value::List(values) => {
                for (index, value) in values.iter().enumerate() {
                    self.duplicate_keys(&path.index(index), value);
                }
            }
            Value::Object(members) => {
                for same in by_key(members) {
                    let path = path.key(same[0].0.as_ref());
                    self.expect_once(&path, same);
                    for (_, value) in same {
                        self.duplicate_keys(&path, value);
                    }
                }
            }
            Value::Null | Value::Flag(_) | Value::Number | Value::Text(_) | Value::Expression => {}
        }
    }
}

/// The members of an object, grouped by their names.
pub(super) fn by_key<N: Node>(members: Members<'_, N>) -> impl Iterator<Item = Members<'_, N>> {
    members.chunk_by(|(a, _), (b, _)| a.as_ref() == b.as_ref())
}

/// The members of one name.
pub(super) fn of_key<'n, N: Node>(members: Members<'n, N>, name: &str) -> Members<'n, N> {
    for same in by_key(members) {
        if same[0].0.as_ref() == name {
            return same;
        }
    }
    &[]
}
