//! The findings, as text and as data.

use crate::value::word::words;
use serde::ser::{Serialize, SerializeStruct, Serializer};
use std::fmt;

/// The findings of a [`Checkup`](super::Checkup).
///
/// As a text, it has one line for each [`Finding`], and the remedy, if any, on the line below. With serde it is
/// `{"findings": [...]}`. It holds nothing secret: neither a key nor a signature.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Report {
    /// A finding for each checked item, always in the same order.
    pub findings: Vec<Finding>,
}

impl Report {
    /// Whether there is no [`Verdict::Problem`].
    #[must_use]
    pub fn passed(&self) -> bool {
        self.count(Verdict::Problem) == 0
    }

    /// How many findings have this verdict.
    #[must_use]
    pub fn count(&self, verdict: Verdict) -> usize {
        self.findings.iter().filter(|finding| finding.verdict == verdict).count()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (nth, finding) in self.findings.iter().enumerate() {
            write!(f, "{}{finding}", if nth == 0 { "" } else { "\n" })?;
        }
        Ok(())
    }
}

impl Serialize for Report {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Report", 1)?;
        object.serialize_field("findings", &self.findings)?;
        object.end()
    }
}

/// One thing that was checked, and whether it is in order.
///
/// With serde it is `{"subject", "verdict", "words", "remedy"}`. Without a remedy, `remedy` is `null`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// The item that was checked.
    pub subject: Subject,
    /// Whether the item is in order.
    pub verdict: Verdict,
    /// The result, on one line.
    pub words: String,
    /// What to do, on one line. `None` when the item is in order.
    pub remedy: Option<String>,
}

impl Finding {
    pub(super) fn ok(subject: Subject, words: impl Into<String>) -> Finding {
        Finding { subject, verdict: Verdict::Ok, words: words.into(), remedy: None }
    }

    pub(super) fn warning(subject: Subject, words: impl Into<String>, remedy: impl Into<String>) -> Finding {
        Finding { verdict: Verdict::Warning, ..Finding::problem(subject, words, remedy) }
    }

    pub(super) fn problem(subject: Subject, words: impl Into<String>, remedy: impl Into<String>) -> Finding {
        Finding { subject, verdict: Verdict::Problem, words: words.into(), remedy: Some(remedy.into()) }
    }

    pub(super) fn not_checked(
        subject: Subject,
        words: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Finding {
        Finding { verdict: Verdict::NotChecked, ..Finding::problem(subject, words, remedy) }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Finding { subject, verdict, words, remedy } = self;
        write!(f, "{verdict:<11}  {subject:<13}  {words}")?;
        remedy.iter().try_for_each(|remedy| write!(f, "\n{:28}-> {remedy}", ""))
    }
}

impl Serialize for Finding {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Finding", 4)?;
        object.serialize_field("subject", self.subject.as_str())?;
        object.serialize_field("verdict", self.verdict.as_str())?;
        object.serialize_field("words", &self.words)?;
        object.serialize_field("remedy", &self.remedy)?;
        object.end()
    }
}

words! {
    /// Whether something is in order.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    Verdict is "verdict" {
        /// The item is in order.
        Ok = "ok",
        /// The item may not be in order, or not for long.
        Warning = "warning",
        /// The item is not in order, and operations that need it will fail.
        Problem = "problem",
        /// The item was not checked, and the words say why.
        NotChecked = "not_checked",
    }
}

/// An item that is checked. With serde and as a text it is one word.
///
/// The subjects are constants and not variants, because rustc writes a type such as [`StoreId`](crate::StoreId) by its
/// bare name only when no other public item has that name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Subject(&'static str);

impl Subject {
    /// This library: its version and its backend.
    pub const LIBRARY: Subject = Subject("library");
    /// The configuration as a whole: its form, and unknown members.
    pub const CONFIGURATION: Subject = Subject("configuration");
    /// The region.
    pub const REGION: Subject = Subject("region");
    /// The environment: Sandbox or Live.
    pub const ENVIRONMENT: Subject = Subject("environment");
    /// The merchant's id.
    pub const MERCHANT_ID: Subject = Subject("merchant_id");
    /// The id of the public key, and whether it fits the environment.
    pub const PUBLIC_KEY_ID: Subject = Subject("public_key_id");
    /// The algorithm.
    pub const ALGORITHM: Subject = Subject("algorithm");
    /// The private key, with its file and its form.
    pub const KEY: Subject = Subject("key");
    /// The public key, and whether it belongs to the private key.
    pub const PUBLIC_KEY: Subject = Subject("public_key");
    /// The store's id.
    pub const STORE_ID: Subject = Subject("store_id");
    /// The URL that the buyer returns to.
    pub const RETURN_URL: Subject = Subject("return_url");
    /// The topics that notifications come from.
    pub const TOPICS: Subject = Subject("topics");
    /// The system's clock.
    pub const CLOCK: Subject = Subject("clock");
    /// Amazon Pay's answer.
    pub const AMAZON_PAY: Subject = Subject("amazon_pay");

    /// The subject as a text.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.0
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0)
    }
}

impl Serialize for Subject {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0)
    }
}
