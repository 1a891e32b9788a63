//! The typestate builder: one type parameter a field. It is `Missing` or `Unset` until the field
//! is set, and carries the value from then on, so `build()` moves values and asks nothing.

use super::tokens::{free_letters, replaced, respanned};
use super::{arguments, docs, without_defaults};
use crate::ast::Input;
use crate::valid::{Plan, PlannedField, Presence, ProductType, mentions};
use amazonpay_update_rules::schema::Holds;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::{GenericParam, Generics};

struct Builder<'a> {
    input: &'a Input<'a>,
    plan: &'a Plan<'a>,
    krate: &'a TokenStream,
    name: Ident,
    /// The user's own parameters, without the one the builder chooses.
    generics: Generics,
    /// One a field.
    slots: Vec<Ident>,
    /// A letter no field's type uses, for the setters of markers.
    marker: Ident,
}

/// The parts of a setter.
struct Setter {
    /// Which field it sets.
    at: usize,
    name: Ident,
    docs: TokenStream,
    generics: TokenStream,
    /// What it takes.
    ty: TokenStream,
    /// What the field's slot is afterwards, as a type and as a value.
    state: TokenStream,
    value: TokenStream,
    bounds: Vec<TokenStream>,
}

pub(crate) fn expand(input: &Input<'_>, plan: &Plan<'_>, krate: &TokenStream) -> TokenStream {
    let mut letters = free_letters(&input.derive.into_token_stream());
    let slots = plan.fields.iter().filter_map(|_| letters.next()).collect();
    let marker = letters.next().unwrap_or_else(|| Ident::new("Marker", Span::call_site()));
    let builder = Builder {
        input,
        plan,
        krate,
        name: format_ident!("{}Builder", input.derive.ident),
        generics: builder_generics(input, plan),
        slots,
        marker,
    };
    let (definition, start, methods) = (builder.definition(), builder.start(), builder.methods());
    quote!(#definition #start #methods)
}

impl Builder<'_> {
    fn definition(&self) -> TokenStream {
        let Builder { krate, name, slots, generics, .. } = self;
        let vis = &self.input.derive.vis;
        let params = without_defaults(generics).params.into_iter();
        let where_clause = &generics.where_clause;
        let states = self.plan.fields.iter().map(|planned| initial_state(planned));
        let idents = self.idents();
        let phantom = self.phantom_type().map(|ty| quote!(__generics: ::core::marker::PhantomData<#ty>,));
        let target = &self.input.derive.ident;
        let doc = format!(
            "Builds [`{target}`]: `build()` exists once every required member is set, and each can be set once."
        );
        let must_use = format!("a builder makes no `{target}` until `build()`");
        quote! {
            #[doc = #doc]
            #[must_use = #must_use]
            #[allow(non_snake_case, clippy::all, clippy::pedantic, clippy::restriction, clippy::nursery)]
            #vis struct #name<#(#params,)* #(#slots = #krate::state::#states,)*> #where_clause {
                #(#idents: #slots,)*
                #phantom
            }
        }
    }

    /// `fn builder()` on the struct.
    fn start(&self) -> TokenStream {
        let Builder { krate, name, generics, .. } = self;
        let (target, vis) = (&self.input.derive.ident, &self.input.derive.vis);
        let (impl_generics, _, where_clause) = generics.split_for_impl();
        let own = arguments(generics.params.iter());
        let states = self.plan.fields.iter().map(|planned| initial_state(planned));
        let idents = self.idents();
        let phantom = self.phantom_value();
        // The builder chooses the product type, so what it starts from has to be any one of them.
        let target_arguments = self.target_arguments(&quote!(#krate::PayAndShip));
        let doc = match &self.plan.product_type {
            ProductType::Parameter(parameter) => format!(
                "Starts a [`{name}`] with nothing set. Its setter of the product type chooses `{parameter}`: call this as \
                 `{target}::builder()`, without an argument."
            ),
            _ => format!("Starts a [`{name}`] with nothing set."),
        };
        quote! {
            #[automatically_derived]
            #[allow(dead_code, non_snake_case, clippy::all, clippy::pedantic, clippy::restriction, clippy::nursery)]
            impl #impl_generics #target #target_arguments #where_clause {
                #[doc = #doc]
                #vis fn builder() -> #name<#(#own,)*> {
                    #name { #(#idents: #krate::state::#states,)* #phantom }
                }
            }
        }
    }

    fn methods(&self) -> TokenStream {
        let Builder { name, slots, generics, .. } = self;
        let params = without_defaults(generics).params.into_iter();
        let where_clause = &generics.where_clause;
        let own = arguments(generics.params.iter());
        let setters = (0..slots.len()).map(|at| self.setters(at));
        let build = self.build();
        quote! {
            #[automatically_derived]
            #[allow(dead_code, non_snake_case, clippy::all, clippy::pedantic, clippy::restriction, clippy::nursery)]
            impl<#(#params,)* #(#slots,)*> #name<#(#own,)* #(#slots,)*> #where_clause {
                #(#setters)*
                #build
            }
        }
    }

    fn setters(&self, at: usize) -> TokenStream {
        let planned = &self.plan.fields[at];
        let (krate, marker, slot) = (self.krate, &self.marker, &self.slots[at]);
        let span = planned.field.ident.span();
        let member = self.member(planned);
        let once = respanned(quote!(#slot: #krate::state::SetOnce<#member>), span);
        if let Some(kind) = self.marker_trait(planned) {
            let bound = respanned(quote!(#marker: #krate::#kind), span);
            return self.method(&Setter {
                at,
                name: planned.field.ident.clone(),
                docs: docs::setter(planned),
                generics: quote!(<#bound>),
                ty: quote!(#marker),
                state: quote!(#marker),
                value: quote!(value),
                bounds: vec![once],
            });
        }
        let ty = self.setter_type(planned);
        let setter = Setter {
            at,
            name: planned.field.ident.clone(),
            docs: docs::setter(planned),
            generics: TokenStream::new(),
            state: quote!(#krate::state::Set<#ty>),
            value: quote!(#krate::state::Set::new(value)),
            bounds: [once].into_iter().chain(self.needs(planned)).collect(),
            ty,
        };
        let mut methods = self.method(&setter);
        if let Presence::Optional = planned.presence {
            let ty = &setter.ty;
            let ty = quote!(#krate::__private::Option<#ty>);
            methods.extend(self.method(&Setter {
                name: format_ident!("maybe_{}", planned.field.name(), span = span),
                docs: docs::maybe_setter(planned),
                state: quote!(#krate::state::Set<#ty>),
                ty,
                ..setter
            }));
        }
        methods
    }

    /// A method that moves every field but one, and sets that one.
    fn method(&self, setter: &Setter) -> TokenStream {
        let Setter { at, name, docs, generics, ty, state, value, bounds } = setter;
        let (builder, vis) = (&self.name, &self.input.derive.vis);
        let own = arguments(self.generics.params.iter());
        let slots = self.slots.iter().enumerate();
        let states = slots.map(|(nth, slot)| if nth == *at { state.clone() } else { quote!(#slot) });
        let fields = self.plan.fields.iter().enumerate().map(|(nth, planned)| {
            let ident = planned.field.ident;
            if nth == *at { quote!(#ident: #value) } else { quote!(#ident: self.#ident) }
        });
        let phantom = self.phantom_value();
        quote! {
            #docs
            #vis fn #name #generics(self, value: #ty) -> #builder<#(#own,)* #(#states,)*>
            where #(#bounds,)*
            {
                #builder { #(#fields,)* #phantom }
            }
        }
    }

    fn build(&self) -> TokenStream {
        let (target, vis) = (&self.input.derive.ident, &self.input.derive.vis);
        let product =
            self.plan.fields.iter().zip(&self.slots).find(|(planned, _)| self.chooses_product_type(planned));
        let arguments =
            self.target_arguments(&product.map_or_else(TokenStream::new, |(_, slot)| quote!(#slot)));
        let bounds =
            self.plan.fields.iter().zip(&self.slots).map(|(planned, slot)| self.build_bound(planned, slot));
        let values =
            self.plan.fields.iter().map(|planned| self.build_value(planned, product.map(|(_, slot)| slot)));
        let doc = format!("The finished [`{target}`].");
        quote! {
            #[doc = #doc]
            #[must_use]
            #vis fn build(self) -> #target #arguments
            where #(#bounds,)*
            {
                #target { #(#values,)* }
            }
        }
    }

    fn build_bound(&self, planned: &PlannedField<'_>, slot: &Ident) -> TokenStream {
        let krate = self.krate;
        let span = planned.field.ident.span();
        let ty = self.setter_type(planned);
        match (self.marker_trait(planned), &planned.presence) {
            (Some(kind), _) => {
                let update = planned.member.is_some_and(|member| member.name == "chargePermissionType");
                let update = update.then(|| quote!(+ #krate::rules::UpdateNeedsPaymentMethodOnFile));
                respanned(quote!(#slot: #krate::#kind #update), span)
            }
            (None, Presence::Required) => {
                let required = self.required_trait(planned);
                respanned(quote!(#slot: #krate::state::#required), span)
            }
            (None, Presence::Optional | Presence::Defaulted(_)) => {
                quote!(#slot: #krate::state::Optional<#ty>)
            }
        }
    }

    fn build_value(&self, planned: &PlannedField<'_>, product: Option<&Ident>) -> TokenStream {
        let krate = self.krate;
        let (ident, ty) = (planned.field.ident, self.setter_type(planned));
        if self.chooses_product_type(planned) {
            return quote!(#ident: self.#ident);
        }
        if self.marker_trait(planned).is_some() {
            // Not by its name: where the field has another type, one error is enough.
            return quote!(#ident: ::core::default::Default::default());
        }
        let option = quote!(#krate::state::Optional::<#ty>::into_option(self.#ident));
        match (&planned.presence, self.is_delivery_of_choice(planned), product) {
            (Presence::Optional, true, Some(product)) => {
                quote!(#ident: <#product as #krate::ProductType>::specified(#option))
            }
            (Presence::Optional, ..) => quote!(#ident: #option),
            (Presence::Required, ..) => {
                let required = self.required_trait(planned);
                quote!(#ident: <_ as #krate::state::#required>::into_value(self.#ident))
            }
            (Presence::Defaulted(None), ..) => {
                let span =
                    planned.field.options.default.as_ref().map_or(ident.span(), |default| default.span);
                let default = respanned(quote!(::core::default::Default::default), span);
                quote!(#ident: #option.unwrap_or_else(#default))
            }
            (Presence::Defaulted(Some(default)), ..) => quote!(#ident: #option.unwrap_or_else(|| #default)),
        }
    }

    /// `StoreIdRequired<StoreId>`: the trait that has the rule's words and hands the value over.
    fn required_trait(&self, planned: &PlannedField<'_>) -> TokenStream {
        let ty = self.setter_type(planned);
        let rule = planned.member.and_then(|member| match member.name {
            "storeId" => Some("StoreIdRequired"),
            "chargePermissionId" => Some("ChargePermissionIdRequired"),
            "webCheckoutDetails" | "checkoutResultReturnUrl" => Some("ReturnUrlRequired"),
            _ => None,
        });
        match rule {
            Some(rule) => {
                let rule = Ident::new(rule, Span::call_site());
                quote!(#rule<#ty>)
            }
            None => {
                let member = self.member(planned);
                quote!(MemberRequired<#member, #ty>)
            }
        }
    }

    /// What must have been set before this member.
    fn needs(&self, planned: &PlannedField<'_>) -> Option<TokenStream> {
        let krate = self.krate;
        let (other, rule) = match planned.member?.name {
            "setupOnly" => ("chargePermissionType", "SetupOnlyNeedsPaymentMethodOnFile"),
            "deliverySpecifications" => ("productType", "DeliverySpecificationsNeedPayAndShip"),
            _ => return None,
        };
        let mut fields = self.plan.fields.iter().zip(&self.slots);
        let (_, slot) = fields.find(|(field, _)| {
            field.member.is_some_and(|member| member.name == other) && self.marker_trait(field).is_some()
        })?;
        let rule = Ident::new(rule, Span::call_site());
        Some(respanned(quote!(#slot: #krate::rules::#rule), planned.field.ident.span()))
    }

    /// The trait of a setter that takes a marker, whose type is remembered.
    fn marker_trait(&self, planned: &PlannedField<'_>) -> Option<Ident> {
        let name = match planned.member?.holds {
            Holds::Word(_) => "ChargePermissionType",
            Holds::ButtonOption if self.chooses_product_type(planned) => "ProductType",
            _ => return None,
        };
        Some(Ident::new(name, Span::call_site()))
    }

    fn chooses_product_type(&self, planned: &PlannedField<'_>) -> bool {
        let is_product_type =
            planned.member.is_some_and(|member| matches!(member.holds, Holds::ButtonOption));
        is_product_type && matches!(self.plan.product_type, ProductType::Parameter(_))
    }

    fn is_delivery_of_choice(&self, planned: &PlannedField<'_>) -> bool {
        matches!(self.plan.product_type, ProductType::Parameter(parameter) if mentions(planned.field.ty, parameter))
    }

    /// The type a setter takes. Where the builder chooses the product type, what depends on it is
    /// taken for `PayAndShip`, the only one that has it.
    fn setter_type(&self, planned: &PlannedField<'_>) -> TokenStream {
        let ty = planned.field.value_type();
        match self.plan.product_type {
            ProductType::Parameter(parameter) => {
                let krate = self.krate;
                replaced(ty.to_token_stream(), parameter, &quote!(#krate::PayAndShip))
            }
            _ => ty.to_token_stream(),
        }
    }

    fn member(&self, planned: &PlannedField<'_>) -> TokenStream {
        let krate = self.krate;
        let name = planned.member.map_or("skipped_field", |member| member.name);
        let name = Ident::new(name, Span::call_site());
        quote!(#krate::member::#name)
    }

    fn idents(&self) -> Vec<&Ident> {
        self.plan.fields.iter().map(|planned| planned.field.ident).collect()
    }

    /// The struct's generic arguments, `product` in place of the parameter the builder chooses.
    fn target_arguments(&self, product: &TokenStream) -> TokenStream {
        let all = arguments(self.input.derive.generics.params.iter());
        let all =
            all.into_iter().zip(&self.input.derive.generics.params).map(|(argument, param)| match param {
                GenericParam::Type(param) if is_chosen(self.plan, &param.ident) => product.clone(),
                _ => argument,
            });
        quote!(<#(#all,)*>)
    }

    /// The user's own parameters must be used by the builder, and must not change what it is.
    fn phantom_type(&self) -> Option<TokenStream> {
        let used = self.generics.params.iter().filter_map(|param| match param {
            GenericParam::Lifetime(param) => {
                let lifetime = &param.lifetime;
                Some(quote!(fn() -> &#lifetime ()))
            }
            GenericParam::Type(param) => {
                let ident = &param.ident;
                Some(quote!(fn() -> *const #ident))
            }
            GenericParam::Const(_) => None,
        });
        let used: Vec<TokenStream> = used.collect();
        (!used.is_empty()).then(|| quote!((#(#used,)*)))
    }

    fn phantom_value(&self) -> Option<TokenStream> {
        self.phantom_type().map(|_| quote!(__generics: ::core::marker::PhantomData))
    }
}

fn initial_state(planned: &PlannedField<'_>) -> Ident {
    let state = match planned.presence {
        Presence::Required => "Missing",
        Presence::Optional | Presence::Defaulted(_) => "Unset",
    };
    Ident::new(state, Span::call_site())
}

fn is_chosen(plan: &Plan<'_>, ident: &Ident) -> bool {
    matches!(plan.product_type, ProductType::Parameter(chosen) if chosen == ident)
}

/// The struct's parameters and bounds, without those about the one the builder chooses.
fn builder_generics(input: &Input<'_>, plan: &Plan<'_>) -> Generics {
    let mut generics = without_defaults(&input.derive.generics);
    let ProductType::Parameter(chosen) = plan.product_type else { return generics };
    generics.params = generics
        .params
        .into_iter()
        .filter(|param| !matches!(param, GenericParam::Type(param) if param.ident == *chosen))
        .collect();
    if let Some(clause) = &mut generics.where_clause {
        let kept = clause.predicates.clone().into_iter().filter(|predicate| {
            !matches!(predicate, syn::WherePredicate::Type(bound) if mentions(&bound.bounded_ty, chosen))
        });
        clause.predicates = kept.collect();
    }
    generics
}
