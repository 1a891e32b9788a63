//! The names in generated code: items of the library, and the struct's own parameters.

use crate::ast::mentions;
use crate::plan::{Plan, PlannedField, ProductType, Role};
use amazonpay_update_rules::{Rule, Word};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::{ConstParam, GenericParam, Generics, LifetimeParam, TypeParam};

/// The Rust type of a word.
pub(super) fn word_type(word: Word, krate: &TokenStream) -> TokenStream {
    let name = Ident::new(word.as_str(), Span::call_site());
    quote!(#krate::#name)
}

/// The trait that bears a rule's words.
pub(super) fn rule_trait(rule: Rule, krate: &TokenStream) -> TokenStream {
    let name = format_ident!("{}", rule.name());
    quote!(#krate::rules::#name)
}

/// `MemberValue<member::storeId, StoreId>`, the trait through which a field's value is read.
pub(super) fn member_value(
    plan: &Plan<'_>,
    planned: &PlannedField<'_>,
    krate: &TokenStream,
) -> Option<TokenStream> {
    let member = planned.member?;
    let member_type = Ident::new(member.name, Span::call_site());
    let value = Ident::new(member.rust_type(), Span::call_site());
    let parameter = match (planned.role, &plan.product_type) {
        (Role::ProductType | Role::Choice, _) => return None,
        (Role::PartOf(_), ProductType::Parameter(parameter)) => Some(quote!(<#parameter>)),
        _ => None,
    };
    Some(quote!(#krate::MemberValue<#krate::member::#member_type, #krate::#value #parameter>))
}

/// A generic parameter where it is used: `'a`, `T` or `N`.
pub(super) fn argument(param: &GenericParam) -> TokenStream {
    match param {
        GenericParam::Lifetime(param) => param.lifetime.to_token_stream(),
        GenericParam::Type(param) => param.ident.to_token_stream(),
        GenericParam::Const(param) => param.ident.to_token_stream(),
    }
}

/// A generic parameter where it is declared, without its default, for an `impl`.
pub(super) fn without_default(param: &GenericParam) -> TokenStream {
    match param {
        GenericParam::Lifetime(param) => param.to_token_stream(),
        GenericParam::Type(TypeParam { attrs, ident, colon_token, bounds, .. }) => {
            quote!(#(#attrs)* #ident #colon_token #bounds)
        }
        GenericParam::Const(ConstParam { attrs, const_token, ident, colon_token, ty, .. }) => {
            quote!(#(#attrs)* #const_token #ident #colon_token #ty)
        }
    }
}

/// A type that uses the user's own parameters, as rustc demands of the builder. The builder keeps its auto traits.
pub(super) fn phantom_type(params: &[&GenericParam]) -> Option<TokenStream> {
    let mut used = TokenStream::new();
    for param in params {
        match param {
            GenericParam::Lifetime(LifetimeParam { lifetime, .. }) => {
                quote!(fn() -> &#lifetime (),).to_tokens(&mut used);
            }
            GenericParam::Type(TypeParam { ident, .. }) => {
                quote!(fn() -> *const #ident,).to_tokens(&mut used);
            }
            GenericParam::Const(_) => {}
        }
    }
    (!used.is_empty()).then(|| quote!((#used)))
}

/// Whether the builder chooses the parameter.
pub(super) fn is_chosen(plan: &Plan<'_>, param: &GenericParam) -> bool {
    match (&plan.product_type, param) {
        (ProductType::Parameter(chosen), GenericParam::Type(param)) => param.ident == **chosen,
        _ => false,
    }
}

/// The struct's `where` clause without the bounds on the parameter that the builder chooses.
pub(super) fn builder_where_clause(generics: &Generics, plan: &Plan<'_>) -> Option<TokenStream> {
    let predicates = &generics.where_clause.as_ref()?.predicates;
    let mut kept = TokenStream::new();
    for predicate in predicates {
        if !matches!(plan.product_type, ProductType::Parameter(chosen) if mentions(predicate, chosen)) {
            quote!(#predicate,).to_tokens(&mut kept);
        }
    }
    Some(quote!(where #kept))
}
