//! The indexes at the top of the page of rules, made of the schema's table and the catalogue.

use amazonpay_update_rules::Rule;
use amazonpay_update_rules::schema::{ELSEWHERE, Elsewhere, INSIDE, MEMBERS, Member};
use std::fmt::Write as _;

/// Every member in the order of the schema, and then the names that Amazon knows but no update payload has.
pub(crate) fn by_member() -> String {
    let mut index = String::from(
        "# By member\n\n\
         A rule that belongs to no member is only in the index [by mistake](#by-mistake).\n\n\
         | member | rules |\n|---|---|\n",
    );
    for member in MEMBERS.iter().chain(INSIDE) {
        let _ = writeln!(index, "| {} | {} |", called(member), rules(member));
    }
    index.push_str("\nAmazon Pay has these names elsewhere, and an update payload with one is refused:\n\n");
    index.push_str("| name | where it belongs | rule |\n|---|---|---|\n");
    for group in ELSEWHERE.chunk_by(|one, next| (one.rule, one.belongs) == (next.rule, next.belongs)) {
        let names: Vec<String> = group.iter().map(|one| format!("`{}`", one.name)).collect();
        let (rule, place) = (group[0].rule, place(&group[0]));
        let _ = writeln!(index, "| {} | {place} | {} |", names.join(", "), link(rule));
    }
    index
}

/// The mistakes and their rules, in the order of the page.
pub(crate) fn by_mistake() -> String {
    let mut index = String::from("# By mistake\n\n| mistake | rule |\n|---|---|\n");
    for rule in Rule::ALL {
        let _ = writeln!(index, "| {} | {} |", rule.mistake().trim_end_matches('.'), link(*rule));
    }
    index
}

fn called(member: &Member) -> String {
    let path = member.path();
    if member.is_in_payload() { format!("`{path}`") } else { format!("`{path}`, an option of the button") }
}

fn rules(member: &Member) -> String {
    match &member.own_rules()[..] {
        [] => "those of the members in it".to_owned(),
        rules => rules.iter().copied().map(link).collect::<Vec<_>>().join(", "),
    }
}

/// Where the name belongs. If the schema does not say so, the rule's own words do.
fn place(name: &Elsewhere) -> &'static str {
    name.belongs.map_or("see the rule", |place| place.words())
}

/// The heading's anchor is the slug, in rustdoc as on code hosts.
fn link(rule: Rule) -> String {
    format!("[`{0}`](#{0})", rule.slug())
}
