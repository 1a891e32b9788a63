//! What is generated for a struct that keeps every rule.

mod builder;
mod canonical;
mod docs;
mod tokens;

use crate::ast::Input;
use crate::valid::{Plan, PlannedField, ProductType, mentions};
use amazonpay_update_rules::schema::Holds;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{GenericParam, Generics, Type};

pub(crate) fn expand(input: &Input<'_>, plan: &Plan<'_>) -> TokenStream {
    let krate = crate_path(input);
    let payload = payload(input, plan, &krate);
    let builder = builder::expand(input, plan, &krate);
    quote!(#payload #builder)
}

/// The path of `amazonpay_update`: its own name, or what `crate = ...` says.
pub(crate) fn crate_path(input: &Input<'_>) -> TokenStream {
    match &input.options.krate {
        Some(path) => quote!(#path),
        None => quote!(::amazonpay_update),
    }
}

fn payload(input: &Input<'_>, plan: &Plan<'_>, krate: &TokenStream) -> TokenStream {
    let ident = &input.derive.ident;
    let product_type = match &plan.product_type {
        ProductType::Fixed(name) => {
            let name = Ident::new(name, proc_macro2::Span::call_site());
            quote!(#krate::#name)
        }
        ProductType::Field(ty) => quote!(#ty),
        ProductType::Parameter(parameter) => quote!(#parameter),
    };
    let bounds = bounds(input, plan, krate);
    let checks = checks(plan, krate);
    let text = canonical::CanonicalText::of(plan, krate);
    let (len, write) = (text.len(), text.write());
    let (impl_generics, ty_generics, where_clause) = input.derive.generics.split_for_impl();
    let user_bounds = where_clause.map(|clause| &clause.predicates).into_iter().flatten();
    quote! {
        #[automatically_derived]
        #[allow(clippy::all, clippy::pedantic, clippy::restriction, clippy::nursery)]
        impl #impl_generics #krate::UpdatePayload for #ident #ty_generics
        where #(#user_bounds,)* #(#bounds,)*
        {
            type ProductType = #product_type;

            fn canonical_len(&self) -> ::core::primitive::usize {
                #len
            }

            fn write_canonical(&self, out: &mut #krate::__private::String) {
                #checks
                #write
            }
        }
    }
}

/// Statements that ask of each field to have its member's type, for a struct that is refused for
/// another reason. Where a type has parameters of the struct, nobody knows yet.
pub(crate) fn type_checks(input: &Input<'_>, plan: &Plan<'_>, krate: &TokenStream) -> TokenStream {
    let checks = plan.fields.iter().filter_map(|planned| {
        let (ident, ty) = (planned.field.ident, planned.field.value_type());
        if input.derive.generics.type_params().any(|param| mentions(ty, &param.ident)) {
            return None;
        }
        let value = member_value(planned, krate)?;
        let check =
            |source: TokenStream| quote_spanned!(ty.span()=> let _ = <#ty as #value>::as_value(#source););
        Some(match planned.field.optional() {
            Some(_) => {
                let check = check(quote!(value));
                quote!(if let #krate::__private::Some(value) = &self.#ident { #check })
            }
            None => check(quote!(&self.#ident)),
        })
    });
    checks.collect()
}

/// What the types of generic structs must be for a payload to be made of them.
fn bounds(input: &Input<'_>, plan: &Plan<'_>, krate: &TokenStream) -> Vec<TokenStream> {
    let mut bounds = Vec::new();
    if let ProductType::Parameter(parameter) = &plan.product_type {
        bounds.push(quote!(#parameter: #krate::ProductType));
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
        if let (true, Some(value)) = (generic, member_value(planned, krate)) {
            bounds.push(quote!(#ty: #value));
        }
    }
    bounds
}

/// Statements that ask of the marker fields, which no text is written from, to be of their type.
fn checks(plan: &Plan<'_>, krate: &TokenStream) -> TokenStream {
    let mut checks = TokenStream::new();
    for planned in &plan.fields {
        let (Some(member), ident, ty) = (planned.member, planned.field.ident, planned.field.ty) else {
            continue;
        };
        match member.holds {
            Holds::Word(_) => {
                let value = member_value(planned, krate);
                checks.extend(quote_spanned!(ty.span()=> let _ = <#ty as #value>::as_value(&self.#ident);));
            }
            Holds::ButtonOption => {
                let ships = plan
                    .fields
                    .iter()
                    .any(|other| other.member.is_some_and(|m| m.name == "deliverySpecifications"));
                let field = matches!(plan.product_type, ProductType::Field(_));
                // Nothing else reads the field, and rustc would call it dead.
                checks.extend(quote!(let _ = &self.#ident;));
                // Read through the trait itself, so that the error names no function of ours.
                checks.extend(if ships && field {
                    quote_spanned! {ty.span()=>
                        let () = <#ty as #krate::rules::DeliverySpecificationsNeedPayAndShip>::KEPT;
                    }
                } else {
                    quote_spanned!(ty.span()=> let _ = <#ty as #krate::ProductType>::NAME;)
                });
            }
            _ => {}
        }
    }
    checks
}

/// `MemberValue<member::storeId, StoreId>`, the trait through which a field's value is read.
fn member_value(planned: &PlannedField<'_>, krate: &TokenStream) -> Option<TokenStream> {
    let member = planned.member?;
    let ty = planned.field.value_type();
    let name = Ident::new(member.name, proc_macro2::Span::call_site());
    let value = match member.holds {
        Holds::Flag => quote!(::core::primitive::bool),
        // It may have a parameter, the product type: `DeliverySpecifications<P>`.
        Holds::Part("DeliverySpecifications") => match delivery_parameter(ty) {
            Some(arguments) => quote!(#krate::DeliverySpecifications #arguments),
            None => quote!(#krate::DeliverySpecifications),
        },
        Holds::ButtonOption => return None,
        _ => {
            let name = format_ident!("{}", member.rust_type());
            quote!(#krate::#name)
        }
    };
    Some(quote!(#krate::canonical::MemberValue<#krate::member::#name, #value>))
}

fn delivery_parameter(ty: &Type) -> Option<&syn::PathArguments> {
    match ty {
        Type::Path(path) => path
            .path
            .segments
            .last()
            .filter(|last| last.ident == "DeliverySpecifications")
            .map(|last| &last.arguments),
        _ => None,
    }
}

/// Generic parameters for the place where they are used: `'a, T, N`.
fn arguments<'a>(params: impl Iterator<Item = &'a GenericParam>) -> Vec<TokenStream> {
    params
        .map(|param| match param {
            GenericParam::Lifetime(param) => {
                let lifetime = &param.lifetime;
                quote!(#lifetime)
            }
            GenericParam::Type(param) => {
                let ident = &param.ident;
                quote!(#ident)
            }
            GenericParam::Const(param) => {
                let ident = &param.ident;
                quote!(#ident)
            }
        })
        .collect()
}

/// Generic parameters without their defaults, for an `impl`.
fn without_defaults(generics: &Generics) -> Generics {
    let mut generics = generics.clone();
    for param in &mut generics.params {
        match param {
            GenericParam::Type(param) => param.default = None,
            GenericParam::Const(param) => param.default = None,
            GenericParam::Lifetime(_) => {}
        }
    }
    generics
}
