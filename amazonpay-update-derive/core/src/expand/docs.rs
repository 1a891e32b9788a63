//! The documentation of the builder's methods.

use crate::plan::{PlannedField, Presence};
use amazonpay_update_rules::schema::Member;
use proc_macro2::TokenStream;
use quote::quote;

/// The documentation of a setter: the field's own documentation, then what the schema's table says of the member.
pub(crate) fn setter(planned: &PlannedField<'_>) -> TokenStream {
    let own = &planned.field.docs;
    let Some(member) = planned.member else {
        return quote!(#(#own)* #[doc = ""] #[doc = "It is not part of the payload."]);
    };
    let presence = match planned.presence {
        Presence::Required(_) => "Required.",
        Presence::Optional => "Optional.",
        Presence::Defaulted(_) => "Has a default.",
    };
    let about = member.docs_of_setter(presence);
    let alias = alias(planned, member);
    let break_between = (!own.is_empty()).then(|| quote!(#[doc = ""]));
    quote!(#(#own)* #break_between #[doc = #about] #alias)
}

/// The documentation of `maybe_...`.
pub(crate) fn maybe_setter(planned: &PlannedField<'_>) -> TokenStream {
    let about = format!("[`{0}`](Self::{0}) for a value that may be absent.", planned.field.name());
    quote!(#[doc = #about])
}

/// Amazon's spelling, for searches. rustdoc refuses an alias that is the name itself.
fn alias(planned: &PlannedField<'_>, member: &Member) -> Option<TokenStream> {
    let name = member.name;
    (planned.field.name() != name).then(|| quote!(#[doc(alias = #name)]))
}
