//! The root of the library has the names that a first update needs. No other name comes there unnoticed.

use std::collections::BTreeSet;
use syn::{Attribute, Item, UseTree, Visibility};

const LIBRARY: &str = include_str!("../amazonpay-update/src/lib.rs");

/// The modules that `lib.rs` exports by a glob: the values, and the texts among them that a macro declares.
const VALUES: &str = include_str!("../amazonpay-update/src/value/mod.rs");
const FREE_TEXTS: &str = include_str!("../amazonpay-update/src/value/free_text.rs");

const MODULES: &[&str] = &[
    "account",
    "button",
    "config",
    "doctor",
    "guide",
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
    // Values, and the errors of a text that is not a value.
    "CancelUrl",
    "ChargePermissionId",
    "CheckoutSessionId",
    "CountryCode",
    "CustomInformation",
    "InvalidValue",
    "MerchantId",
    "MerchantReferenceId",
    "MerchantStoreName",
    "NoteToBuyer",
    "PublicKeyId",
    "ReturnUrl",
    "Scope",
    "Scopes",
    "SpecialRestriction",
    "StateOrRegion",
    "StoreId",
    "UnknownWord",
    "ZipPattern",
];

#[test]
fn the_root_of_the_library_has_these_names_and_no_other() {
    let (mut modules, mut names) = (BTreeSet::new(), BTreeSet::new());
    for item in syn::parse_file(LIBRARY).expect("what compiles can be parsed").items {
        match item {
            Item::Mod(item) if is_shown(&item.vis, &item.attrs) => modules.extend([item.ident.to_string()]),
            Item::Use(item) if is_shown(&item.vis, &item.attrs) => add_names(&item.tree, &mut names),
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

fn add_names(tree: &UseTree, names: &mut BTreeSet<String>) {
    match tree {
        UseTree::Path(tree) => match (&*tree.tree, tree.ident.to_string().as_str()) {
            (UseTree::Glob(_), "value") => add_exported(VALUES, names),
            (UseTree::Glob(_), "free_text") => names.extend(declared(FREE_TEXTS)),
            (rest, _) => add_names(rest, names),
        },
        UseTree::Group(group) => group.items.iter().for_each(|tree| add_names(tree, names)),
        UseTree::Name(tree) => names.extend([tree.ident.to_string()]),
        UseTree::Rename(tree) => names.extend([tree.rename.to_string()]),
        UseTree::Glob(_) => panic!("a glob of another module brings names unnoticed"),
    }
}

fn add_exported(module: &str, names: &mut BTreeSet<String>) {
    for item in syn::parse_file(module).expect("what compiles can be parsed").items {
        if let Item::Use(item) = item
            && is_shown(&item.vis, &item.attrs)
        {
            add_names(&item.tree, names);
        }
    }
}

/// The types that `text_value!` declares: the word before `is`.
fn declared(module: &str) -> Vec<String> {
    let mut names = Vec::new();
    for item in syn::parse_file(module).expect("what compiles can be parsed").items {
        let Item::Macro(item) = item else { continue };
        let words: Vec<String> = item.mac.tokens.into_iter().map(|token| token.to_string()).collect();
        let is = words.iter().position(|word| word == "is").expect("a value `is` a member");
        names.push(words[is - 1].clone());
    }
    names
}
