//! Makes the posted body of an announced message.

use super::authority::{self, Authority};
use super::envelope::Envelope;
use super::notification::{Forgery, Kind, SignatureVersion};
use super::outbox::Announced;
use crate::setup::Setup;
use crate::shared::Shared;
use http::{HeaderValue, Request, Uri, header};
use serde::Serialize;

/// The AWS account in which Amazon Pay's topics are.
const AMAZON_PAY: &str = "291180941288";

/// A region in which Amazon Pay has no topics.
const OTHER_REGION: &str = "ap-southeast-2";

const SUBSCRIPTION: &str = "57a9d1e0-0000-4000-8000-000000000000";

/// Amazon Pay's own JSON, a notification's `Message`.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Change<'a> {
    #[serde(rename = "MerchantID")]
    merchant_id: &'a str,
    object_type: &'a str,
    object_id: &'a str,
    charge_permission_id: &'a str,
    notification_type: &'a str,
    notification_id: &'a str,
    notification_version: &'a str,
}

/// The body as it is posted.
pub(super) fn body<'a>(announced: &'a Announced, shared: &Shared) -> &'a str {
    announced.body.get_or_init(|| signed(announced, shared))
}

/// The request of an attempt.
pub(super) fn request(announced: &Announced, shared: &Shared, uri: &Uri) -> Request<String> {
    let topic = topic(announced, &shared.setup);
    let is_subscribed = announced.notification.kind != Kind::SubscriptionConfirmation;
    let mut request = Request::new(body(announced, shared).to_owned());
    *request.method_mut() = http::Method::POST;
    *request.uri_mut() = uri.clone();
    let headers = request.headers_mut();
    let mut set = |name, value: &str| {
        // What is no header, a topic with a line break for example, SNS could not send either.
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    };
    set("x-amz-sns-message-type", type_of(&announced.notification.kind));
    set("x-amz-sns-message-id", &announced.message_id);
    set("x-amz-sns-topic-arn", &topic);
    if is_subscribed {
        set("x-amz-sns-subscription-arn", &subscription_to(&topic));
    }
    set(header::CONTENT_TYPE.as_str(), "text/plain; charset=UTF-8");
    set(header::USER_AGENT.as_str(), "Amazon Simple Notification Service Agent");
    set(header::ACCEPT_ENCODING.as_str(), "gzip,deflate");
    request
}

fn signed(announced: &Announced, shared: &Shared) -> String {
    let notification = &announced.notification;
    let forgery = notification.forgery;
    let authority = match forgery {
        Some(Forgery::OtherAuthority | Forgery::OtherHost) => authority::stranger(),
        _ => authority::sns(),
    };
    let mut envelope = Envelope::new(members(announced, shared, authority));
    let mut signature = envelope.signature(notification.version, &authority.key);
    match forgery {
        Some(Forgery::Message) => {
            let other = Kind::AmazonPay {
                object_type: "CHARGE_PERMISSION",
                id: "B01-9999999-9999999".to_owned(),
                charge_permission_id: "B01-9999999-9999999".to_owned(),
                state_changed: false,
            };
            envelope.set("Message", message(announced, &other, &shared.setup));
        }
        // Still Base64 of as many bytes, and below the modulus.
        Some(Forgery::Signature) => {
            let (first, rest) = signature.split_at(64);
            signature = first.chars().rev().chain(rest.chars()).collect();
            signature.replace_range(..1, "A");
        }
        _ => {}
    }
    envelope.set("Signature", signature);
    envelope.to_json()
}

/// In the order in which SNS writes them; `Signature` is empty yet.
fn members(announced: &Announced, shared: &Shared, authority: &Authority) -> Vec<(&'static str, String)> {
    let notification = &announced.notification;
    let topic = topic(announced, &shared.setup);
    let sns = format!("https://{}", shared.setup.region.sns_host());
    let certificate_host = match notification.forgery {
        Some(Forgery::OtherHost) => format!("https://localhost:{}", shared.setup.port),
        _ => sns.clone(),
    };
    let mut members =
        vec![("Type", type_of(&notification.kind).to_owned()), ("MessageId", announced.message_id.clone())];
    if let Some(token) = &announced.token {
        members.push(("Token", token.clone()));
    }
    members.push(("TopicArn", topic.clone()));
    if let Some(subject) = notification.subject.as_ref().filter(|_| announced.token.is_none()) {
        members.push(("Subject", subject.clone()));
    }
    members.push(("Message", message(announced, &notification.kind, &shared.setup)));
    if let Some(token) = &announced.token {
        members.push((
            "SubscribeURL",
            format!("{sns}/?Action=ConfirmSubscription&TopicArn={topic}&Token={token}"),
        ));
    }
    let version = match notification.version {
        SignatureVersion::V1 => "1",
        SignatureVersion::V2 => "2",
    };
    members.extend([
        ("Timestamp", announced.timestamp.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string()),
        ("SignatureVersion", version.to_owned()),
        ("Signature", String::new()),
        ("SigningCertURL", format!("{certificate_host}{}", authority.path)),
    ]);
    if announced.token.is_none() {
        let subscription = subscription_to(&topic);
        members.push(("UnsubscribeURL", format!("{sns}/?Action=Unsubscribe&SubscriptionArn={subscription}")));
    }
    members
}

fn message(announced: &Announced, kind: &Kind, setup: &Setup) -> String {
    let topic = topic(announced, setup);
    match kind {
        Kind::AmazonPay { object_type, id, charge_permission_id, state_changed } => {
            let change = Change {
                merchant_id: setup.merchant(),
                object_type,
                object_id: id,
                charge_permission_id,
                notification_type: if *state_changed { "STATE_CHANGE" } else { "ATTRIBUTE_CHANGE" },
                notification_id: &announced.notification_id,
                notification_version: "V2",
            };
            serde_json::to_string(&change).expect("all of it is text")
        }
        Kind::Text(text) => text.clone(),
        Kind::SubscriptionConfirmation => format!(
            "You have chosen to subscribe to the topic {topic}.\n\
             To confirm the subscription, visit the SubscribeURL included in this message."
        ),
        Kind::UnsubscribeConfirmation => format!(
            "You have chosen to deactivate subscription {}.\n\
             To cancel this operation and restore the subscription, visit the SubscribeURL included in this message.",
            subscription_to(&topic)
        ),
    }
}

fn type_of(kind: &Kind) -> &'static str {
    match kind {
        Kind::AmazonPay { .. } | Kind::Text(_) => "Notification",
        Kind::SubscriptionConfirmation => "SubscriptionConfirmation",
        Kind::UnsubscribeConfirmation => "UnsubscribeConfirmation",
    }
}

fn topic(announced: &Announced, setup: &Setup) -> String {
    let notification = &announced.notification;
    if let Some(topic) = &notification.topic {
        return topic.clone();
    }
    let region = if notification.other_region { OTHER_REGION } else { setup.region.facts().sns_region };
    topic_in(region, setup)
}

fn topic_in(region: &str, setup: &Setup) -> String {
    let (marketplace, merchant) = (setup.region.marketplace(setup.environment), setup.merchant());
    format!("arn:aws:sns:{region}:{AMAZON_PAY}:{marketplace}{merchant}")
}

/// Amazon Pay's topic for the merchant.
pub(crate) fn merchants_topic(setup: &Setup) -> String {
    topic_in(setup.region.facts().sns_region, setup)
}

/// The subscription of the merchant's endpoint to Amazon Pay's topic.
pub(super) fn subscription(setup: &Setup) -> String {
    subscription_to(&merchants_topic(setup))
}

fn subscription_to(topic: &str) -> String {
    format!("{topic}:{SUBSCRIPTION}")
}
