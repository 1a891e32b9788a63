//! What a user's build gets with the library. `.cargo/deny.toml` has the same rules for `cargo deny`.

use std::collections::BTreeSet;
use std::process::Command;

/// Names and versions of everything a build has, the library itself included.
fn closure(arguments: &[&str]) -> BTreeSet<(String, String)> {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--offline", "--package", "amazonpay-update", "--edges", "normal,build"])
        .args(["--prefix", "none", "--format", "{p}"])
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let tree = String::from_utf8(output.stdout).expect("UTF-8");
    let found: BTreeSet<_> = tree
        .lines()
        .filter_map(|line| {
            let mut words = line.split(' ');
            Some((words.next()?.to_owned(), words.next()?.trim_start_matches('v').to_owned()))
        })
        .collect();
    assert!(found.iter().any(|(name, _)| name == "sha2"), "the tree was read: {tree}");
    found
}

fn has(closure: &BTreeSet<(String, String)>, name: &str) -> bool {
    closure.iter().any(|(found, _)| found == name)
}

const FEATURES: [&[&str]; 4] =
    [&[], &["--features", "cli"], &["--no-default-features", "--features", "rsa"], &["--all-features"]];

const HTTP_CLIENT: [&str; 5] = ["hyper", "reqwest", "rustls", "tokio", "url"];

#[test]
fn the_crate_rsa_comes_only_when_asked_for() {
    assert!(!has(&closure(&[]), "rsa"));
    assert!(!has(&closure(&["--features", "cli"]), "rsa"));
    assert!(has(&closure(&["--no-default-features", "--features", "rsa"]), "rsa"));
}

#[test]
fn the_pure_rust_backend_needs_no_c_compiler() {
    let pure_rust = closure(&["--no-default-features", "--features", "rsa,cli"]);
    for name in ["aws-lc-rs", "aws-lc-sys", "cc", "cmake"] {
        assert!(!has(&pure_rust, name), "{name}");
    }
}

#[test]
fn no_crypto_bigint_below_0_7_10() {
    for features in FEATURES {
        for (_, version) in closure(features).iter().filter(|(name, _)| name == "crypto-bigint") {
            let numbers: Vec<u32> = version.split('.').map_while(|number| number.parse().ok()).collect();
            assert!(numbers >= vec![0, 7, 10], "{features:?}: {version}");
        }
    }
    assert!(has(&closure(&["--all-features"]), "crypto-bigint"), "there is one to look at");
}

#[test]
fn nothing_heavy_comes_by_default() {
    let found = closure(&[]);
    for name in ["axum-core", "clap", "openssl-sys", "p256", "regex", "ring", "rustls-webpki"] {
        assert!(!has(&found, name), "{name}");
    }
    for name in HTTP_CLIENT {
        assert!(!has(&found, name), "{name}");
    }
    // Four of them are this project's own.
    assert!(found.len() <= 62, "{} crates: {found:?}", found.len());
}

#[test]
fn only_what_sends_brings_a_client() {
    for features in ["session", "return-state", "ipn", "axum"] {
        let found = closure(&["--features", features]);
        for name in HTTP_CLIENT {
            assert!(!has(&found, name), "{features}: {name}");
        }
    }
    for features in ["client", "ipn-fetch"] {
        let found = closure(&["--features", features]);
        assert!(HTTP_CLIENT.iter().all(|name| has(&found, name)), "{features}");
        assert!(!has(&found, "openssl-sys") && !has(&found, "ring"), "{features}");
    }
}

#[test]
fn what_only_tests_and_benchmarks_need_comes_to_nobody() {
    for features in FEATURES {
        let found = closure(features);
        for name in [
            "amazonpay-update-stand-in",
            "divan",
            "proptest",
            "serde_json_canonicalizer",
            "sqlx",
            "stats_alloc",
            "tempfile",
        ] {
            assert!(!has(&found, name), "{features:?}: {name}");
        }
    }
}
