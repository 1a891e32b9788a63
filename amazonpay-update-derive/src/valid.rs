//! Every rule a struct can break, and the plan of a struct that breaks none.

use crate::ast::{Field, Input, last_name};
use crate::attr::{Fixed, camel_case};
use crate::errors::Errors;
use crate::literal;
use amazonpay_update_rules::schema::{self, Holds, MEMBERS, Member};
use amazonpay_update_rules::{Refusal, Rule, closest};
use proc_macro2::{Ident, Span};
use std::collections::BTreeMap;
use syn::{Expr, GenericParam, Type};

/// What `expand` needs to know, and nothing it would have to check.
pub(crate) struct Plan<'a> {
    pub(crate) fields: Vec<PlannedField<'a>>,
    /// Members with a value that is known while compiling, as JSON.
    pub(crate) constants: Vec<(&'static Member, String)>,
    pub(crate) product_type: ProductType<'a>,
}

pub(crate) struct PlannedField<'a> {
    pub(crate) field: &'a Field<'a>,
    /// `None` for a field that is not part of the payload.
    pub(crate) member: Option<&'static Member>,
    pub(crate) presence: Presence<'a>,
}

pub(crate) enum Presence<'a> {
    Required,
    Optional,
    Defaulted(Option<&'a Expr>),
}

/// Where the product type comes from.
pub(crate) enum ProductType<'a> {
    /// The struct attribute: `PayAndShip` or `PayOnly`.
    Fixed(&'static str),
    /// A field of a type that is the product type.
    Field(&'a Type),
    /// A type parameter, chosen through the builder.
    Parameter(&'a Ident),
}

pub(crate) fn plan<'a>(input: &'a Input<'a>, errors: &Errors) -> Plan<'a> {
    refuse_method_names(input, errors);
    let fields: Vec<PlannedField<'a>> =
        input.fields.iter().filter_map(|field| plan_field(field, errors)).collect();
    let constants = constants(input, errors);
    let stated = refuse_duplicates(input, &fields, errors);
    refuse_missing(input, &stated, errors);
    refuse_setup_only_alone(input, &stated, errors);
    let product_type = product_type(input, &fields, errors);
    refuse_delivery_without_shipping(&fields, &product_type, errors);
    Plan { fields, constants, product_type }
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
    let presence = match default {
        Some(default) => Presence::Defaulted(default.value.as_ref()),
        None if field.optional().is_some() => Presence::Optional,
        None => Presence::Required,
    };
    if let Some(skip) = field.options.skip {
        if let Some(member) = &field.options.member {
            let refusal = Refusal::new(Rule::AttributeValue).about("skip").hint(
                "a field that is not part of the payload stands for no member: remove `member` or `skip`",
            );
            errors.refuse(member.span().join(skip).unwrap_or(skip), &refusal);
        }
        return Some(PlannedField { field, member: None, presence });
    }
    let member = find_member(field, errors)?;
    refuse_field(field, member, errors)?;
    if let (Holds::Word(_) | Holds::ButtonOption, Some(default)) = (member.holds, default) {
        let (field, value) = (member.field, member.rust_type());
        let hint =
            format!("the struct says it once for all: `#[amazon_pay({field} = {value})]`, without the field");
        errors.refuse(default.span, &Refusal::new(Rule::AttributeValue).about("default").hint(hint));
        return None;
    }
    Some(PlannedField { field, member: Some(member), presence })
}

/// The member a field stands for, by `member = "..."` or by its own name.
fn find_member(field: &Field<'_>, errors: &Errors) -> Option<&'static Member> {
    if let Some(name) = &field.options.member {
        let found = schema::by_name(&name.value());
        if found.is_none() {
            let known = MEMBERS.iter().map(|member| member.name);
            errors.refuse(name.span(), &schema::refuse_name("", &name.value(), known));
        }
        return found;
    }
    let name = field.name();
    let found = schema::by_field(&name);
    if found.is_none() {
        let known = MEMBERS.iter().map(|member| member.field);
        let refusal = schema::refuse_name("", &camel_case(&name), known).about(name);
        let refusal = match bare_object(&camel_case(&field.name())) {
            _ if refusal.has_hint() || refusal.rule() != Rule::UnknownMember => refusal,
            Some(hint) => refusal.hint(hint),
            None => refusal.hint("name the member with `#[amazon_pay(member = \"...\")]`, or mark the field `#[amazon_pay(skip)]`"),
        };
        errors.refuse(field.ident.span(), &refusal);
    }
    found
}

/// What to do about an object whose members stand in the struct each on its own.
fn bare_object(name: &str) -> Option<&'static str> {
    match name {
        "paymentMethodOnFileMetadata" => Some("make its member the field: `setup_only`"),
        "paymentDetails" => Some("leave the field out, the object is written without it"),
        _ => None,
    }
}

/// Members that cannot be a field, or not one of this type.
fn refuse_field(field: &Field<'_>, member: &Member, errors: &Errors) -> Option<()> {
    let type_name = last_name(field.value_type()).map(ToString::to_string);
    match member.field {
        "payment_intent" => {
            let hint = "leave the field out, `Confirm` is written without it";
            errors.refuse(field.ident.span(), &Refusal::new(Rule::PaymentIntentMustBeConfirm).hint(hint));
            return None;
        }
        "can_handle_pending_authorization" => {
            let hint = "leave the field out, `false` is written without it";
            errors
                .refuse(field.ident.span(), &Refusal::new(Rule::PendingAuthorizationMustBeFalse).hint(hint));
            return None;
        }
        "charge_permission_type" if matches!(type_name.as_deref(), Some("OneTime" | "Recurring")) => {
            errors.refuse_tokens(field.value_type(), &Refusal::new(Rule::UpdateNeedsPaymentMethodOnFile));
            return None;
        }
        _ => {}
    }
    if let Holds::Inside = member.holds {
        let refusal = Refusal::new(Rule::UnknownMember)
            .about(member.name)
            .hint(format!("it belongs in `{}`: make that the field", member.parent));
        errors.refuse(field.ident.span(), &refusal);
        return None;
    }
    // An object with a required member in it is required too.
    let inside = MEMBERS.iter().find_map(|other| other.required.filter(|_| other.parent == member.name));
    if let (Some(rule), Some(_)) = (member.required.or(inside), field.optional()) {
        let hint = format!("write the field's type without `Option`: `{}`", member.rust_type());
        errors.refuse_tokens(field.ty, &Refusal::new(rule).hint(hint));
        return None;
    }
    Some(())
}

/// The members of the struct attribute, and the defaults of those that are nowhere.
fn constants(input: &Input<'_>, errors: &Errors) -> Vec<(&'static Member, String)> {
    let fixed = input.options.fixed.iter();
    let mut constants: Vec<_> = fixed
        .filter_map(|fixed| Some((fixed.member, literal::json(fixed, &input.options.allowed, errors)?)))
        .collect();
    for (name, json) in
        [("setupOnly", "true"), ("paymentIntent", "\"Confirm\""), ("canHandlePendingAuthorization", "false")]
    {
        let is_fixed = input.options.fixed.iter().any(|fixed| fixed.member.name == name);
        let is_field = input.fields.iter().any(|field| stands_for(field, name));
        if let (false, false, Some(member)) = (is_fixed, is_field, schema::by_name(name)) {
            constants.push((member, json.to_owned()));
        }
    }
    constants
}

fn stands_for(field: &Field<'_>, name: &str) -> bool {
    match (&field.options.member, field.options.skip) {
        (Some(member), _) => member.value() == name,
        (None, Some(_)) => false,
        (None, None) => schema::by_field(&field.name()).is_some_and(|member| member.name == name),
    }
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
    closest(slip, MEMBERS.iter().map(|member| member.name))
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
        let has_default = matches!(member.parent, "paymentMethodOnFileMetadata" | "paymentDetails");
        if has_default || stated.contains_key(member.name) || stated.contains_key(member.parent) {
            continue;
        }
        // Looking for slips takes long, so only now: one that is refused already is not missing too.
        let meant = |field| is_meant_for(field, member.name) || stands_for(field, member.parent);
        let attempted = input.fields.iter().any(meant)
            || input.options.unknown.iter().any(|option| nearest(option) == Some(member.name));
        if !attempted {
            let example = match member.holds {
                Holds::Text(..) => "\"...\"",
                _ => member.rust_type(),
            };
            let hint = format!(
                "add the field `{field}: {ty}`, or `#[amazon_pay({field} = {example})]` on the struct",
                field = member.field,
                ty = member.rust_type(),
            );
            errors.refuse(input.derive.ident.span(), &Refusal::new(rule).hint(hint));
        }
    }
}

/// `setupOnly` stands, and the permission type it belongs to is absent or another.
fn refuse_setup_only_alone(input: &Input<'_>, stated: &Stated, errors: &Errors) {
    let Some(span) = stated.get("setupOnly") else { return };
    let right = |fixed: &Fixed| literal::word(fixed).as_deref() == Some("PaymentMethodOnFile");
    let fixed = input.options.fixed.iter().find(|fixed| fixed.member.name == "chargePermissionType");
    let field = input.fields.iter().find(|field| stands_for(field, "chargePermissionType"));
    let field_is_right = field.is_some_and(|field| {
        !matches!(
            last_name(field.value_type()).map(ToString::to_string).as_deref(),
            Some("OneTime" | "Recurring")
        )
    });
    if !field_is_right && !fixed.is_some_and(right) {
        errors.break_rule(*span, Rule::SetupOnlyNeedsPaymentMethodOnFile);
    }
}

fn product_type<'a>(input: &'a Input<'a>, fields: &[PlannedField<'a>], errors: &Errors) -> ProductType<'a> {
    if let Some(fixed) = input.options.fixed.iter().find(|fixed| fixed.member.name == "productType") {
        return match literal::word(fixed).as_deref() {
            Some("PayOnly") => ProductType::Fixed("PayOnly"),
            Some("PayAndShip") => ProductType::Fixed("PayAndShip"),
            _ => {
                errors.break_rule(fixed.span(), Rule::ProductTypeRequired);
                ProductType::Fixed("PayAndShip")
            }
        };
    }
    let is_product_type =
        |planned: &&PlannedField<'_>| planned.member.is_some_and(|m| m.name == "productType");
    let Some(planned) = fields.iter().find(is_product_type) else {
        // `refuse_missing` has said so.
        return ProductType::Fixed("PayAndShip");
    };
    let ty = planned.field.ty;
    let parameter = input.derive.generics.params.iter().find_map(|param| match param {
        GenericParam::Type(param) if is_ident(ty, &param.ident) => Some(&param.ident),
        _ => None,
    });
    parameter.map_or(ProductType::Field(ty), ProductType::Parameter)
}

fn is_ident(ty: &Type, ident: &Ident) -> bool {
    matches!(ty, Type::Path(path) if path.qself.is_none() && path.path.is_ident(ident))
}

/// Delivery specifications where no address is chosen.
fn refuse_delivery_without_shipping(fields: &[PlannedField<'_>], product: &ProductType<'_>, errors: &Errors) {
    let is_delivery =
        |planned: &&PlannedField<'_>| planned.member.is_some_and(|m| m.name == "deliverySpecifications");
    let Some(planned) = fields.iter().find(is_delivery) else { return };
    let span = planned.field.ident.span();
    match product {
        ProductType::Fixed("PayOnly") => errors.break_rule(span, Rule::DeliverySpecificationsNeedPayAndShip),
        ProductType::Field(ty) if last_name(ty).is_some_and(|name| name == "PayOnly") => {
            errors.break_rule(span, Rule::DeliverySpecificationsNeedPayAndShip);
        }
        ProductType::Parameter(parameter) if !is_delivery_of(planned.field, parameter) => {
            let hint =
                format!("write `Option<DeliverySpecifications<{parameter}>>`: only `PayAndShip` has them");
            let refusal = Refusal::new(Rule::WrongMemberType).about("deliverySpecifications").hint(hint);
            errors.refuse_tokens(planned.field.ty, &refusal);
        }
        _ => {}
    }
}

/// Whether a field is `Option<DeliverySpecifications<P>>`, as `build()` makes it for the `P` chosen.
fn is_delivery_of(field: &Field<'_>, parameter: &Ident) -> bool {
    let value = field.optional();
    value.is_some_and(|ty| {
        last_name(ty).is_some_and(|name| name == "DeliverySpecifications") && mentions(ty, parameter)
    })
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
