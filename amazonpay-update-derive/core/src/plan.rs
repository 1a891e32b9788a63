//! The decisions of `valid` about a struct, which `expand` writes down.

use crate::ast::Field;
use amazonpay_update_rules::schema::Member;
use amazonpay_update_rules::{Rule, Word};
use proc_macro2::Ident;
use syn::{Expr, Type};

/// The decisions about a struct. When the struct breaks a rule, only its fields' types and its product type are used.
pub(crate) struct Plan<'a> {
    pub(crate) fields: Vec<PlannedField<'a>>,
    /// Members whose value is known while compiling, as JSON.
    pub(crate) constants: Vec<(&'static Member, String)>,
    pub(crate) product_type: ProductType<'a>,
    /// The rules about the product type that the struct itself does not prove.
    pub(crate) needs: Vec<PlannedNeed<'a>>,
}

pub(crate) struct PlannedField<'a> {
    pub(crate) field: &'a Field<'a>,
    /// `None` for a field that is not part of the payload.
    pub(crate) member: Option<&'static Member>,
    pub(crate) presence: Presence<'a>,
    pub(crate) role: Role,
    /// The needs that the builder checks before this field is set.
    pub(crate) needs: Vec<SlotNeed>,
}

pub(crate) enum Presence<'a> {
    /// A rule requires the member. Without a rule, the struct itself requires it.
    Required(Option<Rule>),
    Optional,
    Defaulted(DefaultValue<'a>),
}

/// The value of a field with a default that is not set.
#[derive(Clone, Copy)]
pub(crate) enum DefaultValue<'a> {
    /// `Default::default()` of the field's type.
    OfType,
    /// The member's default in the table.
    OfMember(bool),
    Expression(&'a Expr),
}

/// The role of a field in the payload and the builder.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Role {
    /// Not part of the payload.
    Skipped,
    /// A JSON string, which is written without its quotes.
    Text,
    /// Any other value that writes itself.
    Value,
    /// A part whose type has the chosen product type as its parameter. It exists only for this product type.
    PartOf(Word),
    /// A word that is constant text. The rule says which word it must be.
    Word(Option<Rule>),
    /// The product type, as the type of the field.
    ProductType,
    /// The product type, chosen through the builder.
    Choice,
}

impl Role {
    /// Whether its setter takes a marker, whose type the builder remembers.
    pub(crate) fn is_marker(self) -> bool {
        matches!(self, Role::Word(_) | Role::Choice)
    }

    /// Whether the field's value is written into the payload.
    pub(crate) fn is_written(self) -> bool {
        matches!(self, Role::Text | Role::Value | Role::PartOf(_))
    }
}

/// A rule that the type in another field's slot must keep.
pub(crate) struct SlotNeed {
    pub(crate) rule: Rule,
    /// The other field's place in the plan.
    pub(crate) field: usize,
}

/// A rule that the product type must keep.
pub(crate) struct PlannedNeed<'a> {
    pub(crate) rule: Rule,
    pub(crate) value: Word,
    /// The optional field that needs the product type when the field is set. `None` if the need always holds.
    pub(crate) when_set: Option<&'a Ident>,
}

/// Where the product type comes from.
pub(crate) enum ProductType<'a> {
    /// The struct attribute.
    Fixed(Word),
    /// A field whose type is the product type.
    Field(&'a Type),
    /// A type parameter, chosen through the builder.
    Parameter(&'a Ident),
}
