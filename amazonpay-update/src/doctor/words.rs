//! Makes a finding's words from an error: the mistake and the remedy.

use super::report::{Finding, Subject};
use crate::config::ConfigError;
use crate::violation::Violation;
use std::error::Error;
use std::fmt::Write as _;
use std::io;

/// What to do about a file that cannot be read.
const READABLE: &str = "see that the path is right, from the directory the program runs in, and that the program's \
                        user may read the file";

/// A problem in the words of an error and its sources.
pub(super) fn problem(subject: Subject, error: &(dyn Error + 'static)) -> Finding {
    let text = chain(error);
    if std::iter::successors(Some(error), |&error| error.source()).any(<dyn Error>::is::<io::Error>) {
        return Finding::problem(subject, text, READABLE);
    }
    let (words, remedy) = said(&text);
    Finding { remedy: remedy.map(str::to_owned), ..Finding::problem(subject, words, "") }
}

/// The problems of a configuration whose text or members are wrong. Each broken rule is one.
pub(super) fn problems(error: &ConfigError) -> Vec<Finding> {
    let ConfigError::Json(violations) = error else { return vec![problem(Subject::CONFIGURATION, error)] };
    let of_rule = |violation: &Violation| {
        let message = violation.message();
        let (words, remedy) = said(&message);
        let words = format!("{}: {words} (at {})", violation.rule().slug(), violation.path());
        Finding { remedy: remedy.map(str::to_owned), ..Finding::problem(Subject::CONFIGURATION, words, "") }
    };
    violations.iter().map(of_rule).collect()
}

/// An error and its sources, on one line.
pub(super) fn chain(error: &(dyn Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut last = error;
    while let Some(source) = last.source() {
        let _ = write!(text, ": {source}");
        last = source;
    }
    text
}

/// Errors of this library say what is wrong, and after the last colon what to do. A colon in a quoted text does not
/// count.
pub(super) fn said(text: &str) -> (&str, Option<&str>) {
    let mut quoted = false;
    // From the end, because what is wrong may name a member with a back quote, and what to do does not.
    let last = text.char_indices().rev().find(|&(at, char)| {
        quoted ^= char == '`';
        !quoted && text[at..].starts_with(": ")
    });
    last.map_or((text, None), |(at, _)| (&text[..at], Some(&text[at + 2..])))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::AccountError;
    use crate::config::AccountConfig;
    use crate::region::RegionName;
    use crate::signing::{KeyError, SignError, VerifyError};
    use crate::value::{MerchantId, PublicKeyId, ReturnUrl, StoreId};

    #[test]
    fn what_to_do_stands_behind_the_last_colon_that_is_not_quoted() {
        assert_eq!(said("a: b is wrong: do `c: d`"), ("a: b is wrong", Some("do `c: d`")));
        assert_eq!(said("`a: b` is wrong"), ("`a: b` is wrong", None));
        assert_eq!(said("`a`: b` is wrong: do `c`"), ("`a`: b` is wrong", Some("do `c`")));
        assert_eq!(said(""), ("", None));
    }

    /// Every error that a finding can have.
    fn errors() -> Vec<Box<dyn Error>> {
        let member = || "a".to_owned();
        let (key, key_file) = (member, member);
        let found = "another thing";
        let key_errors = [
            KeyError::TextForFile,
            KeyError::NotPem,
            KeyError::TextTooLong { limit: 1 },
            KeyError::Der,
            KeyError::OpenSshPublic,
            KeyError::OpenSsh,
            KeyError::Encrypted,
            KeyError::NotPrivate { found },
            KeyError::PrivateForPublic,
            KeyError::NotPublic { found },
            KeyError::NotRsa { found },
            KeyError::NotP256 { found },
            KeyError::TooShort { bits: 1 },
            KeyError::TooLong { bits: 1 },
            KeyError::EscapedLineBreaks { found },
            KeyError::NoLineBreaks { found },
            KeyError::Malformed { found },
        ];
        let of_key =
            key_errors.into_iter().map(|source| ConfigError::Key { member: member(), source }.into());
        let mut errors: Vec<Box<dyn Error>> = of_key.collect();
        let reason = || Box::new(KeyError::NotPem);
        errors.push(KeyError::File { path: "a: b".into(), reason: reason() }.into());
        for reason in [
            "".parse::<MerchantId>().expect_err("empty"),
            "".parse::<PublicKeyId>().expect_err("empty"),
            "".parse::<StoreId>().expect_err("empty"),
            "".parse::<ReturnUrl>().expect_err("empty"),
            "http://[/#".parse::<ReturnUrl>().expect_err("several rules"),
        ] {
            errors.push(ConfigError::Id { member: member(), reason }.into());
        }
        let reason = "".parse::<RegionName>().expect_err("empty");
        for error in [
            ConfigError::MissingMember { member: member(), value: "`a` or `b`" },
            ConfigError::NotText { member: member() },
            ConfigError::NotUnicode { member: member() },
            ConfigError::Prefix { prefix: "A_".to_owned() },
            ConfigError::Word { member: member(), reason },
            ConfigError::TwoKeys { key: key(), key_file: key_file() },
            ConfigError::TextInKeyFile { key: key(), key_file: key_file() },
            ConfigError::NoTextInKey { key: key(), key_file: key_file() },
            ConfigError::OtherRegion { expected: RegionName::Us, found: RegionName::Eu },
            ConfigError::Account(AccountError::Previous { part: "region" }),
            ConfigError::NotAnObject,
        ] {
            errors.push(error.into());
        }
        #[cfg(feature = "toml")]
        errors.push(ConfigError::Toml { line: 1 }.into());
        errors.extend([SignError::Backend, SignError::Date, SignError::TargetTooLong].map(Into::into));
        errors.push(VerifyError::Mismatch.into());
        errors
    }

    #[test]
    fn every_error_says_what_to_do_outside_of_what_it_quotes() {
        for error in errors() {
            let finding = problem(Subject::KEY, error.as_ref());
            let remedy = finding.remedy.unwrap_or_else(|| panic!("no remedy: {error}"));
            for text in [&finding.words, &remedy] {
                assert_eq!(text.matches('`').count() % 2, 0, "cut inside a quotation: {text}");
                assert_eq!(text.matches('{').count(), text.matches('}').count(), "cut inside braces: {text}");
            }
            assert!(!remedy.is_empty() && !finding.words.is_empty(), "{error}");
        }
    }

    #[test]
    fn each_broken_rule_of_a_text_is_one_problem() {
        for (text, expected) in [
            (
                "[]",
                &[(
                    "the configuration must be a JSON object",
                    "write its members as in `{\"region\": \"us\"}`",
                )][..],
            ),
            (
                "{",
                &[(
                    "not_json: the text is not valid JSON (at line 1 column 1)",
                    "correct it where line and column point; expected the name of a member, in quotes",
                )],
            ),
        ] {
            let found = problems(&AccountConfig::from_json(text).expect_err("it is wrong"));
            let found: Vec<_> = found
                .iter()
                .map(|of| (of.words.as_str(), of.remedy.as_deref().unwrap_or_default()))
                .collect();
            assert_eq!(found, expected);
        }
        let twice = r#"{"a: b": "", "a: b": "", "c": "", "c": ""}"#;
        let found = problems(&AccountConfig::from_json(twice).expect_err("keys are there twice"));
        assert!(found[0].words.ends_with("the same key twice (at [\"a: b\"])"), "{found:?}");
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn the_words_of_the_system_are_no_remedy() {
        let io = KeyError::Io { path: "a.pem".into(), source: io::ErrorKind::NotFound.into() };
        let finding = problem(Subject::KEY, &io);
        assert_eq!(finding.words, "cannot read the key file `a.pem`: entity not found");
        assert_eq!(finding.remedy.as_deref(), Some(READABLE));
    }
}
