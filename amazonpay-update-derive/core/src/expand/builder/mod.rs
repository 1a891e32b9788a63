//! The typestate builder, with one type parameter for each field. The parameter is `Missing` or `Unset` until the
//! field is set. From then on it carries the value, so `build()` moves values and checks nothing.
//!
//! All methods are `pub`, and only the types have the struct's own visibility. If a setter were private, rustc would call
//! `NoSetter`'s method, which says that the setter does not exist.

mod choice;

use crate::ast::Input;
use crate::expand::docs;
use crate::expand::names::{
    argument, builder_where_clause, is_chosen, phantom_type, rule_trait, without_default, word_type,
};
use crate::expand::tokens::{Around, around, free_letters, generated, generated_span, respanned};
use crate::plan::{DefaultValue, Plan, PlannedField, Presence, ProductType, Role};
use amazonpay_update_rules::{Rule, schema};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::ext::IdentExt;

struct Builder<'a> {
    input: &'a Input<'a>,
    plan: &'a Plan<'a>,
    krate: &'a TokenStream,
    lints: TokenStream,
    name: Ident,
    /// The user's own parameters without the parameter that the builder chooses: as declarations, and as arguments.
    params: TokenStream,
    own: TokenStream,
    where_clause: Option<TokenStream>,
    /// One type parameter for each field, and the list of them all.
    slots: Vec<Ident>,
    all_slots: TokenStream,
    /// A letter that the struct does not use, for the setters of markers.
    marker: Ident,
    /// For each slot the other slots, and for each field the code that moves the other fields. A setter writes all
    /// but one of them. To make this code anew for each setter would take most of the derive's time.
    other_slots: Vec<Around>,
    other_fields: Vec<Around>,
    /// What uses the user's parameters: the argument of a `PhantomData`, and the initializer of its field.
    phantom_type: Option<TokenStream>,
    phantom: Option<TokenStream>,
    /// The name of that field.
    phantom_name: Ident,
}

/// The parts of a setter.
struct Setter {
    /// The place of its field in the plan.
    at: usize,
    name: Ident,
    docs: TokenStream,
    generics: TokenStream,
    /// The type of its argument.
    ty: TokenStream,
    /// The field's slot afterwards, as a type and as a value.
    state: TokenStream,
    value: TokenStream,
    bounds: Vec<TokenStream>,
}

pub(crate) fn items(
    input: &Input<'_>,
    plan: &Plan<'_>,
    krate: &TokenStream,
    lints: TokenStream,
) -> TokenStream {
    let mut slots = free_letters(plan.fields.len() + 1, &input.derive.into_token_stream());
    let marker = slots.remove(plan.fields.len());
    let (mut params, mut own, mut kept) = (TokenStream::new(), TokenStream::new(), Vec::new());
    for param in &input.derive.generics.params {
        if !is_chosen(plan, param) {
            let (declared, argument) = (without_default(param), argument(param));
            quote!(#declared,).to_tokens(&mut params);
            quote!(#argument,).to_tokens(&mut own);
            kept.push(param);
        }
    }
    let phantom_type = phantom_type(&kept);
    let phantom_name = free_field_name(plan);
    let listed: Vec<TokenStream> = slots.iter().map(|slot| quote!(#slot,)).collect();
    let moved =
        plan.fields.iter().map(|planned| planned.field.ident).map(|ident| quote!(#ident: self.#ident,));
    let builder = Builder {
        input,
        plan,
        krate,
        lints,
        name: generated(&format!("{}Builder", input.derive.ident.unraw()), input.derive.ident.span()),
        params,
        own,
        where_clause: builder_where_clause(&input.derive.generics, plan),
        all_slots: quote!(#(#listed)*),
        other_slots: around(&listed),
        other_fields: around(&moved.collect::<Vec<_>>()),
        slots,
        marker,
        phantom: phantom_type.as_ref().map(|_| quote!(#phantom_name: #krate::PhantomData)),
        phantom_type,
        phantom_name,
    };
    let (definition, start, methods) = (builder.definition(), builder.start(), builder.methods());
    let no_setters = builder.no_setters();
    quote!(#definition #start #methods #no_setters)
}

impl Builder<'_> {
    fn definition(&self) -> TokenStream {
        let Builder { krate, lints, name, params, where_clause, .. } = self;
        let vis = &self.input.derive.vis;
        let (mut slots, mut fields) = (TokenStream::new(), TokenStream::new());
        for (planned, slot) in self.plan.fields.iter().zip(&self.slots) {
            let (ident, state) = (planned.field.ident, initial_state(planned));
            quote!(#slot = #krate::state::#state,).to_tokens(&mut slots);
            quote!(#ident: #slot,).to_tokens(&mut fields);
        }
        let phantom_name = &self.phantom_name;
        let phantom = self.phantom_type.as_ref().map(|ty| quote!(#phantom_name: #krate::PhantomData<#ty>,));
        let target = &self.input.derive.ident;
        let doc = format!(
            "Builds [`{target}`]: `build()` exists once every required member is set, and each can be set once."
        );
        let must_use = format!("a builder makes no `{target}` until `build()`");
        quote! {
            #[doc = #doc]
            #[must_use = #must_use]
            #lints
            #vis struct #name<#params #slots> #where_clause {
                #fields
                #phantom
            }
        }
    }

    /// `fn builder()` on the struct.
    fn start(&self) -> TokenStream {
        let Builder { krate, lints, name, params, own, where_clause, .. } = self;
        let target = &self.input.derive.ident;
        let mut fields = TokenStream::new();
        for planned in &self.plan.fields {
            let (ident, state) = (planned.field.ident, initial_state(planned));
            quote!(#ident: #krate::state::#state,).to_tokens(&mut fields);
        }
        let phantom = &self.phantom;
        // The builder chooses the product type, so it starts from an arbitrary one.
        let any = word_type(schema::any_product_type(), krate);
        let target_arguments = self.target_arguments(&any);
        let doc = match &self.plan.product_type {
            ProductType::Parameter(parameter) => format!(
                "Starts a [`{name}`] with nothing set. Its setter of the product type chooses `{parameter}`: call this as \
                 `{target}::builder()`, without an argument."
            ),
            _ => format!("Starts a [`{name}`] with nothing set."),
        };
        quote! {
            #[automatically_derived]
            #lints
            impl<#params> #target #target_arguments #where_clause {
                #[doc = #doc]
                pub fn builder() -> #name<#own> {
                    #name { #fields #phantom }
                }
            }
        }
    }

    fn methods(&self) -> TokenStream {
        let Builder { lints, name, params, own, all_slots, where_clause, .. } = self;
        let setters = (0..self.slots.len()).map(|at| self.setters(at));
        let build = self.build();
        quote! {
            #[automatically_derived]
            #lints
            impl<#params #all_slots> #name<#own #all_slots> #where_clause {
                #(#setters)*
                #build
            }
        }
    }

    /// `Deref` to `NoSetter`, which refuses the methods that the builder does not have.
    fn no_setters(&self) -> TokenStream {
        let Builder { krate, lints, name, params, own, all_slots, where_clause, .. } = self;
        quote! {
            #[automatically_derived]
            #lints
            impl<#params #all_slots> #krate::Deref for #name<#own #all_slots> #where_clause {
                type Target = #krate::NoSetter<Self>;
                fn deref(&self) -> &#krate::NoSetter<Self> {
                    &#krate::NoSetter::NONE
                }
            }
        }
    }

    fn setters(&self, at: usize) -> TokenStream {
        let planned = &self.plan.fields[at];
        let (krate, marker, slot) = (self.krate, &self.marker, &self.slots[at]);
        let span = planned.field.ident.span();
        let member = self.member(planned);
        let once = respanned(quote!(#slot: #krate::state::SetOnce<#member>), span);
        if let Some(kind) = marker_kind(planned) {
            let kind = format_ident!("{kind}Word");
            let bound = respanned(quote!(#marker: #krate::#kind), span);
            return self.method(&Setter {
                at,
                name: generated(&planned.field.ident.to_string(), span),
                docs: docs::setter(planned),
                generics: quote!(<#bound>),
                ty: quote!(#marker),
                state: quote!(#marker::Word),
                value: quote!(value_.word()),
                bounds: vec![once],
            });
        }
        let ty = self.setter_type(planned);
        let mut bounds = vec![once];
        let mut generics = TokenStream::new();
        if self.depends_on_choice(planned) {
            generics = quote!(<#marker>);
            bounds.append(&mut self.bounds_of_choice(marker));
        }
        for need in &planned.needs {
            // The member that must be set before this member.
            let (slot, rule) = (&self.slots[need.field], rule_trait(need.rule, krate));
            bounds.push(respanned(quote!(#slot: #rule), span));
        }
        let setter = Setter {
            at,
            name: generated(&planned.field.ident.to_string(), span),
            docs: docs::setter(planned),
            generics,
            state: quote!(#krate::state::Set<#ty>),
            value: quote!(#krate::state::Set(value_)),
            bounds,
            ty,
        };
        let mut methods = self.method(&setter);
        if let Presence::Optional = planned.presence {
            let ty = &setter.ty;
            let ty = quote!(#krate::Option<#ty>);
            let maybe = self.method(&Setter {
                name: generated(&format!("maybe_{}", planned.field.name()), span),
                docs: docs::maybe_setter(planned),
                state: quote!(#krate::state::Set<#ty>),
                ty,
                ..setter
            });
            maybe.to_tokens(&mut methods);
        }
        methods
    }

    /// A method that moves every field but one, and sets that one.
    fn method(&self, setter: &Setter) -> TokenStream {
        let Setter { at, name, docs, generics, ty, state, value, bounds } = setter;
        let (builder, own) = (&self.name, &self.own);
        let ident = self.plan.fields[*at].field.ident;
        let Around { before: slots_before, behind: slots_behind } = &self.other_slots[*at];
        let Around { before: fields_before, behind: fields_behind } = &self.other_fields[*at];
        let phantom = &self.phantom;
        // The value comes first: while it is made, nothing is moved yet, so rustc has less to check.
        quote! {
            #docs
            pub fn #name #generics(self, value_: #ty) -> #builder<#own #slots_before #state, #slots_behind>
            where #(#bounds,)*
            {
                #builder { #ident: #value, #fields_before #fields_behind #phantom }
            }
        }
    }

    fn build(&self) -> TokenStream {
        let target = &self.input.derive.ident;
        // If no product type is chosen, `chosen` stays an unknown type, so that its uses are not refused again.
        let chosen = matches!(self.plan.product_type, ProductType::Parameter(_)).then_some(&self.marker);
        let arguments = self.target_arguments(&chosen.to_token_stream());
        let generics = chosen.map(|chosen| quote!(<#chosen>));
        let bounds =
            self.plan.fields.iter().zip(&self.slots).map(|(planned, slot)| self.build_bound(planned, slot));
        let asked = chosen.map_or_else(Vec::new, |chosen| self.bounds_of_choice(chosen));
        let values = self.plan.fields.iter().map(|planned| self.build_value(planned));
        let doc = format!("The finished [`{target}`].");
        quote! {
            #[doc = #doc]
            #[must_use]
            pub fn build #generics(self) -> #target #arguments
            where #(#bounds,)* #(#asked,)*
            {
                #target { #(#values,)* }
            }
        }
    }

    fn build_bound(&self, planned: &PlannedField<'_>, slot: &Ident) -> TokenStream {
        let krate = self.krate;
        let span = planned.field.ident.span();
        let ty = self.setter_type(planned);
        match (planned.role, planned.member.and_then(|member| member.required)) {
            (Role::Word(only), Some(required)) => {
                let rules = [Some(required), only].into_iter().flatten().map(|rule| rule_trait(rule, krate));
                return respanned(quote!(#slot: #(#rules)+*), span);
            }
            (Role::Choice, Some(required)) => {
                let (required, chosen) = (rule_trait(required, krate), &self.marker);
                return respanned(quote!(#slot: #required<Chosen = #chosen>), span);
            }
            _ => {}
        }
        match planned.presence {
            Presence::Required(rule) => {
                let required = self.required_trait(planned, rule);
                quote_spanned!(span=> #slot: #required)
            }
            Presence::Optional | Presence::Defaulted(_) => {
                quote!(#slot: #krate::state::Optional<#ty>)
            }
        }
    }

    fn build_value(&self, planned: &PlannedField<'_>) -> TokenStream {
        let krate = self.krate;
        let (ident, ty) = (planned.field.ident, self.setter_type(planned));
        match planned.role {
            Role::Choice => return quote!(#ident: self.#ident.chosen()),
            // Not by the word's name: if the field has another type, one error is enough.
            Role::Word(_) => return quote!(#ident: #krate::Default::default()),
            _ => {}
        }
        let option = quote!(#krate::state::Optional::<#ty>::into_option(self.#ident));
        match (&planned.presence, planned.role) {
            (Presence::Optional, Role::PartOf(_)) => quote!(#ident: #krate::part_of_chosen(#option)),
            (Presence::Optional, _) => quote!(#ident: #option),
            (Presence::Required(rule), _) => {
                let required = self.required_trait(planned, *rule);
                quote!(#ident: <_ as #required>::into_value(self.#ident))
            }
            (Presence::Defaulted(DefaultValue::OfType), _) => {
                // The path alone, without a closure, would be two errors when a type has no default.
                let default = quote!(unwrap_or_else(|| #krate::state::FieldDefault::field_default()));
                let default = at_default(planned, default);
                quote!(#ident: #option.#default)
            }
            (Presence::Defaulted(DefaultValue::OfMember(flag)), _) => {
                // Not the literal alone: the field may be a `Box` of the value.
                let default = quote!(unwrap_or_else(|| #krate::state::FlagDefault::flag_default(#flag)));
                let default = at_default(planned, default);
                quote!(#ident: #option.#default)
            }
            (Presence::Defaulted(DefaultValue::Expression(default)), _) => {
                let default = self.of_choice(default.to_token_stream());
                quote!(#ident: #option.unwrap_or_else(|| #default))
            }
        }
    }

    /// `StoreIdRequired<StoreId>`: the trait that has the rule's words and hands the value over. Its tokens point to
    /// the field. Only the type keeps its own span, because rustc may report an error about the type.
    fn required_trait(&self, planned: &PlannedField<'_>, rule: Option<Rule>) -> TokenStream {
        let (ty, span) = (self.setter_type(planned), planned.field.ident.span());
        let krate = respanned(self.krate.clone(), span);
        match rule {
            Some(rule) => {
                let required = respanned(rule_trait(rule, &krate), span);
                quote_spanned!(span=> #required<#ty>)
            }
            None => {
                let member = respanned(self.member(planned), span);
                quote_spanned!(span=> #krate::state::MemberRequired<#member, #ty>)
            }
        }
    }

    fn member(&self, planned: &PlannedField<'_>) -> TokenStream {
        let krate = self.krate;
        let name = planned.member.map_or("skipped_field", |member| member.name);
        let name = Ident::new(name, Span::call_site());
        quote!(#krate::member::#name)
    }
}

/// A name that no field has.
fn free_field_name(plan: &Plan<'_>) -> Ident {
    let mut name = "__generics".to_owned();
    while plan.fields.iter().any(|planned| planned.field.name() == name) {
        name.push('_');
    }
    Ident::new(&name, Span::call_site())
}

/// The name of the words' trait, for a field whose setter takes a marker.
fn marker_kind(planned: &PlannedField<'_>) -> Option<Ident> {
    let member = planned.member.filter(|_| planned.role.is_marker())?;
    Some(Ident::new(&member.kind(), Span::call_site()))
}

/// Code at the place of the user's `default`. It has the macro's own span, because rustc would lint a path as the
/// user's. It must name no type of the user's, because a `$crate` in the type needs its own span.
fn at_default(planned: &PlannedField<'_>, code: TokenStream) -> TokenStream {
    let default = planned.field.options.default.as_ref();
    let span = default.map_or(planned.field.ident.span(), |default| default.span);
    respanned(code, generated_span(span))
}

fn initial_state(planned: &PlannedField<'_>) -> Ident {
    let state = match planned.presence {
        Presence::Required(_) => "Missing",
        Presence::Optional | Presence::Defaulted(_) => "Unset",
    };
    Ident::new(state, Span::call_site())
}
