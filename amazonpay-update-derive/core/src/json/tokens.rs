//! Reads JSON that stands among Rust's tokens. A value in braces or brackets is JSON, and a literal is JSON. Any other
//! value is an expression up to the comma.

use super::item::{At, Item, Key, Kind, sorted};
use crate::errors::Errors;
use amazonpay_update_rules::json::DEEPEST;
use amazonpay_update_rules::{Refusal, Rule, schema};
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

pub(super) fn is_punct(token: Option<&TokenTree>, char: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == char)
}

impl Reader<'_> {
    fn not_json(&self, span: Span, hint: &str) {
        self.errors.refuse(span, &Refusal::new(Rule::NotJson).hint(hint));
    }

    /// An object in braces, which is the member `parent`. `""` is the payload itself.
    pub(super) fn object(&mut self, group: &Group, parent: &str) -> Item {
        let at = At::span(group.span_open());
        let mut cursor = Cursor::new(group.stream(), group.span_close());
        let mut members = Vec::new();
        let mut has_none = false;
        if self.is_too_deep(at) {
            return Item { kind: sorted(members), at };
        }
        self.level += 1;
        while cursor.peek().is_some() {
            let Some(key) = self.key(&mut cursor) else {
                cursor.skip_to_comma();
                continue;
            };
            let item = if self.colon(&key, &mut cursor) { self.value(&mut cursor, &key.name) } else { None };
            let item = item.unwrap_or(Item { kind: Kind::Unread, at: key.at });
            if matches!(item.kind, Kind::Absent) && is_member(parent, &key.name) {
                has_none = true;
            } else {
                members.push((key, item));
            }
            self.comma(&mut cursor);
        }
        self.level -= 1;
        // As with expressions that turn out to be `None`: an object of which nothing is left is left out.
        let kind =
            if has_none && members.is_empty() && !parent.is_empty() { Kind::Absent } else { sorted(members) };
        Item { kind, at }
    }

    /// The name of a member. A name without quotes is refused, and is the name all the same.
    fn key(&self, cursor: &mut Cursor) -> Option<Key> {
        let token = cursor.peek()?;
        let at = At::span(token.span());
        let key = match (text_of(token), token) {
            (Some(name), _) => Key { name, at, is_refused: false },
            (None, TokenTree::Ident(ident)) if may_follow_a_key(cursor.after(1)) => {
                let name = ident.to_string();
                self.not_json(at.span, &format!("expected the name of a member, in quotes: `\"{name}\"`"));
                Key { name, at, is_refused: true }
            }
            _ => {
                self.not_json(at.span, "expected the name of a member, in quotes");
                return None;
            }
        };
        cursor.next();
        Some(key)
    }

    /// Reads the colon behind a name. Returns whether a value follows.
    fn colon(&self, key: &Key, cursor: &mut Cursor) -> bool {
        if cursor.next_is(':') {
            cursor.next();
            return true;
        }
        let is_alone = cursor.peek().is_none() || cursor.next_is(',');
        // JavaScript takes the value of the variable of this name.
        if !(is_alone && key.is_refused) {
            self.not_json(cursor.span(), "expected `:` behind the name of a member");
        }
        // `=` or `=>`.
        while cursor.next_is('=') || cursor.next_is('>') {
            cursor.next();
        }
        !is_alone
    }

    fn list(&mut self, group: &Group, name: &str) -> Item {
        let at = At::span(group.span_open());
        let mut cursor = Cursor::new(group.stream(), group.span_close());
        let mut items = Vec::new();
        if self.is_too_deep(at) {
            return Item { kind: Kind::List(items), at };
        }
        self.level += 1;
        while cursor.peek().is_some() {
            items.extend(self.value(&mut cursor, name));
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

    /// The value of the member of this name, or an element of the list in it.
    fn value(&mut self, cursor: &mut Cursor, name: &str) -> Option<Item> {
        let Some(token) = cursor.peek().cloned() else {
            self.not_json(cursor.end, "expected a value");
            return None;
        };
        let at = At::span(token.span());
        match &token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                cursor.next();
                if is_code(group) {
                    self.not_json(at.span, "write the expression without braces");
                    return Some(Item { kind: Kind::Unread, at });
                }
                return Some(self.object(group, name));
            }
            TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket => {
                cursor.next();
                return Some(self.list(group, name));
            }
            TokenTree::Punct(punct) if punct.as_char() == ',' => {
                self.not_json(at.span, "expected a value before this");
                return None;
            }
            TokenTree::Punct(punct) if is_mark(punct.as_char()) && !is_attribute(cursor) => {
                self.not_json(at.span, &format!("write the expression without `{}`", punct.as_char()));
                cursor.next();
                let kind = self.expression(cursor);
                return Some(Item { kind, at });
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
        let kind = self.expression(cursor);
        Some(Item { kind, at })
    }

    fn expression(&mut self, cursor: &mut Cursor) -> Kind {
        let tokens = expression(cursor);
        if tokens.is_empty() {
            return Kind::Unread;
        }
        if is_none(&tokens) {
            return Kind::Absent;
        }
        self.expressions += 1;
        Kind::Expression(inside_some(tokens), self.expressions)
    }
}

/// Whether a word before this token is a name without quotes: a colon, or what other notations have in its place.
fn may_follow_a_key(token: Option<&TokenTree>) -> bool {
    match token {
        None => true,
        Some(TokenTree::Punct(punct)) => match punct.as_char() {
            ':' => punct.spacing() == Spacing::Alone,
            '=' | ',' => true,
            _ => false,
        },
        Some(_) => false,
    }
}

/// Whether Rust code stands in braces. One word alone is code too.
fn is_code(group: &Group) -> bool {
    let mut tokens = group.stream().into_iter();
    let is_word = matches!(tokens.next(), Some(TokenTree::Ident(_)));
    let second = tokens.next();
    is_word && (second.is_none() || !may_follow_a_key(second.as_ref()))
}

/// Whether the sign marks an expression in other macros.
fn is_mark(char: char) -> bool {
    matches!(char, '#' | '$' | '@')
}

/// Whether an attribute comes next, which can stand before an expression.
fn is_attribute(cursor: &Cursor) -> bool {
    matches!(cursor.after(1), Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Bracket)
}

/// Whether the payload has a member of this name in `parent`, which `None` can leave out.
fn is_member(parent: &str, name: &str) -> bool {
    schema::by_name(name).is_some_and(|member| member.parent == parent && member.is_in_payload())
}

fn is_none(tokens: &TokenStream) -> bool {
    tokens.to_string() == "None"
}

/// The value in `Some(value)`, so that `.parse()` in it gets its type. Other code is unchanged. So is `Some(value,)`,
/// because `(value,)` would be a tuple, and `Some(None)`.
fn inside_some(tokens: TokenStream) -> TokenStream {
    let all: Vec<TokenTree> = tokens.clone().into_iter().collect();
    if let [TokenTree::Ident(some), TokenTree::Group(group)] = &all[..]
        && some == "Some"
        && group.delimiter() == Delimiter::Parenthesis
        && group.stream().into_iter().last().is_some_and(|last| !is_punct(Some(&last), ','))
        && !is_none(&group.stream())
    {
        return group.stream();
    }
    tokens
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

/// The tokens up to the next comma. The commas of `a::<B, C>()` and `<A<B, C> as D>::e()` are part of the expression.
fn expression(cursor: &mut Cursor) -> TokenStream {
    let mut tokens = TokenStream::new();
    let mut angles = 0_usize;
    let mut before = [None, None];
    loop {
        let may_open =
            tokens.is_empty() || before.iter().all(|char| *char == Some(':')) || before[1] == Some('&');
        match cursor.peek() {
            None => break,
            Some(TokenTree::Punct(punct)) => match punct.as_char() {
                ',' if angles == 0 => break,
                '<' if may_open || angles > 0 => angles += 1,
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
