//! The error of a text that is not a value.

use amazonpay_update_rules::{Rule, RuleSet};
use std::fmt;

/// A text breaks the rules of its value.
///
/// The error does not hold the text, because the text may be a secret that must not reach a log. `Debug` has the words
/// of `Display`, for a `main` that returns the error.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct InvalidValue {
    member: &'static str,
    first: Rule,
    broken: RuleSet,
}

impl InvalidValue {
    /// `None` when no rule is broken.
    pub(crate) const fn new(member: &'static str, broken: RuleSet) -> Option<InvalidValue> {
        match broken.first() {
            Some(first) => Some(InvalidValue { member, first, broken }),
            None => None,
        }
    }

    pub(crate) const fn of(member: &'static str, rule: Rule) -> InvalidValue {
        InvalidValue { member, first: rule, broken: RuleSet::EMPTY.with(rule) }
    }

    /// Amazon's name for the member.
    #[must_use]
    pub const fn member(&self) -> &'static str {
        self.member
    }

    /// The first rule that the text breaks.
    #[must_use]
    pub const fn rule(&self) -> Rule {
        self.first
    }

    /// Every rule that the text breaks.
    pub const fn rules(&self) -> RuleSet {
        self.broken
    }
}

impl fmt::Display for InvalidValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (nth, rule) in self.broken.iter().enumerate() {
            f.write_str(if nth == 0 { "" } else { "; " })?;
            f.write_str(rule.refusal())?;
        }
        Ok(())
    }
}

impl fmt::Debug for InvalidValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "InvalidValue({self})")
    }
}

impl std::error::Error for InvalidValue {}
