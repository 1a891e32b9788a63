//! The name under which a crate depends on the library, from its `Cargo.toml`, because a dependency may be renamed.
//!
//! It looks only for keys and the text `package = "amazonpay-update"`, line by line. If there is no Cargo, or the
//! manifest is written in another way, it finds nothing and the library has its own name.

use std::path::{Path, PathBuf};

const PACKAGE: &str = "amazonpay-update";

/// The other name that the crate being compiled gives the library.
pub(crate) fn other_name() -> Option<String> {
    let directory = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR")?);
    let manifest = read(&directory)?;
    // Another manifest is read only if this manifest inherits a dependency.
    let workspace =
        || directory.ancestors().skip(1).find_map(|above| read(above).filter(|it| has_workspace(it)));
    other_name_in(&manifest, &workspace)
}

fn read(directory: &Path) -> Option<String> {
    std::fs::read_to_string(directory.join("Cargo.toml")).ok()
}

fn has_workspace(manifest: &str) -> bool {
    manifest.lines().any(|line| line.trim_start().starts_with("[workspace"))
}

fn other_name_in(manifest: &str, workspace: &dyn Fn() -> Option<String>) -> Option<String> {
    let own = dependencies(manifest, "workspace.");
    if own.iter().any(|dependency| is_package(&dependency.name)) {
        return None;
    }
    if let Some(renamed) = own.iter().find(|dependency| dependency.is_library) {
        return Some(renamed.name.replace('-', "_"));
    }
    if !own.iter().any(|dependency| dependency.is_inherited) {
        return None;
    }
    let shared = dependencies(&workspace()?, "\0");
    let library = |name: &str| shared.iter().any(|other| other.is_library && other.name == name);
    let inherited = own.iter().find(|dependency| dependency.is_inherited && library(&dependency.name))?;
    Some(inherited.name.replace('-', "_"))
}

struct Dependency {
    name: String,
    /// The dependency names this library as its package.
    is_library: bool,
    /// The dependency has `workspace = true`.
    is_inherited: bool,
}

/// The dependencies of a manifest, except tables whose name begins with `without`.
fn dependencies(manifest: &str, without: &str) -> Vec<Dependency> {
    let mut found: Vec<Dependency> = Vec::new();
    let mut is_list = false;
    let mut is_one = false;
    for line in manifest.lines().map(|line| without_comment(line).trim()) {
        if let Some(table) = line.strip_prefix('[').and_then(|rest| rest.split(']').next()) {
            let table = unquoted(table);
            let wanted = !table.starts_with(without);
            is_list = wanted && table.ends_with("dependencies");
            let one = table.rsplit_once('.').filter(|(before, _)| before.ends_with("dependencies"));
            is_one = wanted && one.is_some();
            if let (true, Some((_, name))) = (is_one, one) {
                found.push(Dependency { name: name.to_owned(), is_library: false, is_inherited: false });
            }
            continue;
        }
        if !is_list && !is_one {
            continue;
        }
        let key = line.split('=').next().map(unquoted).unwrap_or_default();
        let name = key.split('.').next().unwrap_or_default();
        let is_key = line.contains('=') && !name.is_empty() && name.bytes().all(is_of_a_name);
        if is_list && is_key && found.last().is_none_or(|last| last.name != name) {
            found.push(Dependency { name: name.to_owned(), is_library: false, is_inherited: false });
        }
        if let Some(dependency) = found.last_mut() {
            let tight = unquoted(line);
            dependency.is_library |= tight.split("package=").skip(1).any(|behind| {
                let package = behind.split(|char: char| !char.is_ascii() || !is_of_a_name(char as u8)).next();
                package == Some(PACKAGE)
            });
            dependency.is_inherited |= tight.contains("workspace=true");
        }
    }
    found
}

/// A line without its comment. A `#` in quotes starts none.
fn without_comment(line: &str) -> &str {
    let mut quote = None;
    for (at, char) in line.char_indices() {
        match quote {
            None if char == '#' => return &line[..at],
            None if matches!(char, '"' | '\'') => quote = Some(char),
            Some(open) if open == char => quote = None,
            _ => {}
        }
    }
    line
}

fn is_of_a_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')
}

fn is_package(name: &str) -> bool {
    name.replace('_', "-") == PACKAGE
}

fn unquoted(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, '"' | '\'' | ' ' | '\t')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(manifest: &str) -> Option<String> {
        other_name_in(manifest, &|| None)
    }

    #[test]
    fn a_renamed_dependency_is_found_however_it_is_written() {
        for manifest in [
            "[dependencies]\npay = { package = \"amazonpay-update\", version = \"0.1\" }",
            "[dependencies]\nserde = \"1\"\n\"pay\" = {version=\"0.1\",package=\"amazonpay-update\"}\nother = \"2\"",
            "[dependencies]\npay = { version = \"0.1\", features = [\n  \"ipn\",\n], package = \"amazonpay-update\" }",
            "[dependencies.pay]\nversion = \"0.1\"\npackage = \"amazonpay-update\"",
            "[dependencies]\npay.version = \"0.1\"\npay.package = \"amazonpay-update\"",
            "[target.'cfg(unix)'.dependencies]\npay = { package = \"amazonpay-update\" }",
            "[dev-dependencies]\npay = { package = \"amazonpay-update\" }",
            "[dependencies]\npay = { package = 'amazonpay-update' }",
            "[dependencies]\npay = { \"package\" = 'amazonpay-update', version = '1' }",
            "[dependencies]\npay.'package' = 'amazonpay-update'",
            "[dependencies]\nserde = \"1\"\n# old = { package = \"amazonpay-update\" }\npay = { package = \"amazonpay-update\" }",
            "[dependencies]\nserde = \"1\" # package = \"amazonpay-update\"\npay = { package = \"amazonpay-update\" }",
            "[dependencies]\npay = { path = \"../a#b\", package = \"amazonpay-update\" }",
        ] {
            assert_eq!(name(manifest).as_deref(), Some("pay"), "{manifest}");
        }
        let hyphens = "[dependencies]\namazon-pay = { package = \"amazonpay-update\" }";
        assert_eq!(name(hyphens).as_deref(), Some("amazon_pay"));
    }

    #[test]
    fn a_dependency_under_its_own_name_is_not_renamed() {
        for manifest in [
            "[dependencies]\namazonpay-update = \"0.1\"",
            "[dependencies]\namazonpay-update = \"0.1\"\n[dev-dependencies]\npay = { package = \"amazonpay-update\" }",
            "[dependencies.amazonpay-update]\nversion = \"0.1\"",
            "[dependencies]\npay = { package = \"amazonpay\" }",
            "[dependencies]\npay = { package = \"amazonpay-update-derive\" }",
            "[package]\nname = \"shop\"\n[package.metadata.x]\npay = { package = \"amazonpay-update\" }",
            "[workspace.dependencies]\npay = { package = \"amazonpay-update\" }",
            "",
        ] {
            assert_eq!(name(manifest), None, "{manifest}");
        }
    }

    #[test]
    fn a_name_is_inherited_from_the_workspace() {
        let workspace =
            || Some("[workspace.dependencies]\npay = { package = \"amazonpay-update\" }".to_owned());
        let inheriting = "[dependencies]\nserde.workspace = true\npay = { workspace = true }";
        assert_eq!(other_name_in(inheriting, &workspace).as_deref(), Some("pay"));
        assert_eq!(other_name_in("[dependencies]\nserde = { workspace = true }", &workspace), None);
        assert_eq!(other_name_in("[dependencies]\npay = \"1\"", &workspace), None);
    }
}
