//! The struct as the user wrote it.

use crate::attr::{FieldOptions, Fixed, StructOptions};
use crate::errors::Errors;
use amazonpay_update_rules::schema::{self, Member};
use amazonpay_update_rules::{Refusal, Rule};
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Data, DeriveInput, Fields, GenericArgument, PathArguments, Type};

pub(crate) struct Input<'a> {
    pub(crate) derive: &'a DeriveInput,
    pub(crate) options: StructOptions,
    pub(crate) fields: Vec<Field<'a>>,
}

pub(crate) struct Field<'a> {
    pub(crate) ident: &'a Ident,
    pub(crate) ty: &'a Type,
    /// The member whose Rust type the field has, as far as the type's name tells.
    pub(crate) of_type: Option<&'static Member>,
    pub(crate) docs: Vec<&'a syn::Attribute>,
    pub(crate) options: FieldOptions,
}

impl<'a> Input<'a> {
    /// The option that states this member.
    pub(crate) fn fixed(&self, member: &Member) -> Option<&Fixed> {
        self.options.fixed.iter().find(|fixed| fixed.member.name == member.name)
    }

    /// `None` when the item is not a struct with named fields.
    pub(crate) fn read(derive: &'a DeriveInput, errors: &Errors) -> Option<Input<'a>> {
        let shape = |span: Span, found: &str| {
            errors.refuse(span, &Refusal::new(Rule::UnsupportedShape).hint(format!("this is {found}")));
        };
        let data = match &derive.data {
            Data::Struct(data) => data,
            Data::Enum(data) => {
                shape(data.enum_token.span(), "an enum");
                return None;
            }
            Data::Union(data) => {
                shape(data.union_token.span(), "a union");
                return None;
            }
        };
        let named = match &data.fields {
            Fields::Named(named) => named,
            Fields::Unnamed(fields) => {
                shape(fields.paren_token.span.join(), "a tuple struct");
                return None;
            }
            Fields::Unit => {
                shape(derive.ident.span(), "a unit struct");
                return None;
            }
        };
        let options = StructOptions::read(&derive.attrs, errors);
        let mut fields = Vec::new();
        for field in &named.named {
            let Some(ident) = &field.ident else { continue };
            if let Some((_, value)) = &field.default {
                let refusal = Refusal::new(Rule::UnsupportedShape)
                    .hint("default field values are not supported: write `#[amazon_pay(default = ...)]`");
                errors.refuse_tokens(value, &refusal);
            }
            let of_type = member_of_type(inside_option(&field.ty).unwrap_or(&field.ty), &derive.generics);
            fields.push(Field {
                ident,
                ty: &field.ty,
                of_type,
                docs: field.attrs.iter().filter(|attr| attr.path().is_ident("doc")).collect(),
                options: FieldOptions::read(&field.attrs, of_type, errors),
            });
        }
        Some(Input { derive, options, fields })
    }
}

impl Field<'_> {
    /// The field's name without `r#`.
    pub(crate) fn name(&self) -> String {
        self.ident.unraw().to_string()
    }

    /// The `T` of an `Option<T>`.
    pub(crate) fn optional(&self) -> Option<&Type> {
        inside_option(self.ty)
    }

    /// The type itself, or the `T` of an `Option<T>`.
    pub(crate) fn value_type(&self) -> &Type {
        self.optional().unwrap_or(self.ty)
    }
}

/// The member that a type stands for by its name, or by the name of a type inside it.
fn member_of_type(ty: &Type, generics: &syn::Generics) -> Option<&'static Member> {
    if let Type::Reference(reference) = ty {
        return member_of_type(&reference.elem, generics);
    }
    let last = path_segments(ty)?.last()?;
    let is_product_type = |param: &syn::TypeParam| {
        let bounds = &param.bounds;
        is_ident(ty, &param.ident)
            && mentions(bounds, &quote::format_ident!("{}", schema::button_option().kind()))
    };
    if generics.type_params().any(is_product_type) {
        return Some(schema::button_option());
    }
    let inside = || match &last.arguments {
        PathArguments::AngleBracketed(arguments) => {
            arguments.args.iter().find_map(|argument| match argument {
                GenericArgument::Type(inner) => member_of_type(inner, generics),
                _ => None,
            })
        }
        _ => None,
    };
    schema::of_type(&last.ident.to_string()).or_else(inside)
}

/// The `T` of an `Option<T>`, also of `std::option::Option<T>`.
pub(crate) fn inside_option(ty: &Type) -> Option<&Type> {
    let segments = path_segments(ty)?;
    let mut path = String::new();
    for segment in segments {
        path.push_str("::");
        path.push_str(&segment.ident.to_string());
    }
    match path.as_str() {
        "::Option" | "::std::option::Option" | "::core::option::Option" => only_argument(ty),
        _ => None,
    }
}

/// The `T` of a `Name<T>`.
pub(crate) fn only_argument(ty: &Type) -> Option<&Type> {
    match &path_segments(ty)?.last()?.arguments {
        PathArguments::AngleBracketed(arguments) if arguments.args.len() == 1 => {
            match arguments.args.first()? {
                GenericArgument::Type(inner) => Some(inner),
                _ => None,
            }
        }
        _ => None,
    }
}

/// The last name of a type's path: `StoreId` of `amazonpay_update::StoreId`.
pub(crate) fn last_name(ty: &Type) -> Option<&Ident> {
    path_segments(ty)?.last().map(|segment| &segment.ident)
}

fn path_segments(ty: &Type) -> Option<&syn::punctuated::Punctuated<syn::PathSegment, syn::Token![::]>> {
    match ty {
        Type::Path(path) if path.qself.is_none() => Some(&path.path.segments),
        // A macro_rules fragment wraps the type it hands on.
        Type::Group(group) => path_segments(&group.elem),
        Type::Paren(paren) => path_segments(&paren.elem),
        _ => None,
    }
}

/// Whether a type is nothing but this name.
pub(crate) fn is_ident(ty: &Type, ident: &Ident) -> bool {
    path_segments(ty).is_some_and(|segments| {
        segments.len() == 1 && segments[0].ident == *ident && segments[0].arguments.is_none()
    })
}

/// Whether this name stands anywhere in the tokens.
pub(crate) fn mentions(tokens: &impl ToTokens, name: &Ident) -> bool {
    fn within(tokens: TokenStream, name: &Ident) -> bool {
        tokens.into_iter().any(|token| match token {
            TokenTree::Ident(ident) => ident == *name,
            TokenTree::Group(group) => within(group.stream(), name),
            _ => false,
        })
    }
    within(tokens.to_token_stream(), name)
}
