//! The needs of one member for another. They are decided here if the struct tells the answer. Otherwise they are
//! planned for the builder, for rustc or for the run time.

use crate::ast::{Input, is_ident, last_name, only_argument};
use crate::errors::Errors;
use crate::literal;
use crate::member_of::{is_attempted, stands_for, word_of};
use crate::plan::{Plan, PlannedField, PlannedNeed, Presence, ProductType, Role, SlotNeed};
use amazonpay_update_rules::schema::{self, Member, Need, Value};
use amazonpay_update_rules::{Refusal, Rule, Word};
use proc_macro2::Ident;

pub(crate) fn plan<'a>(input: &'a Input<'a>, plan: &mut Plan<'a>, errors: &Errors) {
    for fixed in &input.options.fixed {
        for need in fixed.member.needs {
            // A literal can be allowed to break an inferred rule; a field cannot.
            if !input.options.allowed.contains(&need.rule) {
                match said(need, input, plan) {
                    Said::Otherwise => errors.break_rule(fixed.name.span(), need.rule),
                    Said::Type | Said::Parameter(_) => plan.needs.push(planned_need(need, None)),
                    Said::AsNeeded => {}
                }
            }
        }
    }
    for at in 0..plan.fields.len() {
        for need in plan.fields[at].member.map_or(&[][..], |member| member.needs) {
            plan_field(at, need, input, plan, errors);
        }
    }
}

/// What the struct says about the needed member.
enum Said<'a> {
    AsNeeded,
    Otherwise,
    /// A type whose name does not tell the word. rustc knows the word.
    Type,
    /// A type parameter, chosen through the builder.
    Parameter(&'a Ident),
}

fn said<'a>(need: &Need, input: &Input<'_>, plan: &Plan<'a>) -> Said<'a> {
    let needed = schema::needed(need);
    let is = |word: Word| if word == need.value { Said::AsNeeded } else { Said::Otherwise };
    if !needed.is_in_payload() {
        return match plan.product_type {
            ProductType::Fixed(word) => is(word),
            // The name may belong to another type. So it is used only to refuse early, and not to accept.
            ProductType::Field(ty) => match word_of(ty, needed) {
                Some(word) if word != need.value => Said::Otherwise,
                _ => Said::Type,
            },
            ProductType::Parameter(parameter) => Said::Parameter(parameter),
        };
    }
    if let Some(fixed) = input.fixed(needed) {
        return literal::word(fixed).map_or(Said::Otherwise, is);
    }
    match input.fields.iter().find(|field| stands_for(field, needed.name)) {
        Some(field) => match word_of(field.value_type(), needed) {
            Some(word) => is(word),
            // Every type that the member takes stands for its only value.
            None if needed.refuses(Value::Word(need.value)).is_none() => Said::AsNeeded,
            None => Said::Otherwise,
        },
        // The field that was meant for the needed member is already refused.
        None if is_attempted(input, needed) => Said::AsNeeded,
        None => Said::Otherwise,
    }
}

fn plan_field<'a>(at: usize, need: &Need, input: &Input<'a>, plan: &mut Plan<'a>, errors: &Errors) {
    let said = said(need, input, plan);
    let slot = plan.fields.iter().position(|other| {
        other.role.is_marker() && other.member.is_some_and(|member| member.name == need.member)
    });
    let planned = &mut plan.fields[at];
    let Some(member) = planned.member else { return };
    let ident = planned.field.ident;
    let when_set = matches!(planned.presence, Presence::Optional).then_some(ident);
    match said {
        Said::AsNeeded => {}
        Said::Otherwise => errors.break_rule(ident.span(), need.rule),
        Said::Parameter(parameter) if member.has_parameter() && !is_part_of(planned, member, parameter) => {
            refuse_part(planned, member, parameter, need.value, errors);
        }
        Said::Type | Said::Parameter(_) => {
            if let (Said::Parameter(_), true) = (&said, member.has_parameter()) {
                planned.role = Role::PartOf(need.value);
            }
            plan.needs.push(planned_need(need, when_set));
        }
    }
    if let Some(field) = slot {
        plan.fields[at].needs.push(SlotNeed { rule: need.rule, field });
    }
}

fn planned_need<'a>(need: &Need, when_set: Option<&'a Ident>) -> PlannedNeed<'a> {
    PlannedNeed { rule: need.rule, value: need.value, when_set }
}

/// Whether a field is an `Option` of the member's type with exactly the parameter. `build()` makes such a value for
/// the chosen product type.
fn is_part_of(planned: &PlannedField<'_>, member: &Member, parameter: &Ident) -> bool {
    planned.field.optional().is_some_and(|ty| {
        let named = last_name(ty).is_some_and(|name| name == member.rust_type());
        named && only_argument(ty).is_some_and(|argument| is_ident(argument, parameter))
    })
}

fn refuse_part(planned: &PlannedField<'_>, member: &Member, parameter: &Ident, only: Word, errors: &Errors) {
    let hint =
        format!("write `Option<{}<{parameter}>>`: only `{}` has them", member.rust_type(), only.as_str());
    let refusal = Refusal::new(Rule::WrongMemberType).about(member.name).hint(hint);
    errors.refuse_tokens(planned.field.ty, &refusal);
}
