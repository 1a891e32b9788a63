//! Topic, host and certificate of a message belong to one region.

mod ipn_authority;
mod ipn_support;
mod signing_support;

use amazonpay_update::ipn::{CertificateError, IpnError, Message, TopicArn, Topics, Verifier};
use ipn_authority::{CERTIFICATE_URL, authority, leaf_named, notification_at, now};
use ipn_support::{Served, now_or_never};
use std::sync::atomic::Ordering;

/// Regions whose certificate has a name of its own, and that name.
const OWN_NAMES: [(&str, &str); 21] = [
    ("af-south-1", "sns-signing.af-south-1.amazonaws.com"),
    ("ap-east-1", "sns-signing.ap-east-1.amazonaws.com"),
    ("ap-east-2", "sns-signing.ap-east-2.amazonaws.com"),
    ("ap-south-2", "sns-signing.ap-south-2.amazonaws.com"),
    ("ap-southeast-3", "sns-signing.ap-southeast-3.amazonaws.com"),
    ("ap-southeast-4", "sns-signing.ap-southeast-4.amazonaws.com"),
    ("ap-southeast-5", "sns-signing.ap-southeast-5.amazonaws.com"),
    ("ap-southeast-6", "sns-signing.ap-southeast-6.amazonaws.com"),
    ("ap-southeast-7", "sns-signing.ap-southeast-7.amazonaws.com"),
    ("ca-west-1", "sns-signing.ca-west-1.amazonaws.com"),
    ("eu-central-2", "sns-signing.eu-central-2.amazonaws.com"),
    ("eu-south-1", "sns-signing.eu-south-1.amazonaws.com"),
    ("eu-south-2", "sns-signing.eu-south-2.amazonaws.com"),
    ("il-central-1", "sns-signing.il-central-1.amazonaws.com"),
    ("me-central-1", "sns-signing.me-central-1.amazonaws.com"),
    ("me-south-1", "sns-signing.me-south-1.amazonaws.com"),
    ("mx-central-1", "sns-signing.mx-central-1.amazonaws.com"),
    ("cn-north-1", "sns-cn-north-1.amazonaws.com.cn"),
    ("cn-northwest-1", "sns-cn-northwest-1.amazonaws.com.cn"),
    ("us-gov-east-1", "sns-us-gov-west-1.amazonaws.com"),
    ("us-gov-west-1", "sns-us-gov-west-1.amazonaws.com"),
];

/// Regions of today's Amazon Pay topics, and others whose certificate has the common name.
const COMMON: [&str; 8] = [
    "us-east-1",
    "eu-west-1",
    "us-west-2",
    "ap-northeast-1",
    "ap-southeast-1",
    "ap-southeast-2",
    "sa-east-1",
    "eu-central-1",
];

fn topic(region: &str) -> String {
    let partition = match region.split_once('-') {
        Some(("cn", _)) => "aws-cn",
        _ if region.starts_with("us-gov-") => "aws-us-gov",
        _ => "aws",
    };
    format!("arn:{partition}:sns:{region}:291180941288:A3BXB0YN3XH17HA3LVSV45M75151")
}

fn host(region: &str) -> String {
    let domain = if region.starts_with("cn-") { "amazonaws.com.cn" } else { "amazonaws.com" };
    format!("sns.{region}.{domain}")
}

/// What comes of a message of a topic, when a host serves the chain of a leaf with these names.
fn verify(topic: &str, host: &str, names: &str) -> (Result<Message, IpnError>, usize) {
    let leaf = authority().issue("leaf", "intermediate", &leaf_named(names), "-days 20");
    let served = Served::new(Ok((leaf + &authority().intermediate).into()));
    let outcome = verify_served(topic, host, &served);
    (outcome, served.fetches.into_inner())
}

fn message_of(topic: &str, host: &str) -> String {
    let mut message = notification_at(now());
    message["TopicArn"] = topic.into();
    message["SigningCertURL"] = CERTIFICATE_URL.replace("sns.us-east-1.amazonaws.com", host).into();
    authority().signed(message).to_string()
}

fn verify_served(topic: &str, host: &str, served: &Served) -> Result<Message, IpnError> {
    let body = message_of(topic, host);
    let topics = Topics::only([topic.parse().expect("a topic")]);
    let verifier = Verifier::builder(topics, served).roots(authority().roots()).allow_china().build();
    now_or_never(verifier.verify_at(body.as_bytes(), now()))
}

#[track_caller]
fn assert_wrong_name(outcome: (Result<Message, IpnError>, usize), case: &str) {
    let (Err(refused), _) = outcome else { panic!("{case} is taken") };
    assert!(matches!(refused, IpnError::Certificate(CertificateError::WrongName)), "{case}: {refused:?}");
    assert!(refused.is_transient());
}

#[test]
fn a_certificate_has_the_name_of_its_region() {
    for (region, name) in OWN_NAMES {
        let (outcome, _) = verify(&topic(region), &host(region), &format!("DNS:{name}"));
        outcome.expect(region);
        // As AWS issues them where there is a name for the region.
        let both = format!("DNS:{name},DNS:{}", host(region));
        verify(&topic(region), &host(region), &both).0.expect(region);
        assert_wrong_name(verify(&topic(region), &host(region), "DNS:sns.amazonaws.com"), region);
        assert_wrong_name(verify(&topic(region), &host(region), &format!("DNS:{}", host(region))), region);
        assert_wrong_name(verify(&topic("us-east-1"), &host("us-east-1"), &format!("DNS:{name}")), region);
    }
    for region in COMMON {
        verify(&topic(region), &host(region), "DNS:sns.amazonaws.com").0.expect(region);
        let names = format!("DNS:sns-signing.{region}.amazonaws.com,DNS:{}", host(region));
        assert_wrong_name(verify(&topic(region), &host(region), &names), region);
    }
}

#[test]
fn one_region_s_certificate_signs_for_no_other() {
    let cape_town = "DNS:sns-signing.af-south-1.amazonaws.com,DNS:sns.af-south-1.amazonaws.com";
    let africa = "af-south-1";
    verify(&topic(africa), &host(africa), cape_town).0.expect("its own region");
    for region in ["eu-south-1", "us-east-1", "cn-north-1", "us-gov-west-1"] {
        assert_wrong_name(verify(&topic(region), &host(region), cape_town), region);
    }
}

#[test]
fn a_name_for_many_hosts_is_refused() {
    for names in [
        "DNS:*.amazonaws.com",
        "DNS:*.amazonaws.com,DNS:sns.amazonaws.com",
        "DNS:sns.amazonaws.com,DNS:*.us-east-1.amazonaws.com",
        "DNS:SNS.amazonaws.com.evil.example",
        "DNS:xsns.amazonaws.com",
        "DNS:amazonaws.com",
        "email:sns.amazonaws.com",
        "URI:https://sns.amazonaws.com",
        "IP:192.0.2.1",
    ] {
        assert_wrong_name(verify(&topic("us-east-1"), &host("us-east-1"), names), names);
    }
}

#[test]
fn the_host_is_in_the_region_and_the_partition_of_the_topic() {
    for (region, elsewhere) in [
        ("us-east-1", "sns.us-east-2.amazonaws.com"),
        ("us-east-1", "sns.af-south-1.amazonaws.com"),
        ("us-east-1", "sns.us-gov-west-1.amazonaws.com"),
        ("us-east-1", "sns.cn-north-1.amazonaws.com.cn"),
        ("cn-north-1", "sns.us-east-1.amazonaws.com"),
        ("cn-north-1", "sns.cn-northwest-1.amazonaws.com.cn"),
        ("us-gov-west-1", "sns.us-gov-east-1.amazonaws.com"),
        // A region's host ends in the domain of its partition.
        ("us-east-1", "sns.us-east-1.amazonaws.com.cn"),
        ("cn-north-1", "sns.cn-north-1.amazonaws.com"),
    ] {
        let served = Served::new(Ok((authority().leaf.clone() + &authority().intermediate).into()));
        let refused = verify_served(&topic(region), elsewhere, &served).expect_err(elsewhere);
        assert!(matches!(refused, IpnError::CertificateRegion | IpnError::CertificateUrl), "{refused:?}");
        assert_eq!(refused.status().as_u16(), 400, "{elsewhere}: {refused:?}");
        assert_eq!(served.fetches.load(Ordering::Relaxed), 0, "{elsewhere}");
    }
}

#[test]
fn a_region_in_china_is_for_those_who_allow_it() {
    let name = "DNS:sns-cn-north-1.amazonaws.com.cn";
    let leaf = authority().issue("leaf", "intermediate", &leaf_named(name), "-days 20");
    let served = Served::new(Ok((leaf + &authority().intermediate).into()));
    verify_served(&topic("cn-north-1"), &host("cn-north-1"), &served).expect("it is allowed");
    let topics = Topics::only([topic("cn-north-1").parse().expect("a topic")]);
    let verifier = Verifier::builder(topics, &served).roots(authority().roots()).build();
    let body = message_of(&topic("cn-north-1"), &host("cn-north-1"));
    let refused = now_or_never(verifier.verify_at(body.as_bytes(), now())).expect_err("it is not allowed");
    assert!(matches!(refused, IpnError::CertificateUrl), "{refused:?}");
}

#[test]
fn a_topic_s_partition_is_that_of_its_region() {
    for region in COMMON.into_iter().chain(OWN_NAMES.map(|(region, _)| region)) {
        let right = topic(region);
        right.parse::<TopicArn>().expect(region);
        for partition in ["aws", "aws-cn", "aws-us-gov"] {
            let other = format!("arn:{partition}:{}", right.splitn(3, ':').nth(2).expect("the rest"));
            assert_eq!(other.parse::<TopicArn>().is_ok(), other == right, "{other}");
        }
    }
}
