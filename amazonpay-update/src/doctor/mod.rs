//! Checks whether a configuration is in order, with a line for each checked item.
//!
//! A [`Checkup`] checks key file, key id, environment, both halves of the key, region, store id, return URL, topics
//! and clock, and whether they fit together. A mistake in one does not hide the others. With the feature `client` it
//! can also [ask Amazon Pay](Checkup::report_and_ask), once.
//!
//! The [`Report`] holds nothing secret, so you can send it along with a question. The command-line tool prints it with
//! `amazonpay-update doctor`.
//!
//! ```
//! use amazonpay_update::doctor::{Checkup, Subject, Verdict};
//!
//! let report = Checkup::from_json(
//!     r#"{
//!         "region": "eu",
//!         "environment": "live",
//!         "merchant_id": "A3LVSV45M75151",
//!         "public_key_id": "SANDBOX-AEXAMPLEKEYID",
//!         "key_file": "no-such-file.pem"
//!     }"#,
//! )
//! .report();
//! assert!(!report.passed());
//! let problems = report.findings.iter().filter(|finding| finding.verdict == Verdict::Problem);
//! let subjects: Vec<_> = problems.map(|finding| finding.subject).collect();
//! assert_eq!(subjects, [Subject::PUBLIC_KEY_ID, Subject::KEY]);
//! println!("{report}");
//! ```

#[cfg(feature = "client")]
mod ask;
mod checks;
mod report;
mod words;

#[cfg(feature = "client")]
pub use ask::Question;
pub use report::{Finding, Report, Subject, Verdict};

use crate::config::{ConfigError, Parts};
use crate::signing::SigningKey;
use std::fmt;
use std::path::PathBuf;
use std::time::SystemTime;

/// A configuration to check, with its public key, its return URL and its other parts.
///
/// # Examples
///
/// ```
/// use amazonpay_update::doctor::Checkup;
///
/// let checkup = Checkup::from_env("AMAZON_PAY")
///     .public_key_file("public.pem")
///     .store_id("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId")
///     .return_url("https://a.com/merchant-result-page");
/// for finding in checkup.report().findings {
///     println!("{finding}");
/// }
/// ```
#[must_use]
pub struct Checkup {
    parts: Result<Parts, ConfigError>,
    public_key: Option<PathBuf>,
    store_id: Option<String>,
    return_url: Option<String>,
    #[cfg(feature = "ipn")]
    topics: Option<crate::ipn::Topics>,
}

impl Checkup {
    /// Checks environment variables, as [`AccountConfig::from_env`](crate::config::AccountConfig::from_env) reads
    /// them.
    pub fn from_env(prefix: &str) -> Checkup {
        Checkup::of(Parts::from_env(prefix))
    }

    /// Checks a JSON object, as [`AccountConfig::from_json`](crate::config::AccountConfig::from_json) reads it.
    pub fn from_json(text: &str) -> Checkup {
        Checkup::of(Parts::from_json(text))
    }

    /// Checks a TOML document, as [`AccountConfig::from_toml`](crate::config::AccountConfig::from_toml) reads it.
    #[cfg(feature = "toml")]
    pub fn from_toml(text: &str) -> Checkup {
        Checkup::of(Parts::from_toml(text))
    }

    fn of(parts: Result<Parts, ConfigError>) -> Checkup {
        Checkup {
            parts,
            public_key: None,
            store_id: None,
            return_url: None,
            #[cfg(feature = "ipn")]
            topics: None,
        }
    }

    /// Sets the file of the public key that is registered in Seller Central, to be compared with the private key.
    pub fn public_key_file(self, path: impl Into<PathBuf>) -> Checkup {
        Checkup { public_key: Some(path.into()), ..self }
    }

    /// Sets the store id of the shop's payloads, in place of the configuration's.
    pub fn store_id(self, text: impl Into<String>) -> Checkup {
        Checkup { store_id: Some(text.into()), ..self }
    }

    /// Sets the return URL of the shop's payloads, in place of the configuration's.
    pub fn return_url(self, text: impl Into<String>) -> Checkup {
        Checkup { return_url: Some(text.into()), ..self }
    }

    /// Sets the topics whose notifications the shop accepts.
    #[cfg(feature = "ipn")]
    pub fn topics(self, topics: crate::ipn::Topics) -> Checkup {
        Checkup { topics: Some(topics), ..self }
    }

    /// Checks everything that needs no network. It reads the key files.
    #[must_use]
    pub fn report(&self) -> Report {
        let (mut findings, _) = self.look();
        findings.push(checks::clock(SystemTime::now(), checks::ASK));
        findings.push(not_asked());
        Report { findings }
    }

    /// All findings that need no answer of Amazon Pay, and the private key.
    fn look(&self) -> (Vec<Finding>, Option<SigningKey>) {
        let mut findings = vec![checks::library()];
        let private = match &self.parts {
            Ok(parts) => {
                findings.extend(checks::form(parts));
                findings.push(checks::region(&parts.region));
                findings.push(checks::environment(&parts.environment));
                findings.push(checks::merchant_id(&parts.merchant_id));
                findings.push(checks::public_key_id(parts));
                findings.push(checks::algorithm(&parts.algorithm));
                let (private, found) = checks::key(parts);
                findings.extend(found);
                private
            }
            Err(error) => {
                findings.extend(words::problems(error));
                findings.extend(OF_CONFIGURATION.map(unread));
                None
            }
        };
        findings.push(checks::public_key(self.public_key.as_deref(), private.as_ref()));
        let parts = self.parts.as_ref().ok();
        findings.push(checks::store_id(self.store_id.as_deref(), parts));
        findings.push(checks::return_url(self.return_url.as_deref(), parts));
        findings.push(self.topics_found());
        (findings, private)
    }

    fn topics_found(&self) -> Finding {
        match &self.parts {
            #[cfg(feature = "ipn")]
            Ok(parts) => checks::topics(parts, self.topics.as_ref()),
            #[cfg(not(feature = "ipn"))]
            Ok(_) => checks::topics(),
            Err(_) => unread(Subject::TOPICS),
        }
    }
}

// By hand, because a configuration may hold the key.
impl fmt::Debug for Checkup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Checkup").finish_non_exhaustive()
    }
}

/// The subjects that only the configuration has.
const OF_CONFIGURATION: [Subject; 6] = [
    Subject::REGION,
    Subject::ENVIRONMENT,
    Subject::MERCHANT_ID,
    Subject::PUBLIC_KEY_ID,
    Subject::ALGORITHM,
    Subject::KEY,
];

fn unread(subject: Subject) -> Finding {
    Finding::not_checked(subject, "the configuration cannot be read", "correct the configuration first")
}

fn not_asked() -> Finding {
    Finding::not_checked(
        Subject::AMAZON_PAY,
        "whether Amazon Pay accepts this key for this account: nothing was sent",
        checks::ASK,
    )
}
