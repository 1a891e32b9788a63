//! A verified message. Nothing outside this module can make one.

use super::topic::TopicArn;
use super::url::SubscribeUrl;
use std::fmt;
use std::time::SystemTime;

/// A message that SNS signed, for a topic that the verifier expects.
///
/// The signature covers every value of this type. It does not cover `UnsubscribeURL`, so this type does not have that
/// URL.
///
/// SNS delivers a message at least once and in no particular order. A message that comes again has the same
/// [`message_id`](Message::message_id).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Message {
    /// A notification, usually of Amazon Pay.
    Notification(SnsNotification),
    /// SNS asks whether the endpoint wants the topic's messages. Amazon Pay manages its subscriptions, so there is
    /// nothing to do unless the subscription is your own.
    SubscriptionConfirmation(SubscriptionConfirmation),
    /// The endpoint gets no more messages of the topic.
    UnsubscribeConfirmation(UnsubscribeConfirmation),
}

impl Message {
    fn header(&self) -> &Header {
        match self {
            Message::Notification(message) => &message.header,
            Message::SubscriptionConfirmation(message) => &message.header,
            Message::UnsubscribeConfirmation(message) => &message.header,
        }
    }

    /// The `MessageId`: the same each time SNS delivers this message.
    #[must_use]
    pub fn message_id(&self) -> &str {
        &self.header().message_id
    }

    /// The topic to which the message was published.
    #[must_use]
    pub fn topic_arn(&self) -> &TopicArn {
        &self.header().topic_arn
    }

    /// The `Type`, as SNS spells it.
    #[must_use]
    pub fn message_type(&self) -> &'static str {
        match self {
            Message::Notification(_) => "Notification",
            Message::SubscriptionConfirmation(_) => "SubscriptionConfirmation",
            Message::UnsubscribeConfirmation(_) => "UnsubscribeConfirmation",
        }
    }

    /// The `Message` itself, as text.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.header().message
    }

    /// When the message was published.
    #[must_use]
    pub fn timestamp(&self) -> SystemTime {
        self.header().timestamp
    }

    /// The text that SNS signs: the name and the value of each signed member, each on a line of its own, sorted by
    /// name.
    ///
    /// `Message` may have line feeds, and the members after it may not. So the text can be read back from its end in
    /// only one way, and no two messages share it.
    ///
    /// <https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message-verify-message-signature.html>
    pub(super) fn string_to_sign(&self) -> String {
        let header = self.header();
        let (subject, subscribe_url, token) = match self {
            Message::Notification(message) => (message.subject(), None, None),
            Message::SubscriptionConfirmation(message) => {
                (None, Some(message.subscribe_url.as_str()), Some(message.token.as_str()))
            }
            Message::UnsubscribeConfirmation(message) => {
                (None, Some(message.subscribe_url.as_str()), Some(message.token.as_str()))
            }
        };
        let members = [
            ("Message", Some(header.message.as_str())),
            ("MessageId", Some(&header.message_id)),
            ("Subject", subject),
            ("SubscribeURL", subscribe_url),
            ("Timestamp", Some(&header.timestamp_text)),
            ("Token", token),
            ("TopicArn", Some(header.topic_arn.as_str())),
            ("Type", Some(self.message_type())),
        ];
        let lines = || members.iter().filter_map(|&(name, value)| Some((name, value?)));
        let length = lines().map(|(name, value)| name.len() + value.len() + 2).sum();
        let mut text = String::with_capacity(length);
        for (name, value) in lines() {
            text.extend([name, "\n", value, "\n"]);
        }
        text
    }
}

/// The members that all three types have.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) message_id: String,
    pub(super) topic_arn: TopicArn,
    pub(super) message: String,
    pub(super) timestamp: SystemTime,
    pub(super) timestamp_text: String,
}

/// Declares a type with the common members and its own members.
macro_rules! message_type {
    ($(#[$words:meta])* $name:ident { $($field:ident: $type:ty),* }) => {
        $(#[$words])*
        #[derive(Clone, PartialEq, Eq)]
        pub struct $name {
            pub(super) header: Header,
            $(pub(super) $field: $type,)*
        }

        impl $name {
            /// The `MessageId`: the same each time SNS delivers this message.
            #[must_use]
            pub fn message_id(&self) -> &str {
                &self.header.message_id
            }

            /// The topic to which the message was published.
            #[must_use]
            pub fn topic_arn(&self) -> &TopicArn {
                &self.header.topic_arn
            }

            /// The `Message` itself, as text.
            #[must_use]
            pub fn message(&self) -> &str {
                &self.header.message
            }

            /// When the message was published.
            #[must_use]
            pub fn timestamp(&self) -> SystemTime {
                self.header.timestamp
            }

            /// The `Timestamp` as SNS wrote it.
            #[must_use]
            pub fn timestamp_text(&self) -> &str {
                &self.header.timestamp_text
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($name))
                    .field("message_id", &self.header.message_id)
                    .field("topic_arn", &self.header.topic_arn)
                    .field("timestamp", &self.header.timestamp_text)
                    .finish_non_exhaustive()
            }
        }
    };
}

message_type! {
    /// A `Notification`, verified.
    SnsNotification { subject: Option<String> }
}

message_type! {
    /// A `SubscriptionConfirmation`, verified.
    SubscriptionConfirmation { token: String, subscribe_url: SubscribeUrl }
}

message_type! {
    /// An `UnsubscribeConfirmation`, verified.
    UnsubscribeConfirmation { token: String, subscribe_url: SubscribeUrl }
}

impl SnsNotification {
    /// The `Subject`, if the notification has one.
    #[must_use]
    pub fn subject(&self) -> Option<&str> {
        self.subject.as_deref()
    }
}

impl SubscriptionConfirmation {
    /// The `Token` that confirms the subscription. It is a secret: keep it out of logs.
    #[must_use]
    pub fn token(&self) -> &str {
        &self.token
    }

    /// The URL that confirms the subscription. Nothing here opens it.
    #[must_use]
    pub fn subscribe_url(&self) -> &SubscribeUrl {
        &self.subscribe_url
    }
}

impl UnsubscribeConfirmation {
    /// The `Token` that renews the subscription. It is a secret: keep it out of logs.
    #[must_use]
    pub fn token(&self) -> &str {
        &self.token
    }

    /// The URL that renews the subscription. Nothing here opens it.
    #[must_use]
    pub fn subscribe_url(&self) -> &SubscribeUrl {
        &self.subscribe_url
    }
}
