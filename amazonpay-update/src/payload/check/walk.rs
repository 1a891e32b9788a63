//! What every part of the check needs: to take a value as the type it should have, and to note
//! what is wrong with it.

use super::Warning;
use crate::json::{Json, Members};
use crate::violation::{Path, Violations};
use amazonpay_update_rules::{Refusal, Rule, RuleSet, closest, schema};

/// Goes through a JSON value beside Amazon's schema and notes every broken rule.
pub(super) struct Walk {
    /// Whether the buyer chooses an address; `None` when no product type was stated.
    pub(super) ships: Option<bool>,
    /// Whether `chargePermissionType` is the one that `setupOnly` belongs to.
    pub(super) on_file: bool,
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
            self.violations.add(path, || match closest(text, known.iter().copied()) {
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

    /// Calls `each` for every known name, in order: with every value the object has for it, or
    /// with `None`. Refuses every other name.
    pub(super) fn members(
        &mut self,
        path: &Path<'_>,
        known: &[&'static str],
        members: &Members,
        mut each: impl FnMut(&mut Walk, &Path<'_>, &'static str, Option<&Json>),
    ) {
        for name in known {
            let path = path.key(name);
            let times = members.values(name).count();
            self.expect_once(&path, times);
            if times == 0 {
                each(self, &path, name, None);
            }
            for value in members.values(name) {
                each(self, &path, name, Some(value));
            }
        }
        for (name, values) in members.by_key().filter(|(name, _)| !known.contains(name)) {
            let parent = path.last_key();
            let path = path.key(name);
            self.expect_once(&path, values.len());
            self.violations.add(&path, || schema::refuse_name(parent, name, known.iter().copied()));
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
