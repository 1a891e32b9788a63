//! The members that stand in the schema's table.

use super::Warning;
use super::walk::Walk;
use crate::json::{Json, Members};
use crate::violation::{Path, Violations};
use amazonpay_update_rules::schema::{self, Holds};
use amazonpay_update_rules::{Refusal, Rule, RuleSet, text};
use std::collections::HashSet;

impl Walk {
    pub(super) fn through(payload: &Json, ships: Option<bool>) -> Walk {
        let mut walk = Walk { ships, on_file: false, violations: Violations::none(), warnings: Vec::new() };
        if let Some(members) = walk.object(&Path::Root, payload) {
            let mut types = members
                .values("chargePermissionType")
                .map(|word| word.as_str() == Some("PaymentMethodOnFile"));
            walk.on_file = types.next() == Some(true) && types.all(|on_file| on_file);
            walk.part("", &Path::Root, members);
        }
        walk
    }

    /// The payload itself (`""`), or an object in it.
    fn part(&mut self, name: &str, path: &Path<'_>, members: &Members) {
        self.members(path, &schema::names_in(name), members, |walk, path, name, value| match value {
            Some(value) => walk.present(path, name, value),
            None => walk.absent(path, name),
        });
    }

    fn absent(&mut self, path: &Path<'_>, name: &str) {
        if let Some(rule) = schema::by_name(name).and_then(|member| member.required) {
            self.refuse(path, Refusal::new(rule));
        }
        // What an absent object would hold is absent too.
        for inner in schema::names_in(name) {
            self.absent(&path.key(inner), inner);
        }
    }

    fn present(&mut self, path: &Path<'_>, name: &'static str, value: &Json) {
        match schema::by_name(name).map(|member| member.holds) {
            Some(Holds::Text(_, check)) => self.text(path, name, value, check),
            Some(Holds::Word(right)) => self.word(path, name, value, right),
            Some(Holds::Flag) => self.flag(path, name, value),
            _ if name == "scopes" => self.scopes(path, value),
            _ if name == "deliverySpecifications" => self.delivery_specifications(path, value),
            _ => {
                if let Some(members) = self.object(path, value) {
                    self.part(name, path, members);
                }
            }
        }
    }

    fn text(&mut self, path: &Path<'_>, name: &str, value: &Json, check: fn(&str) -> RuleSet) {
        let Some(text) = self.string(path, value) else { return };
        self.refuse_text(path, text, check(text), &[]);
        if let Some(limit) = text::metadata_chars(name)
            && text.len() > limit
        {
            self.warnings.push(Warning::metadata_bytes(path, name, text, limit));
        }
    }

    fn word(&mut self, path: &Path<'_>, name: &str, value: &Json, right: &str) {
        let Some(word) = self.string(path, value) else { return };
        let rule = match name {
            "paymentIntent" => Rule::PaymentIntentMustBeConfirm,
            _ => Rule::UpdateNeedsPaymentMethodOnFile,
        };
        self.refuse_text(path, word, RuleSet::EMPTY.with_if(word != right, rule), &[right]);
    }

    fn flag(&mut self, path: &Path<'_>, name: &str, value: &Json) {
        if !matches!(value, Json::Bool(_)) {
            self.refuse_type(path, "true or false", value);
        }
        if name == "setupOnly" && !self.on_file {
            self.refuse(path, Refusal::new(Rule::SetupOnlyNeedsPaymentMethodOnFile));
        }
        if name == "canHandlePendingAuthorization" && *value == Json::Bool(true) {
            self.refuse(path, Refusal::new(Rule::PendingAuthorizationMustBeFalse));
        }
    }

    fn scopes(&mut self, path: &Path<'_>, value: &Json) {
        let mut seen = HashSet::new();
        for (index, scope) in self.list(path, value).unwrap_or_default().iter().enumerate() {
            let path = path.index(index);
            let Some(scope) = self.string(&path, scope) else { continue };
            self.refuse_text(&path, scope, text::scope(scope), text::SCOPES);
            if !seen.insert(scope) {
                self.refuse(&path, Refusal::new(Rule::DuplicateScope));
            }
        }
    }
}
