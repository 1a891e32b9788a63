//! What is generated for a struct that breaks a rule: enough that no second error follows, and
//! nothing that means anything, for the program does not compile.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Data, DeriveInput, Fields};

pub(crate) fn expand(derive: &DeriveInput, krate: &TokenStream) -> TokenStream {
    let (ident, vis) = (&derive.ident, &derive.vis);
    let (impl_generics, ty_generics, where_clause) = derive.generics.split_for_impl();
    let builder = format_ident!("{ident}Builder");
    let setters = fields(derive).map(|field| {
        let maybe = format_ident!("maybe_{field}");
        quote! {
            #vis fn #field<__Value>(self, _: __Value) -> Self { self }
            #vis fn #maybe<__Value>(self, _: __Value) -> Self { self }
        }
    });
    quote! {
        #[automatically_derived]
        impl #impl_generics #krate::UpdatePayload for #ident #ty_generics #where_clause {
            type ProductType = #krate::PayAndShip;
            fn canonical_len(&self) -> ::core::primitive::usize { 0 }
            fn write_canonical(&self, _: &mut #krate::__private::String) {}
        }
        #[automatically_derived]
        #[allow(dead_code)]
        impl #impl_generics #ident #ty_generics #where_clause {
            #vis fn builder() -> #builder<Self> { #builder(::core::marker::PhantomData) }
        }
        #[allow(dead_code)]
        #vis struct #builder<__Target>(::core::marker::PhantomData<__Target>);
        #[automatically_derived]
        #[allow(dead_code)]
        impl<__Target> #builder<__Target> {
            #(#setters)*
            #vis fn build(self) -> __Target { ::core::unreachable!() }
        }
    }
}

fn fields(derive: &DeriveInput) -> impl Iterator<Item = &syn::Ident> {
    let named = match &derive.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(named) => Some(&named.named),
            Fields::Unnamed(_) | Fields::Unit => None,
        },
        Data::Enum(_) | Data::Union(_) => None,
    };
    named.into_iter().flatten().filter_map(|field| field.ident.as_ref())
}
