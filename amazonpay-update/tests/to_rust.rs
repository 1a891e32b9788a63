//! What `to-rust` prints of right payloads compiles, and makes the same payload.
//!
//! `to_rust/` has the payloads and what the tool prints of each. With `RULES_PAGE=write` in the environment, this test
//! writes that anew.

use amazonpay_update::CheckedPayload;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What is printed for each payload, once as a call and once as a struct, as the modules of one program.
macro_rules! printed {
    ($($name:ident)+) => {
        $(mod $name {
            pub(super) mod call {
                include!(concat!("to_rust/", stringify!($name), ".call.rs"));

                pub(in super::super) fn written() -> String {
                    amazonpay_update::UpdatePayload::to_canonical_json(&update())
                }
            }

            pub(super) mod derived {
                include!(concat!("to_rust/", stringify!($name), ".derived.rs"));

                pub(in super::super) fn written() -> String {
                    amazonpay_update::UpdatePayload::to_canonical_json(&update())
                }
            }
        })+

        const PRINTED: &[(&str, fn() -> String, fn() -> String)] =
            &[$((stringify!($name), $name::call::written, $name::derived::written),)+];
    };
}

printed! { delivery empty escapes metadata minimal page restricted special text }

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/to_rust").join(name)
}

fn read(name: &str) -> String {
    std::fs::read_to_string(file(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn every_right_payload_is_there() {
    let files = std::fs::read_dir(file("")).unwrap().map(|file| file.unwrap().file_name());
    let files = files.filter_map(|name| name.to_str()?.strip_suffix(".json").map(str::to_owned));
    let mut files: Vec<_> = files.collect();
    files.sort();
    assert_eq!(files, PRINTED.iter().map(|(name, ..)| *name).collect::<Vec<_>>());
}

#[test]
fn the_text_is_that_of_the_json() {
    for (name, call, derived) in PRINTED {
        let checked = |json: &str| {
            let payload = CheckedPayload::check(json).unwrap_or_else(|error| panic!("{name}: {error}"));
            amazonpay_update::UpdatePayload::to_canonical_json(&payload)
        };
        let json = read(&format!("{name}.json"));
        assert_eq!(call(), checked(&json), "{name}");
        // A struct always writes this one, and says so.
        let absent = !json.contains("canHandlePendingAuthorization");
        let remark = "// not stated, and written by the struct all the same: `paymentDetails.canHandlePendingAuthorization` as `false`";
        assert_eq!(read(&format!("{name}.derived.rs")).contains(remark), absent, "{name}");
        let confirm = "\"paymentIntent\":\"Confirm\"";
        let json = if absent {
            checked(&json).replace(confirm, &format!("\"canHandlePendingAuthorization\":false,{confirm}"))
        } else {
            json
        };
        assert_eq!(derived(), checked(&json), "{name}");
    }
}

#[test]
fn it_is_what_the_tool_prints_as_rustfmt_formats_it() {
    for (name, ..) in PRINTED {
        for (form, arguments) in [("call", &[][..]), ("derived", &["--derive", "ChangeAddress"])] {
            let mut tool = Command::new(env!("CARGO_BIN_EXE_amazonpay-update"));
            let json = file(&format!("{name}.json"));
            let ran =
                tool.args(["to-rust", "--product-type", "PayAndShip"]).args(arguments).arg(json).output();
            let ran = ran.unwrap();
            assert_eq!((ran.status.code(), str::from_utf8(&ran.stderr)), (Some(0), Ok("")), "{name}");
            let path = file(&format!("{name}.{form}.rs"));
            if std::env::var_os("RULES_PAGE").is_some() {
                std::fs::write(&path, &ran.stdout).unwrap();
            }
            let is_current = ran.stdout == std::fs::read(&path).unwrap();
            assert!(is_current, "{name}.{form}.rs is out of date: run this test with RULES_PAGE=write");
            let style =
                ["--check", "--edition", "2024", "--config", "max_width=100,use_small_heuristics=Default"];
            let rustfmt = Command::new("rustfmt").args(style).arg(&path).output().unwrap();
            assert!(rustfmt.status.success(), "{name}: {}", String::from_utf8_lossy(&rustfmt.stdout));
        }
    }
}
