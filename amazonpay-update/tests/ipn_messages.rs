//! The form of a message, the policy, and what a verified message gives.

mod ipn_authority;
mod ipn_support;
mod signing_support;

use amazonpay_update::config::AnyAccount;
use amazonpay_update::ipn::{
    DEFAULT_MAX_AGE, IpnError, MAX_BODY_BYTES, MAX_CLOCK_SKEW, Message, SubscribeUrl, TopicArn, Topics,
    Verifier,
};
use amazonpay_update::region::RegionName;
use amazonpay_update::{Account, Environment, SigningKey, Uk};
use ipn_authority::{TOPIC, authority, confirmation_at, notification_at, now};
use ipn_support::{Served, now_or_never};
use serde_json::{Value, json};
use signing_support::Keys;
use std::error::Error;
use std::time::{Duration, SystemTime};

fn served() -> Served {
    Served::new(Ok((authority().leaf.clone() + &authority().intermediate).into()))
}

fn verify(body: &[u8]) -> Result<Message, IpnError> {
    now_or_never(authority().builder(&served()).build().verify_at(body, now()))
}

fn verify_json(message: &Value) -> Result<Message, IpnError> {
    verify(message.to_string().as_bytes())
}

/// The error for a body, for which nothing may be fetched.
fn refused_unfetched(body: &[u8]) -> IpnError {
    let served = served();
    let refused = now_or_never(authority().builder(&served).build().verify_at(body, now()));
    assert_eq!(served.fetches.into_inner(), 0, "something was fetched");
    refused.expect_err("a wrong message")
}

/// A good notification with one member changed, without a new signature.
fn with(member: &str, value: impl Into<Value>) -> Vec<u8> {
    let mut message = authority().notification().clone();
    message[member] = value.into();
    message.to_string().into()
}

#[test]
fn a_notification_gives_what_was_signed() {
    let posted = authority().notification();
    let Ok(Message::Notification(notification)) = verify_json(posted) else { panic!("a notification") };
    assert_eq!(notification.message_id(), posted["MessageId"]);
    assert_eq!(notification.topic_arn().as_str(), TOPIC);
    assert_eq!(notification.subject(), Some("a subject"));
    assert_eq!(notification.message(), posted["Message"]);
    assert_eq!(notification.timestamp(), now());
    assert_eq!(notification.timestamp_text(), posted["Timestamp"]);
}

#[test]
fn a_notification_may_have_no_subject() {
    for absent in [None, Some(Value::Null)] {
        let mut message = notification_at(now());
        let members = message.as_object_mut().expect("an object");
        members.remove("Subject");
        members.extend(absent.map(|null| ("Subject".to_owned(), null)));
        let message = authority().signed(message);
        let Ok(Message::Notification(notification)) = verify_json(&message) else { panic!("a notification") };
        assert_eq!(notification.subject(), None);
    }
}

#[test]
fn confirmations_give_what_was_signed() {
    let check = |posted: &Value, token: &str, url: &SubscribeUrl, message: &str| {
        assert_eq!(token, posted["Token"]);
        assert_eq!(url.as_str(), posted["SubscribeURL"]);
        assert_eq!(message, posted["Message"]);
    };
    let posted = authority().signed(confirmation_at(now(), "SubscriptionConfirmation"));
    let Ok(Message::SubscriptionConfirmation(it)) = verify_json(&posted) else { panic!("a confirmation") };
    check(&posted, it.token(), it.subscribe_url(), it.message());
    let posted = authority().signed(confirmation_at(now(), "UnsubscribeConfirmation"));
    let Ok(Message::UnsubscribeConfirmation(it)) = verify_json(&posted) else { panic!("a confirmation") };
    check(&posted, it.token(), it.subscribe_url(), it.message());
}

#[test]
fn a_confirmation_leads_to_sns_and_nowhere_else() {
    let mut message = confirmation_at(now(), "SubscriptionConfirmation");
    message["SubscribeURL"] = "https://evil.example/?Action=ConfirmSubscription".into();
    let refused = refused_unfetched(authority().signed(message).to_string().as_bytes());
    assert!(matches!(refused, IpnError::SubscribeUrl), "{refused:?}");
}

#[test]
fn members_nobody_signs_change_nothing() {
    let expected = verify_json(authority().notification()).expect("a notification");
    let mut message = authority().notification().clone();
    message["UnsubscribeURL"] = "https://evil.example/".into();
    message["MessageAttributes"] = json!({ "a": { "Type": "String", "Value": "b" } });
    message["Token"] = "of another type".into();
    assert_eq!(verify_json(&message).expect("a notification"), expected);
}

#[test]
fn each_required_member_is_required() {
    let both = [notification_at(now()), confirmation_at(now(), "UnsubscribeConfirmation")];
    for message in both.map(|message| authority().signed(message)) {
        let optional = ["Subject", "UnsubscribeURL"];
        let members: Vec<_> = message.as_object().expect("an object").keys().cloned().collect();
        for name in members.iter().filter(|name| !optional.contains(&name.as_str())) {
            for absent in [None, Some(json!(null)), Some(json!(""))] {
                let mut wrong = message.clone();
                wrong.as_object_mut().expect("an object").remove(name);
                if let Some(value) = absent {
                    wrong[name] = value;
                }
                let refused = refused_unfetched(wrong.to_string().as_bytes());
                assert!(
                    matches!(refused, IpnError::MissingMember { member } if member == name),
                    "{name}: {refused:?}"
                );
            }
            let mut wrong = message.clone();
            wrong[name] = 1.into();
            let refused = refused_unfetched(wrong.to_string().as_bytes());
            assert!(matches!(refused, IpnError::NotAString { member, .. } if member == name), "{refused:?}");
        }
    }
}

#[test]
fn what_another_type_has_is_a_string_too() {
    for member in ["SubscribeURL", "Token", "UnsubscribeURL", "Subject"] {
        let refused = refused_unfetched(&with(member, 1));
        assert!(
            matches!(refused, IpnError::NotAString { member: named, .. } if named == member),
            "{refused:?}"
        );
    }
}

#[test]
fn one_line_is_one_line() {
    for (member, value) in [
        ("MessageId", "a\nb"),
        ("MessageId", "a\u{85}b"),
        ("Subject", "a\nb"),
        ("Timestamp", "2026-01-02T03:04:05.678Z\n"),
        ("TopicArn", "arn:aws:sns:us-east-1:291180941288:A3BXB0YN3XH17HA3LVSV45M75151\r"),
        ("Type", "Notification\0"),
    ] {
        let refused = refused_unfetched(&with(member, value));
        assert!(
            matches!(refused, IpnError::ControlCharacter { member: named } if named == member),
            "{refused:?}"
        );
    }
    let mut confirmation = confirmation_at(now(), "SubscriptionConfirmation");
    confirmation["Token"] = "a\nb".into();
    let refused = refused_unfetched(authority().signed(confirmation).to_string().as_bytes());
    assert!(matches!(refused, IpnError::ControlCharacter { member: "Token" }), "{refused:?}");
}

#[test]
fn a_signature_stands_for_one_message_and_not_for_another_cut_of_the_same_text() {
    // The text that is signed is the same for both: only where one member ends differs.
    let mut signed = notification_at(now());
    signed.as_object_mut().expect("an object").remove("Subject");
    signed["Message"] = "paid\nMessageId\nforged\nSubject\nrest".into();
    let signed = authority().signed(signed);
    verify_json(&signed).expect("as it was signed");
    let mut forged = signed.clone();
    forged["Message"] = "paid".into();
    forged["MessageId"] = "forged".into();
    forged["Subject"] = format!("rest\nMessageId\n{}", signed["MessageId"].as_str().expect("an id")).into();
    let refused = refused_unfetched(forged.to_string().as_bytes());
    assert!(matches!(refused, IpnError::ControlCharacter { member: "Subject" }), "{refused:?}");
}

#[test]
fn what_is_not_a_message_is_refused_in_words_of_its_own() {
    let good = authority().notification().to_string();
    let padded = |length: usize| [good.as_bytes(), &vec![b' '; length - good.len()]].concat();
    verify(&padded(MAX_BODY_BYTES)).expect("the longest there is");
    let refused = refused_unfetched(&padded(MAX_BODY_BYTES + 1));
    assert!(matches!(refused, IpnError::TooLarge { bytes } if bytes == MAX_BODY_BYTES + 1), "{refused:?}");
    assert!(matches!(refused_unfetched(b"\xFF{}"), IpnError::NotUtf8));
    assert!(matches!(refused_unfetched(b""), IpnError::NotJson { line: 1, column: 1 }));
    assert!(matches!(refused_unfetched(format!("{good}x").as_bytes()), IpnError::NotJson { .. }));
    assert!(matches!(refused_unfetched("[".repeat(9999).as_bytes()), IpnError::TooDeep));
    assert!(matches!(refused_unfetched(b"[]"), IpnError::NotAnObject { found: "a list" }));
    let nested = with("MessageAttributes", json!({ "twice": {} }));
    let nested =
        String::from_utf8(nested).expect("UTF-8").replace("\"twice\":{}", "\"twice\":{},\"twice\":{}");
    assert!(matches!(refused_unfetched(nested.as_bytes()), IpnError::DuplicateKey));
    for member in ["SigningCertUrl", "SubscribeUrl", "UnsubscribeUrl"] {
        let refused = refused_unfetched(&with(member, "x"));
        assert!(matches!(refused, IpnError::LambdaSpelling { member: named, .. } if named == member));
    }
    for timestamp in [
        "2026-01-02T03:04:05Z",
        "2026-01-02T03:04:05.678+00:00",
        "2026-01-02 03:04:05.678Z",
        "2026-02-30T03:04:05.678Z",
        "2026-01-02T25:04:05.678Z",
        "１026-01-02T03:04:05.6Z",
        "now",
    ] {
        assert!(
            matches!(refused_unfetched(&with("Timestamp", timestamp)), IpnError::Timestamp),
            "{timestamp}"
        );
    }
    for signature in ["AAAA=", "AA==\n", "AAA", "AB==", "-_-_", "A A="] {
        let refused = refused_unfetched(&with("Signature", signature));
        assert!(matches!(refused, IpnError::SignatureNotBase64), "{signature:?}");
    }
}

/// On some platforms no clock holds these, and reading one as a time of the clock panics.
#[test]
fn a_date_before_1970_is_refused_by_name() {
    for timestamp in [
        "1969-12-31T23:59:59.999Z",
        "1600-12-31T23:59:59.999Z",
        "0001-01-01T00:00:00.000Z",
        "0000-01-01T00:00:00.000Z",
    ] {
        let refused = refused_unfetched(&with("Timestamp", timestamp));
        assert!(matches!(refused, IpnError::TimestampBefore1970), "{timestamp}: {refused:?}");
        assert_eq!(refused.status().as_u16(), 400);
        let words = refused.to_string();
        assert!(words.contains("`Timestamp`") && words.contains("1970"), "{timestamp}: {words}");
    }
    for timestamp in ["1970-01-01T00:00:00.000Z", "1970-01-01T00:00:00.001Z"] {
        let refused = refused_unfetched(&with("Timestamp", timestamp));
        assert!(matches!(refused, IpnError::TooOld { .. }), "{timestamp}: {refused:?}");
    }
    let last = refused_unfetched(&with("Timestamp", "9999-12-30T21:59:59.999Z"));
    assert!(matches!(last, IpnError::FromTheFuture), "{last:?}");
    let beyond = refused_unfetched(&with("Timestamp", "9999-12-31T23:59:59.999Z"));
    assert_eq!(beyond.status().as_u16(), 400, "{beyond:?}");
}

#[test]
fn a_topic_has_the_form_of_its_arn() {
    assert_eq!(TOPIC.parse::<TopicArn>().expect("a topic").to_string(), TOPIC);
    let long = format!("arn:aws:sns:us-east-1:291180941288:{}", "a".repeat(257));
    for wrong in [
        "",
        "A1TOPIC",
        "arn:aws:sqs:us-east-1:291180941288:A1TOPIC",
        "arn:evil:sns:us-east-1:291180941288:A1TOPIC",
        "arn:aws:sns:everywhere:291180941288:A1TOPIC",
        "arn:aws:sns:us-east-1:29118094120:A1TOPIC",
        "arn:aws:sns:us-east-1:29118094120a:A1TOPIC",
        "arn:aws:sns:us-east-1:291180941288:",
        "arn:aws:sns:us-east-1:291180941288:A3BXB0YN3XH17HA3LVSV45M75151:x",
        "arn:aws:sns:us-east-1:291180941288:A1 TOPIC",
        "arn:aws:sns:us-east-1:291180941288:*",
        &long,
    ] {
        assert!(wrong.parse::<TopicArn>().is_err(), "{wrong}");
    }
    assert!(matches!(refused_unfetched(&with("TopicArn", "A1TOPIC")), IpnError::TopicArn));
}

#[test]
fn only_the_topics_that_were_named_are_heard() {
    let body = authority().notification().to_string();
    let served = served();
    let verify = |topics| {
        let verifier = Verifier::builder(topics, &served).roots(authority().roots()).build();
        now_or_never(verifier.verify_at(body.as_bytes(), now()))
    };
    let other = || "arn:aws:sns:us-east-1:291180941288:OTHER".parse().expect("a topic");
    let mine = || TOPIC.parse().expect("a topic");
    for topics in [Topics::only([]), Topics::only([other()])] {
        let refused = verify(topics).expect_err("it is not one of these");
        assert!(matches!(&refused, IpnError::TopicNotAllowed { topic } if *topic == mine()), "{refused:?}");
        // The line to add, in the program and for the tool.
        for words in [format!("\"{TOPIC}\".parse()?"), format!("--topic-arn {TOPIC}")] {
            assert!(refused.to_string().contains(&words), "{refused}");
        }
    }
    verify(Topics::only([other(), mine()])).expect("one of two");
    verify(Topics::only([other()]).and(Topics::only([mine()]))).expect("one of two");
    verify(Topics::only([other()]).and(Topics::any())).expect("any");
    verify([Topics::only([other()]), Topics::only([mine()])].into_iter().collect()).expect("one of two");
    assert!(verify([Topics::only([other()])].into_iter().collect()).is_err());
    assert!(verify(std::iter::empty::<Topics>().collect()).is_err(), "none is none");
    verify(Topics::any()).expect("any");
}

#[test]
fn a_topic_is_named_only_when_sns_signed_it() {
    let invented = "arn:aws:sns:us-east-1:291180941288:Invented";
    let refused = verify(&with("TopicArn", invented)).expect_err("nobody signed it");
    assert!(matches!(refused, IpnError::SignatureMismatch), "{refused:?}");
    let words = format!("{refused} {refused:?}");
    assert!(!words.contains("Invented"), "{words}");

    let signed = |topic: &str| {
        let mut message = notification_at(now());
        message["TopicArn"] = topic.into();
        verify_json(&authority().signed(message)).expect_err("it is not expected").to_string()
    };
    let words = signed(invented);
    assert!(words.contains("if the topic's name ends with your merchant id"), "{words}");
    // Another partition has account numbers of its own.
    let china: TopicArn = "arn:aws-cn:sns:cn-north-1:291180941288:A3BXB0YN3XH17H".parse().expect("a topic");
    assert!(!china.is_of_amazon_pay());
    let words = signed("arn:aws:sns:us-east-1:111122223333:A3BXB0YN3XH17HA3LVSV45M75151");
    assert!(words.contains("anybody can have a topic") && words.contains("291180941288"), "{words}");
}

#[test]
fn a_topic_is_made_from_an_account_where_its_marketplace_is_known() {
    let merchant_id = amazonpay_update::merchant_id!("A3LVSV45M75151");
    let topic = |region, environment| Topics::of_merchant(&merchant_id, region, environment);
    for (region, environment, expected) in [
        (RegionName::Us, Environment::Sandbox, "us-east-1:291180941288:A3BXB0YN3XH17H"),
        (RegionName::Us, Environment::Live, "us-east-1:291180941288:AGWSWK15IEJJ7"),
        (RegionName::Eu, Environment::Sandbox, "eu-west-1:291180941288:A1G8446IYHA4MR"),
        (RegionName::Uk, Environment::Sandbox, "eu-west-1:291180941288:A3M3RRFO9XDT2G"),
        (RegionName::Jp, Environment::Sandbox, "us-west-2:291180941288:A31YDYE76E6TCP"),
    ] {
        let arn = format!("arn:aws:sns:{expected}A3LVSV45M75151").parse().expect("a topic");
        assert_eq!(topic(region, environment).expect("it is known"), Topics::only([arn]));
    }
    for region in [RegionName::Eu, RegionName::Uk, RegionName::Jp] {
        let unknown = topic(region, Environment::Live).expect_err("nobody has seen it");
        assert_eq!((unknown.region, unknown.environment), (region, Environment::Live));
        assert!(unknown.to_string().contains("`Topics::only([])`"), "{unknown}");
    }
}

#[test]
fn a_topic_is_made_from_an_account_itself() {
    let keys = Keys::new();
    keys.run("openssl genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out key.pem");
    let key = SigningKey::from_pem(&keys.read("key.pem")).expect("a key");
    let merchant_id = amazonpay_update::merchant_id!("A3LVSV45M75151");
    let key_id = amazonpay_update::public_key_id!("SANDBOX-AEXAMPLEKEYID");
    let account =
        Account::<Uk>::new(merchant_id.clone(), key_id, key, Environment::Sandbox).expect("an account");
    let expected = Topics::of_merchant(&merchant_id, RegionName::Uk, Environment::Sandbox);
    assert_eq!(Topics::of_account(&account), expected);
    assert_eq!(Topics::of_account(&AnyAccount::from(account)), expected);
}

#[test]
fn topics_come_from_configuration() {
    let other = "arn:aws:sns:eu-west-1:291180941288:A1G8446IYHA4MRA3LVSV45M75151";
    let both = || Topics::only([TOPIC, other].map(|topic| topic.parse().expect("a topic")));
    for text in [format!("{TOPIC},{other}"), format!(" {other}\n{TOPIC}, {TOPIC}\r\n")] {
        assert_eq!(text.parse(), Ok(both()), "{text:?}");
        assert_eq!(serde_json::from_value::<Topics>(text.into()).expect("topics"), both());
    }
    assert_eq!(serde_json::from_value::<Topics>(json!([TOPIC, other])).expect("topics"), both());
    for wrong in ["", " , ", "A3LVSV45M75151", &format!("{TOPIC};{other}"), &format!("{TOPIC} *")] {
        assert!(wrong.parse::<Topics>().is_err(), "{wrong}");
        assert!(serde_json::from_value::<Topics>(wrong.into()).is_err(), "{wrong}");
        assert!(serde_json::from_value::<Topics>(json!([TOPIC, wrong])).is_err(), "{wrong}");
    }
    assert!(serde_json::from_value::<Topics>(json!({ "only": TOPIC })).is_err());
}

#[test]
fn a_raw_delivery_is_told_to_be_one() {
    for body in [
        json!({ "MerchantID": "A1", "NotificationType": "STATE_CHANGE", "NotificationVersion": "V2" }),
        json!({ "merchantID": "A1", "notificationVersion": "V2" }),
        json!({ "NotificationReferenceId": "1", "NotificationData": "<x/>" }),
    ] {
        let refused = refused_unfetched(body.to_string().as_bytes());
        assert!(matches!(refused, IpnError::RawDelivery), "{refused:?}");
        assert!(refused.to_string().contains("turn raw message delivery off"), "{refused}");
    }
    // With a part of the envelope, what is missing is named.
    let refused = refused_unfetched(br#"{"Type":"Notification","NotificationVersion":"V2"}"#);
    assert!(matches!(refused, IpnError::MissingMember { .. }), "{refused:?}");
    assert!(matches!(refused_unfetched(b"{}"), IpnError::MissingMember { member: "Type" }));
}

#[test]
fn a_message_is_heard_for_its_time() {
    let body = authority().notification().to_string();
    let (served, second) = (served(), Duration::from_secs(1));
    let at = |when: SystemTime, max_age: Option<Duration>| {
        let builder = authority().builder(&served);
        let builder = if let Some(max_age) = max_age { builder.max_age(max_age) } else { builder };
        now_or_never(builder.build().verify_at(body.as_bytes(), when))
    };
    at(now() + DEFAULT_MAX_AGE, None).expect("just in time");
    assert!(matches!(at(now() + DEFAULT_MAX_AGE + second, None), Err(IpnError::TooOld { .. })));
    at(now() + second, Some(second)).expect("just in time");
    let refused = at(now() + 2 * second, Some(second)).unwrap_err();
    assert!(matches!(refused, IpnError::TooOld { max_age } if max_age == second), "{refused:?}");
    let ahead = |by: Duration| verify_json(&authority().signed(notification_at(now() + by)));
    ahead(MAX_CLOCK_SKEW).expect("a clock may be slow");
    assert!(matches!(ahead(MAX_CLOCK_SKEW + second), Err(IpnError::FromTheFuture)));
}

#[test]
fn neither_an_error_nor_debug_shows_what_a_message_says() {
    let secret = "Nobody-Should-See-This";
    let mut bodies: Vec<Vec<u8>> =
        ["Type", "TopicArn", "Timestamp", "SignatureVersion", "Signature", "SigningCertURL"]
            .map(|member| with(member, secret))
            .into();
    bodies.extend([
        with("Message", secret),
        with("MessageId", format!("{secret}\n")),
        with("MessageId", secret),
    ]);
    bodies.push(format!("{{\"{secret}\":\"{secret}\",\"{secret}\":1}}").into());
    bodies.push(format!("{{\"{secret}\":\"{secret}\"{secret}").into());
    for body in bodies {
        let refused = verify(&body).expect_err("a wrong message");
        let errors = std::iter::successors(Some(&refused as &dyn Error), |&error| error.source());
        let words: Vec<_> = errors.map(|error| format!("{error} {error:?}")).collect();
        assert!(!words.concat().contains(secret), "{words:?}");
    }
    let mut confirmation = confirmation_at(now(), "SubscriptionConfirmation");
    confirmation["Token"] = secret.into();
    confirmation["Message"] = secret.into();
    confirmation["SubscribeURL"] = format!("https://sns.us-east-1.amazonaws.com/?Token={secret}").into();
    let message = verify_json(&authority().signed(confirmation)).expect("a confirmation");
    assert!(!format!("{message:?}").contains(secret));
}
