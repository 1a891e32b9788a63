//! The member that a field or a type stands for.

use crate::ast::{Field, Input, last_name};
use crate::attr::{Slip, meant};
use crate::errors::Errors;
use amazonpay_update_rules::schema::{self, Member};
use amazonpay_update_rules::{Refusal, Rule, Word};
use syn::{LitStr, Type};

/// The member that a field stands for, by `member = "..."` or by its own name.
pub(crate) fn find_member(field: &Field<'_>, input: &Input<'_>, errors: &Errors) -> Option<&'static Member> {
    let (name, span) = match &field.options.member {
        Some(member) => (member.value(), member.span()),
        None => (field.name(), field.ident.span()),
    };
    let found = member_of(field);
    if found.is_none() {
        if let Some((inner, part)) = schema::inside_a_part(&name) {
            let hint = format!("it belongs in `{}`: make that the field", part.name);
            errors.refuse(span, &Refusal::new(Rule::UnknownMember).about(inner.name).hint(hint));
        } else {
            let of_type = field.of_type.filter(|member| !is_stated(input, member));
            let refusal = match field.options.member {
                Some(_) => schema::refuse_member(&name, of_type),
                None => schema::refuse_field(&name, of_type),
            };
            errors.refuse(span, &refusal);
        }
    }
    found
}

/// The member that a field stands for, if any.
pub(crate) fn member_of(field: &Field<'_>) -> Option<&'static Member> {
    match (&field.options.member, field.options.skip) {
        _ if field.options.slip.is_some() => None,
        (Some(name), _) => schema::by_name(&name.value()).filter(|member| member.can_be_stated()),
        (None, Some(_)) => None,
        (None, None) => schema::by_field(&field.name()),
    }
}

/// The word of a member that a type's name means, if any.
pub(crate) fn word_of(ty: &Type, member: &Member) -> Option<Word> {
    let name = last_name(ty)?;
    member.words().iter().copied().find(|word| name == word.as_str())
}

/// Whether a field stands for the member of this name.
pub(crate) fn stands_for(field: &Field<'_>, name: &str) -> bool {
    member_of(field).is_some_and(|member| member.name == name)
}

/// Whether an option or a field stands for the member.
pub(crate) fn is_stated(input: &Input<'_>, member: &Member) -> bool {
    input.fixed(member).is_some() || input.fields.iter().any(|field| stands_for(field, member.name))
}

/// Whether a refused option or field may have been meant for the member. Then the member is not reported as missing
/// too.
pub(crate) fn is_attempted(input: &Input<'_>, member: &Member) -> bool {
    input.fields.iter().any(|field| may_mean(field, member, input))
        || input.options.unknown.iter().any(|unknown| unknown.is_meant_for(member))
}

/// Whether a field without its mistake would stand for the member, or for the member's object.
fn may_mean(field: &Field<'_>, member: &Member, input: &Input<'_>) -> bool {
    let name = field.name();
    let mut told: Vec<&Member> = Vec::new();
    match (&field.options.slip, &field.options.member, field.options.skip) {
        (Some(Slip::Skip), ..) | (None, None, Some(_)) => return false,
        (Some(Slip::Names(names)), ..) => {
            for name in names {
                told.extend(meant(name));
            }
            told.extend(meant(&name));
            told.extend(field.of_type);
            told.retain(|one| !is_stated(input, one));
            // Nothing tells which member was meant, so it may be any.
            if told.is_empty() {
                return true;
            }
        }
        (None, text, _) => {
            told.extend(meant(&text.as_ref().map_or(name, LitStr::value)));
            told.extend(of_unknown(field));
        }
    }
    told.iter().any(|one| one.name == member.name || one.name == member.parent)
}

/// The member that a field's type names, if the field's name is not a member's.
fn of_unknown(field: &Field<'_>) -> Option<&'static Member> {
    field.of_type.filter(|_| member_of(field).is_none())
}
