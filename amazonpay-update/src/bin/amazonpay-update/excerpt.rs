//! A broken rule as a compiler shows an error: below its words the line of the JSON, with carets.

use amazonpay_update::__private::shown::{is_invisible, looks_like_a_key};
use amazonpay_update::payload::Violation;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use std::ops::Range;

/// Columns of the terminal that a quoted line takes. A longer one is cut around its carets.
const WIDTH: usize = 100;

/// The most carets below a line.
const CARETS: usize = 40;

/// Characters on both sides of the first caret that are looked at. What is quoted is a part of them.
const AROUND: usize = 4 * WIDTH;

/// Shows rules that a text breaks.
pub(crate) struct Excerpts<'t> {
    text: &'t str,
    /// The file.
    name: &'t str,
    renderer: Renderer,
}

impl<'t> Excerpts<'t> {
    /// Without colours where the environment asks for none, by `NO_COLOR`.
    pub(crate) fn of(text: &'t str, name: &'t str) -> Excerpts<'t> {
        let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let renderer = if no_color { Renderer::plain() } else { Renderer::styled() };
        Excerpts { text, name, renderer: renderer.term_width(WIDTH) }
    }

    /// The rule, and the line of that place; the rule alone, where the line could hold a part of a key.
    pub(crate) fn show(&self, violation: &Violation, place: Option<Range<usize>>) -> String {
        let excerpt = place.and_then(|place| self.excerpt(place, violation.path()));
        let Some(excerpt) = excerpt else { return format!("{violation}\n\n") };
        let title = Level::ERROR.primary_title(violation.message()).id(violation.rule().slug());
        format!("{}\n{excerpt}\n\n", self.renderer.render(&[Group::with_title(title)]))
    }

    fn excerpt(&self, place: Range<usize>, path: &str) -> Option<String> {
        let (before, rest) = self.text.split_at(place.start.min(self.text.len()));
        let number = before.matches('\n').count() + 1;
        let before = before.rsplit('\n').next().unwrap_or_default();
        let column = before.chars().count() + 1;
        let rest = rest.lines().next().unwrap_or_default();
        let length = rest.char_indices().take_while(|(at, _)| *at < place.len()).take(CARETS).count();
        let before = before.char_indices().rev().nth(AROUND).map_or(before, |(at, _)| &before[at..]);
        let around: String = before.chars().chain(rest.chars().take(AROUND)).collect();
        if self.text.contains("-----BEGIN") || looks_like_a_key(&around) {
            return None;
        }
        let visible = |char| if is_invisible(char) && char != '\t' { '\u{FFFD}' } else { char };
        let mut line: String = before.chars().map(visible).collect();
        let from = line.len();
        line.extend(rest.chars().take(length).map(visible));
        let carets = from..line.len();
        line.extend(rest.chars().skip(length).take(AROUND - length).map(visible));
        let snippet = Snippet::source(line).line_start(number);
        let snippet = snippet.annotation(AnnotationKind::Primary.span(carets).label(path));
        let quoted = self.renderer.render(&[Group::with_level(Level::ERROR).element(snippet)]);
        // By hand, for the crate would count columns in what is left of the line.
        let indent = " ".repeat(number.to_string().len());
        Some(format!("{indent}--> {}:{number}:{column}\n{quoted}", self.name))
    }
}
