//! Checks every rule that a struct can break, and makes the plan. The plan of a struct that breaks a rule is
//! incomplete.

use crate::ast::{Field, Input, is_ident, last_name, mentions, only_argument};
use crate::attr::Default_;
use crate::errors::Errors;
use crate::literal;
use crate::member_of::{find_member, is_attempted, is_stated, member_of, word_of};
use crate::needs;
use crate::plan::{DefaultValue, Plan, PlannedField, Presence, ProductType, Role};
use amazonpay_update_rules::schema::{self, Holds, MEMBERS, Member, Value};
use amazonpay_update_rules::{Refusal, Rule};
use proc_macro2::Span;
use quote::ToTokens;
use syn::{GenericParam, Type};

pub(crate) fn plan<'a>(input: &'a Input<'a>, errors: &Errors) -> Plan<'a> {
    refuse_method_names(input, errors);
    let mut fields = Vec::new();
    for field in &input.fields {
        fields.extend(plan_field(field, input, errors));
    }
    let product_type = product_type(input, &mut fields);
    refuse_bounds_of_choice(input, &product_type, errors);
    let mut plan = Plan { fields, constants: Vec::new(), product_type, needs: Vec::new() };
    plan.constants = constants(input, &plan.fields, errors);
    let stated = refuse_duplicates(input, errors);
    refuse_missing(input, &stated, errors);
    refuse_wrong_product_type(input, errors);
    needs::plan(input, &mut plan, errors);
    plan
}

/// Refuses fields whose setter would have the name of another method of the builder.
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

fn plan_field<'a>(field: &'a Field<'a>, input: &Input<'_>, errors: &Errors) -> Option<PlannedField<'a>> {
    if field.options.slip.is_some() {
        return None;
    }
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
            let member = find_member(field, input, errors)?;
            refuse_field(field, member, errors)?;
            Some(member)
        }
    };
    let presence = match default {
        Some(default) => Presence::Defaulted(default_value(default, member)),
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

/// A default without an expression is the member's own. Else a struct that leaves the field out and a builder that
/// leaves its setter out would write different payloads.
fn default_value<'a>(default: &'a Default_, member: Option<&Member>) -> DefaultValue<'a> {
    match (&default.value, member.and_then(|member| member.default)) {
        (Some(expression), _) => DefaultValue::Expression(expression),
        (None, Some(Value::Flag(flag))) => DefaultValue::OfMember(flag),
        // A word is a type, and its only value is its default.
        (None, Some(Value::Word(_)) | None) => DefaultValue::OfType,
    }
}

fn refuse_member_of_skipped(field: &Field<'_>, skip: Span, errors: &Errors) {
    if let Some(member) = &field.options.member {
        let refusal = Refusal::new(Rule::AttributeValue)
            .about("skip")
            .hint("a field that is not part of the payload stands for no member: remove `member` or `skip`");
        errors.refuse(member.span().join(skip).unwrap_or(skip), &refusal);
    }
}

/// Refuses a member that cannot be a field, or that cannot be a field of this type.
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
    if let Some(word) = phantom(field.value_type()).filter(|_| !member.words().is_empty()) {
        let hint = format!("write `{}: {}`, the word's type itself", field.name(), word.to_token_stream());
        let refusal = Refusal::new(Rule::WrongMemberType).about(member.name).hint(hint);
        errors.refuse_tokens(field.ty, &refusal);
        return None;
    }
    if let (Some(rule), Some(_)) = (member.missing(), field.optional()) {
        let hint = format!("write the field's type without `Option`: `{}`", member.rust_type());
        errors.refuse_tokens(field.ty, &Refusal::new(rule).hint(hint));
        return None;
    }
    Some(())
}

/// The `T` of a `PhantomData<T>`.
fn phantom(ty: &Type) -> Option<&Type> {
    last_name(ty).filter(|name| *name == "PhantomData").and_then(|_| only_argument(ty))
}

/// The members of the struct attribute, the words of fields, and the defaults of members that are not stated.
fn constants(
    input: &Input<'_>,
    fields: &[PlannedField<'_>],
    errors: &Errors,
) -> Vec<(&'static Member, String)> {
    let mut constants = Vec::new();
    for fixed in &input.options.fixed {
        if let Some(json) = literal::json(fixed, &input.options.allowed, errors) {
            constants.push((fixed.member, json));
        }
    }
    for planned in fields {
        if let (Role::Word(_), Some(member)) = (planned.role, planned.member)
            && let Some(only) = member.only
        {
            constants.push((member, only.value.json()));
        }
    }
    for member in MEMBERS {
        if let (Some(value), false) = (member.default, is_stated(input, member)) {
            constants.push((member, value.json()));
        }
    }
    constants
}

/// The members that are stated somewhere.
type Stated = Vec<&'static Member>;

/// Refuses a member that is stated twice, and an object that is stated beside one of its members.
fn refuse_duplicates(input: &Input<'_>, errors: &Errors) -> Stated {
    let mut stated = Stated::new();
    for fixed in &input.options.fixed {
        state(fixed.member, fixed.name.span(), &mut stated, errors);
    }
    // Reports a duplicate even if the field has another mistake.
    for field in &input.fields {
        if let Some(member) = member_of(field) {
            state(member, field.ident.span(), &mut stated, errors);
        }
    }
    stated
}

fn state(member: &'static Member, span: Span, stated: &mut Stated, errors: &Errors) {
    let refusal = Refusal::new(Rule::DuplicateMember).about(member.name);
    if is_among(stated, member.name) {
        errors.refuse(span, &refusal);
    } else if let Some(other) =
        stated.iter().find(|other| other.name == member.parent || other.parent == member.name)
    {
        let hint = format!("`{}` is set too, and one is part of the other", other.name);
        errors.refuse(span, &refusal.hint(hint));
    }
    stated.push(member);
}

fn is_among(stated: &Stated, name: &str) -> bool {
    stated.iter().any(|member| member.name == name)
}

/// Refuses required members that no field and no option states.
fn refuse_missing(input: &Input<'_>, stated: &Stated, errors: &Errors) {
    for member in MEMBERS {
        let Some(rule) = member.required else { continue };
        if member.default.is_some() || is_among(stated, member.name) || is_among(stated, member.parent) {
            continue;
        }
        if input.options.allowed.contains(&rule) {
            continue;
        }
        // Looking for slips takes long, so it comes last.
        if !is_attempted(input, member) {
            let (field, ty) = (member.field(), member.rust_type());
            let example = if let Holds::Text(..) = member.holds { "\"...\"" } else { ty };
            let hint = format!(
                "add the field `{field}: {ty}`, or `#[amazon_pay({field} = {example})]` on the struct"
            );
            errors.refuse(input.derive.ident.span(), &Refusal::new(rule).hint(hint));
        }
    }
}

/// Finds the product type. A struct without a product type is refused, and gets an arbitrary one.
fn product_type<'a>(input: &'a Input<'a>, fields: &mut [PlannedField<'a>]) -> ProductType<'a> {
    if let Some(fixed) = input.fixed(schema::button_option()) {
        return ProductType::Fixed(literal::word(fixed).unwrap_or(schema::any_product_type()));
    }
    let Some(planned) = fields.iter_mut().find(|planned| planned.role == Role::ProductType) else {
        return ProductType::Fixed(schema::any_product_type());
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

/// Refuses a bound that ties the product type to another parameter. `Name::builder()` is there before the product type is
/// chosen, so it could not have this bound.
fn refuse_bounds_of_choice(input: &Input<'_>, product_type: &ProductType<'_>, errors: &Errors) {
    let ProductType::Parameter(chosen) = *product_type else { return };
    let generics = &input.derive.generics;
    let others = || {
        generics.params.iter().filter_map(|param| match param {
            GenericParam::Type(param) => Some(&param.ident).filter(|ident| *ident != chosen),
            GenericParam::Const(param) => Some(&param.ident),
            GenericParam::Lifetime(_) => None,
        })
    };
    let refuse = |bound: &dyn ToTokens| {
        let hint = format!(
            "a bound between `{chosen}` and another parameter is not supported, because the builder chooses `{chosen}`: \
             write the bound on the functions that need it"
        );
        errors.refuse_tokens(&bound.to_token_stream(), &Refusal::new(Rule::UnsupportedShape).hint(hint));
    };
    for param in generics.type_params() {
        let is_of_chosen = param.ident == *chosen;
        let is_tied = |bounds| {
            if is_of_chosen {
                others().any(|other| mentions(bounds, other))
            } else {
                mentions(bounds, chosen)
            }
        };
        if is_tied(&param.bounds) {
            refuse(&param.bounds);
        }
    }
    for predicate in generics.where_clause.iter().flat_map(|clause| &clause.predicates) {
        if mentions(predicate, chosen) && others().any(|other| mentions(predicate, other)) {
            refuse(predicate);
        }
    }
}

fn refuse_wrong_product_type(input: &Input<'_>, errors: &Errors) {
    let option = schema::button_option();
    if let (Some(fixed), Some(rule)) = (input.fixed(option), option.required)
        && !input.options.allowed.contains(&rule)
        && literal::word(fixed).is_none()
    {
        errors.refuse(fixed.span(), &literal::wrong_word(fixed, rule));
    }
}
