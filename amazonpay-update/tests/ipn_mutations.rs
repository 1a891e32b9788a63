//! Ten thousand changes to a good message and to its certificates: none that changes anything signed passes, and none
//! makes the verifier panic. The changes come from a fixed seed, and what they are made to has new keys in each run. So
//! a failure shows the whole message or certificate.
//!
//! How it is known that a change left everything signed as it was: another reader of JSON (`serde_json`)
//! finds the same values in all members that are signed or say how, and a reader of PEM made for this test
//! finds the same bytes in the certificates.

mod ipn_authority;
mod ipn_support;
mod signing_support;

use amazonpay_update::ipn::{IpnError, Message};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use fastrand::Rng;
use ipn_authority::{authority, confirmation_at, now};
use ipn_support::{Served, now_or_never};
use serde_json::{Map, Value};

const SEED: u64 = 0x00A3_A205_5E55_1043;

fn chain() -> String {
    authority().leaf.clone() + &authority().intermediate
}

/// A good message, as JSON and as what the verifier makes of it.
struct Good {
    posted: Value,
    message: Message,
}

fn good_messages() -> Vec<Good> {
    let confirmations = ["SubscriptionConfirmation", "UnsubscribeConfirmation"];
    let confirmations = confirmations.map(|kind| authority().signed(confirmation_at(now(), kind)));
    let mut without_subject = authority().notification().clone();
    without_subject.as_object_mut().expect("an object").remove("Subject");
    let posted = [authority().notification().clone(), authority().signed(without_subject)]
        .into_iter()
        .chain(confirmations);
    let served = Served::new(Ok(chain().into()));
    let verifier = authority().builder(&served).build();
    let verify = |posted: Value| {
        let message = now_or_never(verifier.verify_at(posted.to_string().as_bytes(), now()));
        Good { message: message.expect("a good message"), posted }
    };
    posted.map(verify).collect()
}

/// The signed members, and those that say how they are signed, as another reader finds them.
fn signed_values(body: &[u8]) -> Option<Vec<Option<String>>> {
    let message: Value = serde_json::from_slice(body).ok()?;
    let notification = ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"];
    let confirmation = ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"];
    let names = if message["Type"] == "Notification" { &notification[..] } else { &confirmation[..] };
    let how = ["SignatureVersion", "Signature"];
    Some(names.iter().chain(&how).map(|name| message[name].as_str().map(str::to_owned)).collect())
}

fn mutated_bytes(body: &[u8], rng: &mut Rng) -> Vec<u8> {
    let mut bytes = body.to_vec();
    for _ in 0..rng.usize(1..=3) {
        let at = rng.usize(..bytes.len());
        match rng.u8(..7) {
            0 => bytes[at] ^= 1 << rng.u8(..8),
            1 => bytes[at] = rng.u8(..),
            2 => bytes.insert(at, *rng.choice(b" \n\0\"\\{}[]:,e\xE9-_=/+0".as_slice()).expect("a byte")),
            3 => drop(bytes.remove(at)),
            4 => bytes.truncate(at.max(1)),
            5 => {
                let end = rng.usize(at..bytes.len());
                let again = bytes[at..end].to_vec();
                bytes.splice(at..at, again);
            }
            _ => {
                let other = rng.usize(..bytes.len());
                bytes.swap(at, other);
            }
        }
    }
    bytes
}

fn mutated_text(text: &str, rng: &mut Rng) -> String {
    let mut text: Vec<char> = text.chars().collect();
    let at = rng.usize(..=text.len());
    match rng.u8(..4) {
        0 => text
            .insert(at, rng.choice(['\n', ' ', 'x', '\0', '/', '\u{301}', '=', '?', '@']).expect("a char")),
        1 => text.truncate(at),
        2 => drop(text.splice(at.min(text.len().saturating_sub(1)).., ['z'])),
        _ => text.reverse(),
    }
    text.into_iter().collect()
}

fn mutated_members(message: &Value, others: &[Good], rng: &mut Rng) -> Vec<u8> {
    let mut members: Vec<(String, Value)> =
        message.as_object().expect("an object").clone().into_iter().collect();
    for _ in 0..rng.usize(1..=2) {
        let (at, other) = (rng.usize(..members.len()), rng.usize(..members.len()));
        match rng.u8(..11) {
            0 => drop(members.remove(at)),
            1 => members[at].1 = Value::Null,
            2 => members[at].1 = Value::Array(vec![members[at].1.clone()]),
            3 => members[at].0 = mutated_text(&members[at].0, rng),
            4 => members[at].0 = members[at].0.to_lowercase(),
            5 => {
                let value = members[at].1.clone();
                members[at].1 = std::mem::replace(&mut members[other].1, value);
            }
            6 => members.push((members[at].0.clone(), members[other].1.clone())),
            7 => {
                // A value of another good message, which SNS signed as well.
                let foreign = &rng.choice(others).expect("a message").posted;
                members[at].1 = foreign[&members[at].0].clone();
            }
            8 => {
                // The same text, cut elsewhere: the end of one value becomes the begin of the other.
                let text = members[at].1.as_str().unwrap_or_default().to_owned();
                let cut = text.char_indices().map(|(at, _)| at).nth(rng.usize(..=text.len())).unwrap_or(0);
                members[at].1 = text[..cut].into();
                members[other].1 =
                    format!("{}{}", &text[cut..], members[other].1.as_str().unwrap_or("")).into();
            }
            9 => rng.shuffle(&mut members),
            _ => {
                let text = members[at].1.as_str().unwrap_or_default().to_owned();
                members[at].1 = mutated_text(&text, rng).into();
            }
        }
        if members.is_empty() {
            break;
        }
    }
    // By hand, for a member may stand there twice.
    let written: Vec<String> =
        members.iter().map(|(name, value)| format!("{}:{value}", Value::from(name.as_str()))).collect();
    format!("{{{}}}", written.join(",")).into()
}

fn mutated_signature(message: &Value, others: &[Good], rng: &mut Rng) -> Vec<u8> {
    let mut message = message.clone();
    let text = message["Signature"].as_str().expect("a signature").to_owned();
    let mut bytes = BASE64_STANDARD.decode(&text).expect("Base64");
    message["Signature"] = match rng.u8(..6) {
        0 => {
            let at = rng.usize(..bytes.len());
            bytes[at] ^= 1 << rng.u8(..8);
            BASE64_STANDARD.encode(bytes).into()
        }
        1 => {
            bytes.truncate(rng.usize(..bytes.len()));
            BASE64_STANDARD.encode(bytes).into()
        }
        2 => {
            bytes.insert(rng.usize(..=bytes.len()), 0);
            BASE64_STANDARD.encode(bytes).into()
        }
        3 => rng.choice(others).expect("a message").posted["Signature"].clone(),
        4 => BASE64_STANDARD.encode(vec![rng.u8(..); 256]).into(),
        _ => mutated_text(&text, rng).into(),
    };
    message.to_string().into()
}

#[test]
fn no_change_to_anything_signed_passes() {
    let rng = &mut Rng::with_seed(SEED);
    let good = good_messages();
    let served = Served::new(Ok(chain().into()));
    let verifier = authority().builder(&served).build();
    let (mut accepted, mut refused, mut mismatches) = (0, 0, 0);
    for round in 0..8000 {
        let posted = &good[round % good.len()].posted;
        let original = posted.to_string().into_bytes();
        let body = match round / good.len() % 4 {
            0 => mutated_bytes(&original, rng),
            1 | 2 => mutated_members(posted, &good, rng),
            _ => mutated_signature(posted, &good, rng),
        };
        match now_or_never(verifier.verify_at(&body, now())) {
            Ok(message) => {
                let shown = String::from_utf8_lossy(&body);
                let is_original = good.iter().any(|good| {
                    message == good.message
                        && signed_values(&body) == signed_values(good.posted.to_string().as_bytes())
                });
                assert!(is_original, "round {round}: {shown} passed, made of {posted}");
                accepted += 1;
            }
            Err(error) => {
                mismatches += u32::from(matches!(error, IpnError::SignatureMismatch));
                refused += 1;
            }
        }
    }
    // Both happen, and the signature itself is often what refuses.
    assert!(accepted > 100 && refused > 6000 && mismatches > 1000, "{accepted} {refused} {mismatches}");
}

#[test]
fn the_order_of_the_members_and_the_space_between_them_do_not_matter() {
    let rng = &mut Rng::with_seed(SEED);
    let served = Served::new(Ok(chain().into()));
    let verifier = authority().builder(&served).build();
    for Good { posted, message } in good_messages() {
        let mut members: Vec<_> = posted.as_object().expect("an object").clone().into_iter().collect();
        for _ in 0..50 {
            rng.shuffle(&mut members);
            let written: Vec<String> = members
                .iter()
                .map(|(name, value)| format!("\n {} : {value}", Value::from(name.as_str())))
                .collect();
            let body = format!("{{{}\r\n}} ", written.join(" ,"));
            let again = now_or_never(verifier.verify_at(body.as_bytes(), now()));
            assert_eq!(again.expect("the same message"), message);
        }
    }
}

/// The bytes between the marks of each certificate, by rules of this test's own.
fn certificates(pem: &[u8]) -> Option<Vec<Vec<u8>>> {
    let text: String = pem.iter().map(|&byte| char::from(byte)).collect();
    let blocks = text.split("-----BEGIN CERTIFICATE-----").skip(1);
    blocks
        .map(|block| {
            let (block, _) = block.split_once("-----END CERTIFICATE-----")?;
            let digits: String = block.chars().filter(|char| !char.is_ascii_whitespace()).collect();
            BASE64_STANDARD.decode(digits).ok()
        })
        .collect()
}

fn pem(der: &[u8]) -> String {
    let text = BASE64_STANDARD.encode(der);
    let lines: Vec<_> = text.as_bytes().chunks(64).map(String::from_utf8_lossy).collect();
    format!("-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n", lines.join("\n"))
}

#[test]
fn no_change_to_a_certificate_passes() {
    let rng = &mut Rng::with_seed(SEED);
    let originals = certificates(chain().as_bytes()).expect("two certificates");
    let body = authority().notification().to_string();
    let (mut accepted, mut refused) = (0, 0);
    for round in 0..2000 {
        let served_text: Vec<u8> = if round % 2 == 0 {
            mutated_bytes(chain().as_bytes(), rng)
        } else {
            let mut ders = originals.clone();
            let at = rng.usize(..ders.len());
            ders[at] = mutated_bytes(&ders[at], rng);
            ders.iter().map(|der| pem(der)).collect::<String>().into()
        };
        let served = Served::new(Ok(served_text.clone()));
        let verifier = authority().builder(&served).build();
        if now_or_never(verifier.verify_at(body.as_bytes(), now())).is_ok() {
            let found = certificates(&served_text);
            assert!(
                found.as_ref().is_some_and(|found| originals.iter().all(|original| found.contains(original))),
                "round {round}: {}",
                String::from_utf8_lossy(&served_text)
            );
            accepted += 1;
        } else {
            refused += 1;
        }
    }
    assert!(accepted > 0 && refused > 1800, "{accepted} {refused}");
}

#[test]
fn bytes_of_any_kind_make_no_panic() {
    let rng = &mut Rng::with_seed(SEED);
    let served = Served::new(Ok(chain().into()));
    let verifier = authority().builder(&served).build();
    for _ in 0..1000 {
        let noise: Vec<u8> = (0..rng.usize(..200)).map(|_| rng.u8(..)).collect();
        assert!(now_or_never(verifier.verify_at(&noise, now())).is_err());
        let members: Map<String, Value> =
            ["Type", "MessageId", "TopicArn", "Message", "Timestamp", "Signature", "SigningCertURL"]
                .map(|name| (name.to_owned(), String::from_utf8_lossy(&noise).into()))
                .into_iter()
                .collect();
        let body = Value::from(members).to_string();
        assert!(now_or_never(verifier.verify_at(body.as_bytes(), now())).is_err());
        let served = Served::new(Ok(noise));
        let verifier = authority().builder(&served).build();
        let body = authority().notification().to_string();
        assert!(now_or_never(verifier.verify_at(body.as_bytes(), now())).is_err());
    }
}
