//! Canonical writing: members sorted while compiling, constant text merged.

use super::names::member_value;
use crate::plan::{Plan, PlannedField, Presence, Role};
use amazonpay_update_rules::schema::Member;
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;

/// The steps that write a payload.
pub(crate) struct CanonicalText<'a> {
    plan: &'a Plan<'a>,
    steps: Vec<Step<'a>>,
    krate: &'a TokenStream,
}

enum Step<'a> {
    /// Constant text.
    Text(String),
    /// The value of a field, or of the variable `value_` inside [`Step::If`].
    Value(&'a PlannedField<'a>, Place),
    /// Steps for an optional field that is there.
    If(&'a PlannedField<'a>, Vec<Step<'a>>),
    /// An object of optional fields alone, which is there when one of them is. Each comes with
    /// the steps that write it; what stands before the first and between two is not in them.
    Object { before: String, fields: Vec<(&'a PlannedField<'a>, Vec<Step<'a>>)>, after: String },
}

#[derive(Clone, Copy, PartialEq)]
enum Place {
    Field,
    Variable,
}

/// An object or a member on the way from the payload to the steps.
enum Node<'a> {
    Constant(String),
    Field(&'a PlannedField<'a>),
    Object(Members<'a>),
}

/// The members of an object, in the order of their names. Amazon's names are ASCII, so the order by
/// bytes is RFC 8785's, by UTF-16 code units.
type Members<'a> = Vec<(&'static str, Node<'a>)>;

impl<'a> CanonicalText<'a> {
    pub(crate) fn of(plan: &'a Plan<'a>, krate: &'a TokenStream) -> Self {
        let mut root = Members::new();
        for (member, json) in &plan.constants {
            insert(&mut root, member, Node::Constant(json.clone()));
        }
        for planned in plan.fields.iter().filter(|planned| planned.role.is_written()) {
            if let Some(member) = planned.member {
                insert(&mut root, member, Node::Field(planned));
            }
        }
        CanonicalText { plan, steps: merged(object_steps(&root)), krate }
    }

    /// An expression for the bytes the text takes, not counting escapes.
    pub(crate) fn len(&self) -> TokenStream {
        let constant = constant_len(&self.steps);
        let dynamic = self.len_of(&self.steps);
        let krate = self.krate;
        quote! {
            let mut len_: #krate::usize = #constant;
            #dynamic
            len_
        }
    }

    /// Statements that append the text to `out_`.
    pub(crate) fn write(&self) -> TokenStream {
        self.write_of(&self.steps)
    }

    fn len_of(&self, steps: &[Step<'_>]) -> TokenStream {
        let krate = self.krate;
        let mut all = TokenStream::new();
        for step in steps {
            let part = match step {
                Step::Text(_) => TokenStream::new(),
                Step::Value(planned, place) => {
                    let value = self.value(planned, *place);
                    if is_text(planned) {
                        quote!(len_ += #krate::CanonicalText::text(#value).len();)
                    } else {
                        quote!(len_ += #krate::CanonicalValue::canonical_len(#value);)
                    }
                }
                Step::If(planned, steps) => self.len_if_set(planned, steps),
                Step::Object { before, fields, after } => {
                    let constant = before.len() + after.len() + fields.len();
                    let idents: Vec<&Ident> = fields.iter().map(|(planned, _)| planned.field.ident).collect();
                    let inner = fields.iter().map(|(planned, steps)| self.len_if_set(planned, steps));
                    quote! {
                        if #(self.#idents.is_some())||* {
                            len_ += #constant;
                        }
                        #(#inner)*
                    }
                }
            };
            part.to_tokens(&mut all);
        }
        all
    }

    fn len_if_set(&self, planned: &PlannedField<'_>, steps: &[Step<'_>]) -> TokenStream {
        let krate = self.krate;
        let (ident, constant, inner) = (planned.field.ident, constant_len(steps), self.len_of(steps));
        quote! {
            if let #krate::Some(value_) = &self.#ident {
                len_ += #constant;
                #inner
            }
        }
    }

    fn write_of(&self, steps: &[Step<'_>]) -> TokenStream {
        let krate = self.krate;
        let mut all = TokenStream::new();
        for step in steps {
            let part = match step {
                Step::Text(text) => quote!(out_.push_str(#text);),
                Step::Value(planned, place) => {
                    let value = self.value(planned, *place);
                    if is_text(planned) {
                        quote!(#krate::CanonicalText::push_text(#value, out_);)
                    } else {
                        quote!(#krate::CanonicalValue::write_canonical(#value, out_);)
                    }
                }
                Step::If(planned, steps) => {
                    let (ident, inner) = (planned.field.ident, self.write_of(steps));
                    quote! {
                        if let #krate::Some(value_) = &self.#ident {
                            #inner
                        }
                    }
                }
                Step::Object { before, fields, after } => self.write_object(before, fields, after),
            };
            part.to_tokens(&mut all);
        }
        all
    }

    /// The first member that is there opens the object; every other one has a comma before it.
    fn write_object(
        &self,
        before: &str,
        fields: &[(&PlannedField<'_>, Vec<Step<'_>>)],
        after: &str,
    ) -> TokenStream {
        let krate = self.krate;
        let idents: Vec<&Ident> = fields.iter().map(|(planned, _)| planned.field.ident).collect();
        let members = fields.iter().enumerate().map(|(nth, (planned, steps))| {
            let (ident, inner) = (planned.field.ident, self.write_of(steps));
            let open = if nth == 0 { quote!(out_.push('{');) } else { quote!(out_.push(open_);) };
            let next = (nth + 1 < fields.len()).then(|| quote!(open_ = ',';));
            quote! {
                if let #krate::Some(value_) = &self.#ident {
                    #open
                    #next
                    #inner
                }
            }
        });
        quote! {
            if #(self.#idents.is_some())||* {
                out_.push_str(#before);
                let mut open_ = '{';
                #(#members)*
                out_.push_str(#after);
            }
        }
    }

    /// The validated value behind a field: spanned at the field's type, where an error belongs.
    fn value(&self, planned: &PlannedField<'_>, place: Place) -> TokenStream {
        let (ident, ty) = (planned.field.ident, planned.field.value_type());
        let member_value = member_value(self.plan, planned, self.krate);
        let source = match place {
            Place::Field => quote!(&self.#ident),
            Place::Variable => quote!(value_),
        };
        quote_spanned!(ty.span()=> <#ty as #member_value>::as_value(#source))
    }
}

fn insert<'a>(root: &mut Members<'a>, member: &Member, node: Node<'a>) {
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

fn insert_sorted<'a>(members: &mut Members<'a>, name: &'static str, node: Node<'a>) {
    let at = members.iter().position(|(other, _)| *other > name).unwrap_or(members.len());
    members.insert(at, (name, node));
}

fn object_steps<'a>(members: &Members<'a>) -> Vec<Step<'a>> {
    // A comma stands on the side of the first member that is certain.
    let first_certain = members.iter().position(|(_, node)| is_certain(node)).unwrap_or(members.len());
    let mut steps = vec![Step::Text("{".to_owned())];
    for (nth, (name, node)) in members.iter().enumerate() {
        let before = if nth > first_certain { "," } else { "" };
        let after = if nth < first_certain { "," } else { "" };
        steps.extend(member_steps(&format!("{before}\"{name}\":"), node, after));
    }
    steps.push(Step::Text("}".to_owned()));
    steps
}

fn member_steps<'a>(name: &str, node: &Node<'a>, after: &str) -> Vec<Step<'a>> {
    let around = |middle: Vec<Step<'a>>| {
        let mut steps = vec![Step::Text(name.to_owned())];
        steps.extend(middle);
        steps.push(Step::Text(after.to_owned()));
        merged(steps)
    };
    match node {
        Node::Constant(json) => around(vec![Step::Text(json.clone())]),
        Node::Object(members) if is_certain(node) => around(object_steps(members)),
        Node::Object(members) => {
            let fields = members.iter().filter_map(|(name, node)| match node {
                Node::Field(planned) => {
                    let mut steps = vec![Step::Text(format!("\"{name}\":"))];
                    steps.extend(value_steps(planned, Place::Variable));
                    Some((*planned, merged(steps)))
                }
                // Members of the payload's objects are no objects themselves.
                Node::Constant(_) | Node::Object(_) => None,
            });
            let fields: Vec<_> = fields.collect();
            vec![Step::Object { before: name.to_owned(), fields, after: format!("}}{after}") }]
        }
        Node::Field(planned) => match planned.presence {
            Presence::Optional => vec![Step::If(planned, around(value_steps(planned, Place::Variable)))],
            Presence::Required(_) | Presence::Defaulted(_) => around(value_steps(planned, Place::Field)),
        },
    }
}

fn value_steps<'a>(planned: &'a PlannedField<'a>, place: Place) -> Vec<Step<'a>> {
    let value = Step::Value(planned, place);
    if is_text(planned) {
        vec![Step::Text("\"".to_owned()), value, Step::Text("\"".to_owned())]
    } else {
        vec![value]
    }
}

fn is_certain(node: &Node<'_>) -> bool {
    match node {
        Node::Constant(_) => true,
        Node::Field(planned) => !matches!(planned.presence, Presence::Optional),
        Node::Object(members) => members.iter().any(|(_, node)| is_certain(node)),
    }
}

fn is_text(planned: &PlannedField<'_>) -> bool {
    planned.role == Role::Text
}

/// Neighbouring constant texts as one.
fn merged(steps: Vec<Step<'_>>) -> Vec<Step<'_>> {
    let mut merged: Vec<Step<'_>> = Vec::new();
    for step in steps {
        match (merged.last_mut(), step) {
            (_, Step::Text(text)) if text.is_empty() => {}
            (Some(Step::Text(before)), Step::Text(text)) => before.push_str(&text),
            (_, step) => merged.push(step),
        }
    }
    merged
}

/// Bytes of the constant text that is there whatever the fields hold.
fn constant_len(steps: &[Step<'_>]) -> usize {
    steps.iter().map(|step| if let Step::Text(text) = step { text.len() } else { 0 }).sum()
}
