//! The check of the payload's members, each by its row of the schema's table.

use super::node::{Node, Place, Report, Value};
use super::walk::{Members, Walk, by_key, of_key};
use crate::path::Path;
use crate::refusal::Refusal;
use crate::rule_set::RuleSet;
use crate::schema::{self, Holds, MEMBERS, Member, Need};
use crate::word::Word;
use std::collections::HashSet;

impl<N: Node, R: Report<N>> Walk<'_, N, R> {
    /// Checks the members of an object in the order of the table, then the members that the table does not have there.
    /// `key` is the country code around the object, if there is one.
    pub(super) fn members_of(
        &mut self,
        parent: &str,
        path: &Path<'_>,
        key: &str,
        object: &N,
        members: Members<'_, N>,
    ) {
        for member in schema::members_of(parent) {
            let path = path.key(member.name);
            let same = of_key(members, member.name);
            self.expect_once(&path, same);
            if same.is_empty() {
                self.absent(&path, object, member);
            }
            for (_, value) in same {
                self.present(&path, member, key, value);
            }
        }
        self.refuse_unknown(parent, path, members);
    }

    fn absent(&mut self, path: &Path<'_>, object: &N, member: &Member) {
        // The name that was meant for the member is refused as unknown.
        if self.attempted.contains(&member.name) {
            return;
        }
        if let Some(rule) = member.required {
            self.refuse(path, object, Refusal::new(rule));
        }
        for inner in member.inner().filter(|inner| inner.is_required()) {
            self.absent(&path.key(inner.name), object, inner);
        }
    }

    fn present(&mut self, path: &Path<'_>, member: &Member, key: &str, value: &N) {
        match value.value() {
            Value::Expression => self.expression(path, member, value),
            Value::Null => self.null(path, member, value),
            _ => match member.holds {
                Holds::Text(_, check) => self.text(path, member, value, check),
                Holds::Texts(_, check) => self.texts(path, member, value, |text| check(key, text)),
                Holds::Word(_) => self.word(path, member, value),
                Holds::Flag => self.flag(path, member, value),
                Holds::Object(_) => {
                    if let Some(members) = self.object_of(path, member, value) {
                        self.members_of(member.name, path, key, value, members);
                    }
                }
                Holds::ByKey(check) => self.by_key(path, member, value, check),
                // An option of the button stands in no payload.
                Holds::ButtonOption(_) => {}
            },
        }
        for need in member.needs {
            if self.unmet.contains(need.rule) {
                self.refuse(path, value, Refusal::new(need.rule));
            }
        }
    }

    /// Rust code stands for a whole member, so the member must have a Rust type.
    fn expression(&mut self, path: &Path<'_>, member: &Member, value: &N) {
        if let (Some(constant), Some(only)) = (member.constant(), member.only) {
            let hint = format!("write `{}` itself", constant.json());
            self.refuse(path, value, Refusal::new(only.rule).hint(hint));
        } else if !member.can_be_stated() {
            let remedy = if member.inner().any(|inner| inner.can_be_stated() && inner.constant().is_none()) {
                "write it here, with expressions as the values of its members".to_owned()
            } else {
                instead_of_a_part(member).unwrap_or_else(|| "write its JSON itself".to_owned())
            };
            self.refuse_type(path, expected(member), value, &remedy);
        }
    }

    fn null(&mut self, path: &Path<'_>, member: &Member, value: &N) {
        let remedy = if member.is_required() { "" } else { "leave the member out" };
        self.refuse_type(path, expected(member), value, remedy);
    }

    fn text(&mut self, path: &Path<'_>, member: &Member, value: &N, check: fn(&str) -> RuleSet) {
        let Some(text) = self.string(path, value) else { return };
        self.refuse_text(path, Place::Value(value), text, check(text), member.known);
        if let Some(limit) = member.limit
            && text.len() > limit.characters
        {
            self.report.more_bytes(path, member, limit.characters, text);
        }
    }

    fn texts(&mut self, path: &Path<'_>, member: &Member, value: &N, check: impl Fn(&str) -> RuleSet) {
        let Some(values) = self.list(path, value) else { return };
        self.refuse_empty(path, member, value, values.is_empty());
        let mut seen = Texts::default();
        for (index, value) in values.iter().enumerate() {
            let path = path.index(index);
            if let Value::Expression = value.value() {
                self.refuse_type(&path, "a string", value, &instead_of_an_element(member));
                continue;
            }
            let Some(text) = self.string(&path, value) else { continue };
            self.refuse_text(&path, Place::Value(value), text, check(text), member.known);
            if let Some(rule) = member.once
                && !seen.insert(text)
            {
                self.refuse(&path, value, Refusal::new(rule));
            }
        }
    }

    fn word(&mut self, path: &Path<'_>, member: &Member, value: &N) {
        let (Some(text), Some(only)) = (self.string(path, value), member.only) else { return };
        let right = only.value.as_str();
        let broken = RuleSet::EMPTY.with_if(text != right, only.rule);
        self.refuse_text(path, Place::Value(value), text, broken, &[right]);
    }

    fn flag(&mut self, path: &Path<'_>, member: &Member, value: &N) {
        let Value::Flag(flag) = value.value() else {
            return self.refuse_type(path, expected(member), value, "");
        };
        if let Some(rule) = member.refuses(schema::Value::Flag(flag)) {
            self.refuse(path, value, Refusal::new(rule));
        }
    }

    fn by_key(&mut self, path: &Path<'_>, member: &Member, value: &N, check: fn(&str) -> RuleSet) {
        let Some(members) = self.object_of(path, member, value) else { return };
        for same in by_key(members) {
            let (name, key) = (&same[0].0, same[0].0.as_ref());
            let path = path.key(key);
            self.expect_once(&path, same);
            self.refuse_text(&path, Place::Key(name), key, check(key), member.known);
            for (_, value) in same {
                if let Some(members) = self.object(&path, value) {
                    self.members_of(member.name, &path, key, value, members);
                }
            }
        }
    }

    fn object_of<'n>(&mut self, path: &Path<'_>, member: &Member, value: &'n N) -> Option<Members<'n, N>> {
        let members = self.object(path, value)?;
        self.refuse_empty(path, member, value, members.is_empty());
        Some(members)
    }

    fn refuse_empty(&mut self, path: &Path<'_>, member: &Member, value: &N, is_empty: bool) {
        if let (Some(rule), true) = (member.not_empty, is_empty) {
            self.refuse(path, value, Refusal::new(rule));
        }
    }
}

/// What to do about Rust code in the member's list: it stands for the whole list, if the list has a Rust type.
fn instead_of_an_element(member: &Member) -> String {
    match member.rust_type() {
        "" => instead_of_a_part(member).unwrap_or_default(),
        ty => format!("give one expression for the whole list, a `{ty}`"),
    }
}

/// What to do about Rust code in a part of a member: it stands for the whole member, if that has a Rust type.
fn instead_of_a_part(member: &Member) -> Option<String> {
    let mut whole = member;
    while !whole.can_be_stated() {
        whole = MEMBERS.iter().chain(schema::INSIDE).find(|outer| outer.name == whole.parent)?;
    }
    Some(format!("give one expression for the whole of `{}`, a `{}`", whole.name, whole.rust_type()))
}

/// What a value of the member is in JSON.
const fn expected(member: &Member) -> &'static str {
    match member.holds {
        Holds::Text(..) | Holds::Word(_) | Holds::ButtonOption(_) => "a string",
        Holds::Texts(..) => "a list",
        Holds::Flag => "true or false",
        Holds::Object(_) | Holds::ByKey(_) => "an object",
    }
}

/// The rules that a member breaks by standing in this payload, because another member is not the word that it needs. A
/// product type that is not stated counts as the right one. So do Rust code, and a misspelled name of the other member.
pub(super) fn unmet<N: Node>(
    payload: Members<'_, N>,
    product_type: Option<Word>,
    attempted: &[&str],
) -> RuleSet {
    let is_met = |need: &Need| {
        let needed = schema::needed(need);
        if !needed.is_in_payload() {
            return product_type.is_none_or(|stated| stated == need.value);
        }
        let mut values = values_of(needed, payload).into_iter().map(|value| match value.value() {
            Value::Text(text) => text == need.value.as_str(),
            Value::Expression => true,
            _ => false,
        });
        let first = values.next().unwrap_or_else(|| attempted.contains(&needed.name));
        first && values.all(|is_right| is_right)
    };
    let mut unmet = RuleSet::EMPTY;
    for member in MEMBERS {
        for need in member.needs {
            unmet = unmet.with_if(!is_met(need), need.rule);
        }
    }
    unmet
}

/// Every value that a member has in the payload.
fn values_of<'n, N: Node>(member: &Member, payload: Members<'n, N>) -> Vec<&'n N> {
    let mut values = Vec::new();
    if member.parent.is_empty() {
        for (_, value) in of_key(payload, member.name) {
            values.push(value);
        }
        return values;
    }
    for (_, object) in of_key(payload, member.parent) {
        if let Value::Object(members) = object.value() {
            for (_, value) in of_key(members, member.name) {
                values.push(value);
            }
        }
    }
    values
}

/// The texts of a list so far. This type does not depend on the kind of node, so it is compiled once.
#[derive(Default)]
struct Texts<'t>(HashSet<&'t str>);

impl<'t> Texts<'t> {
    /// Whether the text is new.
    fn insert(&mut self, text: &'t str) -> bool {
        self.0.insert(text)
    }
}
