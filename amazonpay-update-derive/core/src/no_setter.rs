//! The methods of the library's `NoSetter`, from the schema's table. Each says why a builder has no setter of its name.

use crate::refuses::words;
use amazonpay_update_rules::Rule;
use amazonpay_update_rules::schema::{self, ELSEWHERE, Elsewhere, Holds, MEMBERS, Member, Place};
use amazonpay_update_rules::spelling::snake_case;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote};

/// A method of `NoSetter`, and the trait that refuses it.
struct Method<'a> {
    name: String,
    member: &'a str,
    refused: Ident,
    rule: Rule,
    label: String,
    returned: &'a str,
}

/// The methods of `NoSetter`. Each is refused by a trait that no type implements.
pub(crate) fn methods() -> TokenStream {
    let mut traits: Vec<Ident> = Vec::new();
    let mut items = TokenStream::new();
    for method in all() {
        if !traits.contains(&method.refused) {
            method.refusing_trait().to_tokens(&mut items);
            traits.push(method.refused.clone());
        }
        method.to_tokens(&mut items);
    }
    items
}

fn all() -> Vec<Method<'static>> {
    let mut methods = Vec::new();
    // These return the builder, so that the rest of the chain is checked too.
    for member in MEMBERS.iter().filter(|member| member.can_be_stated()) {
        let rule = Rule::MemberHasNoSetter;
        let (refused, label) = match remedy(member) {
            // The words are the member's own, and so is the trait.
            Some(remedy) => (format_ident!("{}Of{}", rule.name(), member.kind()), remedy),
            None => (format_ident!("{}", rule.name()), "this builder has no setter for `{Self}`".to_owned()),
        };
        let (name, member) = (member.field(), member.name);
        methods.push(Method { name, member, refused, rule, label, returned: "B" });
    }
    for one in only_elsewhere() {
        let label = one.belongs.map_or("this builder has no setter for `{Self}`", Place::words).to_owned();
        // A rule with several meanings has several traits.
        let refused = one.belongs.map_or_else(
            || format_ident!("{}", one.rule.name()),
            |place| format_ident!("BelongsTo{place:?}"),
        );
        // The name may be a slip for a member. So that this member is not reported as missing too, the check ends here.
        let returned = if schema::nearest(one.name).is_some() { "Unknown" } else { "B" };
        let name = snake_case(one.name);
        methods.push(Method { name, member: one.name, refused, rule: one.rule, label, returned });
    }
    // The name of a literal macro is taken for the name of the setter.
    for member in MEMBERS.iter().filter(|member| matches!(member.holds, Holds::Text(..))) {
        let name = snake_case(member.rust_type());
        if name != member.field() {
            let (refused, rule) = (format_ident!("SetterOf{}", member.kind()), Rule::UnknownMember);
            let label = format!("did you mean `{}`?", member.field());
            let member = member.name;
            methods.push(Method { name, member, refused, rule, label, returned: "Unknown" });
        }
    }
    methods
}

/// What to do in place of a call, for a member that `Update` itself has no setter for.
fn remedy(member: &Member) -> Option<String> {
    if let Some(value) = member.constant() {
        return Some(format!("`{}` is written without a call", value.as_str()));
    }
    let parts: Vec<String> = member.inner().map(|part| format!("`{}(..)`", part.field())).collect();
    (!parts.is_empty()).then(|| format!("set its members: {}", parts.join(", ")))
}

impl Method<'_> {
    fn refusing_trait(&self) -> TokenStream {
        // The words of some rules name the member themselves.
        let about = if self.rule.words().starts_with('`') {
            String::new()
        } else if self.name == snake_case(self.member) {
            "`{Self}`".to_owned()
        } else {
            format!("`{}`", self.name)
        };
        let (words, name) = (words(self.rule, &about, &self.label, &[]), &self.refused);
        quote! {
            #[doc = "No member implements it, because builders have no setter for the name. `Unknown` moves the refusal from the method to its call."]
            #words
            pub trait #name<Unknown> {
                #[doc(hidden)]
                fn refused<B>() -> B;
            }
        }
    }
}

impl ToTokens for Method<'_> {
    fn to_tokens(&self, items: &mut TokenStream) {
        let ident = |name: &str| Ident::new(name, Span::call_site());
        let (name, member, returned) = (ident(&self.name), ident(self.member), ident(self.returned));
        let refused = &self.refused;
        quote! {
            impl<B> NoSetter<B> {
                #[doc(hidden)]
                #[must_use]
                pub fn #name<T, Unknown>(&self, _: T) -> #returned
                where
                    crate::payload::member::#member: #refused<Unknown>,
                {
                    <crate::payload::member::#member as #refused<Unknown>>::refused()
                }
            }
        }
        .to_tokens(items);
    }
}

/// The names that belong elsewhere and are no member's name. The table of members has the others.
pub(crate) fn only_elsewhere() -> impl Iterator<Item = &'static Elsewhere> {
    ELSEWHERE.iter().filter(|one| MEMBERS.iter().all(|member| member.name != one.name))
}
