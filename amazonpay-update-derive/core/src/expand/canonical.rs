//! The canonical text of a struct.

use super::names::member_value;
use super::writing::{Dynamic, Members, Node, insert_sorted};
use crate::plan::{Plan, PlannedField, Presence, Role};
use amazonpay_update_rules::schema::Member;
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

/// The members of a struct that are written.
pub(crate) fn members(plan: &Plan<'_>, krate: &TokenStream) -> Members {
    let mut root = Members::new();
    for (member, json) in &plan.constants {
        insert(&mut root, member, Node::Constant(json.clone()));
    }
    for planned in plan.fields.iter().filter(|planned| planned.role.is_written()) {
        if let Some(member) = planned.member {
            insert(&mut root, member, Node::Dynamic(dynamic(plan, planned, krate)));
        }
    }
    root
}

/// The validated value behind a field, with the span of the field's type, where an error belongs.
fn dynamic(plan: &Plan<'_>, planned: &PlannedField<'_>, krate: &TokenStream) -> Dynamic {
    let (ident, ty) = (planned.field.ident, planned.field.value_type());
    let member_value = member_value(plan, planned, krate);
    let is_optional = matches!(planned.presence, Presence::Optional);
    let source = if is_optional { quote!(value_) } else { quote!(&self.#ident) };
    Dynamic {
        optional: is_optional.then(|| quote!(self.#ident)),
        value: quote_spanned!(ty.span()=> <#ty as #member_value>::as_value(#source)),
        is_text: planned.role == Role::Text,
    }
}

fn insert(root: &mut Members, member: &Member, node: Node) {
    if member.parent.is_empty() {
        insert_sorted(root, member.name, node);
        return;
    }
    if !root.iter().any(|(name, _)| *name == member.parent) {
        insert_sorted(root, member.parent, Node::Object(Members::new()));
    }
    for (name, object) in root {
        if let (true, Node::Object(members)) = (*name == member.parent, object) {
            return insert_sorted(members, member.name, node);
        }
    }
}
