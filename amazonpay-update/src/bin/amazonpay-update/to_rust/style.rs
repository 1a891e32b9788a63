//! Lines as rustfmt breaks them.

use unicode_width::UnicodeWidthStr;

/// rustfmt's `max_width`.
const LINE: usize = 100;
/// Its `fn_call_width` and `array_width`.
const CALL: usize = 60;
/// Its `attr_fn_like_width`.
const ATTRIBUTE: usize = 70;

/// The indent of a line at this level.
pub(super) fn indent(level: usize) -> String {
    "    ".repeat(level)
}

/// These lines, indented to this level.
pub(super) fn lines<L: AsRef<str>>(level: usize, lines: impl IntoIterator<Item = L>) -> String {
    let indent = indent(level);
    let mut text = String::new();
    for line in lines {
        text.extend([indent.as_str(), line.as_ref(), "\n"]);
    }
    text
}

fn fits(level: usize, line: &str) -> bool {
    4 * level + line.width() <= LINE
}

/// `use amazonpay_update::{...};`, of names in their order.
pub(super) fn imports<'n>(names: impl Iterator<Item = &'n str> + Clone) -> String {
    let names: Vec<&str> = names.collect();
    if let [name] = names[..] {
        return format!("use amazonpay_update::{name};\n");
    }
    let line = format!("use amazonpay_update::{{{}}};\n", names.join(", "));
    // rustfmt keeps room for a following character.
    if line.trim_end().width() <= LINE - 2 {
        return line;
    }
    let mut filled = vec![String::new()];
    for name in names {
        match filled.last_mut() {
            Some(line) if line.is_empty() => *line = format!("{name},"),
            Some(line) if fits(1, &format!("{line} {name},,")) => line.extend([" ", name, ","]),
            _ => filled.push(format!("{name},")),
        }
    }
    format!("use amazonpay_update::{{\n{}}};\n", lines(1, filled))
}

/// `#[amazon_pay(...)]`, each option with its comments.
pub(super) fn attribute(options: &[(Vec<String>, String)]) -> String {
    let line = options.iter().map(|(_, option)| option.as_str()).collect::<Vec<_>>().join(", ");
    if line.width() <= ATTRIBUTE && options.iter().all(|(comments, _)| comments.is_empty()) {
        return format!("#[amazon_pay({line})]\n");
    }
    let each = options.iter().map(|(comments, option)| with_comments(comments, &format!("{option},"), 1));
    format!("#[amazon_pay(\n{})]\n", each.collect::<String>())
}

/// A line, below its comments.
pub(super) fn with_comments<C: AsRef<str>>(
    comments: impl IntoIterator<Item = C>,
    line: &str,
    level: usize,
) -> String {
    lines(level, comments) + &lines(level, [line])
}

/// `name!("...")` between what stands before and behind it on its line.
pub(super) fn macro_call(level: usize, before: &str, name: &str, literal: &str, behind: &str) -> String {
    let line = format!("{before}{name}!({literal}){behind}");
    if fits(level, &line) {
        return line;
    }
    format!("{before}{name}!(\n{}{literal}\n{}){behind}", indent(level + 1), indent(level))
}

/// `name![a, b]` in these brackets, between what stands before and behind it on its line.
pub(super) fn macro_list(
    level: usize,
    (before, name, behind): (&str, &str, &str),
    [open, close]: [char; 2],
    items: &[String],
) -> String {
    let list = items.join(", ");
    let line = format!("{before}{name}!{open}{list}{close}{behind}");
    if list.width() <= CALL && fits(level, &line) {
        return line;
    }
    let inside = indent(level + 1);
    let lines = items.join(&format!(",\n{inside}"));
    format!("{before}{name}!{open}\n{inside}{lines}\n{}{close}{behind}", indent(level))
}

/// `.method(name!("..."), ...)`, a line of a chain; each argument is the name of a macro, and its literal.
pub(super) fn method(level: usize, name: &str, arguments: &[(&str, String)]) -> String {
    let all: Vec<String> = arguments.iter().map(|(name, literal)| format!("{name}!({literal})")).collect();
    let all = all.join(", ");
    let line = format!(".{name}({all})");
    if all.width() <= CALL && fits(level, &line) {
        return line;
    }
    if let [(argument, literal)] = arguments {
        return format!(".{name}({argument}!(\n{}{literal}\n{}))", indent(level + 1), indent(level));
    }
    let each = arguments.iter().map(|(name, literal)| macro_call(level + 1, "", name, literal, ","));
    format!(".{name}(\n{}{})", lines(level + 1, each), indent(level))
}
