//! How a refusal reads.

use crate::catalogue::Rule;

/// A broken rule and what it is about: the words of every error, at compile time and at run time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    rule: Rule,
    subject: String,
    hint: String,
}

impl Refusal {
    /// The rule's own words.
    #[must_use]
    pub fn new(rule: Rule) -> Refusal {
        Refusal { rule, subject: String::new(), hint: String::new() }
    }

    /// Names what breaks the rule, if the rule's words do not.
    #[must_use]
    pub fn about(mut self, subject: impl Into<String>) -> Refusal {
        self.subject = subject.into();
        self
    }

    /// Adds a hint for this case, behind the earlier hints.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Refusal {
        let hint = hint.into();
        if !self.hint.is_empty() && !hint.is_empty() {
            self.hint.push_str("; ");
        }
        self.hint.push_str(&hint);
        self
    }

    /// Whether the refusal names what breaks the rule.
    #[must_use]
    pub fn has_subject(&self) -> bool {
        !self.subject.is_empty()
    }

    /// Whether the refusal has a hint for this case.
    #[must_use]
    pub fn has_hint(&self) -> bool {
        !self.hint.is_empty()
    }

    /// The rule.
    #[must_use]
    pub fn rule(&self) -> Rule {
        self.rule
    }

    /// Everything but the slug.
    #[must_use]
    pub fn message(&self) -> String {
        let mut message = String::new();
        if !self.subject.is_empty() {
            // A name from a JSON text may hold any character, and an error stays on one line.
            message = format!("`{}`: ", self.subject.escape_debug());
        }
        message.push_str(self.rule.words());
        if !self.hint.is_empty() {
            message.push_str("; ");
            message.push_str(&self.hint);
        }
        message
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} [{}]", self.message(), self.rule.slug())
    }
}
