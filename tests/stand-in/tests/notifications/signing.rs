//! What is posted, and who believes it.

use crate::shop::{PERMISSION, client_of_sns, verifier};
use crate::support::{private_pem, public_pem, stand_in};
use amazonpay_update::ipn::{IpnError, Message, NotificationBody, NotificationType};
use amazonpay_update_stand_in::{
    Environment, Forgery, Notification, NotificationHandle, Region, Setup, SignatureVersion, StandIn,
};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, SystemTime};

/// One of each kind, and of each version.
fn every_kind() -> Vec<Notification> {
    let kinds = [
        Notification::charge_permission(PERMISSION),
        Notification::charge_permission(PERMISSION).subject("A subject, and \"quotes\""),
        Notification::charge("S01-1234567-1234567-C000001", PERMISSION),
        Notification::text("No JSON\n of Amazon Pay's: 東京 \u{1f600}"),
        Notification::subscription_confirmation(),
        Notification::unsubscribe_confirmation(),
    ];
    let versions = [SignatureVersion::V1, SignatureVersion::V2];
    versions
        .into_iter()
        .flat_map(|version| kinds.clone().map(|kind| kind.signature_version(version)))
        .collect()
}

fn json(body: &str) -> Value {
    serde_json::from_str(body).expect("JSON")
}

fn changed(notification: &NotificationHandle, member: &str, value: &str) -> String {
    let mut json = json(notification.body());
    json[member] = value.into();
    json.to_string()
}

fn openssl(folder: &Path, arguments: &[&str]) -> String {
    let run =
        Command::new("openssl").args(arguments).current_dir(folder).output().expect("the command openssl");
    let said = String::from_utf8_lossy(&run.stdout).into_owned() + &String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success(), "{arguments:?}: {said}");
    said
}

async fn get(stand_in: &StandIn, url: &str) -> Vec<u8> {
    let answer = client_of_sns(stand_in).get(url).send().await.expect("an answer");
    assert_eq!(answer.status(), 200, "{url}");
    answer.bytes().await.expect("a body").to_vec()
}

#[tokio::test]
async fn openssl_believes_the_signature_and_the_chain() {
    let stand_in = stand_in().await;
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.join(name), bytes).expect("a file");
    let issuer = get(&stand_in, "http://crt.r2m01.amazontrust.com/r2m01.cer").await;
    write("issuer.der", &issuer);
    openssl(folder, &["x509", "-inform", "DER", "-in", "issuer.der", "-out", "issuer.pem"]);
    write("root.pem", stand_in.sns_ca_pem().as_bytes());
    for notification in every_kind() {
        let body = json(stand_in.notify(notification).body());
        let text = |member: &str| body[member].as_str().unwrap_or_default().to_owned();
        let leaf = get(&stand_in, &text("SigningCertURL")).await;
        assert_eq!(String::from_utf8_lossy(&leaf).matches("BEGIN CERTIFICATE").count(), 1);
        write("leaf.pem", &leaf);
        let chain = ["-CAfile", "root.pem", "-untrusted", "issuer.pem", "leaf.pem"];
        openssl(
            folder,
            &[&["verify", "-purpose", "sslserver", "-verify_hostname", "sns.amazonaws.com"], &chain[..]]
                .concat(),
        );

        let names: &[&str] = match (text("Type").as_str(), body.get("Subject")) {
            ("Notification", None) => &["Message", "MessageId", "Timestamp", "TopicArn", "Type"],
            ("Notification", _) => &["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"],
            _ => &["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"],
        };
        let signed =
            names.iter().map(|name| format!("{name}\n{}\n", text(name))).collect::<Vec<_>>().concat();
        write("signed", signed.as_bytes());
        write("signature", &BASE64_STANDARD.decode(text("Signature")).expect("Base64"));
        write("key.pem", openssl(folder, &["x509", "-in", "leaf.pem", "-noout", "-pubkey"]).as_bytes());
        let hash = if text("SignatureVersion") == "1" { "-sha1" } else { "-sha256" };
        openssl(folder, &["dgst", hash, "-verify", "key.pem", "-signature", "signature", "signed"]);
    }
}

#[tokio::test]
async fn the_certificate_is_like_that_of_sns() {
    let stand_in = stand_in().await;
    let url = json(stand_in.notify(Notification::text("a")).body())["SigningCertURL"].clone();
    let (host, file) = url.as_str().expect("a text").rsplit_once('/').expect("a path");
    assert_eq!(host, "https://sns.us-east-1.amazonaws.com");
    let digits = file.strip_prefix("SimpleNotificationService-").and_then(|file| file.strip_suffix(".pem"));
    assert!(digits.is_some_and(|digits| digits.len() == 32), "{file}");
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("leaf.pem"), get(&stand_in, url.as_str().expect("a text")).await)
        .expect("a file");
    let text = openssl(folder.path(), &["x509", "-in", "leaf.pem", "-noout", "-text"]);
    for part in [
        "CN = sns.amazonaws.com",
        "DNS:sns.amazonaws.com\n",
        "Public-Key: (2048 bit)",
        "TLS Web Server Authentication\n",
        "CA Issuers - URI:http://crt.r2m01.amazontrust.com/r2m01.cer\n",
    ] {
        assert!(text.replace("CN=", "CN = ").contains(part), "{part}: {text}");
    }
    let day = 24 * 60 * 60;
    let expires = |seconds: i32| {
        let check = ["x509", "-in", "leaf.pem", "-noout", "-checkend", &seconds.to_string()];
        let run = Command::new("openssl").args(check).current_dir(folder.path()).output();
        !run.expect("the command openssl").status.success()
    };
    assert!(!expires(190 * day) && expires(198 * day));
}

#[tokio::test]
async fn the_library_believes_every_kind() {
    let stand_in = stand_in().await;
    let verifier = verifier(&stand_in);
    for notification in every_kind() {
        let notification = stand_in.notify(notification);
        let message = verifier.verify(notification.body().as_bytes()).await;
        let message = message.unwrap_or_else(|error| panic!("{notification:?}: {error}"));
        assert_eq!(message.message_id(), notification.id());
    }
}

#[tokio::test]
async fn no_forgery_is_believed() {
    let stand_in = stand_in().await;
    let verifier = verifier(&stand_in);
    let update = Notification::charge_permission(PERMISSION);
    let hours = Duration::from_secs(3 * 60 * 60);
    for (notification, expected) in [
        (update.clone().forged(Forgery::Signature), "SignatureMismatch"),
        (update.clone().forged(Forgery::Message), "SignatureMismatch"),
        (update.clone().forged(Forgery::OtherAuthority), "Certificate(NotTrusted)"),
        (update.clone().forged(Forgery::OtherHost), "CertificateUrl"),
        (update.clone().topic("arn:aws:sns:us-east-1:123456789012:A1TOPIC"), "TopicNotAllowed"),
        (update.clone().of_other_region(), "CertificateRegion"),
        (update.clone().aged(hours), "TooOld"),
    ] {
        for version in [SignatureVersion::V1, SignatureVersion::V2] {
            let forged = stand_in.notify(notification.clone().signature_version(version));
            let error = verifier.verify(forged.body().as_bytes()).await.expect_err("it is forged");
            assert!(format!("{error:?}").starts_with(expected), "{forged:?}: {error:?}");
        }
    }
    // Every one is what it says it is, apart from that.
    let old = stand_in.notify(update.aged(hours));
    let then = SystemTime::now() - hours;
    verifier.verify_at(old.body().as_bytes(), then).await.expect("it was good then");
}

#[tokio::test]
async fn a_stranger_whose_certificate_is_taken_from_any_host_is_believed_by_who_asks_nobody_else() {
    let stand_in = stand_in().await;
    let folder = tempfile::tempdir().expect("a folder");
    let forged = stand_in.notify(Notification::text("a").forged(Forgery::OtherHost));
    let body = json(forged.body());
    let url = body["SigningCertURL"].as_str().expect("a text");
    assert!(url.starts_with(&stand_in.base_url()), "{url}");
    std::fs::write(folder.path().join("leaf.pem"), get(&stand_in, url).await).expect("a file");
    let key = openssl(folder.path(), &["x509", "-in", "leaf.pem", "-noout", "-pubkey"]);
    std::fs::write(folder.path().join("key.pem"), key).expect("a file");
    let text = |member: &str| body[member].as_str().expect("a text");
    let names = ["Message", "MessageId", "Timestamp", "TopicArn", "Type"];
    let signed = names.map(|name| format!("{name}\n{}\n", text(name))).concat();
    std::fs::write(folder.path().join("signed"), signed).expect("a file");
    let signature = BASE64_STANDARD.decode(text("Signature")).expect("Base64");
    std::fs::write(folder.path().join("signature"), signature).expect("a file");
    openssl(folder.path(), &["dgst", "-sha1", "-verify", "key.pem", "-signature", "signature", "signed"]);
}

#[tokio::test]
async fn what_is_signed_cannot_be_changed() {
    let stand_in = stand_in().await;
    let verifier = verifier(&stand_in);
    let verify = async |body: String| verifier.verify(body.as_bytes()).await;
    let update = stand_in.notify(Notification::charge_permission(PERMISSION));
    let subscription = stand_in.notify(Notification::subscription_confirmation());
    for (notification, member, value) in [
        (&update, "Message", "{}"),
        (&update, "MessageId", "5f2a1f51-1111-5e2f-9e3f-4f2f0f9d0001"),
        (&update, "Subject", "A subject"),
        (&update, "TopicArn", "arn:aws:sns:us-east-1:291180941288:A1TOPIC"),
        (&update, "SignatureVersion", "2"),
        (&subscription, "Token", "another"),
        (&subscription, "SubscribeURL", "https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription"),
    ] {
        let error = verify(changed(notification, member, value)).await.expect_err(member);
        assert!(matches!(error, IpnError::SignatureMismatch), "{member}: {error:?}");
    }
    // SNS does not sign it.
    verify(changed(&update, "UnsubscribeURL", "https://shop.example/")).await.expect("it is not signed");
}

#[tokio::test]
async fn a_notification_reads_as_amazon_pays() {
    let stand_in = stand_in().await;
    let verifier = verifier(&stand_in);
    for (notification, kind) in [
        (Notification::charge_permission(PERMISSION), "ATTRIBUTE_CHANGE"),
        (Notification::charge_permission(PERMISSION).state_changed(), "STATE_CHANGE"),
    ] {
        let notification = stand_in.notify(notification);
        let body = json(notification.body());
        let members: Vec<_> = notification
            .body()
            .lines()
            .filter_map(|line| line.trim().strip_prefix('"')?.split_once("\" : \"").map(|(name, _)| name))
            .collect();
        assert_eq!(
            members,
            [
                "Type",
                "MessageId",
                "TopicArn",
                "Message",
                "Timestamp",
                "SignatureVersion",
                "Signature",
                "SigningCertURL",
                "UnsubscribeURL"
            ]
        );
        let message = body["Message"].as_str().expect("a text");
        let (before, id) = message.split_once("\"NotificationId\":\"").expect("an id");
        assert_eq!(
            before,
            format!(
                "{{\"MerchantID\":\"A3LVSV45M75151\",\"ObjectType\":\"CHARGE_PERMISSION\",\"ObjectId\":\"{PERMISSION}\",\
                 \"ChargePermissionId\":\"{PERMISSION}\",\"NotificationType\":\"{kind}\","
            )
        );
        let (id, after) = id.split_at(36);
        assert_eq!(after, "\",\"NotificationVersion\":\"V2\"}");
        assert!(id != notification.id() && [id, notification.id()].iter().all(|id| is_uuid(id)), "{id}");
        let Message::Notification(read) =
            verifier.verify(notification.body().as_bytes()).await.expect("good")
        else {
            panic!("it is a notification")
        };
        let NotificationBody::AmazonPay(read) = read.body() else { panic!("it is Amazon Pay's") };
        let expected = if kind == "STATE_CHANGE" {
            NotificationType::StateChange
        } else {
            NotificationType::AttributeChange
        };
        assert_eq!(*read.notification_type(), expected);
    }
}

fn is_uuid(text: &str) -> bool {
    let form = "xxxxxxxx-xxxx-4xxx-Nxxx-xxxxxxxxxxxx";
    text.len() == 36
        && text.chars().zip(form.chars()).all(|(character, expected)| match expected {
            'x' => character.is_ascii_hexdigit() && !character.is_ascii_uppercase(),
            'N' => "89ab".contains(character),
            _ => character == expected,
        })
}

#[tokio::test]
async fn each_region_has_its_topic() {
    for (region, environment, topic) in [
        (Region::Us, Environment::Sandbox, "us-east-1:291180941288:A3BXB0YN3XH17HA1MERCHANT"),
        (Region::Us, Environment::Live, "us-east-1:291180941288:AGWSWK15IEJJ7A1MERCHANT"),
        (Region::Eu, Environment::Sandbox, "eu-west-1:291180941288:A1G8446IYHA4MRA1MERCHANT"),
        (Region::Uk, Environment::Sandbox, "eu-west-1:291180941288:A3M3RRFO9XDT2GA1MERCHANT"),
        (Region::Jp, Environment::Sandbox, "us-west-2:291180941288:A31YDYE76E6TCPA1MERCHANT"),
    ] {
        let setup = Setup::new(region, "AEXAMPLEKEYID", public_pem(private_pem()));
        let setup = setup.environment(environment).merchant_id("A1MERCHANT");
        let stand_in = StandIn::start(setup).await.expect("it starts");
        let body = json(stand_in.notify(Notification::text("a")).body());
        assert_eq!(body["TopicArn"], format!("arn:aws:sns:{topic}"));
        let host = format!("https://{}/", region.sns_host());
        for url in ["SigningCertURL", "UnsubscribeURL"] {
            assert!(body[url].as_str().expect("a text").starts_with(&host), "{body}");
        }
    }
}
