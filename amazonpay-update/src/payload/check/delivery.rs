//! `deliverySpecifications`: Live ignores a wrong value in it silently, so every one is refused.

use super::walk::Walk;
use crate::json::{Json, Members};
use crate::violation::Path;
use amazonpay_update_rules::{Refusal, Rule, RuleSet, place, schema, text};

const PLACES: &[&str] = &["statesOrRegions", "zipCodes"];
const PLACES_AND_EXCEPT: &[&str] = &["statesOrRegions", "zipCodes", "except"];

impl Walk {
    pub(super) fn delivery_specifications(&mut self, path: &Path<'_>, value: &Json) {
        if self.ships == Some(false) {
            self.refuse(path, Refusal::new(Rule::DeliverySpecificationsNeedPayAndShip));
        }
        let Some(members) = self.restricting_object(path, value) else { return };
        let known = schema::names_in("deliverySpecifications");
        self.members(path, &known, members, |walk, path, name, value| match (name, value) {
            (_, None) => {}
            ("specialRestrictions", Some(value)) => {
                walk.texts(path, value, text::special_restriction, text::SPECIAL_RESTRICTIONS);
            }
            (_, Some(value)) => walk.address_restrictions(path, value),
        });
    }

    fn address_restrictions(&mut self, path: &Path<'_>, value: &Json) {
        let Some(members) = self.object(path, value) else { return };
        self.members(path, &["type", "restrictions"], members, |walk, path, name, value| {
            match (name, value) {
                ("type", None) => walk.refuse(path, Refusal::new(Rule::RestrictionType)),
                ("type", Some(value)) => {
                    if let Some(word) = walk.string(path, value) {
                        walk.refuse_text(path, word, text::restriction_type(word), text::RESTRICTION_TYPES);
                    }
                }
                (_, None) => walk.refuse(path, Refusal::new(Rule::RestrictionsEmpty)),
                (_, Some(value)) => walk.countries(path, value),
            }
        });
    }

    fn countries(&mut self, path: &Path<'_>, value: &Json) {
        let Some(members) = self.restricting_object(path, value) else { return };
        for (country, values) in members.by_key() {
            let path = path.key(country);
            self.expect_once(&path, values.len());
            self.refuse_text(&path, country, place::country_code(country), &[]);
            for (_, value) in values {
                // An empty object is the whole country.
                if let Some(members) = self.object(&path, value) {
                    self.places(&path, country, PLACES_AND_EXCEPT, members);
                }
            }
        }
    }

    fn places(&mut self, path: &Path<'_>, country: &str, known: &[&'static str], members: &Members) {
        self.members(path, known, members, |walk, path, name, value| match (name, value) {
            (_, None) => {}
            ("statesOrRegions", Some(value)) => {
                walk.texts(path, value, |text| place::state_or_region(country, text), &[]);
            }
            ("zipCodes", Some(value)) => walk.texts(path, value, text::zip_pattern, &[]),
            (_, Some(value)) => {
                if let Some(members) = walk.restricting_object(path, value) {
                    walk.places(path, country, PLACES, members);
                }
            }
        });
    }

    /// A list of texts, at least one.
    fn texts(&mut self, path: &Path<'_>, value: &Json, check: impl Fn(&str) -> RuleSet, known: &[&str]) {
        let Some(values) = self.list(path, value) else { return };
        if values.is_empty() {
            self.refuse(path, Refusal::new(Rule::RestrictionsEmpty));
        }
        for (index, value) in values.iter().enumerate() {
            let path = path.index(index);
            if let Some(text) = self.string(&path, value) {
                self.refuse_text(&path, text, check(text), known);
            }
        }
    }

    /// An object that restricts nothing when it is empty.
    fn restricting_object<'j>(&mut self, path: &Path<'_>, value: &'j Json) -> Option<&'j Members> {
        let members = self.object(path, value)?;
        if members.is_empty() {
            self.refuse(path, Refusal::new(Rule::RestrictionsEmpty));
        }
        Some(members)
    }
}
