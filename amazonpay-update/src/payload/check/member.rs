//! The members of the payload, each as its row of the schema's table has it.

use super::Warning;
use super::walk::Walk;
use crate::json::{Json, Members};
use crate::violation::Path;
use amazonpay_update_rules::schema::{self, Holds, MEMBERS, Member, Need, Value};
use amazonpay_update_rules::{Refusal, RuleSet, Word};
use std::collections::HashSet;

impl Walk {
    /// The members of an object in the order of the table, then what the table does not have there.
    /// `key` is that of the country around it, if there is one.
    pub(super) fn members_of(&mut self, parent: &str, path: &Path<'_>, key: &str, object: &Members) {
        for member in schema::members_of(parent) {
            let path = path.key(member.name);
            let times = object.values(member.name).count();
            self.expect_once(&path, times);
            if times == 0 {
                self.absent(&path, member);
            }
            for value in object.values(member.name) {
                self.present(&path, member, key, value);
            }
        }
        self.refuse_unknown(parent, path, object);
    }

    fn absent(&mut self, path: &Path<'_>, member: &Member) {
        if let Some(rule) = member.required {
            self.refuse(path, Refusal::new(rule));
        }
        // What an absent object would hold is absent too; an absent part holds nothing.
        for inner in MEMBERS.iter().filter(|inner| inner.parent == member.name) {
            self.absent(&path.key(inner.name), inner);
        }
    }

    fn present(&mut self, path: &Path<'_>, member: &Member, key: &str, value: &Json) {
        match member.holds {
            Holds::Text(_, check) => self.text(path, member, value, check),
            Holds::Texts(_, check) => self.texts(path, member, value, |text| check(key, text)),
            Holds::Word(_) => self.word(path, member, value),
            Holds::Flag => self.flag(path, member, value),
            Holds::Object(_) => {
                if let Some(object) = self.object_of(path, member, value) {
                    self.members_of(member.name, path, key, object);
                }
            }
            Holds::ByKey(check) => self.by_key(path, member, value, check),
            // Not in the payload: what stands there under its name is unknown.
            Holds::ButtonOption(_) => {}
        }
        for need in member.needs {
            if self.unmet.contains(need.rule) {
                self.refuse(path, Refusal::new(need.rule));
            }
        }
    }

    fn text(&mut self, path: &Path<'_>, member: &Member, value: &Json, check: fn(&str) -> RuleSet) {
        let Some(text) = self.string(path, value) else { return };
        self.refuse_text(path, text, check(text), member.known);
        if let Some(limit) = member.limit
            && text.len() > limit
        {
            self.warnings.push(Warning::more_bytes_than(limit, path, member.name, text));
        }
    }

    fn texts(&mut self, path: &Path<'_>, member: &Member, value: &Json, check: impl Fn(&str) -> RuleSet) {
        let Some(values) = self.list(path, value) else { return };
        self.refuse_empty(path, member, values.is_empty());
        let mut seen = HashSet::new();
        for (index, value) in values.iter().enumerate() {
            let path = path.index(index);
            let Some(text) = self.string(&path, value) else { continue };
            self.refuse_text(&path, text, check(text), member.known);
            if let Some(rule) = member.once
                && !seen.insert(text)
            {
                self.refuse(&path, Refusal::new(rule));
            }
        }
    }

    fn word(&mut self, path: &Path<'_>, member: &Member, value: &Json) {
        let (Some(text), Some(only)) = (self.string(path, value), member.only) else { return };
        let right = only.value.as_str();
        self.refuse_text(path, text, RuleSet::EMPTY.with_if(text != right, only.rule), &[right]);
    }

    fn flag(&mut self, path: &Path<'_>, member: &Member, value: &Json) {
        let Json::Bool(flag) = value else { return self.refuse_type(path, "true or false", value) };
        if let Some(rule) = member.refuses(Value::Flag(*flag)) {
            self.refuse(path, Refusal::new(rule));
        }
    }

    fn by_key(&mut self, path: &Path<'_>, member: &Member, value: &Json, check: fn(&str) -> RuleSet) {
        let Some(object) = self.object_of(path, member, value) else { return };
        for (key, values) in object.by_key() {
            let path = path.key(key);
            self.expect_once(&path, values.len());
            self.refuse_text(&path, key, check(key), member.known);
            for (_, value) in values {
                if let Some(object) = self.object(&path, value) {
                    self.members_of(member.name, &path, key, object);
                }
            }
        }
    }

    fn object_of<'j>(&mut self, path: &Path<'_>, member: &Member, value: &'j Json) -> Option<&'j Members> {
        let object = self.object(path, value)?;
        self.refuse_empty(path, member, object.is_empty());
        Some(object)
    }

    fn refuse_empty(&mut self, path: &Path<'_>, member: &Member, is_empty: bool) {
        if let (Some(rule), true) = (member.not_empty, is_empty) {
            self.refuse(path, Refusal::new(rule));
        }
    }
}

/// The rules that a member breaks by standing in this payload, because another member is not what it
/// needs. A product type that is not stated is taken for the right one.
pub(super) fn unmet(payload: &Members, product_type: Option<Word>) -> RuleSet {
    let is_met = |need: &&Need| {
        let needed = schema::needed(need);
        if !needed.is_in_payload() {
            return product_type.is_none_or(|stated| stated == need.value);
        }
        let mut values = values_of(needed, payload).map(|value| value.as_str() == Some(need.value.as_str()));
        values.next() == Some(true) && values.all(|is_right| is_right)
    };
    let needs = MEMBERS.iter().flat_map(|member| member.needs).filter(|need| !is_met(need));
    needs.fold(RuleSet::EMPTY, |unmet, need| unmet.with(need.rule))
}

/// Every value that a member has in the payload.
fn values_of<'j>(member: &Member, payload: &'j Members) -> impl Iterator<Item = &'j Json> {
    let (parent, name) = (member.parent, member.name);
    let in_payload = payload.values(name).filter(move |_| parent.is_empty());
    let objects = payload.values(parent).filter(move |_| !parent.is_empty());
    let in_objects = objects.filter_map(|object| match object {
        Json::Object(members) => Some(members),
        _ => None,
    });
    in_payload.chain(in_objects.flat_map(move |members| members.values(name)))
}
