//! Packages made for one test, in the target directory.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs};
use toml::Table;

/// A package outside the workspace that depends on the library.
pub struct Scratch {
    manifest: PathBuf,
}

impl Scratch {
    /// A package with this name and edition, and with `targets` in its manifest. It has the workspace's lock file, so
    /// that nothing is fetched. It has the workspace's profiles, so that what the workspace has built is not built
    /// again.
    ///
    /// # Panics
    ///
    /// When the workspace's manifest has no profiles, or the target directory cannot be written.
    #[must_use]
    pub fn new(name: &str, edition: &str, targets: &str) -> Scratch {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let workspace = here.parent().expect("the tests are a folder of the workspace");
        let package = target_directory().join("tests").join(name);
        let manifest = format!(
            "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"{edition}\"\npublish = false\n\n\
             [workspace]\n\n{}\n[dependencies]\namazonpay-update = {{ path = '{}', features = ['client', 'return-state'] }}\n{targets}",
            profiles(workspace),
            workspace.join("amazonpay-update").display(),
        );
        fs::create_dir_all(&package).expect("the target directory can be written");
        fs::copy(workspace.join("Cargo.lock"), package.join("Cargo.lock"))
            .expect("the workspace has a lock file");
        let path = package.join("Cargo.toml");
        fs::write(&path, manifest).expect("the target directory can be written");
        Scratch { manifest: path }
    }

    /// Runs cargo on the package, with the target directory of the workspace.
    ///
    /// # Panics
    ///
    /// When cargo cannot be run.
    #[must_use]
    pub fn cargo<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Output {
        Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
            .args(arguments)
            .args(["--offline", "--quiet", "--manifest-path"])
            .arg(&self.manifest)
            .arg("--target-dir")
            .arg(target_directory())
            .output()
            .expect("cargo runs")
    }
}

/// The profiles of the workspace, as a part of a manifest.
fn profiles(workspace: &Path) -> Table {
    let manifest = fs::read_to_string(workspace.join("Cargo.toml")).expect("the workspace has a manifest");
    let mut manifest: Table = manifest.parse().expect("a manifest is TOML");
    manifest.retain(|name, _| name == "profile");
    assert!(!manifest.is_empty(), "the workspace has profiles");
    manifest
}

/// The directory this test itself was built into.
fn target_directory() -> PathBuf {
    let test = env::current_exe().expect("a test is a file");
    let target = test.ancestors().find(|path| path.join("CACHEDIR.TAG").exists());
    target.expect("cargo marks its target directory").to_owned()
}
