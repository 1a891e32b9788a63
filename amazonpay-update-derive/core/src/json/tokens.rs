//! Reads JSON that stands among Rust's tokens: what begins with `{` or `[` is JSON, a literal is JSON, and
//! anything else is an expression up to the comma.

use super::item::{At, Item, Key, Kind, sorted};
use crate::errors::Errors;
use amazonpay_update_rules::json::DEEPEST;
use amazonpay_update_rules::{Refusal, Rule};
use proc_macro2::{Delimiter, Group, Spacing, Span, TokenStream, TokenTree};
use syn::Lit;

pub(super) struct Reader<'e> {
    pub(super) errors: &'e Errors,
    /// The nesting level of the value that is read.
    pub(super) level: usize,
    /// How many expressions were read so far.
    pub(super) expressions: usize,
}

/// A place in a list of tokens, with a view of the tokens ahead.
struct Cursor {
    tokens: Vec<TokenTree>,
    at: usize,
    /// Where the tokens end.
    end: Span,
}

impl Cursor {
    fn new(stream: TokenStream, end: Span) -> Cursor {
        Cursor { tokens: stream.into_iter().collect(), at: 0, end }
    }

    fn peek(&self) -> Option<&TokenTree> {
        self.tokens.get(self.at)
    }

    fn after(&self, count: usize) -> Option<&TokenTree> {
        self.tokens.get(self.at + count)
    }

    fn next(&mut self) -> Option<TokenTree> {
        let token = self.peek().cloned();
        self.at += usize::from(token.is_some());
        token
    }

    /// The place of the next token, or of the end.
    fn span(&self) -> Span {
        self.peek().map_or(self.end, TokenTree::span)
    }

    fn skip_to_comma(&mut self) {
        while self.peek().is_some() && !self.next_is(',') {
            self.next();
        }
        self.next();
    }

    fn next_is(&self, char: char) -> bool {
        is_punct(self.peek(), char)
    }
}

fn is_punct(token: Option<&TokenTree>, char: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == char)
}

impl Reader<'_> {
    fn not_json(&self, span: Span, hint: &str) {
        self.errors.refuse(span, &Refusal::new(Rule::NotJson).hint(hint));
    }

    /// An object in braces.
    pub(super) fn object(&mut self, group: &Group) -> Item {
        let at = At::span(group.span_open());
        let mut cursor = Cursor::new(group.stream(), group.span_close());
        let mut members = Vec::new();
        if self.is_too_deep(at) {
            return Item { kind: sorted(members), at };
        }
        self.level += 1;
        while let Some(token) = cursor.peek() {
            let Some(name) = text_of(token) else {
                self.not_json(token.span(), "expected the name of a member, in quotes");
                cursor.skip_to_comma();
                continue;
            };
            let key = Key { name, at: At::span(token.span()) };
            cursor.next();
            if cursor.next_is(':') {
                cursor.next();
            } else {
                self.not_json(cursor.span(), "expected `:` behind the name of a member");
            }
            let item = self.value(&mut cursor).unwrap_or(Item { kind: Kind::Unread, at: key.at });
            members.push((key, item));
            self.comma(&mut cursor);
        }
        self.level -= 1;
        Item { kind: sorted(members), at }
    }

    fn list(&mut self, group: &Group) -> Item {
        let at = At::span(group.span_open());
        let mut cursor = Cursor::new(group.stream(), group.span_close());
        let mut items = Vec::new();
        if self.is_too_deep(at) {
            return Item { kind: Kind::List(items), at };
        }
        self.level += 1;
        while cursor.peek().is_some() {
            items.extend(self.value(&mut cursor));
            self.comma(&mut cursor);
        }
        self.level -= 1;
        Item { kind: Kind::List(items), at }
    }

    fn is_too_deep(&self, at: At) -> bool {
        let is = self.level == DEEPEST;
        if is {
            self.errors.break_rule(at.span, Rule::NestingTooDeep);
        }
        is
    }

    /// The comma behind a value, or the end.
    fn comma(&self, cursor: &mut Cursor) {
        if cursor.next_is(',') {
            cursor.next();
        } else if cursor.peek().is_some() {
            self.not_json(cursor.span(), "expected `,` before this");
        }
    }

    fn value(&mut self, cursor: &mut Cursor) -> Option<Item> {
        let Some(token) = cursor.peek().cloned() else {
            self.not_json(cursor.end, "expected a value");
            return None;
        };
        let at = At::span(token.span());
        match &token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                cursor.next();
                return Some(self.object(group));
            }
            TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket => {
                cursor.next();
                return Some(self.list(group));
            }
            TokenTree::Punct(punct) if punct.as_char() == ',' => {
                self.not_json(at.span, "expected a value before this");
                return None;
            }
            _ => {}
        }
        let sign = usize::from(is_punct(Some(&token), '-'));
        if let Some(kind) = cursor.after(sign).and_then(|token| scalar(token, sign > 0))
            && ends_value(cursor, sign + 1)
        {
            for _ in 0..=sign {
                cursor.next();
            }
            return Some(Item { kind, at });
        }
        self.expressions += 1;
        Some(Item { kind: Kind::Expression(expression(cursor), self.expressions), at })
    }
}

/// A literal or a word of JSON. After a minus sign, only a number.
fn scalar(token: &TokenTree, is_negative: bool) -> Option<Kind> {
    match token {
        TokenTree::Ident(ident) if !is_negative => match ident.to_string().as_str() {
            "null" => Some(Kind::Null),
            "true" => Some(Kind::Flag(true)),
            "false" => Some(Kind::Flag(false)),
            _ => None,
        },
        TokenTree::Literal(literal) => match Lit::new(literal.clone()) {
            Lit::Str(text) if !is_negative && text.suffix().is_empty() => Some(Kind::Text(text.value())),
            Lit::Int(_) | Lit::Float(_) => Some(Kind::Number),
            _ => None,
        },
        // What a macro_rules fragment passes on.
        TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
            let mut inner = group.stream().into_iter();
            let token = inner.next()?;
            scalar(&token, is_negative).filter(|_| inner.next().is_none())
        }
        _ => None,
    }
}

/// The text of a string literal.
fn text_of(token: &TokenTree) -> Option<String> {
    match scalar(token, false)? {
        Kind::Text(text) => Some(text),
        _ => None,
    }
}

/// Whether a value ends there: at a comma, at the end, or where the next member begins without a comma.
fn ends_value(cursor: &Cursor, count: usize) -> bool {
    match cursor.after(count) {
        None => true,
        token @ Some(_) if is_punct(token, ',') => true,
        Some(_) => begins_member(cursor, count),
    }
}

/// Whether a string literal and a colon come there.
fn begins_member(cursor: &Cursor, count: usize) -> bool {
    let colon = matches!(
        cursor.after(count + 1),
        Some(TokenTree::Punct(punct)) if punct.as_char() == ':' && punct.spacing() == Spacing::Alone
    );
    colon && cursor.after(count).and_then(text_of).is_some()
}

/// The tokens up to the next comma. The commas of `a::<B, C>()` are part of the expression.
fn expression(cursor: &mut Cursor) -> TokenStream {
    let mut tokens = TokenStream::new();
    let mut angles = 0_usize;
    let mut before = [None, None];
    loop {
        let is_path = before.iter().all(|char| *char == Some(':'));
        match cursor.peek() {
            None => break,
            Some(TokenTree::Punct(punct)) => match punct.as_char() {
                ',' if angles == 0 => break,
                '<' if is_path || angles > 0 => angles += 1,
                '>' if before[1] != Some('-') && before[1] != Some('=') => angles = angles.saturating_sub(1),
                _ => {}
            },
            Some(_) if !tokens.is_empty() && begins_member(cursor, 0) => break,
            Some(_) => {}
        }
        let token = cursor.next();
        let char = match &token {
            Some(TokenTree::Punct(punct)) => Some(punct.as_char()),
            _ => None,
        };
        before = [before[1], char];
        tokens.extend(token);
    }
    tokens
}
