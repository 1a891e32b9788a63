//! Texts that are read, and texts that are not.

use super::*;

fn members(json: &Json) -> &[(Key, Json)] {
    let Kind::Object(members) = &json.kind else { panic!("{json:?}") };
    members
}

#[test]
fn everything_has_its_place() {
    let text = "{\n \"b\u{e9}\": -1.5e3, \"\\u0061\":[null]\r\n}";
    let json = Json::read(text).unwrap();
    assert_eq!((json.at.byte, json.end), (0, text.len()));
    let (key, value) = &members(&json)[0];
    assert_eq!((key.name.as_str(), &text[key.at.byte..key.end]), ("a", "\"\\u0061\""));
    assert_eq!((value.at.line, value.at.column, &text[value.at.byte..value.end]), (2, 25, "[null]"));
    let (key, value) = &members(&json)[1];
    assert_eq!((key.at.line, key.at.column), (2, 2));
    assert_eq!(&text[value.at.byte..value.end], "-1.5e3");
}

#[test]
fn what_is_wrong_is_named() {
    for (text, words) in [
        ("\u{FEFF}{}", "byte order mark"),
        ("", "the text is empty"),
        ("{\"a\": \"b,\n}", "the string ends with its line: close it"),
        ("\"a\r\n\"", "the string ends with its line: close it"),
        ("\"a\t\"", "a control character in a string is written `\\u00..`"),
        (" \t\r\n", "the text is empty"),
        ("{\"a\":", "the text ends where a value is expected"),
        (r#""\ud800""#, "a lone surrogate"),
        (r#""\ud800\n""#, "a lone surrogate"),
        (r#""\udc00\ud800""#, "a lone surrogate"),
        (r#""\ud800\u0041""#, "a lone surrogate"),
        (r#""\ud800\u1""#, "expected four hexadecimal digits"),
        (r#""\u12"}"#, "expected four hexadecimal digits"),
        (r#""\u+123""#, "expected four hexadecimal digits"),
        ("\"\\u", "expected four hexadecimal digits"),
        ("\"\\u12\u{5E97}\"", "expected four hexadecimal digits"),
        (r#""\x""#, "no such escape"),
    ] {
        let said = Json::read(text).unwrap_err().refusal.message();
        assert!(said.contains(words), "{text}: {said}");
    }
    let pair = Json::read(r#""\ud83d\ude00""#).unwrap();
    assert!(matches!(pair.kind, Kind::Text(text) if text == "\u{1F600}"));
}

/// If each place were counted from the beginning, this would take hours.
#[test]
fn a_long_line_is_counted_once() {
    let count = 300_000;
    let json = Json::read(&format!("[{}1]", " 1,".repeat(count))).unwrap();
    let Kind::List(items) = json.kind else { panic!("a list") };
    assert_eq!(items[count].at, Position { byte: 3 * count + 1, line: 1, column: 3 * count + 2 });
}
