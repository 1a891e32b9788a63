//! The table of fields in the documentation of the derive, made of the schema's table.

use amazonpay_update_rules::schema::{Holds, MEMBERS, Member};
use std::fmt::Write as _;

const HEAD: &str = "| field | type | left out |\n|---|---|---|\n";

/// The page with its table made anew.
pub(crate) fn with_table(page: &str) -> String {
    let (before, rest) = page.split_once(HEAD).expect("the page has the table");
    let (_, after) = rest.split_once("\n\n").expect("the table ends with an empty line");
    format!("{before}{HEAD}{}\n{after}", table())
}

fn table() -> String {
    let mut table = String::new();
    for member in MEMBERS.iter().filter(|member| member.can_be_stated()) {
        let _ = writeln!(table, "| `{}` | {} | {} |", member.field(), types(member), left_out(member));
    }
    table
}

fn types(member: &Member) -> String {
    if member.constant().is_some() {
        return "no field, only an option of the struct".to_owned();
    }
    match member.holds {
        Holds::Flag => "`bool`".to_owned(),
        Holds::ButtonOption(words) => {
            let words: Vec<String> = words.iter().map(|word| link("crate", word.as_str())).collect();
            format!("{}, or a type parameter of the struct, which the builder then chooses", words.join(", "))
        }
        Holds::Object(name) if MEMBERS.iter().any(|inner| inner.parent == member.name) => {
            format!("{}, in place of the members in it", link("crate::payload", name))
        }
        _ => link("crate", member.rust_type()),
    }
}

fn left_out(member: &Member) -> String {
    match (member.default, member.missing()) {
        (Some(value), _) => format!("written as `{}`", value.as_str()),
        (None, Some(_)) => "refused".to_owned(),
        (None, None) => "absent".to_owned(),
    }
}

fn link(module: &str, name: &str) -> String {
    format!("[`{name}`]({module}::{name})")
}
