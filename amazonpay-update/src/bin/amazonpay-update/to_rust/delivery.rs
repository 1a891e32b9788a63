//! `deliverySpecifications` as a chain of their builder.

use super::source::{in_order, literal};
use super::style::{lines, method};
use amazonpay_update_rules::json::{Json, Key, Kind};
use amazonpay_update_rules::text::RESTRICTION_TYPES;
use std::collections::BTreeSet;

/// Levels of a line of the chain.
const CHAIN: usize = 3;

/// The chain for these specifications. Wrong specifications have none.
pub(super) fn chain(members: &[(Key, Json)], imports: &mut BTreeSet<String>) -> Option<String> {
    let mut chain = Chain { begin: "allow", lines: Vec::new(), imports };
    for (key, value) in in_order(members) {
        match key.name.as_str() {
            "addressRestrictions" => chain.addresses(value)?,
            "specialRestrictions" => {
                for text in texts(value)? {
                    chain.line("special_restriction", &[("special_restriction", text)]);
                }
            }
            _ => return None,
        }
    }
    chain.lines.push(".build()".to_owned());
    let begin = format!("DeliverySpecifications::{}()\n", chain.begin);
    Some((begin + &lines(CHAIN, chain.lines)).trim_end().to_owned())
}

struct Chain<'c> {
    begin: &'static str,
    lines: Vec<String>,
    imports: &'c mut BTreeSet<String>,
}

impl Chain<'_> {
    fn line(&mut self, name: &str, arguments: &[(&str, &str)]) {
        self.imports.extend(arguments.iter().map(|(name, _)| (*name).to_owned()));
        let arguments: Vec<_> = arguments.iter().map(|(name, text)| (*name, literal(text))).collect();
        self.lines.push(method(CHAIN, name, &arguments));
    }

    fn addresses(&mut self, value: &Json) -> Option<()> {
        let mut begin = None;
        for (key, value) in object(value)? {
            match (key.name.as_str(), &value.kind) {
                ("type", Kind::Text(text)) => {
                    let mut builders = RESTRICTION_TYPES.iter().zip(["allow", "not_allow"]);
                    begin = Some(builders.find(|(kind, _)| *kind == text)?.1);
                }
                ("restrictions", _) => {
                    for (country, areas) in object(value)? {
                        self.country(&country.name, areas)?;
                    }
                }
                _ => return None,
            }
        }
        self.begin = begin?;
        Some(())
    }

    fn country(&mut self, country: &str, areas: &Json) -> Option<()> {
        let areas = object(areas)?;
        if areas.is_empty() {
            self.line("country", &[("country_code", country)]);
        }
        for (key, value) in areas {
            if key.name == "except" {
                for (key, value) in object(value)? {
                    self.areas(country, &key.name, value, "except_")?;
                }
            } else {
                self.areas(country, &key.name, value, "")?;
            }
        }
        Some(())
    }

    fn areas(&mut self, country: &str, name: &str, value: &Json, except: &str) -> Option<()> {
        for text in texts(value)? {
            match name {
                "statesOrRegions" => {
                    let region = format!("{country}-{text}");
                    self.line(&format!("{except}state_or_region"), &[("state_or_region", &region)]);
                }
                "zipCodes" => {
                    let arguments = [("country_code", country), ("zip_pattern", text)];
                    self.line(&format!("{except}zip_code"), &arguments);
                }
                _ => return None,
            }
        }
        Some(())
    }
}

fn object(value: &Json) -> Option<Vec<&(Key, Json)>> {
    let Kind::Object(members) = &value.kind else { return None };
    Some(in_order(members))
}

fn texts<'j>(value: &'j Json) -> Option<Vec<&'j str>> {
    let Kind::List(items) = &value.kind else { return None };
    let text = |item: &'j Json| match &item.kind {
        Kind::Text(text) => Some(text.as_str()),
        _ => None,
    };
    items.iter().map(text).collect()
}
