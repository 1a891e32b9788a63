//! What documentation and errors say of a row. The derive only writes this text down.

use super::member::{Member, Need, Value};
use super::needed::needed;
use crate::word::Word;

impl Member {
    /// What a setter's documentation says of the member. `presence` says whether the member is required.
    #[must_use]
    pub fn docs_of_setter(&self, presence: &str) -> String {
        let mut sentences = vec![format!("Amazon's `{}`. {presence}", self.path())];
        if !self.is_in_payload() {
            let words = or(self.words());
            sentences.push(format!("{words}: an option of the button, not a member of the payload."));
        }
        for need in self.needs {
            let needed = needed(need);
            let order = if needed.is_in_payload() { "set to " } else { "" };
            sentences.push(format!("Needs {} {order}{} first.", needed.called(), code(need.value.as_str())));
        }
        let slugs: Vec<String> = self.rules().iter().map(|rule| code(rule.slug())).collect();
        sentences.push(format!("Rules: {}.", slugs.join(", ")));
        sentences.join(" ")
    }

    /// The documentation of the trait of the member's words.
    #[must_use]
    pub fn docs_of_kind(&self) -> String {
        let linked: Vec<String> = self.words().iter().map(|word| format!("[`{}`]", word.as_str())).collect();
        let place = if self.is_in_payload() {
            "It is a member of the payload."
        } else {
            "It is an option of the button, not a member of the payload."
        };
        format!("`{}` as a type: {}.\n\n{place}", self.name, linked.join(" or "))
    }

    /// The documentation of the type that can be any of the member's words.
    #[must_use]
    pub fn docs_of_any_word(&self) -> String {
        let called = self.field().replace('_', " ");
        let linked: Vec<String> = self.words().iter().map(|word| format!("[`{}`]", word.as_str())).collect();
        format!(
            "A {called} that is known only while the program runs.\n\n\
             It is accepted wherever one of the types {} is accepted. If a member needs another {called}, the payload is \
             refused when it is signed, with the rule and the words of the compile-time error: \
             [`SignError::BrokenRule`](crate::signing::SignError::BrokenRule).",
            linked.join(" and ")
        )
    }

    /// The words that the member may have, for the label of an error.
    #[must_use]
    pub fn expected_words(&self) -> String {
        let right = self.words().iter().copied().filter(|word| self.refuses(Value::Word(*word)).is_none());
        or(&right.collect::<Vec<_>>())
    }

    /// What to do about a type that is not one of the member's words, for the notes of an error.
    #[must_use]
    pub fn notes_of_kind(&self) -> Vec<String> {
        match self.only {
            Some(only) => {
                let word = only.value.as_str();
                vec![format!(
                    "a text from elsewhere: give `{word}` where it equals that, and refuse it otherwise"
                )]
            }
            None => {
                let called = self.field().replace('_', " ");
                let kind = self.kind();
                vec![
                    format!(
                        "a {called} known only at run time: `text.parse::<amazonpay_update::payload::Needed{kind}>()?`"
                    ),
                    format!(
                        "a function for each {called}: bound its type parameter by `amazonpay_update::payload::{kind}`"
                    ),
                ]
            }
        }
    }

    /// What to do about a payload that does not say an option of the button, for the notes of an error.
    #[must_use]
    pub fn notes_of_a_payload(&self) -> Vec<String> {
        let Some(word) = self.words().first().filter(|_| !self.is_in_payload()) else { return Vec::new() };
        let (kind, word) = (self.kind(), word.as_str());
        vec![
            format!("a JSON text that was checked: state it with `payload.for_product_type({word})?`"),
            format!("a function that returns a payload: let it return `impl UpdatePayload<{kind} = {word}>`"),
        ]
    }

    /// The documentation of the trait of one of the member's needs.
    #[must_use]
    pub fn docs_of_need(&self, need: &Need) -> String {
        format!(
            "{} is `{}`, which `{}` needs.",
            capitalized(&needed(need).called()),
            need.value.as_str(),
            self.name
        )
    }
}

fn or(words: &[Word]) -> String {
    let words: Vec<String> = words.iter().map(|word| code(word.as_str())).collect();
    words.join(" or ")
}

fn code(text: &str) -> String {
    format!("`{text}`")
}

fn capitalized(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default()
}
