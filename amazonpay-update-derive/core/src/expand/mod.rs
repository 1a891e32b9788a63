//! The code for a struct that keeps every rule.
//!
//! The name of a local variable ends with an underscore, because a constant or static with the same name would take
//! the variable's place. Every other name comes from `__private` of the library. So a module that is given as
//! `crate = ...` and re-exports the library cannot replace these names with its own.

mod builder;
mod canonical;
mod docs;
pub(crate) mod lints;
mod names;
mod tokens;
pub(crate) mod writing;

use crate::ast::{Input, mentions};
use crate::plan::{Plan, ProductType, Role};
use amazonpay_update_rules::schema;
use lints::allowed_lints;
use names::{member_value, rule_trait, word_type};
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::spanned::Spanned;
pub(crate) use tokens::respanned;

pub(crate) fn struct_impls(input: &Input<'_>, plan: &Plan<'_>, krate: &TokenStream) -> TokenStream {
    let lints = allowed_lints(input.derive);
    let payload = payload(input, plan, krate, &lints);
    let builder = builder::items(input, plan, krate, lints);
    quote!(#payload #builder)
}

fn payload(input: &Input<'_>, plan: &Plan<'_>, krate: &TokenStream, lints: &TokenStream) -> TokenStream {
    let ident = &input.derive.ident;
    let product_type = product_type(Some(plan), krate);
    let bounds = bounds(input, plan, krate);
    let where_clause = (!bounds.is_empty()).then(|| quote!(where #(#bounds,)*));
    let checks = checks(plan, krate);
    let verdict = verdict(plan, krate);
    let members = canonical::members(plan, krate);
    let text = writing::Writing::of(&members, krate);
    let write = text.write();
    let (impl_generics, ty_generics, _) = input.derive.generics.split_for_impl();
    // `Derived` has the bounds of `UpdatePayload`. With fewer, a user could write the other payload for the types that
    // these bounds leave out.
    quote! {
        #[automatically_derived]
        #lints
        impl #impl_generics #krate::Derived for #ident #ty_generics #where_clause {}
        #[automatically_derived]
        #lints
        impl #impl_generics #krate::WriteParts for #ident #ty_generics #where_clause {
            fn write_parts(&self, out_: &mut impl #krate::Sink) {
                #checks
                #write
            }
        }
        #[automatically_derived]
        #lints
        impl #impl_generics #krate::UpdatePayload for #ident #ty_generics #where_clause {
            type ProductType = #product_type;

            fn canonical_len(&self) -> #krate::usize {
                #krate::WriteParts::parts_len(self)
            }

            fn write_canonical(&self, out_: &mut #krate::String) {
                #krate::WriteParts::write_parts(self, out_);
            }

            fn verdict(&self) -> #krate::Verdict<#product_type> {
                #verdict
            }
        }
    }
}

/// The product type of a payload, or an arbitrary one for a struct without a plan.
pub(crate) fn product_type(plan: Option<&Plan<'_>>, krate: &TokenStream) -> TokenStream {
    match plan.map(|plan| &plan.product_type) {
        Some(ProductType::Fixed(word)) => word_type(*word, krate),
        Some(ProductType::Field(ty)) => quote!(#ty),
        Some(ProductType::Parameter(parameter)) => quote!(#parameter),
        None => word_type(schema::any_product_type(), krate),
    }
}

/// Statements that compile only if each field has its member's type, for a struct that is refused for another reason.
/// A type with parameters of the struct is not known yet, so its field is left out.
pub(crate) fn type_checks(input: &Input<'_>, plan: &Plan<'_>, krate: &TokenStream) -> TokenStream {
    let mut checks = TokenStream::new();
    for planned in &plan.fields {
        let (ident, ty) = (planned.field.ident, planned.field.value_type());
        if input.derive.generics.type_params().any(|param| mentions(ty, &param.ident)) {
            continue;
        }
        let Some(value) = member_value(plan, planned, krate) else { continue };
        // `self` does not get the type's span: if a macro has passed the type on, `self` there is another variable.
        let is_optional = planned.field.optional().is_some();
        let source = if is_optional { quote!(value_) } else { quote!(&self.#ident) };
        let check = quote_spanned!(ty.span()=> let _ = <#ty as #value>::as_value(#source););
        let check =
            if is_optional { quote!(if let #krate::Some(value_) = &self.#ident { #check }) } else { check };
        check.to_tokens(&mut checks);
    }
    checks
}

/// The struct's own bounds, and the bounds that a payload needs.
fn bounds(input: &Input<'_>, plan: &Plan<'_>, krate: &TokenStream) -> Vec<TokenStream> {
    let mut bounds = Vec::new();
    if let Some(clause) = &input.derive.generics.where_clause {
        for predicate in &clause.predicates {
            bounds.push(predicate.to_token_stream());
        }
    }
    if let ProductType::Parameter(parameter) = &plan.product_type {
        let always = plan.needs.iter().filter(|need| need.when_set.is_none());
        let rules = always.map(|need| rule_trait(need.rule, krate));
        bounds.push(quote!(#parameter: #krate::ProductType #(+ #rules)*));
    }
    for planned in &plan.fields {
        let ty = planned.field.value_type();
        let chosen =
            |param: &Ident| matches!(&plan.product_type, ProductType::Parameter(chosen) if *chosen == param);
        let generic = input
            .derive
            .generics
            .type_params()
            .any(|param| !chosen(&param.ident) && mentions(ty, &param.ident));
        if let (true, Some(value)) = (generic, member_value(plan, planned, krate)) {
            bounds.push(quote!(#ty: #value));
        }
    }
    bounds
}

/// Statements that compile only if each marker field has its member's type. No text is written from these fields.
fn checks(plan: &Plan<'_>, krate: &TokenStream) -> TokenStream {
    let mut checks = TokenStream::new();
    for planned in &plan.fields {
        let (ident, ty) = (planned.field.ident, planned.field.ty);
        if let Role::Word(_) = planned.role {
            let value = member_value(plan, planned, krate);
            let source = quote!(&self.#ident);
            quote_spanned!(ty.span()=> let _ = <#ty as #value>::as_value(#source);).to_tokens(&mut checks);
        }
    }
    checks
}

/// The body of `verdict`: whether a value keeps the rules about the product type, and which product type it has. If
/// the type stands for one product type, rustc has already refused a wrong one. `NeededProductType` stands for any, so
/// it is checked while the program runs.
fn verdict(plan: &Plan<'_>, krate: &TokenStream) -> TokenStream {
    let field = plan.fields.iter().find(|planned| matches!(planned.role, Role::ProductType | Role::Choice));
    let (ProductType::Field(_) | ProductType::Parameter(_), Some(planned)) = (&plan.product_type, field)
    else {
        let word = product_type(Some(plan), krate);
        return quote!(#krate::Verdict::kept(#word));
    };
    let (ident, ty) = (planned.field.ident, planned.field.ty);
    // If a macro has passed the type on, `self` with the type's span is another variable.
    let (span, chosen) = (tokens::generated_span(ty.span()), quote!(self.#ident));
    let any = quote_spanned!(span=> <#ty as #krate::ProductType>::name(#chosen));
    let mut checks = TokenStream::new();
    for need in &plan.needs {
        let (value, rule) = (need.value.as_str(), format_ident!("{}", need.rule.name()));
        // Through the trait of the rule itself, so that rustc prints its words.
        let name = match plan.product_type {
            ProductType::Field(_) => {
                let rule = rule_trait(need.rule, krate);
                quote_spanned!(span=> <#ty as #rule>::named(#chosen))
            }
            _ => any.clone(),
        };
        let is_set = need.when_set.map(|field| quote!(self.#field.is_some() &&));
        quote! {
            if #is_set #name != #value {
                return #krate::Verdict::broken(#krate::Rule::#rule);
            }
        }
        .to_tokens(&mut checks);
    }
    if plan.needs.is_empty() {
        checks = quote_spanned!(span=> let _ = #any;);
    }
    quote!(#checks #krate::Verdict::kept(#chosen))
}
