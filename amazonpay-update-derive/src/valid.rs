//! Every rule a struct can break, and the plan of a struct that breaks none.

use crate::ast::{Field, Input, last_name};
use crate::attr::camel_case;
use crate::errors::Errors;
use crate::literal;
use crate::needs;
use crate::plan::{Plan, PlannedField, Presence, ProductType, Role};
use amazonpay_update_rules::schema::{self, Holds, MEMBERS, Member, Value};
use amazonpay_update_rules::{Refusal, Rule, Word, closest};
use proc_macro2::{Ident, Span};
use std::collections::BTreeMap;
use syn::{GenericParam, Type};

pub(crate) fn plan<'a>(input: &'a Input<'a>, errors: &Errors) -> Plan<'a> {
    refuse_method_names(input, errors);
    let mut fields = input.fields.iter().filter_map(|field| plan_field(field, errors)).collect::<Vec<_>>();
    let product_type = product_type(input, &mut fields);
    let mut plan =
        Plan { fields, constants: Vec::new(), product_type, always: Vec::new(), when_set: Vec::new() };
    plan.constants = constants(input, &plan.fields, errors);
    let stated = refuse_duplicates(input, &plan.fields, errors);
    refuse_missing(input, &stated, errors);
    refuse_wrong_product_type(input, errors);
    needs::plan(input, &mut plan, errors);
    plan
}

/// Fields whose setter would have the name of another method of the builder.
fn refuse_method_names(input: &Input<'_>, errors: &Errors) {
    for field in &input.fields {
        let name = field.name();
        let optional = |other: &Field<'_>| other.optional().is_some() && other.options.default.is_none();
        let maybe =
            input.fields.iter().any(|other| optional(other) && name == format!("maybe_{}", other.name()));
        if name == "build" || maybe {
            errors.refuse(field.ident.span(), &Refusal::new(Rule::FieldName).about(name));
        }
    }
}

fn plan_field<'a>(field: &'a Field<'a>, errors: &Errors) -> Option<PlannedField<'a>> {
    let default = field.options.default.as_ref();
    if let (Some(_), Some(default)) = (field.optional(), default) {
        let refusal = Refusal::new(Rule::AttributeValue).about("default").hint(
            "an `Option` that is not set is `None`: remove the option, or write the type without `Option`",
        );
        errors.refuse(default.span, &refusal);
    }
    let member = match field.options.skip {
        Some(skip) => {
            refuse_member_of_skipped(field, skip, errors);
            None
        }
        None => {
            let member = find_member(field, errors)?;
            refuse_field(field, member, errors)?;
            Some(member)
        }
    };
    let presence = match default {
        Some(default) => Presence::Defaulted(default.value.as_ref()),
        None if field.optional().is_some() => Presence::Optional,
        None => Presence::Required(member.and_then(Member::asked_for)),
    };
    let role = member.map_or(Role::Skipped, |member| match member.holds {
        Holds::Text(..) => Role::Text,
        Holds::Word(_) => Role::Word(member.only.map(|only| only.rule)),
        Holds::ButtonOption(_) => Role::ProductType,
        Holds::Flag | Holds::Texts(..) | Holds::Object(_) | Holds::ByKey(_) => Role::Value,
    });
    if let (Role::Word(_) | Role::ProductType, Some(member), Some(default)) = (role, member, default) {
        let (field, value) = (member.field(), member.rust_type());
        let hint =
            format!("the struct says it once for all: `#[amazon_pay({field} = {value})]`, without the field");
        errors.refuse(default.span, &Refusal::new(Rule::AttributeValue).about("default").hint(hint));
        return None;
    }
    Some(PlannedField { field, member, presence, role, needs: Vec::new() })
}

fn refuse_member_of_skipped(field: &Field<'_>, skip: Span, errors: &Errors) {
    if let Some(member) = &field.options.member {
        let refusal = Refusal::new(Rule::AttributeValue)
            .about("skip")
            .hint("a field that is not part of the payload stands for no member: remove `member` or `skip`");
        errors.refuse(member.span().join(skip).unwrap_or(skip), &refusal);
    }
}

/// The member a field stands for, by `member = "..."` or by its own name.
fn find_member(field: &Field<'_>, errors: &Errors) -> Option<&'static Member> {
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
            let known = MEMBERS.iter().map(|member| member.name);
            errors.refuse(span, &schema::refuse_name("", &name, known));
        } else {
            errors.refuse(span, &refuse_field_name(&name));
        }
    }
    found
}

fn refuse_field_name(name: &str) -> Refusal {
    let known: Vec<String> = stateable().map(Member::field).collect();
    let camel = camel_case(name);
    let refusal = schema::refuse_name("", &camel, known.iter().map(String::as_str)).about(name);
    if refusal.has_hint() || refusal.rule() != Rule::UnknownMember {
        return refusal;
    }
    refusal.hint(object_without_type(&camel).unwrap_or_else(|| {
        "name the member with `#[amazon_pay(member = \"...\")]`, or mark the field `#[amazon_pay(skip)]`"
            .to_owned()
    }))
}

/// What to do about an object whose members stand in the struct each on its own.
fn object_without_type(name: &str) -> Option<String> {
    let object = schema::by_name(name)?;
    Some(match schema::members_of(object.name).find(|inner| inner.constant().is_none()) {
        Some(inner) => format!("make its member the field: `{}`", inner.field()),
        None => "leave the field out, the object is written without it".to_owned(),
    })
}

/// The member a field stands for, if there is one.
fn member_of(field: &Field<'_>) -> Option<&'static Member> {
    match (&field.options.member, field.options.skip) {
        (Some(name), _) => schema::by_name(&name.value()).filter(|member| member.can_be_stated()),
        (None, Some(_)) => None,
        (None, None) => schema::by_field(&field.name()),
    }
}

/// The members a struct can state.
fn stateable() -> impl Iterator<Item = &'static Member> {
    MEMBERS.iter().filter(|member| member.can_be_stated())
}

/// Members that cannot be a field, or not one of this type.
fn refuse_field(field: &Field<'_>, member: &Member, errors: &Errors) -> Option<()> {
    if let (Some(value), Some(only)) = (member.constant(), member.only) {
        let hint = format!("leave the field out, `{}` is written without it", value.as_str());
        errors.refuse(field.ident.span(), &Refusal::new(only.rule).hint(hint));
        return None;
    }
    if let Some(rule) = word_of(field.value_type(), member).and_then(|word| member.refuses(Value::Word(word)))
    {
        errors.refuse_tokens(field.value_type(), &Refusal::new(rule));
        return None;
    }
    if let (Some(rule), Some(_)) = (member.missing(), field.optional()) {
        let hint = format!("write the field's type without `Option`: `{}`", member.rust_type());
        errors.refuse_tokens(field.ty, &Refusal::new(rule).hint(hint));
        return None;
    }
    Some(())
}

/// The word of a member that a type is, as far as its name tells.
pub(crate) fn word_of(ty: &Type, member: &Member) -> Option<Word> {
    let name = last_name(ty)?;
    member.words().iter().copied().find(|word| name == word.as_str())
}

/// The members of the struct attribute, words of fields, and the defaults of what is nowhere.
fn constants(
    input: &Input<'_>,
    fields: &[PlannedField<'_>],
    errors: &Errors,
) -> Vec<(&'static Member, String)> {
    let fixed = input.options.fixed.iter();
    let mut constants: Vec<_> = fixed
        .filter_map(|fixed| Some((fixed.member, literal::json(fixed, &input.options.allowed, errors)?)))
        .collect();
    let words = fields.iter().filter(|planned| matches!(planned.role, Role::Word(_)));
    let words = words.filter_map(|planned| Some((planned.member?, planned.member?.only?.value.json())));
    constants.extend(words);
    for member in MEMBERS {
        if let (Some(value), false) = (member.default, is_stated(input, member)) {
            constants.push((member, value.json()));
        }
    }
    constants
}

/// Whether an option or a field stands for the member.
fn is_stated(input: &Input<'_>, member: &Member) -> bool {
    input.options.fixed.iter().any(|fixed| fixed.member.name == member.name)
        || input.fields.iter().any(|field| stands_for(field, member.name))
}

pub(crate) fn stands_for(field: &Field<'_>, name: &str) -> bool {
    member_of(field).is_some_and(|member| member.name == name)
}

/// Whether a field stands for a member, or would without a slip, which is an error of its own.
fn is_meant_for(field: &Field<'_>, name: &str) -> bool {
    let slip = match (&field.options.member, field.options.skip) {
        (Some(member), _) => nearest(&member.value()),
        (None, Some(_)) => None,
        (None, None) => nearest(&field.name()),
    };
    stands_for(field, name) || slip == Some(name)
}

fn nearest(slip: &str) -> Option<&'static str> {
    closest(slip, stateable().map(|member| member.name))
}

/// Where each member is stated first.
type Stated = BTreeMap<&'static str, Span>;

/// One member from two places, or an object and one of its members.
fn refuse_duplicates(input: &Input<'_>, fields: &[PlannedField<'_>], errors: &Errors) -> Stated {
    let mut stated = Stated::new();
    let fixed = input.options.fixed.iter().map(|fixed| (fixed.member, fixed.name.span()));
    let fields = fields.iter().filter_map(|planned| Some((planned.member?, planned.field.ident.span())));
    for (member, span) in fixed.chain(fields) {
        let whole_and_part = stated
            .keys()
            .filter_map(|name| schema::by_name(name))
            .find(|other| other.name == member.parent || other.parent == member.name);
        if stated.contains_key(member.name) {
            errors.refuse(span, &Refusal::new(Rule::DuplicateMember).about(member.name));
        } else if let Some(other) = whole_and_part {
            let hint = format!("`{}` is set too, and one is part of the other", other.name);
            errors.refuse(span, &Refusal::new(Rule::DuplicateMember).about(member.name).hint(hint));
        }
        stated.entry(member.name).or_insert(span);
    }
    stated
}

/// Required members that no field and no option states.
fn refuse_missing(input: &Input<'_>, stated: &Stated, errors: &Errors) {
    for member in MEMBERS {
        let Some(rule) = member.required else { continue };
        if member.default.is_some() || stated.contains_key(member.name) || stated.contains_key(member.parent)
        {
            continue;
        }
        // Looking for slips takes long, so only now: one that is refused already is not missing too.
        let meant = |field| is_meant_for(field, member.name) || stands_for(field, member.parent);
        let attempted = input.fields.iter().any(meant)
            || input.options.unknown.iter().any(|option| nearest(option) == Some(member.name));
        if !attempted {
            let (field, ty) = (member.field(), member.rust_type());
            let example = if let Holds::Text(..) = member.holds { "\"...\"" } else { ty };
            let hint = format!(
                "add the field `{field}: {ty}`, or `#[amazon_pay({field} = {example})]` on the struct"
            );
            errors.refuse(input.derive.ident.span(), &Refusal::new(rule).hint(hint));
        }
    }
}

/// Where the product type comes from. A struct that does not say is refused, and gets any one.
fn product_type<'a>(input: &'a Input<'a>, fields: &mut [PlannedField<'a>]) -> ProductType<'a> {
    let option = schema::button_option();
    if let Some(fixed) = input.options.fixed.iter().find(|fixed| fixed.member.name == option.name) {
        return ProductType::Fixed(literal::word(fixed).unwrap_or(option.words()[0]));
    }
    let Some(planned) = fields.iter_mut().find(|planned| planned.role == Role::ProductType) else {
        return ProductType::Fixed(option.words()[0]);
    };
    let ty = planned.field.ty;
    let parameter = input.derive.generics.params.iter().find_map(|param| match param {
        GenericParam::Type(param) if is_ident(ty, &param.ident) => Some(&param.ident),
        _ => None,
    });
    let Some(parameter) = parameter else { return ProductType::Field(ty) };
    planned.role = Role::Choice;
    ProductType::Parameter(parameter)
}

fn refuse_wrong_product_type(input: &Input<'_>, errors: &Errors) {
    let option = schema::button_option();
    let fixed = input.options.fixed.iter().find(|fixed| fixed.member.name == option.name);
    if let (Some(fixed), Some(rule)) = (fixed, option.required)
        && literal::word(fixed).is_none()
    {
        errors.break_rule(fixed.span(), rule);
    }
}

/// Whether a type is nothing but this name.
pub(crate) fn is_ident(ty: &Type, ident: &Ident) -> bool {
    matches!(ty, Type::Path(path) if path.qself.is_none() && path.path.is_ident(ident))
}

/// Whether a type names a generic parameter.
pub(crate) fn mentions(ty: &Type, parameter: &Ident) -> bool {
    fn within(tokens: proc_macro2::TokenStream, parameter: &Ident) -> bool {
        tokens.into_iter().any(|token| match token {
            proc_macro2::TokenTree::Ident(ident) => ident == *parameter,
            proc_macro2::TokenTree::Group(group) => within(group.stream(), parameter),
            _ => false,
        })
    }
    within(quote::ToTokens::to_token_stream(ty), parameter)
}
