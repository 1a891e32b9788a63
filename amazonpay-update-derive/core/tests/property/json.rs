//! JSON that can be wrong in every way, and its texts.

use fastrand::Rng;
use proc_macro2::Literal;

/// A JSON value. Unlike a value of `serde_json`, it can have a name twice, and its members have an order.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Json {
    Null,
    Flag(bool),
    /// The number as it is written.
    Number(&'static str),
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Json {
    /// A text of the value, with any white space and any escapes that JSON has.
    pub(super) fn text(&self, rng: &mut Rng) -> String {
        let mut out = String::new();
        self.write(&mut out, rng, escaped);
        out
    }

    /// A text of the value as Rust reads it, with any white space.
    pub(super) fn rust(&self, rng: &mut Rng) -> String {
        let mut out = String::new();
        self.write(&mut out, rng, |text, _| Literal::string(text).to_string());
        out
    }

    /// A text of the value that JSON and Rust read alike, with any white space. `None` if a string needs an escape that
    /// one of them does not have.
    pub(super) fn text_of_both(&self, rng: &mut Rng) -> Option<String> {
        let mut out = String::new();
        let mut has_one = true;
        self.write(&mut out, rng, |text, _| {
            has_one &= text.chars().all(|char| char >= ' ' || "\n\r\t".contains(char));
            let mut quoted = String::from("\"");
            for char in text.chars() {
                match short_escape(char) {
                    Some(escape) => quoted.extend(['\\', escape]),
                    None => quoted.push(char),
                }
            }
            quoted + "\""
        });
        has_one.then_some(out)
    }

    fn write(&self, out: &mut String, rng: &mut Rng, mut quoted: impl FnMut(&str, &mut Rng) -> String) {
        self.write_inner(out, rng, &mut quoted);
    }

    fn write_inner(
        &self,
        out: &mut String,
        rng: &mut Rng,
        quoted: &mut impl FnMut(&str, &mut Rng) -> String,
    ) {
        out.push_str(blank(rng));
        match self {
            Json::Null => out.push_str("null"),
            Json::Flag(flag) => out.push_str(&flag.to_string()),
            Json::Number(number) => out.push_str(number),
            Json::Text(text) => out.push_str(&quoted(text, rng)),
            Json::List(items) => {
                out.push('[');
                for (nth, item) in items.iter().enumerate() {
                    out.push_str(if nth == 0 { "" } else { "," });
                    item.write_inner(out, rng, quoted);
                }
                out.push_str(blank(rng));
                out.push(']');
            }
            Json::Object(members) => {
                out.push('{');
                for (nth, (name, value)) in members.iter().enumerate() {
                    out.push_str(if nth == 0 { "" } else { "," });
                    out.push_str(blank(rng));
                    out.push_str(&quoted(name, rng));
                    out.push_str(blank(rng));
                    out.push(':');
                    value.write_inner(out, rng, quoted);
                }
                out.push_str(blank(rng));
                out.push('}');
            }
        }
        out.push_str(blank(rng));
    }
}

fn blank(rng: &mut Rng) -> &'static str {
    rng.choice(["", "", "", "", " ", "\n", "\t", "\r\n", "  \n "]).unwrap_or_default()
}

/// The letter of the escape that JSON and Rust both have for a character.
const fn short_escape(char: char) -> Option<char> {
    match char {
        '"' | '\\' => Some(char),
        '\n' => Some('n'),
        '\r' => Some('r'),
        '\t' => Some('t'),
        _ => None,
    }
}

/// A string of JSON, with each character in one of its possible forms.
fn escaped(text: &str, rng: &mut Rng) -> String {
    let mut out = String::from("\"");
    for char in text.chars() {
        let short = match char {
            '/' => Some('/'),
            '\x08' => Some('b'),
            '\x0C' => Some('f'),
            _ => short_escape(char),
        };
        let raw = !matches!(char, '"' | '\\' | '\0'..='\x1F');
        match (rng.u8(..4), short) {
            (2, Some(escape)) => out.extend(['\\', escape]),
            (0..=2, _) if raw => out.push(char),
            (0..=2, Some(escape)) => out.extend(['\\', escape]),
            (way, _) => {
                for unit in char.encode_utf16(&mut [0; 2]) {
                    let escape = if way == 3 { format!("\\u{unit:04x}") } else { format!("\\u{unit:04X}") };
                    out.push_str(&escape);
                }
            }
        }
    }
    out + "\""
}
