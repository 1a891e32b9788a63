//! The parts of the builder that depend on the product type, which the builder may choose.

use super::Builder;
use crate::ast::mentions;
use crate::expand::names::{argument, is_chosen, word_type};
use crate::expand::tokens::replaced;
use crate::plan::{PlannedField, ProductType, Role};
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};

impl Builder<'_> {
    /// The struct's bounds on its product type, for the chosen product type.
    pub(super) fn bounds_of_choice(&self, chosen: &Ident) -> Vec<TokenStream> {
        let ProductType::Parameter(parameter) = self.plan.product_type else { return Vec::new() };
        let generics = &self.input.derive.generics;
        let mut bounds = vec![quote!(#chosen: 'static)];
        for param in
            generics.type_params().filter(|param| param.ident == *parameter && !param.bounds.is_empty())
        {
            let asked = &param.bounds;
            bounds.push(quote!(#chosen: #asked));
        }
        for predicate in generics.where_clause.iter().flat_map(|clause| &clause.predicates) {
            if mentions(predicate, parameter) {
                bounds.push(replaced(predicate.to_token_stream(), parameter, &chosen.to_token_stream()));
            }
        }
        bounds
    }

    /// The type that a setter takes. If the builder chooses the product type, a part that depends on it takes the
    /// only product type that has this part. Another type that depends on it takes the product type that is chosen.
    pub(super) fn setter_type(&self, planned: &PlannedField<'_>) -> TokenStream {
        let ty = planned.field.value_type().to_token_stream();
        match (planned.role, &self.plan.product_type) {
            (Role::PartOf(word), ProductType::Parameter(parameter)) => {
                replaced(ty, parameter, &word_type(word, self.krate))
            }
            _ => self.of_choice(ty),
        }
    }

    /// Code with the chosen product type in place of its parameter.
    pub(super) fn of_choice(&self, code: TokenStream) -> TokenStream {
        match self.plan.product_type {
            ProductType::Parameter(parameter) => replaced(code, parameter, &self.marker.to_token_stream()),
            _ => code,
        }
    }

    /// Whether a setter takes a type that depends on the product type that the builder chooses.
    pub(super) fn depends_on_choice(&self, planned: &PlannedField<'_>) -> bool {
        match (planned.role, &self.plan.product_type) {
            (Role::PartOf(_), _) => false,
            (_, ProductType::Parameter(parameter)) => mentions(planned.field.value_type(), parameter),
            _ => false,
        }
    }

    /// The struct's generic arguments, with `product` in place of the parameter that the builder chooses.
    pub(super) fn target_arguments(&self, product: &TokenStream) -> TokenStream {
        let mut all = TokenStream::new();
        for param in &self.input.derive.generics.params {
            let argument = if is_chosen(self.plan, param) { product.clone() } else { argument(param) };
            quote!(#argument,).to_tokens(&mut all);
        }
        quote!(<#all>)
    }
}
