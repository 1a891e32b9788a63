//! The root of the library has the names a first update needs, and no other comes there unnoticed.

use std::collections::BTreeSet;
use syn::{Attribute, Item, UseTree, Visibility};

const LIBRARY: &str = include_str!("../amazonpay-update/src/lib.rs");

const MODULES: &[&str] = &[
    "account",
    "button",
    "config",
    "ipn",
    "payload",
    "region",
    "return_state",
    "rules",
    "session",
    "signing",
];

const NAMES: &[&str] = &[
    // What signs, and what is signed.
    "Account",
    "Button",
    "Environment",
    "Signed",
    "SigningKey",
    "VerifyingKey",
    // Regions.
    "Eu",
    "Jp",
    "Region",
    "Uk",
    "Us",
    // Payloads.
    "CheckedPayload",
    "DeliverySpecifications",
    "PayAndShip",
    "PayOnly",
    "PaymentMethodOnFile",
    "Update",
    "UpdatePayload",
    // Every value, and what says that a text is none.
    "value::*",
];

#[test]
fn the_root_of_the_library_has_these_names_and_no_other() {
    let (mut modules, mut names) = (BTreeSet::new(), BTreeSet::new());
    for item in syn::parse_file(LIBRARY).expect("what compiles can be parsed").items {
        match item {
            Item::Mod(item) if is_shown(&item.vis, &item.attrs) => modules.extend([item.ident.to_string()]),
            Item::Use(item) if is_shown(&item.vis, &item.attrs) => add_names(&item.tree, "", &mut names),
            Item::Mod(_) | Item::Use(_) => {}
            _ => panic!("lib.rs only exports: what it has of its own belongs into a module"),
        }
    }
    for (found, listed) in [(modules, MODULES), (names, NAMES)] {
        let listed = listed.iter().map(ToString::to_string).collect();
        let only_one_has: Vec<_> = found.symmetric_difference(&listed).collect();
        assert!(
            only_one_has.is_empty(),
            "the root of the library and the list here differ: {only_one_has:?}"
        );
    }
}

fn is_shown(visibility: &Visibility, attributes: &[Attribute]) -> bool {
    let is_hidden = |attribute: &Attribute| {
        let list = attribute.meta.require_list();
        list.is_ok_and(|list| list.path.is_ident("doc") && list.tokens.to_string() == "hidden")
    };
    matches!(visibility, Visibility::Public(_)) && !attributes.iter().any(is_hidden)
}

/// A glob is named with the module it takes all from.
fn add_names(tree: &UseTree, module: &str, names: &mut BTreeSet<String>) {
    match tree {
        UseTree::Path(tree) => add_names(&tree.tree, &tree.ident.to_string(), names),
        UseTree::Group(group) => group.items.iter().for_each(|tree| add_names(tree, module, names)),
        UseTree::Name(tree) => names.extend([tree.ident.to_string()]),
        UseTree::Rename(tree) => names.extend([tree.rename.to_string()]),
        UseTree::Glob(_) => names.extend([format!("{module}::*")]),
    }
}
