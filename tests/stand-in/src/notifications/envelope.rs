//! The JSON that SNS posts, and its string to sign.

use super::notification::SignatureVersion;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use rsa::PrivateKey;
use rsa::pkcs1v15::SigningKey;
use rsa::sha2::Sha256;
use rsa::signature::{SignatureEncoding, Signer};
use serde_json::Value;
use sha1::Sha1;

/// The members of a message, in the order in which SNS writes them.
pub(super) struct Envelope {
    members: Vec<(&'static str, String)>,
}

/// The members that are signed, in the order of their bytes: of a notification, and of the two that confirm something.
const OF_NOTIFICATION: &[&str] = &["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"];
const OF_CONFIRMATION: &[&str] =
    &["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"];

impl Envelope {
    pub(super) fn new(members: Vec<(&'static str, String)>) -> Envelope {
        Envelope { members }
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.members.iter().find(|(member, _)| *member == name).map(|(_, value)| value.as_str())
    }

    pub(super) fn set(&mut self, name: &str, value: String) {
        if let Some((_, old)) = self.members.iter_mut().find(|(member, _)| *member == name) {
            *old = value;
        }
    }

    fn string_to_sign(&self) -> String {
        let signed = if self.get("Type") == Some("Notification") { OF_NOTIFICATION } else { OF_CONFIRMATION };
        let lines = signed.iter().filter_map(|name| Some(format!("{name}\n{}\n", self.get(name)?)));
        lines.collect()
    }

    /// The signature as `Signature` has it.
    pub(super) fn signature(&self, version: SignatureVersion, key: &PrivateKey) -> String {
        let text = self.string_to_sign();
        let signature = match version {
            SignatureVersion::V1 => SigningKey::<Sha1>::new(key.clone()).sign(text.as_bytes()),
            SignatureVersion::V2 => SigningKey::<Sha256>::new(key.clone()).sign(text.as_bytes()),
        };
        BASE64_STANDARD.encode(signature.to_bytes())
    }

    /// With the white space of SNS.
    pub(super) fn to_json(&self) -> String {
        let members = self.members.iter().map(|(name, value)| {
            let value = Value::from(value.as_str());
            format!("  \"{name}\" : {value}")
        });
        format!("{{\n{}\n}}", members.collect::<Vec<_>>().join(",\n"))
    }
}
