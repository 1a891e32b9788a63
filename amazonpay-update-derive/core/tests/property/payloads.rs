//! Payloads from a seed: right payloads, and right payloads with mistakes.

use super::json::Json;
use amazonpay_update_rules::schema::{INSIDE, MEMBERS};
use fastrand::Rng;

fn text(text: impl Into<String>) -> Json {
    Json::Text(text.into())
}

fn object(members: Vec<(&str, Json)>) -> Json {
    Json::Object(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

fn one_of(rng: &mut Rng, texts: &[&'static str]) -> &'static str {
    texts[rng.usize(..texts.len())]
}

/// Characters that some reader or writer treats in a special way.
const HARD_TEXTS: &[&str] = &[
    "\"quoted\"",
    "back\\slash \\n \\u0041",
    "line\u{2028}separator\u{2029}",
    "\u{1F4B3}\u{10FFFF}\u{10000}",
    "A\u{30A}e\u{301}",
    "\0\u{1}\u{8}\t\n\u{b}\u{c}\r\u{1f}\u{7f}\u{80}\u{FEFF}",
    "https:\\/\\/a.com/",
    "",
];

/// A text of at most `limit` characters.
fn any_text(rng: &mut Rng, limit: usize) -> String {
    let mut text = String::new();
    for _ in 0..rng.usize(..4) {
        text.push_str(one_of(rng, HARD_TEXTS));
        text.extend((0..rng.usize(..12)).map(|_| if rng.bool() { rng.alphanumeric() } else { rng.char(..) }));
    }
    text.chars().take(limit).collect()
}

/// A payload that keeps every rule, with its members in any order.
pub(super) fn right(rng: &mut Rng, pay_and_ship: bool) -> Json {
    let url = |rng: &mut Rng| {
        let path = one_of(rng, &["", "r\u{E9}sultat", "\u{5E97}/?x='&y=\"", "a/b?c=d"]);
        text(format!("https://shop{}.example/{path}", rng.u8(..)))
    };
    let mut web = vec![("checkoutResultReturnUrl", url(rng))];
    if rng.bool() {
        web.push(("checkoutCancelUrl", url(rng)));
    }
    let mut details = vec![("paymentIntent", text("Confirm"))];
    if rng.bool() {
        details.push(("canHandlePendingAuthorization", Json::Flag(false)));
    }
    let mut members = vec![
        ("storeId", text("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId")),
        ("chargePermissionId", text(format!("B0{}-0000000-000000{}", rng.u8(1..3), rng.u8(..10)))),
        ("chargePermissionType", text("PaymentMethodOnFile")),
        ("webCheckoutDetails", object(web)),
        ("paymentMethodOnFileMetadata", object(vec![("setupOnly", Json::Flag(rng.bool()))])),
        ("paymentDetails", object(details)),
    ];
    if rng.bool() {
        let mut scopes = ["name", "email", "phoneNumber", "billingAddress", "postalCode"].map(text);
        rng.shuffle(&mut scopes);
        members.push(("scopes", Json::List(scopes[rng.usize(..5)..].to_vec())));
    }
    let mut metadata = Vec::new();
    for row in MEMBERS.iter().filter(|row| row.needs.is_empty() || pay_and_ship) {
        let Some(limit) = row.limit.filter(|_| rng.u8(..4) == 0) else { continue };
        let object = if row.parent.is_empty() { &mut members } else { &mut metadata };
        object.push((row.name, text(any_text(rng, limit.characters))));
    }
    if rng.bool() || !metadata.is_empty() {
        members.push(("merchantMetadata", object(metadata)));
    }
    if pay_and_ship && rng.bool() {
        members.push(("deliverySpecifications", delivery_specifications(rng)));
    }
    let mut payload = object(members);
    shuffle(&mut payload, rng);
    payload
}

fn delivery_specifications(rng: &mut Rng) -> Json {
    let mut countries = Vec::new();
    for (country, region) in
        [("US", "WA"), ("GB", "\"Kent\" \\"), ("JP", "\u{6771}\u{4EAC}\u{90FD}"), ("DE", "Bayern")]
    {
        let mut places = Vec::new();
        if rng.bool() {
            places.push(("statesOrRegions", Json::List(vec![text(region)])));
        }
        if rng.bool() {
            places.push(("zipCodes", Json::List(vec![text("95050"), text("9????"), text("123-*")])));
        }
        if rng.u8(..4) == 0 {
            places.push(("except", object(vec![("zipCodes", Json::List(vec![text("SW1A 1AA")]))])));
        }
        if rng.bool() {
            countries.push((country, object(places)));
        }
    }
    countries.push(("IN", object(Vec::new())));
    let restrictions = object(vec![
        ("type", text(one_of(rng, &["Allowed", "NotAllowed"]))),
        ("restrictions", object(countries)),
    ]);
    let mut members = vec![("addressRestrictions", restrictions)];
    if rng.bool() {
        members.push(("specialRestrictions", Json::List(vec![text("RestrictPOBoxes")])));
    }
    object(members)
}

fn shuffle(json: &mut Json, rng: &mut Rng) {
    if let Json::Object(members) = json {
        rng.shuffle(members);
        for (_, value) in members {
            shuffle(value, rng);
        }
    }
}

/// A right payload with up to four changes, or any JSON.
pub(super) fn wrong(rng: &mut Rng) -> Json {
    if rng.u8(..10) == 0 {
        return any_json(rng, 3);
    }
    let mut payload = right(rng, true);
    if rng.bool() {
        // All texts are equally likely, however deep they stand.
        let mut texts = Vec::new();
        find_texts(&mut payload, &mut texts);
        let nth = rng.usize(..texts.len());
        change(texts.swap_remove(nth), rng);
        return payload;
    }
    for _ in 0..rng.usize(1..5) {
        spoil(&mut payload, rng);
    }
    payload
}

fn find_texts<'j>(json: &'j mut Json, texts: &mut Vec<&'j mut String>) {
    match json {
        Json::Text(text) => texts.push(text),
        Json::List(items) => items.iter_mut().for_each(|item| find_texts(item, texts)),
        Json::Object(members) => members.iter_mut().for_each(|(_, value)| find_texts(value, texts)),
        Json::Null | Json::Flag(_) | Json::Number(_) => {}
    }
}

fn change(text: &mut String, rng: &mut Rng) {
    if rng.u8(..4) == 0 {
        one_of(rng, TEXTS).clone_into(text);
        return;
    }
    let nth = rng.usize(..=text.chars().count());
    let at = text.char_indices().nth(nth).map_or(text.len(), |(at, _)| at);
    text.insert_str(at, one_of(rng, &[" ", "x", "#", "user@", "\u{E9}", "\"", "\\", "\n"]));
}

fn spoil(json: &mut Json, rng: &mut Rng) {
    match json {
        Json::Object(members) if !members.is_empty() && rng.u8(..8) > 0 => {
            let nth = rng.usize(..members.len());
            match rng.u8(..10) {
                0 => drop(members.remove(nth)),
                1 => members.push((any_name(rng), any_json(rng, 2))),
                2 => members[nth].0 = any_name(rng),
                3 => members.push(members[nth].clone()),
                4 => members.push((members[nth].0.clone(), any_json(rng, 2))),
                _ => spoil(&mut members[nth].1, rng),
            }
        }
        Json::List(items) if !items.is_empty() && rng.u8(..8) > 0 => {
            let nth = rng.usize(..items.len());
            match rng.u8(..4) {
                0 => items.push(items[nth].clone()),
                1 => items.push(any_json(rng, 1)),
                _ => spoil(&mut items[nth], rng),
            }
        }
        Json::Text(text) if rng.bool() => change(text, rng),
        Json::Flag(flag) if rng.bool() => *flag = !*flag,
        _ => *json = any_json(rng, 2),
    }
}

fn any_name(rng: &mut Rng) -> String {
    let rows: Vec<_> = MEMBERS.iter().chain(INSIDE).collect();
    match rng.u8(..4) {
        0 => any_text(rng, 20),
        1 => {
            one_of(rng, &["US", "us", "USA", "chargeAmount", "checkoutReviewReturnUrl", "stroeId"]).to_owned()
        }
        _ => rows[rng.usize(..rows.len())].name.to_owned(),
    }
}

const TEXTS: &[&str] = &[
    "Confirm",
    "Authorize",
    "OneTime",
    "PaymentMethodOnFile",
    "name",
    "Allowed",
    "RestrictPOBoxes",
    "http://a.com/",
    "https://user:secret@a.com/#x",
    "https://a.com/?amazonCheckoutSessionId=1",
    "/relative",
    "WA",
    "95050",
    "B01",
];

/// Any JSON value with at most this many levels.
pub(super) fn any_json(rng: &mut Rng, levels: usize) -> Json {
    match rng.u8(..if levels == 0 { 6 } else { 10 }) {
        0 => Json::Null,
        1 => Json::Flag(rng.bool()),
        2 => Json::Number(one_of(
            rng,
            &["0", "-1", "1.5", "-0.0", "1e5", "12E+3", "1e-7", "18446744073709551616"],
        )),
        3 => text(any_text(rng, 5000)),
        4 => text("x".repeat(rng.usize(..5000))),
        5 => text(one_of(rng, TEXTS)),
        6 | 7 => Json::List((0..rng.usize(..4)).map(|_| any_json(rng, levels - 1)).collect()),
        _ => Json::Object((0..rng.usize(..4)).map(|_| (any_name(rng), any_json(rng, levels - 1))).collect()),
    }
}

/// Texts that JSON cannot have everywhere, or not at all.
const FRAGMENTS: &[&str] = &[
    ",",
    ":",
    "{",
    "}",
    "[",
    "]",
    "\"",
    "\\",
    "\\u",
    "\\u00",
    "\\ud800",
    "\\udc00",
    "\\ud800\\u0041",
    "\\ud83d\\ude00",
    "\\x",
    "\\/",
    "\\u{41}",
    "\0",
    "\n",
    "\u{1F}",
    "\u{E9}",
    "\u{1F4B3}",
    "\u{FEFF}",
    "\u{A0}",
    "nul",
    "nulll",
    "tru",
    "False",
    "NaN",
    "-",
    "+1",
    "01",
    "1.",
    ".5",
    "1e",
    "1e+",
    "1e999",
    "-1e999",
    "0x1F",
    "1_0",
    "/*c*/",
    "//c\n",
    "'a'",
    "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
    "{\"a\":[",
    "null",
];

/// A text of JSON with up to three changes, after which it may be no JSON.
pub(super) fn broken(text: &str, rng: &mut Rng) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for _ in 0..rng.usize(1..4) {
        let at = rng.usize(..=chars.len());
        let end = (at + rng.usize(..3)).min(chars.len());
        match rng.u8(..5) {
            0 => chars.truncate(at),
            1 => drop(chars.drain(at..end)),
            _ => drop(chars.splice(at..end, one_of(rng, FRAGMENTS).chars())),
        }
    }
    chars.into_iter().collect()
}

/// Lists and objects inside each other, nearly as deep as they may be, or deeper.
pub(super) fn nested(rng: &mut Rng) -> Json {
    let mut json = any_json(rng, 1);
    for _ in 0..rng.usize(26..36) {
        json = if rng.bool() { Json::List(vec![json]) } else { Json::Object(vec![(any_name(rng), json)]) };
    }
    if rng.bool() {
        return json;
    }
    let mut payload = right(rng, true);
    if let Json::Object(members) = &mut payload {
        members.push((any_name(rng), json));
    }
    payload
}
