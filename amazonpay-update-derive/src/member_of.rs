//! Which member a field or a type stands for.

use crate::ast::{Field, last_name};
use crate::errors::Errors;
use amazonpay_update_rules::schema::{self, MEMBERS, Member};
use amazonpay_update_rules::{Refusal, Rule, Word};
use syn::Type;

/// The member a field stands for, by `member = "..."` or by its own name.
pub(crate) fn find_member(field: &Field<'_>, errors: &Errors) -> Option<&'static Member> {
    let (name, span) = match &field.options.member {
        Some(member) => (member.value(), member.span()),
        None => (field.name(), field.ident.span()),
    };
    let found = member_of(field);
    if found.is_none() {
        if let Some((inner, part)) = schema::inside_a_part(&name) {
            let hint = format!("it belongs in `{}`: make that the field", part.name);
            errors
                .refuse(field.ident.span(), &Refusal::new(Rule::UnknownMember).about(inner.name).hint(hint));
        } else if field.options.member.is_some() {
            let known: Vec<&str> = MEMBERS.iter().map(|member| member.name).collect();
            errors.refuse(span, &schema::refuse_name("", &name, &known));
        } else {
            errors.refuse(span, &schema::refuse_field(&name));
        }
    }
    found
}

/// The member a field stands for, if there is one.
pub(crate) fn member_of(field: &Field<'_>) -> Option<&'static Member> {
    match (&field.options.member, field.options.skip) {
        (Some(name), _) => schema::by_name(&name.value()).filter(|member| member.can_be_stated()),
        (None, Some(_)) => None,
        (None, None) => schema::by_field(&field.name()),
    }
}

/// The word of a member that a type is, as far as its name tells.
pub(crate) fn word_of(ty: &Type, member: &Member) -> Option<Word> {
    let name = last_name(ty)?;
    member.words().iter().copied().find(|word| name == word.as_str())
}

/// Whether a field stands for the member of this name.
pub(crate) fn stands_for(field: &Field<'_>, name: &str) -> bool {
    member_of(field).is_some_and(|member| member.name == name)
}

/// Whether a field stands for a member, or would without a slip, which is an error of its own.
pub(crate) fn is_meant_for(field: &Field<'_>, name: &str) -> bool {
    let slip = match (&field.options.member, field.options.skip) {
        (Some(member), _) => schema::nearest(&member.value()),
        (None, Some(_)) => None,
        (None, None) => schema::nearest(&field.name()),
    };
    stands_for(field, name) || slip == Some(name)
}
