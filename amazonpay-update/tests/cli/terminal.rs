//! `check` on a terminal.

use super::{Keys, RIGHT, Ran};
use std::process::{Command, Stdio};

/// What the tool writes to a terminal, with `\n` for its line breaks.
fn on_terminal(environment: &str, file: &str, text: &str) -> Ran {
    let path = Keys::get().write(file, text);
    let folder = path.parent().unwrap();
    // `script`, of util-linux, runs a command on a terminal of its own.
    let command = format!("{environment} {} check {file}", env!("CARGO_BIN_EXE_amazonpay-update"));
    let ran = Command::new("script")
        .args(["--quiet", "--return", "--command", &command, "/dev/null"])
        .env_remove("NO_COLOR")
        .current_dir(folder)
        .stdin(Stdio::null())
        .output();
    let mut ran = Ran::from(ran.expect("this test needs `script`"));
    ran.stdout = ran.stdout.replace("\r\n", "\n");
    ran
}

fn plain(file: &str, text: &str) -> String {
    on_terminal("NO_COLOR=1", file, text).stdout
}

#[test]
fn the_line_of_each_broken_rule_is_shown_with_carets() {
    let wrong = RIGHT.replace("\"storeId\"", "\"stroeId\"").replace("true", "null");
    let ran = on_terminal("NO_COLOR=1", "wrong.json", &wrong);
    assert_eq!(ran.status, 1);
    assert_eq!(
        ran.stdout,
        "error[wrong_member_type]: a member must have the type Amazon's schema gives it: write the one that is expected; expected true or false, found null
 --> wrong.json:6:50
  |
6 |     \"paymentMethodOnFileMetadata\": {\"setupOnly\": null},
  |                                                  ^^^^ paymentMethodOnFileMetadata.setupOnly

error[unknown_member]: `stroeId`: an update payload has no such member: correct the name or remove it; did you mean `storeId`?
 --> wrong.json:2:5
  |
2 |     \"stroeId\": \"amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId\",
  |     ^^^^^^^^^ stroeId

"
    );
    assert_eq!(plain("right.json", RIGHT), "");
}

#[test]
fn a_text_that_is_no_json_is_shown_where_it_ends_to_be_json() {
    assert!(
        plain("not.json", "{\n  \"a\": nul\n}")
            .contains("not.json:2:8\n  |\n2 |   \"a\": nul\n  |        ^\n")
    );
    let unfinished = plain("unfinished.json", "{\"a\": 1,");
    assert!(unfinished.contains("unfinished.json:1:8\n  |\n1 | {\"a\": 1,\n  |         ^\n"), "{unfinished}");
    let open = plain("open.json", "{\n  \"a\": \"b,\n  \"c\": 1\n}");
    assert!(open.contains("open.json:2:11\n  |\n2 |   \"a\": \"b,\n  |           ^\n"), "{open}");
    let marked = plain("marked.json", "\u{feff}{}");
    assert!(marked.contains("save it as UTF-8 without one"), "{marked}");
    assert!(plain("empty.json", "").contains("[not_json]"));
}

#[test]
fn colours_are_left_out_where_the_environment_says_so() {
    let coloured = on_terminal("TERM=xterm", "coloured.json", "{}").stdout;
    assert!(coloured.contains("\u{1b}["), "{coloured:?}");
    assert!(!plain("colourless.json", "{}").contains('\u{1b}'));
    assert!(!on_terminal("TERM=dumb", "dumb.json", "{}").stdout.contains('\u{1b}'));
}

#[test]
fn characters_that_speak_to_the_terminal_are_replaced() {
    let name = "\u{7f}\u{9b}31m\u{202e}\u{2066}\u{200b}\u{5e97}";
    let ran = plain("controls.json", &RIGHT.replacen('{', &format!("{{\"{name}\": 1,\"x\": 2,"), 1));
    assert!(
        ran.contains("1 | {\"\u{fffd}\u{fffd}31m\u{fffd}\u{fffd}\u{fffd}\u{5e97}\": 1,\"x\": 2,\n"),
        "{ran}"
    );
    // Columns are counted in characters, and carets stand below the letters.
    assert!(ran.contains("controls.json:1:17\n"), "{ran}");
    assert!(ran.contains(&format!("\n  | {}^^^ x\n", " ".repeat(17))), "{ran}");
    let raw = |char: &char| char.is_control() && *char != '\n' || "\u{202e}\u{2066}\u{200b}".contains(*char);
    assert_eq!(ran.chars().find(raw), None);
    let escape = plain("escape.json", "{\u{1b}[2J");
    assert!(!escape.contains('\u{1b}') && escape.contains("1 | {\u{fffd}[2J\n  |  ^\n"), "{escape:?}");
}

#[test]
fn a_long_line_is_cut_around_the_carets() {
    let long = " \"noteToBuyer\": \"\u{5e97}\",".repeat(10_000);
    let note = "x y ".repeat(2000);
    let text = RIGHT.replace('\n', "").replacen(
        '{',
        &format!("{{{long}\"stroeId\": \"{note}\", \"storeId\": \"{note}\","),
        1,
    );
    let ran = plain("long.json", &text);
    assert!(ran.contains("\"stroeId\": \"x y x y") && ran.contains("^^^^^^^^^ stroeId\n"), "{ran}");
    for line in ran.lines().filter(|line| line.starts_with("1 |") || line.starts_with("  |")) {
        assert!(line.chars().count() < 160, "{line}");
    }
}

#[test]
fn what_is_not_listed_is_counted_behind_the_list() {
    let keys: Vec<String> = (0..101).map(|key| format!("\"x{key}\":0,")).collect();
    let ran = plain("many.json", &RIGHT.replacen('{', &format!("{{{}", keys.concat()), 1));
    assert!(ran.ends_with("note: 1 more broken rule is not listed\n"), "{ran}");
}

/// Each line counted from its beginning, this would take a minute.
#[test]
fn many_broken_rules_in_a_long_line_are_shown_at_once() {
    let blank = " ".repeat(8_000_000);
    let keys: Vec<String> = (0..100).map(|key| format!("\"x{key}\":0,")).collect();
    let text = RIGHT.replace('\n', "").replacen('{', &format!("{{{blank}{}", keys.concat()), 1);
    let ran = plain("wide.json", &text);
    assert_eq!(ran.matches("error[unknown_member]").count(), 100);
    assert!(ran.contains("wide.json:1:8000002\n"), "{}", &ran[..2000]);
}

#[test]
fn no_part_of_a_key_is_shown() {
    let key = std::fs::read_to_string(Keys::get().path("private.pem")).unwrap();
    let secret: Vec<_> = key.lines().filter(|line| !line.starts_with("-----")).collect();
    let lines = format!("{{\n\"a\": [\n\"{}\"\n]}}", secret.join("\",\n\""));
    let escaped = secret.join("\\/").replace('-', "\\u002d");
    let escaped = format!("{{\"{}\": 1}}", escaped.replace('A', "\\u0041"));
    let whole = format!("{{\"{}\": 1}}", secret.concat());
    for (nth, text) in
        [key.clone(), format!("{{\"key\": {key:?}}}"), lines, escaped, whole].iter().enumerate()
    {
        let ran = plain(&format!("key{nth}.json"), text);
        assert!(!ran.is_empty());
        // Of a key, as of any Base64, a run of this length is no accident.
        for part in secret.iter().flat_map(|line| line.as_bytes().chunks(16)) {
            assert!(!ran.contains(str::from_utf8(part).unwrap()), "{nth}: {ran}");
        }
    }
}
