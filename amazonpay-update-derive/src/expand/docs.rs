//! What rustdoc and editors say of the builder's methods.

use crate::plan::{PlannedField, Presence};
use amazonpay_update_rules::Word;
use amazonpay_update_rules::schema::{self, Member};
use proc_macro2::TokenStream;
use quote::quote;

/// The documentation of a setter: the field's own, then what Amazon calls it and what it holds.
pub(crate) fn setter(planned: &PlannedField<'_>) -> TokenStream {
    let own = &planned.field.docs;
    let Some(member) = planned.member else {
        return quote!(#(#own)* #[doc = ""] #[doc = "It is not part of the payload."]);
    };
    let presence = match planned.presence {
        Presence::Required(_) => "Required.",
        Presence::Optional => "Optional.",
        Presence::Defaulted(_) => "Has a default.",
    };
    let about = format!("Amazon's `{}`. {presence}{}{}", member.path(), option(member), rules(member));
    let alias = alias(planned, member);
    let break_between = (!own.is_empty()).then(|| quote!(#[doc = ""]));
    quote!(#(#own)* #break_between #[doc = #about] #alias)
}

/// The documentation of `maybe_...`.
pub(crate) fn maybe_setter(planned: &PlannedField<'_>) -> TokenStream {
    let about = format!("[`{0}`](Self::{0}) for a value that may be absent.", planned.field.name());
    quote!(#[doc = #about])
}

/// Amazon's spelling, for searches; rustdoc refuses an alias that is the name itself.
fn alias(planned: &PlannedField<'_>, member: &Member) -> Option<TokenStream> {
    let name = member.name;
    (planned.field.name() != name).then(|| quote!(#[doc(alias = #name)]))
}

/// What the option of the button may be, which is no member of the payload.
fn option(member: &Member) -> String {
    if member.is_in_payload() {
        return String::new();
    }
    let words: Vec<String> = member.words().iter().map(|word| code(*word)).collect();
    format!(" {}: an option of the button, not a member of the payload.", words.join(" or "))
}

fn rules(member: &Member) -> String {
    let mut text = String::new();
    for need in member.conditions() {
        let needed = schema::needed(need);
        let order = if needed.is_in_payload() { "set to " } else { "" };
        text.push_str(&format!(" Needs {} {order}{} first.", needed.called(), code(need.value)));
    }
    let slugs: Vec<String> = member.rules().iter().map(|rule| format!("`{}`", rule.slug())).collect();
    format!("{text} Rules: {}.", slugs.join(", "))
}

fn code(word: Word) -> String {
    format!("`{}`", word.as_str())
}
