//! What comes back in the query of the return URL.
#![cfg(feature = "session")]

use amazonpay_update::rules::Rule;
use amazonpay_update::session::{BuyerReturn, BuyerReturnError};
use amazonpay_update::{CheckoutSessionId, checkout_session_id};
use proptest::prelude::*;

const ID: &str = "acf951ea-32ee-4dea-916b-2caa9b218e4a";

fn of_url(url: &str) -> Result<Option<CheckoutSessionId>, BuyerReturnError> {
    BuyerReturn::from_url(url).checkout_session_id()
}

fn of_query(query: &str) -> Result<Option<CheckoutSessionId>, BuyerReturnError> {
    BuyerReturn::from_query(query).checkout_session_id()
}

fn id() -> CheckoutSessionId {
    checkout_session_id!("acf951ea-32ee-4dea-916b-2caa9b218e4a")
}

#[test]
fn the_id_is_read_wherever_it_stands() {
    for query in [
        format!("amazonCheckoutSessionId={ID}"),
        format!("order=7&amazonCheckoutSessionId={ID}"),
        format!("amazonCheckoutSessionId={ID}&order=7"),
        format!("&&order=a=b&x&amazonCheckoutSessionId={ID}&"),
        format!("q=%3FamazonCheckoutSessionId%3D1&amazonCheckoutSessionId={ID}"),
    ] {
        assert_eq!(of_query(&query), Ok(Some(id())), "{query}");
        assert_eq!(of_query(&format!("?{query}")), Ok(Some(id())), "?{query}");
        assert_eq!(of_url(&format!("https://a.com/merchant-result-page?{query}")), Ok(Some(id())), "{query}");
        assert_eq!(of_url(&format!("/merchant-result-page?{query}")), Ok(Some(id())), "{query}");
        assert_eq!(
            of_url(&format!("https://a.com?{query}#?amazonCheckoutSessionId=1")),
            Ok(Some(id())),
            "{query}"
        );
        assert_eq!(of_query(&format!("{query}#x&amazonCheckoutSessionId=1")), Ok(Some(id())), "{query}");
    }
}

#[test]
fn names_and_values_are_percent_decoded() {
    assert_eq!(of_query(&format!("%61mazonCheckoutSession%49d={ID}")), Ok(Some(id())));
    assert_eq!(of_query(&format!("amazonCheckoutSessionId={}", ID.replace('-', "%2D"))), Ok(Some(id())));
    assert_eq!(of_query(&format!("amazonCheckoutSessionId={}", ID.replace('-', "%2d"))), Ok(Some(id())));
}

#[test]
fn without_the_parameter_there_is_no_id_and_no_error() {
    for url in [
        "",
        "https://a.com",
        "https://a.com/merchant-result-page",
        "https://a.com/merchant-result-page?",
        "https://a.com/merchant-result-page?order=7",
        "https://a.com/amazonCheckoutSessionId=1",
        "https://a.com/#?amazonCheckoutSessionId=1",
        "https://a.com/?AmazonCheckoutSessionId=1&amazoncheckoutsessionid=2&xamazonCheckoutSessionId=3",
        "https://a.com/?amazonCheckoutSessionId%00=1&amazonCheckoutSessionId+=2",
        "https://a.com/?order=amazonCheckoutSessionId",
    ] {
        assert_eq!(of_url(url), Ok(None), "{url}");
    }
}

#[test]
fn what_is_no_session_id_is_refused_by_its_rule_and_not_repeated() {
    for value in [
        "",
        "acf951ea",
        "acf951ea32ee4dea916b2caa9b218e4a",
        "secret-of-somebody",
        "acf951ea+32ee+4dea+916b+2caa9b218e4a",
        "acf951ea-32ee-4dea-916b-2caa9b218e4a%20",
        "acf951ea-32ee-4dea-916b-2caa9b218e4a%0A",
        "acf951ea-32ee-4dea-916b-2caa9b218e4%61a",
        "%61cf951ea-32ee-4dea-916b-2caa9b218e4%FF",
        "%",
    ] {
        let error = of_query(&format!("amazonCheckoutSessionId={value}")).expect_err(value);
        assert_eq!(error.rule(), Some(Rule::CheckoutSessionIdFormat), "{value}");
        assert!(error.to_string().contains("[checkout_session_id_format]"), "{error}");
        assert!(
            !error.to_string().contains("secret") && !format!("{error:?}").contains("secret"),
            "{error:?}"
        );
    }
    assert!(of_query("amazonCheckoutSessionId").is_err(), "a name without a value has the empty one");
}

#[test]
fn a_parameter_that_is_there_again_is_refused_even_with_the_same_value() {
    let parameter = "amazonCheckoutSessionId";
    let other = "00000000-32ee-4dea-916b-2caa9b218e4a";
    for (query, same) in [
        (format!("{parameter}={ID}&{parameter}={ID}"), true),
        (format!("{parameter}={ID}&x=1&{parameter}={other}"), false),
        (format!("{parameter}={ID}&{parameter}="), false),
        (format!("{parameter}={ID}&%61mazonCheckoutSessionId={other}"), false),
        (format!("{parameter}={ID}&{parameter}={}", ID.replace('-', "%2D")), true),
    ] {
        assert_eq!(of_query(&query), Err(BuyerReturnError::Repeated { parameter, same }), "{query}");
    }
    let told = |same| BuyerReturnError::Repeated { parameter, same }.to_string();
    assert!(told(true).contains("with the same value"));
    assert!(told(false).contains("with different values"));
}

#[test]
fn a_query_is_read_up_to_64_kib() {
    let parameter = format!("&amazonCheckoutSessionId={ID}");
    let filled = |length: usize| "x".repeat(length - parameter.len()) + &parameter;
    assert_eq!(of_query(&filled(65_536)), Ok(Some(id())));
    assert_eq!(of_query(&filled(65_537)), Err(BuyerReturnError::TooLong { bytes: 65_537 }));
    assert_eq!(
        of_url(&format!("/{}?{}", "x".repeat(70_000), filled(100))),
        Ok(Some(id())),
        "only the query counts"
    );
}

#[test]
fn debug_shows_nothing_of_the_query() {
    let shown = format!("{:?}", BuyerReturn::from_query("mail=buyer@example.com"));
    assert_eq!(shown, "BuyerReturn { .. }");
}

const NAMES: &[&str] = &[
    "amazonCheckoutSessionId",
    "%61mazonCheckoutSessionI%64",
    "amazonCheckoutSessionId+",
    "?amazonCheckoutSessionId",
    "order",
    "%",
    "",
];

const VALUES: &[&str] = &[
    "=acf951ea-32ee-4dea-916b-2caa9b218e4a",
    "=acf951ea%2D32ee%2d4dea-916b-2caa9b218e4%61",
    "=acf951ea-32ee-4dea-916b-2caa9b218e4a;x",
    "=+%C3=%é",
    "=",
    "",
];

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text: String) {
        let _ = (of_url(&text), of_query(&text));
    }

    #[test]
    fn any_query_is_read_as_the_url_standard_reads_it(
        parameters in prop::collection::vec((prop::sample::select(NAMES), prop::sample::select(VALUES)), 0..4),
    ) {
        let parameters: Vec<String> = parameters.iter().map(|(name, value)| format!("{name}{value}")).collect();
        let query = parameters.join("&");
        let values: Vec<String> = reference(query.strip_prefix('?').unwrap_or(&query));
        match (values.as_slice(), of_query(&query)) {
            ([], found) => prop_assert_eq!(found, Ok(None)),
            ([value], found) => prop_assert_eq!(found.ok().flatten(), value.parse().ok()),
            (_, found) => {
                let repeated = matches!(found, Err(BuyerReturnError::Repeated { .. }));
                prop_assert!(repeated);
            }
        }
    }

    #[test]
    fn the_shops_own_parameters_change_nothing(name in "[a-z]{1,8}", value in "[ -~]{0,20}", first: bool) {
        let value = value.replace(['&', '#'], "");
        let own = format!("{name}={value}");
        let query = if first {
            format!("{own}&amazonCheckoutSessionId={ID}")
        } else {
            format!("amazonCheckoutSessionId={ID}&{own}")
        };
        prop_assert_eq!(of_query(&query), Ok(Some(id())));
    }
}

/// The values of the parameter, by the steps of the URL Standard, byte by byte.
fn reference(query: &str) -> Vec<String> {
    let decode = |text: &str| {
        let bytes = text.as_bytes();
        let mut out = Vec::new();
        let mut at = 0;
        while at < bytes.len() {
            let hex = |byte: Option<&u8>| byte.and_then(|byte| char::from(*byte).to_digit(16));
            match (bytes[at], hex(bytes.get(at + 1)), hex(bytes.get(at + 2))) {
                (b'%', Some(high), Some(low)) => {
                    out.push(u8::try_from(high * 16 + low).expect("a byte"));
                    at += 2;
                }
                (b'+', ..) => out.push(b' '),
                (byte, ..) => out.push(byte),
            }
            at += 1;
        }
        String::from_utf8_lossy(&out).into_owned()
    };
    let pairs = query.split('&').map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    pairs
        .filter(|(name, _)| decode(name) == "amazonCheckoutSessionId")
        .map(|(_, value)| decode(value))
        .collect()
}
