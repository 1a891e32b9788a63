//! Reads a JSON text (RFC 8259) with the place of everything in it. `update_payload!` needs the places for a string
//! literal, and the command-line tool needs them too.

#[cfg(test)]
mod tests;

use crate::catalogue::Rule;
use crate::check::{Node, Value};
use crate::refusal::Refusal;
use std::cmp::Ordering;

/// How many levels of lists and objects are read.
pub const DEEPEST: usize = 32;

/// Where something begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Bytes before it.
    pub byte: usize,
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
}

/// A value and its place.
#[derive(Debug)]
pub struct Json {
    /// The value itself.
    pub kind: Kind,
    /// Where it begins.
    pub at: Position,
    /// The byte behind the value.
    pub end: usize,
}

/// A member's name and its place.
#[derive(Debug)]
pub struct Key {
    /// The name, without escapes.
    pub name: String,
    /// Where the name's quotes begin.
    pub at: Position,
    /// The byte behind the quotes.
    pub end: usize,
}

/// What a value is.
#[derive(Debug)]
pub enum Kind {
    /// `null`.
    Null,
    /// `true` or `false`.
    Flag(bool),
    /// Any number: a payload has none.
    Number,
    /// A string, without escapes.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// An object, in the order of RFC 8785: by the UTF-16 code units of the names, so that equal names
    /// are neighbours.
    Object(Vec<(Key, Json)>),
}

/// Why a text could not be read.
#[derive(Debug)]
pub struct NotRead {
    /// Where reading stopped.
    pub at: Position,
    /// [`Rule::NotJson`] or [`Rule::NestingTooDeep`].
    pub refusal: Refusal,
}

impl Json {
    /// The value that is the whole text.
    ///
    /// # Errors
    ///
    /// [`NotRead`].
    pub fn read(text: &str) -> Result<Json, NotRead> {
        Reader::of(text, true).whole()
    }
}

impl NotRead {
    /// Why another reader refused this text. `None` if this reader takes the text.
    ///
    /// It keeps no copy of a string, because the text can be a configuration that has a key.
    #[must_use]
    pub fn of(text: &str) -> Option<NotRead> {
        Reader::of(text, false).whole().err()
    }
}

impl AsRef<str> for Key {
    fn as_ref(&self) -> &str {
        &self.name
    }
}

impl Node for Json {
    type Key = Key;

    fn value(&self) -> Value<'_, Json> {
        match &self.kind {
            Kind::Null => Value::Null,
            Kind::Flag(flag) => Value::Flag(*flag),
            Kind::Number => Value::Number,
            Kind::Text(text) => Value::Text(text),
            Kind::List(items) => Value::List(items),
            Kind::Object(members) => Value::Object(members),
        }
    }
}

/// The order that RFC 8785 gives two names: by their UTF-16 code units. For ASCII names, this is the order by bytes.
#[must_use]
pub fn by_utf16(a: &str, b: &str) -> Ordering {
    if a.is_ascii() && b.is_ascii() { a.cmp(b) } else { a.encode_utf16().cmp(b.encode_utf16()) }
}

struct Reader<'t> {
    text: &'t str,
    /// The byte that comes next.
    next: usize,
    level: usize,
    seen: Seen,
    /// Whether the strings are wanted.
    keeps_strings: bool,
}

/// How far lines and characters are counted. Places are asked for in their order, so nothing is counted twice.
struct Seen {
    byte: usize,
    line: usize,
    /// The characters of this line so far.
    characters: usize,
}

impl Reader<'_> {
    fn of(text: &str, keeps_strings: bool) -> Reader<'_> {
        let seen = Seen { byte: 0, line: 1, characters: 0 };
        Reader { text, next: 0, level: 0, seen, keeps_strings }
    }

    fn whole(mut self) -> Result<Json, NotRead> {
        if self.text.starts_with('\u{FEFF}') {
            return Err(self.not_json("it begins with a byte order mark: save it as UTF-8 without one"));
        }
        self.skip_blank();
        if self.next == self.text.len() {
            return Err(self.not_json("the text is empty"));
        }
        let item = self.value()?;
        self.skip_blank();
        if self.next < self.text.len() {
            Err(self.not_json("expected the end of the text"))
        } else {
            Ok(item)
        }
    }

    /// The place of the next character. At the end of the text it is the place of the last character, so that there is
    /// something to point at.
    fn at(&mut self) -> Position {
        for char in self.text[self.seen.byte..self.next].chars() {
            match char {
                '\n' => (self.seen.line, self.seen.characters) = (self.seen.line + 1, 0),
                _ => self.seen.characters += 1,
            }
        }
        self.seen.byte = self.next;
        let column = self.seen.characters + usize::from(self.next < self.text.len());
        Position { byte: self.next, line: self.seen.line, column: column.max(1) }
    }

    fn not_json(&mut self, reason: &str) -> NotRead {
        NotRead { at: self.at(), refusal: Refusal::new(Rule::NotJson).hint(reason) }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.next).copied()
    }

    fn skip_blank(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.next += 1;
        }
    }

    /// Reads the byte if it comes next. Returns whether it did.
    fn take(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        self.next += usize::from(is_next);
        is_next
    }

    fn value(&mut self) -> Result<Json, NotRead> {
        self.skip_blank();
        let at = self.at();
        let kind = match self.peek() {
            Some(b'{') => self.object(at)?,
            Some(b'[') => self.list(at)?,
            Some(b'"') => Kind::Text(self.string()?),
            Some(b'-' | b'0'..=b'9') => self.number()?,
            Some(_) => self.word()?,
            None => return Err(self.not_json("the text ends where a value is expected")),
        };
        Ok(Json { kind, at, end: self.next })
    }

    fn word(&mut self) -> Result<Kind, NotRead> {
        for (word, kind) in [("null", Kind::Null), ("true", Kind::Flag(true)), ("false", Kind::Flag(false))] {
            if self.text[self.next..].starts_with(word) {
                self.next += word.len();
                return Ok(kind);
            }
        }
        Err(self.not_json("expected a value"))
    }

    fn deeper(&mut self, at: Position) -> Result<(), NotRead> {
        self.level += 1;
        if self.level > DEEPEST {
            return Err(NotRead { at, refusal: Refusal::new(Rule::NestingTooDeep) });
        }
        Ok(())
    }

    fn object(&mut self, at: Position) -> Result<Kind, NotRead> {
        self.deeper(at)?;
        self.next += 1;
        let mut members = Vec::new();
        self.skip_blank();
        let mut is_open = !self.take(b'}');
        while is_open {
            self.skip_blank();
            let at = self.at();
            if self.peek() != Some(b'"') {
                return Err(self.not_json("expected the name of a member, in quotes"));
            }
            let key = Key { name: self.string()?, at, end: self.next };
            self.skip_blank();
            if !self.take(b':') {
                return Err(self.not_json("expected `:` behind the name of a member"));
            }
            members.push((key, self.value()?));
            is_open = self.goes_on(b'}')?;
        }
        self.level -= 1;
        members.sort_by(|(a, _), (b, _)| by_utf16(&a.name, &b.name));
        Ok(Kind::Object(members))
    }

    fn list(&mut self, at: Position) -> Result<Kind, NotRead> {
        self.deeper(at)?;
        self.next += 1;
        let mut items = Vec::new();
        self.skip_blank();
        let mut is_open = !self.take(b']');
        while is_open {
            items.push(self.value()?);
            is_open = self.goes_on(b']')?;
        }
        self.level -= 1;
        Ok(Kind::List(items))
    }

    /// Reads a comma or the end. Returns whether it was a comma.
    fn goes_on(&mut self, end: u8) -> Result<bool, NotRead> {
        self.skip_blank();
        match self.peek() {
            Some(b',') => {
                self.next += 1;
                Ok(true)
            }
            Some(byte) if byte == end => {
                self.next += 1;
                Ok(false)
            }
            _ if end == b'}' => Err(self.not_json("expected `,` or `}`")),
            _ => Err(self.not_json("expected `,` or `]`")),
        }
    }

    fn number(&mut self) -> Result<Kind, NotRead> {
        let begin = self.next;
        let too_large = self.not_json("number out of range");
        self.take(b'-');
        if !self.take(b'0') {
            self.digits()?;
        }
        if self.take(b'.') {
            self.digits()?;
        }
        if self.take(b'e') || self.take(b'E') {
            let _ = self.take(b'+') || self.take(b'-');
            self.digits()?;
        }
        match self.text[begin..self.next].parse() {
            Ok(f64::INFINITY | f64::NEG_INFINITY) => Err(too_large),
            _ => Ok(Kind::Number),
        }
    }

    fn digits(&mut self) -> Result<(), NotRead> {
        if !matches!(self.peek(), Some(b'0'..=b'9')) {
            return Err(self.not_json("expected a digit"));
        }
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.next += 1;
        }
        Ok(())
    }

    fn string(&mut self) -> Result<String, NotRead> {
        self.next += 1;
        let mut string = String::new();
        loop {
            let Some(char) = self.text[self.next..].chars().next() else {
                return Err(self.not_json("the text ends inside a string"));
            };
            let char = match char {
                '"' => break,
                '\\' => self.escape()?,
                '\n' | '\r' => {
                    return Err(self.not_json(
                        "the string ends with its line: close it, or write a line break as `\\n`",
                    ));
                }
                '\0'..='\x1F' => {
                    return Err(self.not_json("a control character in a string is written `\\u00..`"));
                }
                _ => {
                    self.next += char.len_utf8();
                    char
                }
            };
            if self.keeps_strings {
                string.push(char);
            }
        }
        self.next += 1;
        Ok(string)
    }

    fn escape(&mut self) -> Result<char, NotRead> {
        let at = self.at();
        let wrong = |reason| NotRead { at, refusal: Refusal::new(Rule::NotJson).hint(reason) };
        self.next += 1;
        let char = match self.peek() {
            Some(byte @ (b'"' | b'\\' | b'/')) => char::from(byte),
            Some(b'b') => '\x08',
            Some(b'f') => '\x0C',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode().map_err(wrong),
            _ => return Err(wrong("no such escape")),
        };
        self.next += 1;
        Ok(char)
    }

    /// Reads `u5e97`, or a pair of surrogates. The error says what is wrong.
    fn unicode(&mut self) -> Result<char, &'static str> {
        let first = self.unit()?;
        let mut units = vec![first];
        if first & 0xFC00 == 0xD800 && self.text[self.next..].starts_with("\\u") {
            self.next += 1;
            units.push(self.unit()?);
        }
        let mut chars = char::decode_utf16(units);
        match (chars.next(), chars.next()) {
            (Some(Ok(char)), None) => Ok(char),
            _ => Err("a lone surrogate"),
        }
    }

    fn unit(&mut self) -> Result<u16, &'static str> {
        let digits = self.text[self.next + 1..].get(..4);
        let digits = digits.filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let unit = digits.and_then(|digits| u16::from_str_radix(digits, 16).ok());
        self.next += 5;
        unit.ok_or("expected four hexadecimal digits")
    }
}
