//! What a row of the table can say of a member.

use crate::catalogue::Rule;
use crate::rule_set::RuleSet;
use crate::spelling::snake_case;
use crate::word::Word;

/// A row of the table: a member of the payload, or the option of the button that goes with it.
#[derive(Clone, Copy, Debug)]
pub struct Member {
    /// The object that the member stands in. Empty for the payload itself.
    pub parent: &'static str,
    /// Amazon's name. Names are unique in [`MEMBERS`](crate::schema::MEMBERS).
    pub name: &'static str,
    /// What the member holds.
    pub holds: Holds,
    /// The rule that a payload without the member breaks.
    pub required: Option<Rule>,
    /// The value that is written when a struct does not state the member.
    pub default: Option<Value>,
    /// The only value that the member may have.
    pub only: Option<Only>,
    /// What the member needs of other members.
    pub needs: &'static [Need],
    /// The longest text that the member holds.
    pub limit: Option<Limit>,
    /// The texts that Amazon knows. The member may hold no other text. Errors suggest them: "did you mean".
    pub known: &'static [&'static str],
    /// The two-letter codes that the member's keys may be, written one behind the other.
    pub codes: &'static [u8],
    /// The rule that a text breaks when it stands in the member twice.
    pub once: Option<Rule>,
    /// The rule that the member breaks when it is an empty object or list.
    pub not_empty: Option<Rule>,
    /// The rules that the member's texts can break, beside the rule of the limit.
    pub texts: &'static [Rule],
}

/// What a member holds. The name in a variant is the name of the Rust type that keeps the value.
#[derive(Clone, Copy, Debug)]
pub enum Holds {
    /// A text with rules of its own.
    Text(&'static str, fn(&str) -> RuleSet),
    /// A list of texts with rules of their own. The rules may depend on the key of the [`Holds::ByKey`] around the
    /// list. Without a [`Holds::ByKey`], the key is empty.
    Texts(&'static str, fn(key: &str, text: &str) -> RuleSet),
    /// One word of a closed list. Each word is a Rust type.
    Word(&'static [Word]),
    /// `true` or `false`.
    Flag,
    /// An object of the members that name it as their `parent`. The name is empty if no Rust type keeps the whole
    /// object.
    Object(&'static str),
    /// An object whose keys are texts with rules. Each value is an object of the members that name this member as their
    /// `parent`.
    ByKey(fn(&str) -> RuleSet),
    /// Nothing in the payload: the option of the button that a payload's type remembers. Each word
    /// is a Rust type.
    ButtonOption(&'static [Word]),
}

/// A value that the table itself names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// `true` or `false`.
    Flag(bool),
    /// A word of the member's list.
    Word(Word),
}

/// The only value a member may have, and the rule that says so.
#[derive(Clone, Copy, Debug)]
pub struct Only {
    /// The value.
    pub value: Value,
    /// The rule that any other value breaks.
    pub rule: Rule,
}

/// What a member needs of another member, to be allowed in the payload.
#[derive(Clone, Copy, Debug)]
pub struct Need {
    /// The rule that is broken if the other member has another value.
    pub rule: Rule,
    /// The other member's name. That member holds words, because a typestate knows types and not values.
    pub member: &'static str,
    /// The word that the other member must be.
    pub value: Word,
}

/// The longest text a member holds, and the rule that says so.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    /// Characters at most.
    pub characters: usize,
    /// The rule that a longer text breaks.
    pub rule: Rule,
}

impl Value {
    /// The value as JSON.
    #[must_use]
    pub fn json(self) -> String {
        match self {
            Value::Flag(flag) => flag.to_string(),
            Value::Word(word) => format!("\"{}\"", word.as_str()),
        }
    }

    /// Amazon's spelling, without quotes.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Value::Flag(true) => "true",
            Value::Flag(false) => "false",
            Value::Word(word) => word.as_str(),
        }
    }
}

impl Member {
    /// The only texts that the member's value, texts or keys can be. Empty if the row lists none.
    #[must_use]
    pub fn closed_list(&self) -> Vec<&'static str> {
        let codes = self.codes.chunks(2).filter_map(|code| str::from_utf8(code).ok());
        self.known.iter().copied().chain(codes).collect()
    }

    /// The member's path: `webCheckoutDetails.checkoutResultReturnUrl`.
    #[must_use]
    pub fn path(&self) -> String {
        join(self.parent, self.name)
    }

    /// The name of a struct's field or of an option of the struct attribute: the member's name in snake case.
    #[must_use]
    pub fn field(&self) -> String {
        snake_case(self.name)
    }

    /// Whether a field or option of this name stands for the member.
    #[must_use]
    pub fn is_field(&self, field: &str) -> bool {
        let mut rest = field.bytes();
        let is_next = |letter: u8| {
            let fits = if letter.is_ascii_uppercase() { rest.next() == Some(b'_') } else { true };
            fits && rest.next() == Some(letter.to_ascii_lowercase())
        };
        self.name.bytes().all(is_next) && rest.next().is_none()
    }

    /// The Rust type of a field for this member. Empty if no type keeps the whole member.
    #[must_use]
    pub const fn rust_type(&self) -> &'static str {
        match (self.holds, self.only) {
            (Holds::Text(name, _) | Holds::Texts(name, _) | Holds::Object(name), _) => name,
            (Holds::Word(_), Some(only)) => only.value.as_str(),
            (Holds::Word(words) | Holds::ButtonOption(words), _) => words[0].as_str(),
            (Holds::Flag, _) => "bool",
            (Holds::ByKey(_), _) => "",
        }
    }

    /// Whether a struct can state the member, by a field or an option.
    #[must_use]
    pub const fn can_be_stated(&self) -> bool {
        !self.rust_type().is_empty()
    }

    /// The value that is always written, because it is both the default and the only value. A field for the member
    /// would say nothing.
    #[must_use]
    pub fn constant(&self) -> Option<Value> {
        let only = self.only?;
        self.default.filter(|default| *default == only.value)
    }

    /// The name of the trait that the types of the member's words implement.
    #[must_use]
    pub fn kind(&self) -> String {
        self.name[..1].to_ascii_uppercase() + &self.name[1..]
    }

    /// Whether the member is part of the payload, and not an option of the button.
    #[must_use]
    pub const fn is_in_payload(&self) -> bool {
        !matches!(self.holds, Holds::ButtonOption(_))
    }

    /// The rule that a value breaks because only another value is allowed.
    #[must_use]
    pub fn refuses(&self, value: Value) -> Option<Rule> {
        self.only.filter(|only| only.value != value).map(|only| only.rule)
    }

    /// The words that the member's value can be.
    #[must_use]
    pub const fn words(&self) -> &'static [Word] {
        match self.holds {
            Holds::Word(words) | Holds::ButtonOption(words) => words,
            _ => &[],
        }
    }

    /// An example of the member's option in the struct attribute, for a sentence.
    #[must_use]
    pub fn example(&self) -> String {
        let field = self.field();
        let list = |values: Vec<String>| {
            let options: Vec<String> = values.iter().map(|value| format!("`{field} = {value}`")).collect();
            options.join(" or ")
        };
        match (self.holds, self.only) {
            (Holds::Text(..), _) => format!("`{field} = \"...\"`"),
            (Holds::Texts(..), _) => {
                let known: Vec<String> = self.known.iter().take(2).map(|text| format!("{text:?}")).collect();
                format!("`{field} = [{}]`", known.join(", "))
            }
            (_, Some(only)) => format!("`{field} = {}`", only.value.as_str()),
            (Holds::Flag, None) => list(vec!["true".to_owned(), "false".to_owned()]),
            (Holds::Word(words) | Holds::ButtonOption(words), None) => {
                list(words.iter().map(|word| word.as_str().to_owned()).collect())
            }
            (Holds::Object(_) | Holds::ByKey(_), None) => {
                format!("it as a field: `{field}: Option<{}>`", self.rust_type())
            }
        }
    }

    /// How a sentence names the member: "`setupOnly`", or "the product type" for the button's option.
    #[must_use]
    pub fn called(&self) -> String {
        match self.holds {
            Holds::ButtonOption(_) => format!("the {}", self.field().replace('_', " ")),
            _ => format!("`{}`", self.name),
        }
    }
}

/// `parent.name`, or `name` alone.
#[must_use]
pub fn join(parent: &str, name: &str) -> String {
    if parent.is_empty() { name.to_owned() } else { format!("{parent}.{name}") }
}
