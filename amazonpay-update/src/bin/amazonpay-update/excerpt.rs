//! Shows a broken rule as a compiler shows an error: its words, and below them the line of the JSON, with carets.

use crate::places::Broken;
use amazonpay_update::__private::shown::{holds_pem, is_invisible, looks_like_a_key};
use amazonpay_update_rules::Rule;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

/// Columns of the terminal that a quoted line takes. A longer one is cut around its carets.
const WIDTH: usize = 100;

/// The most carets below a line.
const CARETS: usize = 40;

/// How many characters on both sides of the first caret are read. The quoted text is a part of them.
const AROUND: usize = 4 * WIDTH;

/// Shows rules that a text breaks.
pub(crate) struct Excerpts<'t> {
    text: &'t str,
    /// The file.
    name: &'t str,
    has_key: bool,
    renderer: Renderer,
}

impl<'t> Excerpts<'t> {
    /// Without colours if the environment says so, by `NO_COLOR` or `TERM=dumb`.
    pub(crate) fn of(text: &'t str, name: &'t str) -> Excerpts<'t> {
        let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let is_dumb = std::env::var_os("TERM").is_some_and(|value| value == "dumb");
        let renderer = if no_color || is_dumb { Renderer::plain() } else { Renderer::styled() };
        let has_key = holds_pem(text) || holds_pem(&unescaped(text));
        Excerpts { text, name, has_key, renderer: renderer.term_width(WIDTH) }
    }

    /// The rule and its line. Only the rule if the line could hold a part of a key.
    pub(crate) fn show(&self, broken: &Broken) -> String {
        let violation = &broken.violation;
        let Some(excerpt) = self.excerpt(broken) else { return format!("{violation}\n\n") };
        let title = Level::ERROR.primary_title(violation.message()).id(violation.rule().slug());
        format!("{}\n{excerpt}\n\n", self.renderer.render(&[Group::with_title(title)]))
    }

    fn excerpt(&self, broken: &Broken) -> Option<String> {
        // Only as much of a line is read as can be shown: it can have millions of characters.
        let (before, rest) = self.text.split_at(broken.at.byte);
        let before = before.char_indices().rev().take(AROUND).take_while(|(_, char)| *char != '\n');
        let before = &self.text[before.last().map_or(broken.at.byte, |(at, _)| at)..broken.at.byte];
        let rest: String = rest.chars().take(AROUND).take_while(|char| !"\r\n".contains(*char)).collect();
        let around = before.to_owned() + &rest;
        if self.has_key || looks_like_a_key(&around) || looks_like_a_key(&unescaped(&around)) {
            return None;
        }
        let bytes = broken.end - broken.at.byte;
        let length = rest.char_indices().take_while(|(at, _)| *at < bytes).take(CARETS).count();
        let visible = |char| if is_invisible(char) && char != '\t' { '\u{FFFD}' } else { char };
        let mut line: String = before.chars().map(visible).collect();
        let from = line.len();
        line.extend(rest.chars().take(length).map(visible));
        let mut carets = AnnotationKind::Primary.span(from..line.len());
        if ![Rule::NotJson, Rule::NestingTooDeep].contains(&broken.violation.rule()) {
            carets = carets.label(broken.violation.path());
        }
        line.extend(rest.chars().skip(length).map(visible));
        let number = broken.at.line;
        let snippet = Snippet::source(line).line_start(number).annotation(carets);
        let quoted = self.renderer.render(&[Group::with_level(Level::ERROR).element(snippet)]);
        let column = broken.at.column;
        // By hand, because the crate would count columns in the cut line.
        let indent = " ".repeat(number.to_string().len());
        Some(format!("{indent}--> {}:{number}:{column}\n{quoted}", self.name))
    }
}

/// A part of a JSON text without escapes.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(char) = chars.next() {
        if char != '\\' {
            out.push(char);
            continue;
        }
        match chars.next() {
            Some('u') => {
                let digits: String = chars.by_ref().take(4).collect();
                out.extend(u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32));
            }
            Some('b' | 'f' | 'n' | 'r' | 't') => out.push(' '),
            other => out.extend(other),
        }
    }
    out
}
