//! What every part of the check needs: to take a value as the type it should have, and to note
//! what is wrong with it.

use super::Warning;
use crate::json::{Json, Members};
use crate::violation::{Path, Violations};
use amazonpay_update_rules::{Refusal, Rule, RuleSet, closest, schema};

/// Goes through a JSON value beside Amazon's schema and notes every broken rule.
pub(super) struct Walk {
    /// The rules that a member breaks by standing in this payload: see [`unmet`](super::member::unmet).
    pub(super) unmet: RuleSet,
    pub(super) violations: Violations,
    pub(super) warnings: Vec<Warning>,
}

impl Walk {
    pub(super) fn refuse(&mut self, path: &Path<'_>, refusal: Refusal) {
        self.violations.add(path, || refusal);
    }

    /// Notes the rules a text breaks, and which of the `known` words may have been meant.
    pub(super) fn refuse_text(&mut self, path: &Path<'_>, text: &str, broken: RuleSet, known: &[&str]) {
        for rule in broken.iter() {
            self.violations.add(path, || match closest(text, known) {
                Some(near) => Refusal::new(rule).hint(format!("did you mean `{near}`?")),
                None => Refusal::new(rule),
            });
        }
    }

    pub(super) fn refuse_type(&mut self, path: &Path<'_>, expected: &str, value: &Json) {
        let hint = format!("expected {expected}, found {}", value.kind());
        self.refuse(path, Refusal::new(Rule::WrongMemberType).hint(hint));
        value.find_duplicate_keys(path, &mut self.violations);
    }

    pub(super) fn string<'j>(&mut self, path: &Path<'_>, value: &'j Json) -> Option<&'j str> {
        if value.as_str().is_none() {
            self.refuse_type(path, "a string", value);
        }
        value.as_str()
    }

    pub(super) fn list<'j>(&mut self, path: &Path<'_>, value: &'j Json) -> Option<&'j [Json]> {
        if let Json::Array(values) = value {
            return Some(values);
        }
        self.refuse_type(path, "a list", value);
        None
    }

    pub(super) fn object<'j>(&mut self, path: &Path<'_>, value: &'j Json) -> Option<&'j Members> {
        if let Json::Object(members) = value {
            return Some(members);
        }
        self.refuse_type(path, "an object", value);
        None
    }

    /// Refuses every name that an object of the table does not have.
    pub(super) fn refuse_unknown(&mut self, parent: &str, path: &Path<'_>, object: &Members) {
        let known: Vec<&str> = schema::members_of(parent).iter().map(|member| member.name).collect();
        for (name, values) in object.by_key().filter(|(name, _)| !known.contains(name)) {
            let place = path.last_key();
            let path = path.key(name);
            self.expect_once(&path, values.len());
            self.violations.add(&path, || schema::refuse_name(place, name, &known));
            for (_, value) in values {
                value.find_duplicate_keys(&path, &mut self.violations);
            }
        }
    }

    /// A key stands in its object once.
    pub(super) fn expect_once(&mut self, path: &Path<'_>, times: usize) {
        if times > 1 {
            self.refuse(path, Refusal::new(Rule::DuplicateKey));
        }
    }
}
