//! Makes a finding's words from an error: the mistake and the remedy.

use super::report::{Finding, Subject};
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
    let mut last = None;
    for (at, char) in text.char_indices() {
        quoted ^= char == '`';
        if !quoted && text[at..].starts_with(": ") {
            last = Some(at);
        }
    }
    last.map_or((text, None), |at| (&text[..at], Some(&text[at + 2..])))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signing::KeyError;

    #[test]
    fn what_to_do_stands_behind_the_last_colon_that_is_not_quoted() {
        assert_eq!(said("a: b is wrong: do `c: d`"), ("a: b is wrong", Some("do `c: d`")));
        assert_eq!(said("`a: b` is wrong"), ("`a: b` is wrong", None));
        assert_eq!(said(""), ("", None));
    }

    #[test]
    fn the_words_of_the_system_are_no_remedy() {
        let io = KeyError::Io { path: "a.pem".into(), source: io::ErrorKind::NotFound.into() };
        let finding = problem(Subject::KEY, &io);
        assert_eq!(finding.words, "cannot read the key file `a.pem`: entity not found");
        assert_eq!(finding.remedy.as_deref(), Some(READABLE));
    }
}
