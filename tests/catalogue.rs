//! Compares the catalogue with the cases: every rule has a case, and every case a rule.

mod cases;
mod run_time;

use amazonpay_update_rules::schema::{self, MEMBERS};
use amazonpay_update_rules::{Rule, Side};
use cases::Case;

#[test]
fn every_rule_of_compile_time_has_a_case_that_says_its_words() {
    let cases = cases::all();
    for rule in Rule::ALL.iter().copied() {
        let of_rule: Vec<&Case> = cases.iter().filter(|case| case.breaks.contains(&rule)).collect();
        match rule.at_compile_time() {
            Side::Enforced => {
                assert!(
                    of_rule.iter().any(|case| case.breaks == [rule]),
                    "{0}: no program breaks it alone: add tests/compile-fail/<folder>/{0}.rs",
                    rule.slug()
                );
            }
            Side::Never(reason) => assert!(of_rule.is_empty(), "{}: a case, though {reason}", rule.slug()),
        }
        for case in of_rule {
            let recorded = cases::read(&case.path.with_extension("stderr"));
            let says = recorded.contains(rule.words()) && recorded.contains(&format!("[{}]", rule.slug()));
            assert!(says, "{}: the recorded text has not the words of {}", case.path.display(), rule.slug());
        }
    }
}

/// The words of a rule name each limit of the table, and the deepest nesting.
#[test]
fn words_have_the_limits_of_the_table() {
    let mut limits = 0;
    for member in MEMBERS {
        let Some(limit) = member.limit else { continue };
        limits += 1;
        let words = limit.rule.words();
        let of_member = words
            .split([',', ':'])
            .flat_map(|part| part.split(" and "))
            .find(|part| part.contains(member.name));
        let named = of_member.unwrap_or_else(|| panic!("`{}` is not in: {words}", member.name));
        let number = limit.characters.to_string();
        assert!(
            named.split(' ').any(|word| word == number),
            "{}: not {number} characters: {words}",
            member.name
        );
    }
    assert!(limits > 3);
    let levels = format!(" {} levels", amazonpay_update_rules::json::DEEPEST);
    assert!(Rule::NestingTooDeep.words().contains(&levels));
}

#[test]
fn every_recorded_refusal_is_short_and_names_nothing_of_ours_that_is_private() {
    for case in cases::all() {
        let recorded = cases::read(&case.path.with_extension("stderr"));
        let errors: Vec<&str> = recorded.split("\n\nerror").collect();
        let (path, broken) = (case.path.display(), case.breaks.len());
        assert_eq!(errors.len(), broken, "{path}: one error for each broken rule");
        assert!(
            errors.iter().all(|error| error.lines().count() <= 25),
            "{path}: no error is longer than 25 lines"
        );
        let is_private =
            |word: &str| word.starts_with("__") && word.contains(|char: char| char.is_alphabetic());
        let mut words = recorded.split(|char: char| !char.is_alphanumeric() && char != '_');
        assert!(!words.any(is_private), "{path}: no error names what is generated and private");
    }
}

#[test]
fn every_rule_of_run_time_has_a_case_that_says_its_words() {
    for rule in Rule::ALL.iter().copied() {
        let (value, json) = (run_time::value_error(rule), run_time::json(rule));
        match rule.at_run_time() {
            Side::Enforced => {
                let has_one = value.is_some() || json.is_some() || rule == Rule::WeakKey;
                assert!(has_one, "{}: nothing in tests/run_time.rs breaks it: add it there", rule.slug());
            }
            Side::Never(reason) => {
                assert!(value.is_none() && json.is_none(), "{}: a case, though {reason}", rule.slug());
            }
        }
        let checked = json.and_then(|json| {
            if needs_product_type(rule) {
                run_time::check_for_pay_only(&json)
            } else {
                run_time::check(&json)
            }
        });
        let key = if rule == Rule::WeakKey { run_time::weak_key() } else { None };
        // `setupOnly` without the right type breaks its own rule beside the rule about the type.
        let broken = match rule {
            Rule::ChargePermissionTypeRequired
            | Rule::SetupOnlyNeedsPaymentMethodOnFile
            | Rule::UpdateNeedsPaymentMethodOnFile => 2,
            _ => 1,
        };
        if let Some(error) = &checked {
            assert_eq!(error.lines().count(), broken, "{}: {error}", rule.slug());
        }
        for error in [value, checked, key].into_iter().flatten() {
            assert!(error.contains(rule.words()), "{}: {error}", rule.slug());
        }
    }
}

/// Whether only the product type, which JSON cannot state, breaks the rule.
fn needs_product_type(rule: Rule) -> bool {
    let mut needs = MEMBERS.iter().flat_map(|member| member.needs);
    needs.any(|need| need.rule == rule && !schema::needed(need).is_in_payload())
}

#[test]
fn the_payload_that_the_json_cases_change_is_right() {
    assert!(serde_json::from_str::<serde_json::Value>(run_time::RIGHT).is_ok());
    assert_eq!(run_time::check(run_time::RIGHT).unwrap_or_default(), "");
    for rule in Rule::ALL.iter().filter(|rule| **rule != Rule::NotJson) {
        let json = run_time::json(*rule).unwrap_or_else(|| "{}".to_owned());
        assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok(), "{}: {json}", rule.slug());
    }
}
