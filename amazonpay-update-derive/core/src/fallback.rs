//! The code for a struct that breaks a rule. The program does not compile, so the code only has to keep second errors
//! away. It checks nothing but the types of the fields, so that a wrong type is reported in the same compile.

use crate::ast::inside_option;
use crate::expand::lints::allowed_lints;
use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};
use syn::ext::IdentExt;
use syn::{Data, DeriveInput, Fields};

pub(crate) fn stand_ins(
    derive: &DeriveInput,
    krate: &TokenStream,
    product_type: &TokenStream,
    type_checks: Option<&TokenStream>,
) -> TokenStream {
    let (ident, vis) = (&derive.ident, &derive.vis);
    let lints = allowed_lints(derive);
    let (impl_generics, ty_generics, where_clause) = derive.generics.split_for_impl();
    let builder = format_ident!("{ident}Builder");
    // A field may have the name of another method. That is refused already, and must not be reported twice.
    let mut taken = vec!["build".to_owned()];
    let mut setters = TokenStream::new();
    for (field, ty) in fields(derive) {
        let ty = inside_option(ty).unwrap_or(ty);
        let maybe = format_ident!("maybe_{}", field.unraw());
        // A setter takes the field's own type, even if that type is wrong.
        for (name, ty) in [(field, quote!(#ty)), (&maybe, quote!(#krate::Option<#ty>))] {
            let text = name.unraw().to_string();
            if !taken.contains(&text) {
                taken.push(text);
                quote!(pub fn #name(self, _: #ty) -> Self { self }).to_tokens(&mut setters);
            }
        }
    }
    // Without arguments, the builder's name means the builder of this struct.
    let default = derive.generics.params.is_empty().then(|| quote!(= #ident));
    quote! {
        #[automatically_derived]
        #lints
        impl #impl_generics #krate::Derived for #ident #ty_generics #where_clause {}
        #[automatically_derived]
        #lints
        impl #impl_generics #krate::UpdatePayload for #ident #ty_generics #where_clause {
            type ProductType = #product_type;
            fn canonical_len(&self) -> #krate::usize { 0 }
            fn write_canonical(&self, _: &mut #krate::String) { #type_checks }
        }
        #[automatically_derived]
        #lints
        impl #impl_generics #ident #ty_generics #where_clause {
            pub fn builder() -> #builder<Self> { #builder(#krate::PhantomData) }
        }
        #vis struct #builder<__Target #default>(#krate::PhantomData<__Target>);
        #[automatically_derived]
        #lints
        impl #impl_generics #builder<#ident #ty_generics> #where_clause {
            #setters
            pub fn build(self) -> #ident #ty_generics { ::core::unreachable!() }
        }
    }
}

fn fields(derive: &DeriveInput) -> impl Iterator<Item = (&syn::Ident, &syn::Type)> {
    let named = match &derive.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(named) => Some(&named.named),
            Fields::Unnamed(_) | Fields::Unit => None,
        },
        Data::Enum(_) | Data::Union(_) => None,
    };
    named.into_iter().flatten().filter_map(|field| Some((field.ident.as_ref()?, &field.ty)))
}
