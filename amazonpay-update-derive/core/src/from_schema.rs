//! The library's own types from the schema's table: members and words as types, and the traits with the words of its
//! rules.

use crate::expand::respanned;
use crate::no_setter::{self, only_elsewhere};
use crate::refuses::words;
use amazonpay_update_rules::schema::{self, MEMBERS, Member, Need, Only};
use amazonpay_update_rules::{Rule, Word};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote};

pub(crate) fn items(what: TokenStream) -> syn::Result<TokenStream> {
    let what: Ident = syn::parse2(what)?;
    let items = match what.to_string().as_str() {
        "members" => members(),
        "choices" => choices(),
        "given" => given_functions(),
        "no_setters" => no_setter::methods(),
        "rule_traits" => rule_traits(),
        _ => {
            let expected = "expected `members`, `choices`, `given`, `no_setters` or `rule_traits`";
            return Err(syn::Error::new(what.span(), expected));
        }
    };
    // The items get the span of the macro's argument, so that an error that points to them does not mention this macro.
    Ok(respanned(items, what.span()))
}

/// A type for each member that a struct can state, and for each name that belongs elsewhere. The types have Amazon's
/// spelling, because errors print their names.
fn members() -> TokenStream {
    let mut types = TokenStream::new();
    let members = MEMBERS.iter().filter(|member| member.can_be_stated());
    let members = members.map(|member| (member.name, format!("`{}`.", member.path())));
    let elsewhere = only_elsewhere().map(|one| (one.name, format!("`{}`, which no update has.", one.name)));
    for (name, doc) in members.chain(elsewhere) {
        let name = ident(name);
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

/// Whether the member's words are Rust types. They are not if the member always has the same word.
fn is_choice(member: &Member) -> bool {
    !member.words().is_empty() && member.constant().is_none()
}

/// Each member's words as types, and their trait.
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
        word_type(*word, member, &kind).to_tokens(&mut items);
    }
    if let Some(name) = chosen_at_run_time(member) {
        any_word_type(&name, member, &kind).to_tokens(&mut items);
    }
    items
}

/// The trait of the words, the trait that a setter asks for, and the trait that `build()` asks for. The second names
/// the word's type as `Word`. A type that is no word has no `Word`, so that its uses are not refused again.
fn kind_trait(member: &Member, kind: &Ident) -> TokenStream {
    let label = format!("expected {}, found `{{Self}}`", member.expected_words());
    let notes = member.notes_of_kind();
    let mut all_notes = notes.clone();
    all_notes.extend(member.notes_of_a_payload());
    let required = member.required.map(|rule| words(rule, "", &label, &all_notes));
    let wrong = words(Rule::WrongMemberType, &format!("`{}`", member.name), &label, &notes);
    let (doc, given) = (member.docs_of_kind(), given(member));
    let doc_given =
        format!("The argument of the setter of `{}`: one of its words, a [`{kind}`].", member.name);
    let chosen = member.required.map(trait_name);
    let not_set = member.required.map(|rule| words(rule, "", &not_set(member), &[]));
    let doc_chosen = format!("`{}` is set: what `build()` asks for.", member.name);
    quote! {
        #[doc = #doc]
        #required
        pub trait #kind:
            #given<Word = Self> + #chosen<Chosen = Self> + Copy + std::fmt::Debug + Eq + Send + Sync + 'static
        {
            /// Amazon's spelling.
            fn name(self) -> &'static str;
        }

        #[doc = #doc_given]
        #wrong
        pub trait #given: sealed::Sealed {
            /// The word itself.
            type Word: #kind;

            #[doc(hidden)]
            fn word(self) -> Self::Word;
        }

        #[doc = #doc_chosen]
        #not_set
        pub trait #chosen: sealed::Sealed {
            /// The word that was set.
            type Chosen;

            #[doc(hidden)]
            fn chosen(self) -> Self::Chosen;
        }
    }
}

/// The trait that a setter asks for.
fn given(member: &Member) -> Ident {
    format_ident!("{}Word", member.kind())
}

fn word_type(word: Word, member: &Member, kind: &Ident) -> TokenStream {
    let (name, text, doc) = (ident(word.as_str()), word.as_str(), word.meaning());
    let word = word_impls(member, kind, &name, &quote!(#text));
    quote! {
        #[doc = #doc]
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        pub struct #name;

        #word
    }
}

/// The impls that make a type a word of the member. `text` is Amazon's spelling.
fn word_impls(member: &Member, kind: &Ident, name: &Ident, text: &TokenStream) -> TokenStream {
    let (given, chosen) = (given(member), member.required.map(trait_name));
    quote! {
        impl sealed::Sealed for #name {}

        #[diagnostic::do_not_recommend]
        impl #kind for #name {
            fn name(self) -> &'static str {
                #text
            }
        }

        #[diagnostic::do_not_recommend]
        impl #given for #name {
            type Word = #name;

            fn word(self) -> #name {
                self
            }
        }

        #[diagnostic::do_not_recommend]
        impl #chosen for #name {
            type Chosen = #name;

            fn chosen(self) -> #name {
                self
            }
        }
    }
}

/// The name of the type for any word of the member, if the word may be chosen at run time. Only an option of the
/// button may be, because a payload's own words never change.
fn chosen_at_run_time(member: &Member) -> Option<Ident> {
    (!member.is_in_payload()).then(|| format_ident!("Needed{}", member.kind()))
}

/// The type for any word of the member. rustc accepts it wherever a word is needed, and the verdict of a payload
/// checks which word it is.
fn any_word_type(name: &Ident, member: &Member, kind: &Ident) -> TokenStream {
    let words: Vec<Ident> = member.words().iter().map(|word| ident(word.as_str())).collect();
    let texts = member.words().iter().map(|word| word.as_str());
    let docs = member.words().iter().map(|word| word.meaning());
    let doc = member.docs_of_any_word();
    let impls = word_impls(member, kind, name, &quote!(self.as_str()));
    quote! {
        #[doc = #doc]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum #name {
            #(#[doc = #docs] #words,)*
        }

        impl #name {
            /// Every value.
            pub const ALL: &'static [#name] = &[#(#name::#words,)*];

            /// The word in Amazon's spelling, as it is displayed and parsed.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { #(#name::#words => #texts,)* }
            }
        }

        #impls
    }
}

/// A trait for each rule of the table that a builder's bounds need.
fn rule_traits() -> TokenStream {
    let mut traits = Traits::default();
    for member in MEMBERS {
        for need in member.needs {
            traits.add(need.rule, || need_trait(member, need));
        }
        if let (true, Some(only)) = (is_choice(member), member.only) {
            traits.add(only.rule, || only_trait(member, only));
        }
        let Some(rule) = member.required else { continue };
        if is_choice(member) {
            let name = trait_name(rule);
            traits.add(rule, || quote!(pub use crate::payload::choice::#name;));
        } else if member.asked_for() == Some(rule) {
            // An object has no trait of its own: it uses the trait of a required member in it.
            traits.add(rule, || required_trait(member, rule));
        }
    }
    traits.text
}

/// The traits so far. A rule that is in several rows is one trait.
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

/// The trait of the word that the member needs.
fn need_trait(member: &Member, need: &Need) -> TokenStream {
    let needed = schema::needed(need);
    let words = words(need.rule, "", &format!("here {} is `{{Self}}`", needed.called()), &[]);
    let (name, value) = (trait_name(need.rule), ident(need.value.as_str()));
    // The words' own trait is sealed, so no foreign type can implement this trait.
    let kind = ident(&needed.kind());
    let any = chosen_at_run_time(needed).into_iter();
    let doc = member.docs_of_need(need);
    quote! {
        #[doc = #doc]
        #words
        pub trait #name: crate::payload::choice::#kind {
            #[doc(hidden)]
            fn named(self) -> &'static str {
                self.name()
            }
        }

        #[diagnostic::do_not_recommend]
        impl #name for crate::payload::choice::#value {}
        #(
            #[diagnostic::do_not_recommend]
            impl #name for crate::payload::choice::#any {}
        )*
    }
}

/// The trait of the only word that the member may be. The member's own trait refuses a missing word, so that one
/// mistake is one error.
fn only_trait(member: &Member, only: Only) -> TokenStream {
    let words = words(only.rule, "", &format!("here `{}` is `{{Self}}`", member.name), &[]);
    let (name, value) = (trait_name(only.rule), ident(only.value.as_str()));
    let doc = format!(
        "`{}` has the only word that it may have, or is missing. Another trait refuses a missing word.",
        member.name
    );
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

fn not_set(member: &Member) -> String {
    format!("here `{}` is `{{Self}}`", member.name)
}

/// The trait by which `build()` requires that a member is set. It gives the value.
fn required_trait(member: &Member, rule: Rule) -> TokenStream {
    let words = words(rule, "", &not_set(member), &[]);
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

/// A function for each member for which `update_payload!` takes an expression.
fn given_functions() -> TokenStream {
    let mut functions = TokenStream::new();
    for member in
        MEMBERS.iter().filter(|row| row.is_in_payload() && row.can_be_stated() && row.constant().is_none())
    {
        let (name, ty) = (ident(member.name), ident(member.rust_type()));
        let ty = quote!(crate::__private::#ty);
        let marker = quote!(crate::payload::member::#name);
        let head = quote! {
            #[allow(non_snake_case, reason = "Amazon's spelling, which errors print")]
        };
        let function = match member.asked_for() {
            Some(rule) => {
                let rule = trait_name(rule);
                quote! {
                    #head
                    pub fn #name<'a, T>(given: &'a T) -> &'a #ty
                    where
                        T: GivenMember<#marker, #ty>,
                        T::Given<'a>: crate::rules::#rule<&'a #ty>,
                    {
                        crate::rules::#rule::into_value(given.given())
                    }
                }
            }
            None if member.required.is_some() => quote! {
                #head
                pub fn #name<T: MemberValue<#marker, #ty>>(given: &T) -> &#ty {
                    given.as_value()
                }
            },
            None => quote! {
                #head
                pub fn #name<'a, T>(given: &'a T) -> Option<&'a #ty>
                where
                    T: GivenMember<#marker, #ty>,
                    T::Given<'a>: Optional<&'a #ty>,
                {
                    given.given().into_option()
                }
            },
        };
        let doc = format!("A value of `{}`.", member.path());
        quote!(#[doc = #doc] #function).to_tokens(&mut functions);
    }
    functions
}

fn trait_name(rule: Rule) -> Ident {
    format_ident!("{}", rule.name())
}

fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}
