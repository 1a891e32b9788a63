//! The macro, the check at run time and the JSON Schema say the same of any JSON.

mod expansion;
mod json;
mod payloads;
mod schema;
mod tokens;

use amazonpay_update::payload::{Violation, Violations};
use amazonpay_update::{CheckedPayload, PayAndShip, PayOnly, UpdatePayload};
use amazonpay_update_rules::Rule;
use amazonpay_update_rules::schema::{ELSEWHERE, INSIDE, MEMBERS, Member};
use expansion::{Expansion, Refused};
use fastrand::Rng;
use json::Json;
use proc_macro2::TokenStream;
use proptest::prelude::*;
use quote::quote;
use schema::Schema;
use std::collections::BTreeSet;
use std::sync::LazyLock;

const SAMPLE: &str = include_str!("../../../../amazonpay-update/docs/update-payload.json");

static SCHEMA: LazyLock<Schema> = LazyLock::new(Schema::read);

/// What the check writes for a name that could be a key.
const NOT_SHOWN: &str = "(not shown, for it could be a key)";

/// The canonical text, or the rules that a text breaks.
fn check(product_type: &str, text: &str) -> Result<String, Violations> {
    match product_type {
        "PayOnly" => CheckedPayload::check_for(text, PayOnly).map(|payload| payload.to_canonical_json()),
        _ => CheckedPayload::check_for(text, PayAndShip).map(|payload| payload.to_canonical_json()),
    }
}

/// The macro and the check agree: they write the same text of a right payload, and refuse the same rules of a wrong
/// payload, in the same words and order. The check lists the first hundred broken rules and counts the others, while
/// the macro lists all. The macro's words have the member before the check's words, and the place in a string literal
/// behind them. The check does not show a name that looks like a key. The macro does, because the name stands in the
/// source.
fn agree(expansion: &Expansion, checked: &Result<String, Violations>) -> Result<(), TestCaseError> {
    let found = match checked {
        Ok(text) => {
            prop_assert_eq!(expansion.slugs(), Vec::<&str>::new());
            prop_assert_eq!(expansion.text.as_ref(), Some(text));
            return Ok(());
        }
        Err(found) => found,
    };
    prop_assert_eq!(expansion.text.as_deref(), Some(""));
    prop_assert_eq!(expansion.refused.len(), found.as_slice().len() + found.omitted(), "{}", found);
    for (refused, broken) in expansion.refused.iter().zip(found) {
        prop_assert_eq!(&refused.slug, broken.rule().slug());
        let message = broken.message();
        let has_all = message.split(NOT_SHOWN).all(|words| refused.words.contains(words));
        prop_assert!(has_all, "{} / {}", refused.words, broken);
    }
    Ok(())
}

fn rules(checked: &Result<String, Violations>) -> BTreeSet<Rule> {
    checked.as_ref().err().into_iter().flatten().map(Violation::rule).collect()
}

fn product_type(rng: &mut Rng) -> &'static str {
    if rng.bool() { "PayOnly" } else { "PayAndShip" }
}

/// Tokens as rustc reads them.
fn lexed(rust: &str) -> TokenStream {
    rust.parse().unwrap_or_else(|error| panic!("{error}: {rust}"))
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config(1000))]

    #[test]
    fn right_payloads_have_the_text_of_the_check_and_of_another_rfc_8785(seed: u64) {
        let rng = &mut Rng::with_seed(seed);
        let product_type = product_type(rng);
        let payload = payloads::right(rng, product_type == "PayAndShip");
        let text = payload.text(rng);
        let value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        let canonical = serde_json_canonicalizer::to_string(&value).expect("JSON");
        let checked = check(product_type, &text);
        prop_assert_eq!(checked.as_ref(), Ok(&canonical));
        prop_assert!(SCHEMA.accepts(&text), "{}", text);
        for expansion in [
            expansion::of_text(product_type, &text),
            expansion::of_tokens(product_type, &lexed(&payload.rust(rng))),
        ] {
            prop_assert_eq!(expansion.slugs(), Vec::<&str>::new());
            prop_assert_eq!(expansion.text.as_ref(), Some(&canonical));
        }
    }

    #[test]
    fn wrong_payloads_are_refused_alike(seed: u64) {
        let rng = &mut Rng::with_seed(seed);
        let (product_type, payload) = (product_type(rng), payloads::wrong(rng));
        let text = payload.text(rng);
        let checked = check(product_type, &text);
        agree(&expansion::of_text(product_type, &text), &checked)?;
        if let Json::Object(_) = payload {
            agree(&expansion::of_tokens(product_type, &lexed(&payload.rust(rng))), &checked)?;
        }
    }

    /// The schema refuses a payload if, and only if, it breaks a rule that a schema can say.
    #[test]
    fn the_schema_refuses_what_the_check_and_the_macro_refuse(seed: u64) {
        let rng = &mut Rng::with_seed(seed);
        let (product_type, mut payload) = (product_type(rng), payloads::wrong(rng));
        schema::without_duplicates(&mut payload);
        let text = payload.text(rng);
        let checked = check(product_type, &text);
        agree(&expansion::of_text(product_type, &text), &checked)?;
        let broken = rules(&checked);
        let is_said = broken.iter().any(|rule| SCHEMA.can_say(*rule));
        prop_assert_eq!(SCHEMA.accepts(&text), !is_said, "{:?} {}", broken, text);
    }

    /// A schema does not see that a name stands twice.
    #[test]
    fn the_schema_accepts_a_right_payload_with_a_member_twice(seed: u64) {
        let rng = &mut Rng::with_seed(seed);
        let mut payload = payloads::right(rng, true);
        if let Json::Object(members) = &mut payload {
            members.push(members[0].clone());
        }
        let text = payload.text(rng);
        prop_assert_eq!(rules(&check("PayAndShip", &text)), BTreeSet::from([Rule::DuplicateKey]));
        prop_assert!(SCHEMA.accepts(&text), "{}", text);
    }

    /// Both forms also refuse at the same place: the position in the text is the position of the token.
    #[test]
    fn both_forms_point_to_the_same_place(seed: u64) {
        let rng = &mut Rng::with_seed(seed);
        let payload = payloads::wrong(rng);
        if let (Json::Object(_), Some(text)) = (&payload, payload.text_of_both(rng)) {
            let of_text = expansion::of_text("PayOnly", &text);
            let of_tokens = expansion::of_tokens("PayOnly", &lexed(&text));
            let positions: Vec<_> = of_text.refused.iter().map(|refused| refused.position).collect();
            let places: Vec<_> = of_tokens.refused.iter().map(|refused| Some(refused.token)).collect();
            prop_assert_eq!(positions, places, "{}", text);
            prop_assert_eq!(of_text.slugs(), of_tokens.slugs());
        }
    }

    #[test]
    fn a_text_that_is_no_json_is_refused_at_the_same_place(seed: u64) {
        let rng = &mut Rng::with_seed(seed);
        let payload = if rng.bool() { payloads::right(rng, true) } else { payloads::any_json(rng, 3) };
        let text = payloads::broken(&payload.text(rng), rng);
        agree_on_text(&text)?;
    }

    #[test]
    fn a_text_that_is_nested_too_deep_is_refused_at_the_same_place(seed: u64) {
        let rng = &mut Rng::with_seed(seed);
        let text = payloads::nested(rng).text(rng);
        agree_on_text(&text)?;
    }
}

proptest! {
    #![proptest_config(config(5000))]

    /// The macro never panics, and a constant text that it writes keeps every rule.
    #[test]
    fn any_tokens_get_an_answer(seed: u64) {
        let rng = &mut Rng::with_seed(seed);
        let input = match rng.u8(..3) {
            0 => tokens::any(rng, 4),
            1 => {
                let body = tokens::any(rng, 4);
                quote!(amazonpay_update, PayOnly, { #body })
            }
            _ => {
                let payload = payloads::right(rng, true).rust(rng);
                tokens::changed(lexed(&format!("amazonpay_update, PayAndShip, {payload}")), rng)
            }
        };
        let expansion = expansion::of(input);
        if let (Some(text), true) = (&expansion.text, expansion.refused.is_empty()) {
            prop_assert!(CheckedPayload::check(text).is_ok(), "{}", text);
        }
    }

    #[test]
    fn any_text_gets_an_answer(text in any::<String>()) {
        agree_on_text(&text)?;
    }
}

fn agree_on_text(text: &str) -> Result<(), TestCaseError> {
    let (expansion, checked) = (expansion::of_text("PayOnly", text), check("PayOnly", text));
    let position = checked.as_ref().err().and_then(|found| position(found.as_slice()[0].path()));
    let Some(position) = position else { return agree(&expansion, &checked) };
    let found = checked.expect_err("it is not read");
    prop_assert_eq!(expansion.slugs(), [found.as_slice()[0].rule().slug()], "{}\n{}", found, text);
    let Some(Refused { position: Some(place), .. }) = expansion.refused.first() else {
        return Err(TestCaseError::fail("the macro says no place"));
    };
    prop_assert!(is_same_place(text, *place, position), "{:?}\n{}\n{}", expansion.refused, found, text);
    Ok(())
}

/// Line and column of `line 1 column 2`, the path of a text that could not be read.
fn position(path: &str) -> Option<(usize, usize)> {
    let (line, column) = path.strip_prefix("line ")?.split_once(" column ")?;
    Some((line.parse().ok()?, column.parse().ok()?))
}

/// Whether both places mean the same token. The macro points to the beginning of the token. The check points to the
/// character that cannot stand in a word, an escape or a number. For a bracket that is too deep, it points to what it
/// read after the bracket, and for a line break to the next line.
fn is_same_place(text: &str, place: (usize, usize), position: (usize, usize)) -> bool {
    let begin = offset(text, place);
    let from_there: Vec<char> = text.chars().skip(begin).collect();
    let lengths =
        |is_part: fn(&char) -> bool| from_there.iter().skip(1).take_while(|char| is_part(char)).count();
    let length = match from_there.first() {
        Some('\\') => "ud800\\ud800".len(),
        Some('t' | 'f' | 'n') => "false".len(),
        Some('-' | '0'..='9') => lengths(|char| "0123456789+-.eE".contains(*char)),
        Some('[' | '{') => lengths(|char| " \n\r\t]},".contains(*char)),
        _ => 0,
    };
    let line_break = usize::from(from_there.get(length) == Some(&'\n'));
    (begin..=begin + length + line_break).contains(&offset(text, position))
}

/// How many characters stand before this line and column.
fn offset(text: &str, (line, column): (usize, usize)) -> usize {
    let before: usize = text.split_inclusive('\n').take(line - 1).map(|line| line.chars().count()).sum();
    before + column - 1
}

/// A rule that no payload breaks would not be tested by the properties.
#[test]
fn some_payload_breaks_each_rule_of_the_table() {
    let rng = &mut Rng::with_seed(1);
    let (mut broken, mut alone) = (BTreeSet::new(), BTreeSet::new());
    for _ in 0..5000 {
        let rules = rules(&check("PayOnly", &payloads::wrong(rng).text(rng)));
        if rules.iter().all(|rule| !SCHEMA.can_say(*rule)) {
            alone.extend(&rules);
        }
        broken.extend(rules);
    }
    let rows = || MEMBERS.iter().chain(INSIDE).filter(|row| row.is_in_payload());
    let elsewhere = ELSEWHERE.iter().map(|name| name.rule);
    let table: BTreeSet<Rule> = rows().flat_map(Member::rules).chain(elsewhere).collect();
    assert_eq!(table.difference(&broken).collect::<Vec<_>>(), Vec::<&Rule>::new());
    let unsaid: BTreeSet<Rule> = table.into_iter().filter(|rule| !SCHEMA.can_say(*rule)).collect();
    assert_eq!(unsaid.difference(&alone).collect::<Vec<_>>(), Vec::<&Rule>::new());
}

/// Random texts hardly ever end at a limit, so this test makes such texts.
#[test]
fn a_limit_of_the_schema_is_that_of_the_check() {
    for row in MEMBERS {
        for more in [0, 1] {
            let Some(limit) = row.limit.map(|limit| limit.characters) else { continue };
            let mut payload: serde_json::Value = serde_json::from_str(SAMPLE).expect("JSON");
            let object = if row.parent.is_empty() { &mut payload } else { &mut payload[row.parent] };
            object[row.name] = "\u{1F4B3}".repeat(limit + more).into();
            let text = payload.to_string();
            assert_eq!(check("PayAndShip", &text).is_ok(), more == 0, "{}", row.name);
            assert_eq!(SCHEMA.accepts(&text), more == 0, "{}", row.name);
        }
    }
}

#[test]
fn an_expression_inside_a_part_is_refused() {
    let restrictions =
        quote!({ "deliverySpecifications": { "addressRestrictions": { "type": kind.parse()? } } });
    let expansion = expansion::of_tokens("PayAndShip", &restrictions);
    assert!(expansion.slugs().contains(&"wrong_member_type"), "{:?}", expansion.refused);
}

#[test]
fn a_number_out_of_range_and_the_end_of_a_text_are_refused_where_the_check_refuses_them() {
    for (text, position) in [(r#"{"a": [-1e999]}"#, (1, 8)), ("{", (1, 1)), ("{\n", (2, 1)), ("", (1, 1))] {
        agree_on_text(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(expansion::of_text("PayOnly", text).refused[0].position, Some(position), "{text}");
    }
}

#[test]
fn a_file_is_read_as_a_string_literal_is() {
    let file = expansion::of_file("PayAndShip", "../../amazonpay-update/docs/update-payload.json");
    assert!(file.text.is_some_and(|text| Ok(text) == check("PayAndShip", SAMPLE)));
    let manifest = expansion::of_file("PayOnly", "Cargo.toml");
    assert_eq!((manifest.slugs(), manifest.refused[0].position), (vec!["not_json"], Some((1, 2))));
    // rustc reports that the file is missing.
    let missing = expansion::of_file("PayOnly", "no-such.json");
    assert_eq!((missing.slugs(), missing.text.as_deref()), (vec![], Some("{}")));
}

#[test]
fn nothing_is_ignored_before_or_behind_what_a_macro_takes() {
    let of = |tokens| expansion::of(quote!(amazonpay_update, #tokens)).slugs().join(" ");
    for body in [quote!(#SAMPLE), quote!(#SAMPLE,), quote!({ "a": 1 })] {
        let plain = of(quote!(PayAndShip, #body));
        assert!(!plain.contains("not_json") && !plain.contains("product_type_required"), "{plain}");
        assert!(of(quote!(junk junk PayAndShip, #body)).contains("product_type_required"), "{body}");
        for junk in [quote!(junk), quote!(.trim()), quote!(, , "x")] {
            assert!(of(quote!(PayAndShip, #body #junk)).contains("not_json"), "{body} {junk}");
        }
    }
}

#[test]
fn none_leaves_out_members_of_the_payload_and_nothing_else() {
    let slugs = |more| {
        let found = expansion::of(quote!(amazonpay_update, PayAndShip, { "storeId": None, #more }));
        found.slugs().iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let without = slugs(quote!());
    assert!(without.iter().any(|slug| slug == "store_id_required"), "{without:?}");
    assert_eq!(slugs(quote!("scopes": None, "merchantMetadata": { "noteToBuyer": None })), without);
    for (more, slug) in [
        (quote!("storeIdd": None), "unknown_member"),
        (quote!("productType": None), "unknown_member"),
        (quote!("scopes": [None]), "wrong_member_type"),
        (quote!("deliverySpecifications": { "addressRestrictions": None }), "wrong_member_type"),
    ] {
        let found = slugs(more.clone());
        assert!(found.iter().any(|found| found == slug), "{more}: {found:?}");
    }
}

#[test]
fn an_include_takes_a_product_type_and_a_path_alone() {
    let path = "../../amazonpay-update/docs/update-payload.json";
    let refused = |tokens| expansion::of_include(quote!(amazonpay_update, #tokens)).refused;
    assert!(refused(quote!(PayAndShip, #path)).is_empty() && refused(quote!(PayAndShip, #path,)).is_empty());
    for wrong in [
        quote!(PayAndShip),
        quote!(PayAndShip,),
        quote!(PayAndShip, {}),
        quote!(PayAndShip, path),
        quote!(PayAndShip, #path, "x"),
        quote!(PayAndShip, #path.trim()),
    ] {
        let refused = refused(wrong.clone());
        assert_eq!(refused.len(), 1, "{wrong}: {refused:?}");
        assert!(refused[0].words.contains("expected the path of a file, in quotes"), "{wrong}: {refused:?}");
        assert!(refused[0].words.contains("`include_update_payload!("), "{wrong}: {refused:?}");
    }
    for wrong in [quote!(#path), quote!(junk PayAndShip, #path), quote!(Pay, #path)] {
        let refused = refused(wrong.clone());
        assert_eq!(refused[0].slug, "product_type_required", "{wrong}: {refused:?}");
        assert!(!refused[0].words.contains("`update_payload!("), "{wrong}: {refused:?}");
    }
    let forgotten = refused(quote!(#path));
    assert!(
        forgotten[0].words.contains("it comes first: `include_update_payload!(PayAndShip, "),
        "{forgotten:?}"
    );
    let absolute = refused(quote!(PayAndShip, "/etc/hosts"));
    assert!(absolute.len() == 1 && absolute[0].words.contains("not an absolute one"), "{absolute:?}");
}

#[test]
fn a_string_with_a_suffix_is_no_json() {
    let not_json = |body| expansion::of_tokens("PayOnly", &body).slugs().contains(&"not_json");
    assert!(not_json(quote!("{}"suffix)));
    assert!(not_json(quote!({ "storeId"suffix: 1 })));
    let value = expansion::of_tokens("PayOnly", &quote!({ "storeId": "not an id"suffix }));
    assert!(!value.slugs().contains(&"store_id_format"), "rustc refuses it, as an expression");
}
