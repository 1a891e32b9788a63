//! What the program is built of.

use std::process::Command;

fn tree(arguments: &[&str]) -> Vec<String> {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--offline", "--package", "amazonpay-update-stand-in", "--edges", "normal,build"])
        .args(["--prefix", "none", "--format", "{p}"])
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let tree = String::from_utf8(output.stdout).expect("UTF-8");
    let names: Vec<_> = tree.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect();
    assert!(names.iter().any(|name| name == "rsa"), "the tree was read: {tree}");
    names
}

#[test]
fn the_program_is_built_without_the_library() {
    let names = tree(&["--features", "cli"]);
    assert!(names.iter().any(|name| name == "clap"));
    let of_library: Vec<_> = names
        .iter()
        .filter(|name| name.starts_with("amazonpay-update") && *name != "amazonpay-update-stand-in")
        .collect();
    assert!(of_library.is_empty(), "{of_library:?}");
    let with_library = tree(&["--all-features"]);
    assert!(with_library.iter().any(|name| name == "amazonpay-update"), "where it is asked for, it is seen");
}

#[test]
fn a_shops_build_gets_no_second_provider_of_rustls() {
    for features in [&["--no-default-features"][..], &["--features", "cli"], &["--all-features"]] {
        let names = tree(features);
        assert!(names.iter().any(|name| name == "aws-lc-rs"));
        for name in ["ring", "openssl-sys", "native-tls"] {
            assert!(!names.iter().any(|found| found == name), "{features:?}: {name}");
        }
    }
}
