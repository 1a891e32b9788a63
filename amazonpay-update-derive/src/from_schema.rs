//! The library's own types that the schema's table has: members and words as types, and the traits that
//! bear the words of its rules.

use crate::refuses::words;
use amazonpay_update_rules::schema::{self, MEMBERS, Member, Need, Only};
use amazonpay_update_rules::{Rule, Word};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote};

pub(crate) fn items(what: TokenStream) -> syn::Result<TokenStream> {
    let what: Ident = syn::parse2(what)?;
    match what.to_string().as_str() {
        "members" => Ok(members()),
        "choices" => Ok(choices()),
        "rule_traits" => Ok(rule_traits()),
        _ => Err(syn::Error::new(what.span(), "expected `members`, `choices` or `rule_traits`")),
    }
}

/// A type for each member that a struct can state, in Amazon's spelling, for errors to name.
fn members() -> TokenStream {
    let mut types = TokenStream::new();
    for member in MEMBERS.iter().filter(|member| member.can_be_stated()) {
        let (name, doc) = (ident(member.name), format!("`{}`.", member.path()));
        let member = quote! {
            #[doc = #doc]
            #[allow(non_camel_case_types, reason = "Amazon's spelling, which errors print")]
            #[derive(Debug)]
            pub enum #name {}
        };
        member.to_tokens(&mut types);
    }
    types
}

/// Whether the member's words are Rust types: not where it is always the same.
fn is_choice(member: &Member) -> bool {
    !member.words().is_empty() && member.constant().is_none()
}

/// Each member's words as types, and the trait they have.
fn choices() -> TokenStream {
    let mut items = TokenStream::new();
    for member in MEMBERS.iter().filter(|member| is_choice(member)) {
        choice(member).to_tokens(&mut items);
    }
    items
}

fn choice(member: &Member) -> TokenStream {
    let kind = ident(&member.kind());
    let mut items = kind_trait(member, &kind);
    for word in member.words() {
        word_type(*word, &kind).to_tokens(&mut items);
    }
    items
}

fn kind_trait(member: &Member, kind: &Ident) -> TokenStream {
    let label = format!("expected {}, found `{{Self}}`", member.expected_words());
    let required = member.required.map(|rule| words(rule, "", &label));
    let doc = member.docs_of_kind();
    quote! {
        #[doc = #doc]
        #required
        pub trait #kind: sealed::Sealed + Copy + Send + Sync + 'static {
            /// Amazon's spelling.
            const NAME: &'static str;
        }
    }
}

fn word_type(word: Word, kind: &Ident) -> TokenStream {
    let (name, text, doc) = (ident(word.as_str()), word.as_str(), word.meaning());
    quote! {
        #[doc = #doc]
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        pub struct #name;

        impl sealed::Sealed for #name {}

        #[diagnostic::do_not_recommend]
        impl #kind for #name {
            const NAME: &'static str = #text;
        }
    }
}

/// A trait for each rule of the table that a bound of a builder asks for.
fn rule_traits() -> TokenStream {
    let mut traits = Traits::default();
    for member in MEMBERS {
        for need in member.needs {
            traits.add(need.rule, || need_trait(member, need));
        }
        if let (true, Some(only)) = (is_choice(member), member.only) {
            traits.add(only.rule, || only_trait(member, only));
        }
        // An object asks by the rule of the member in it, which names itself.
        if let (true, Some(rule)) = (member.asked_for() == member.required, member.required) {
            traits.add(rule, || required_trait(member, rule));
        }
    }
    traits.text
}

/// One rule may stand in several rows, and is one trait.
#[derive(Default)]
struct Traits {
    rules: Vec<Rule>,
    text: TokenStream,
}

impl Traits {
    fn add(&mut self, rule: Rule, make: impl FnOnce() -> TokenStream) {
        if !self.rules.contains(&rule) {
            self.rules.push(rule);
            make().to_tokens(&mut self.text);
        }
    }
}

/// A word beside which the member can stand.
fn need_trait(member: &Member, need: &Need) -> TokenStream {
    let needed = schema::needed(need);
    let words = words(need.rule, "", &format!("here {} is `{{Self}}`", needed.called()));
    let (name, value) = (trait_name(need.rule), ident(need.value.as_str()));
    // The words' own trait is sealed, so nobody can give this one to a type of their own.
    let kind = ident(&needed.kind());
    let doc = member.docs_of_need(need);
    quote! {
        #[doc = #doc]
        #words
        pub trait #name: crate::payload::choice::#kind {
            #[doc(hidden)]
            const KEPT: () = ();
        }

        #[diagnostic::do_not_recommend]
        impl #name for crate::payload::choice::#value {}
    }
}

/// The only word the member may be. A missing one is for the member's own trait to refuse, so that one
/// mistake is one error.
fn only_trait(member: &Member, only: Only) -> TokenStream {
    let words = words(only.rule, "", &format!("here `{}` is `{{Self}}`", member.name));
    let (name, value) = (trait_name(only.rule), ident(only.value.as_str()));
    let doc =
        format!("`{}` is the only word it may be, or is missing, which another trait refuses.", member.name);
    quote! {
        #[doc = #doc]
        #words
        pub trait #name {}

        #[diagnostic::do_not_recommend]
        impl #name for crate::payload::state::Missing {}
        #[diagnostic::do_not_recommend]
        impl #name for crate::payload::choice::#value {}
    }
}

/// What `build()` asks of a required member: that it is set. The answer is its value.
fn required_trait(member: &Member, rule: Rule) -> TokenStream {
    let words = words(rule, "", &format!("`{}` is not set", member.name));
    let name = trait_name(rule);
    let doc = format!("`{}` is set, by itself or with the object it stands in.", member.path());
    quote! {
        #[doc = #doc]
        #words
        pub trait #name<T> {
            /// The value.
            fn into_value(self) -> T;
        }

        #[diagnostic::do_not_recommend]
        impl<T> #name<T> for crate::payload::state::Set<T> {
            fn into_value(self) -> T {
                self.0
            }
        }
    }
}

fn trait_name(rule: Rule) -> Ident {
    format_ident!("{}", rule.name())
}

fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}
