//! Messages about the subscription itself, and what SNS serves.

use crate::shop::{client_of_sns, verifier};
use crate::support::stand_in;
use amazonpay_update::ipn::Message;
use amazonpay_update_stand_in::Notification;

#[tokio::test]
async fn who_asks_for_the_url_confirms_the_subscription() {
    let stand_in = stand_in().await;
    let verifier = verifier(&stand_in);
    let first = stand_in.notify(Notification::subscription_confirmation());
    let second = stand_in.notify(Notification::subscription_confirmation());
    let Message::SubscriptionConfirmation(message) =
        verifier.verify(first.body().as_bytes()).await.expect("it is good")
    else {
        panic!("it confirms a subscription")
    };
    let url = message.subscribe_url().as_str();
    let client = client_of_sns(&stand_in);
    let get = async |url: &str| client.get(url).send().await.expect("an answer");

    assert!(!first.is_confirmed());
    let wrong = get(&format!("{url}0")).await;
    assert_eq!(wrong.status(), 400);
    assert!(wrong.text().await.expect("a text").contains("<Code>InvalidParameter</Code>"));
    assert!(!first.is_confirmed());

    let answer = get(url).await;
    assert_eq!(
        (answer.status().as_u16(), answer.headers()["server"].as_bytes()),
        (200, &b"amazon-pay-stand-in"[..])
    );
    let topic = "arn:aws:sns:us-east-1:291180941288:A3BXB0YN3XH17HA3LVSV45M75151";
    let text = answer.text().await.expect("a text");
    assert!(text.contains(&format!("<SubscriptionArn>{topic}:")), "{text}");
    assert!(first.is_confirmed() && !second.is_confirmed());
    stand_in.reset();
    assert!(!first.is_confirmed());
}

#[tokio::test]
async fn what_sns_does_not_serve_is_refused() {
    let stand_in = stand_in().await;
    let client = client_of_sns(&stand_in);
    for (path, status) in [
        ("/SimpleNotificationService-00000000000000000000000000000000.pem", 404),
        ("/?Action=Publish", 400),
        ("/", 400),
        ("/v2/checkoutSessions/a", 400),
    ] {
        let answer = client.get(format!("https://sns.us-east-1.amazonaws.com{path}")).send().await;
        assert_eq!(answer.expect("an answer").status(), status, "{path}");
    }
    assert!(stand_in.records().is_empty());
}
