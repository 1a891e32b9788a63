//! The macros work in the oldest edition, and refuse with their own words there.

use amazonpay_update_tests::scratch::Scratch;

/// The rules that `edition-2015/refused.rs` breaks, each with its number of errors.
const BROKEN: [(&str, usize); 5] = [
    ("store_id_required", 1),
    ("unknown_member", 1),
    ("store_id_format", 1),
    ("wrong_member_type", 3),
    ("not_json", 1),
];

fn package() -> Scratch {
    let here = concat!(env!("CARGO_MANIFEST_DIR"), "/edition-2015");
    let library = format!("\n[lib]\npath = '{here}/right.rs'\ndoctest = false\n");
    let program = format!("\n[[bin]]\nname = \"refused\"\npath = '{here}/refused.rs'\n");
    Scratch::new("edition-2015", "2015", &(library + &program))
}

#[test]
fn the_macros_work_and_refuse_in_edition_2015() {
    let package = package();
    let right = package.cargo(["check", "--lib"]);
    assert!(right.status.success(), "{}", String::from_utf8_lossy(&right.stderr));
    let refused = package.cargo(["check", "--bin", "refused"]);
    let text = String::from_utf8_lossy(&refused.stderr);
    for (slug, errors) in BROKEN {
        assert_eq!(text.matches(&format!("[{slug}]")).count(), errors, "{slug}: {text}");
    }
    let all: usize = BROKEN.iter().map(|(_, errors)| errors).sum();
    // Each error begins a line, and the line that counts them is one more.
    assert_eq!(text.lines().filter(|line| line.starts_with("error")).count(), all + 1, "{text}");
}
