//! What a check returns: the rules that are broken.

use crate::catalogue::Rule;
use std::fmt;

/// A set of rules, as a check returns it: empty when nothing is broken.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
#[must_use]
pub struct RuleSet(u64);

impl RuleSet {
    /// No rule.
    pub const EMPTY: RuleSet = RuleSet(0);

    /// This set and one more rule.
    pub const fn with(self, rule: Rule) -> RuleSet {
        RuleSet(self.0 | 1 << rule as u64)
    }

    /// This set, with one more rule if `broken`.
    pub const fn with_if(self, broken: bool, rule: Rule) -> RuleSet {
        if broken { self.with(rule) } else { self }
    }

    /// Whether no rule is broken.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether the set has `rule`.
    #[must_use]
    pub const fn contains(self, rule: Rule) -> bool {
        self.0 & 1 << rule as u64 != 0
    }

    /// The first rule, in the order of the catalogue.
    #[must_use]
    pub const fn first(self) -> Option<Rule> {
        if self.0 == 0 { None } else { Some(Rule::ALL[self.0.trailing_zeros() as usize]) }
    }

    /// The refusals of all rules, one after the other, and how many bytes they have. For constants, which have no
    /// `String`.
    #[must_use]
    pub const fn refusals(self) -> ([u8; REFUSALS], usize) {
        let (mut text, mut length, mut nth) = ([0; REFUSALS], 0, 0);
        while nth < Rule::ALL.len() {
            if self.contains(Rule::ALL[nth]) {
                length = appended(&mut text, length, if length == 0 { "" } else { "; " });
                length = appended(&mut text, length, Rule::ALL[nth].refusal());
            }
            nth += 1;
        }
        (text, length)
    }

    /// All rules of the set, in the order of the catalogue.
    pub fn iter(self) -> impl Iterator<Item = Rule> {
        Rule::ALL.iter().copied().filter(move |rule| self.contains(*rule))
    }
}

impl fmt::Debug for RuleSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

/// Room in bytes for the refusals of one text: enough for a URL that breaks all of its rules.
const REFUSALS: usize = 2048;

/// Appends a text, or as much of it as fits.
const fn appended(to: &mut [u8; REFUSALS], from: usize, text: &str) -> usize {
    let (text, mut at) = (text.as_bytes(), 0);
    while at < text.len() && from + at < REFUSALS {
        to[from + at] = text[at];
        at += 1;
    }
    from + at
}

const _: () = assert!(Rule::ALL.len() <= 64, "a RuleSet has 64 places");
