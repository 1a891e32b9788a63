//! Imports run downward: no files of a crate import each other in a circle.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use syn::{Item, UseTree, Visibility};

const CRATES: &[&str] = &[
    "amazonpay-update/src/lib.rs",
    "amazonpay-update/src/bin/amazonpay-update/main.rs",
    "amazonpay-update/rules/src/lib.rs",
    "amazonpay-update/sqlx/src/lib.rs",
    "amazonpay-update-derive/core/src/lib.rs",
    "tests/stand-in/src/lib.rs",
    "examples/shop/src/lib.rs",
];

/// `crate::payload::check` as its three words.
type Name = Vec<String>;

#[test]
fn no_files_import_each_other_in_a_circle() {
    for root in CRATES {
        let root_file = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(root);
        let circle = circle(Crate::read(&root_file).imports());
        assert!(
            circle.is_empty(),
            "{root}: each of these files imports the next, and the last the first: {circle:?}"
        );
    }
}

/// A module: a file, or a block in one.
struct Module {
    file: PathBuf,
    items: Vec<Item>,
}

/// The modules of a crate, and the names that they give to what they import.
struct Crate {
    modules: BTreeMap<Name, Module>,
    renamed: BTreeMap<Name, Name>,
}

impl Crate {
    fn read(root: &Path) -> Crate {
        let mut this = Crate { modules: BTreeMap::new(), renamed: BTreeMap::new() };
        this.read_file(vec!["crate".to_owned()], root.parent().expect("it is a file"), root);
        for (name, module) in &this.modules {
            for (called, path, _) in uses(&module.items) {
                if let Some(path) = this.absolute(name, &path) {
                    this.renamed.insert(child(name, &called), path);
                }
            }
        }
        this
    }

    fn read_file(&mut self, name: Name, root: &Path, file: &Path) {
        let text =
            std::fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let items = syn::parse_file(&text).expect("what compiles can be parsed").items;
        self.add(name, root, file.strip_prefix(root).expect("it is below the root"), items);
    }

    fn add(&mut self, name: Name, root: &Path, file: &Path, items: Vec<Item>) {
        for item in &items {
            let Item::Mod(module) = item else { continue };
            // Tests that stand elsewhere; nothing imports them.
            if module.attrs.iter().any(|attribute| attribute.path().is_ident("path")) {
                continue;
            }
            let name = child(&name, &module.ident.to_string());
            match &module.content {
                Some((_, items)) => self.add(name, root, file, items.clone()),
                None => {
                    let folder = root.join(name[1..].join("/"));
                    let alone = folder.with_extension("rs");
                    let file = if alone.exists() { alone } else { folder.join("mod.rs") };
                    self.read_file(name, root, &file);
                }
            }
        }
        self.modules.insert(name, Module { file: file.to_owned(), items });
    }

    /// For each file, the files whose items it names.
    fn imports(&self) -> BTreeMap<PathBuf, BTreeSet<PathBuf>> {
        let mut imports: BTreeMap<PathBuf, BTreeSet<PathBuf>> = BTreeMap::new();
        for (name, module) in &self.modules {
            let (mut words, mut paths) = (BTreeSet::new(), Vec::new());
            for item in module.items.iter().filter(|item| !matches!(item, Item::Use(_) | Item::Mod(_))) {
                read_tokens(item.to_token_stream(), &mut words, &mut paths);
            }
            for (called, path, exported) in uses(&module.items) {
                // A module that passes a name on does not use it.
                if !exported || words.contains(&called) {
                    paths.push(path);
                }
            }
            for path in paths {
                let file = self.absolute(name, &path).and_then(|path| self.file_of(path));
                if let Some(file) = file.filter(|file| **file != module.file) {
                    imports.entry(module.file.clone()).or_default().insert(file.clone());
                }
            }
        }
        imports
    }

    /// A path of this crate, from its root. `None` for a path of another crate.
    fn absolute(&self, module: &Name, path: &[String]) -> Option<Name> {
        let mut from = match path[0].as_str() {
            "crate" => vec![],
            "self" | "super" => module.clone(),
            first if self.modules.contains_key(&child(module, first)) => module.clone(),
            _ => return None,
        };
        for word in path {
            match word.as_str() {
                "self" => {}
                "super" => drop(from.pop()),
                word => from.push(word.to_owned()),
            }
        }
        Some(from)
    }

    /// The file that defines the item of a path, however often other files pass the item on.
    fn file_of(&self, path: Name) -> Option<&PathBuf> {
        let (mut module, mut rest) = (vec![], path.into_iter());
        let mut word = rest.next();
        while let Some(next) = &word {
            let name = child(&module, next);
            if let Some(origin) = self.renamed.get(&name).filter(|_| !self.modules.contains_key(&name)) {
                return self.file_of(origin.iter().cloned().chain(rest).collect());
            }
            if !self.modules.contains_key(&name) {
                break;
            }
            module = name;
            word = rest.next();
        }
        let module = self.modules.get(&module)?;
        // If the root has no such item, the path comes from generated code, which stands in another crate.
        let is_there =
            |word: &String| module.items.iter().any(|item| name_of(item).is_some_and(|name| name == word));
        let is_root = module.file.parent() == Some(Path::new(""));
        (!is_root || word.as_ref().is_none_or(is_there)).then_some(&module.file)
    }
}

/// The name of an item that has one.
fn name_of(item: &Item) -> Option<&syn::Ident> {
    match item {
        Item::Const(item) => Some(&item.ident),
        Item::Enum(item) => Some(&item.ident),
        Item::Fn(item) => Some(&item.sig.ident),
        Item::Macro(item) => item.ident.as_ref(),
        Item::Static(item) => Some(&item.ident),
        Item::Struct(item) => Some(&item.ident),
        Item::Trait(item) => Some(&item.ident),
        Item::Type(item) => Some(&item.ident),
        _ => None,
    }
}

fn child(module: &Name, name: &str) -> Name {
    module.iter().cloned().chain([name.to_owned()]).collect()
}

/// What the `use` items import: the name here, the path, and whether it is passed on.
fn uses(items: &[Item]) -> Vec<(String, Name, bool)> {
    let mut found = Vec::new();
    for item in items {
        if let Item::Use(item) = item {
            let mut leaves = Vec::new();
            read_use(&item.tree, &vec![], &mut leaves);
            let exported = !matches!(item.vis, Visibility::Inherited);
            found.extend(leaves.into_iter().map(|(called, path)| (called, path, exported)));
        }
    }
    found
}

fn read_use(tree: &UseTree, path: &Name, leaves: &mut Vec<(String, Name)>) {
    let (called, name) = match tree {
        UseTree::Path(tree) => return read_use(&tree.tree, &child(path, &tree.ident.to_string()), leaves),
        UseTree::Group(group) => return group.items.iter().for_each(|tree| read_use(tree, path, leaves)),
        UseTree::Glob(_) => ("*".to_owned(), None),
        UseTree::Rename(tree) => (tree.rename.to_string(), Some(&tree.ident)),
        UseTree::Name(tree) if tree.ident == "self" => (path.last().cloned().unwrap_or_default(), None),
        UseTree::Name(tree) => (tree.ident.to_string(), Some(&tree.ident)),
    };
    leaves.push((called, name.map_or_else(|| path.clone(), |name| child(path, &name.to_string()))));
}

/// Collects the words of a piece of code and its paths, which `::` joins, also in macros and attributes.
fn read_tokens(tokens: TokenStream, words: &mut BTreeSet<String>, paths: &mut Vec<Name>) {
    let (mut path, mut colons) = (vec![], 0);
    for token in tokens {
        match token {
            TokenTree::Ident(word) => {
                words.insert(word.to_string());
                if colons == 2 && !path.is_empty() {
                    path.push(word.to_string());
                } else {
                    paths.push(std::mem::replace(&mut path, vec![word.to_string()]));
                }
                colons = 0;
            }
            TokenTree::Punct(punct) if punct.as_char() == ':' => colons += 1,
            other => {
                if let TokenTree::Group(group) = other {
                    read_tokens(group.stream(), words, paths);
                }
                paths.push(std::mem::take(&mut path));
                colons = 0;
            }
        }
    }
    paths.push(path);
    paths.retain(|path| path.len() > 1);
}

/// One of the circles, or nothing if there is none.
fn circle(mut imports: BTreeMap<PathBuf, BTreeSet<PathBuf>>) -> Vec<PathBuf> {
    // A file that imports none of the files left is in no circle.
    while !imports.is_empty() {
        let left: BTreeSet<PathBuf> = imports.keys().cloned().collect();
        for files in imports.values_mut() {
            files.retain(|file| left.contains(file));
        }
        imports.retain(|_, files| !files.is_empty());
        if imports.len() == left.len() {
            break;
        }
    }
    // From every file left, a walk along the imports ends in a circle.
    let mut walk: Vec<PathBuf> = imports.keys().take(1).cloned().collect();
    while let Some(next) = walk.last().and_then(|file| imports[file].first()) {
        if let Some(start) = walk.iter().position(|file| file == next) {
            return walk.split_off(start);
        }
        walk.push(next.clone());
    }
    walk
}
