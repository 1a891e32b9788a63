//! What a click hands to Amazon is, byte for byte, what was signed.

mod cases;

use amazonpay_update::button::{EntryPoint, Nonce};
use amazonpay_update::region::KnownRegion;
use amazonpay_update::{Eu, Jp, Uk, Us, VerifyingKey};
use amazonpay_update_browser_tests::browser::{Hosts, open, with_browser};
use amazonpay_update_browser_tests::server::Server;
use cases::{Case, Form, Shop, cases};
use fantoccini::elements::Element;
use fantoccini::key::Key;
use fantoccini::{Client, Locator};
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;

const VERIFY_CALLS: &str = include_str!("../verify-calls.js");
const NONCE: &str = "4AEemGb0xJptoIGFP3Nd+A==";

/// A page with these buttons, as a shop would write it around them.
fn page(cases: &[Case], form: Form) -> String {
    let nonce = nonce();
    let script = match form {
        Form::Nonce => cases[0].script_with_nonce.clone(),
        Form::Inline | Form::Data => cases[0].script.clone(),
    };
    let buttons: Vec<&str> = cases.iter().map(|case| case.html(form)).collect();
    let own = if form == Form::Data { "<script src=\"/data-button.js\"></script>" } else { "" };
    let style = format!("<style nonce=\"{}\">button {{ display: block }}</style>", nonce.as_str());
    let buttons = buttons.join("\n<hr>\n");
    format!(
        "<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\"><title>Shop</title>{style}{script}\n{buttons}\n{own}"
    )
}

fn nonce() -> Nonce {
    NONCE.parse().expect("Base64")
}

/// What the stand-in for Amazon's script has recorded.
async fn record(client: &Client) -> Value {
    client.execute("return standInForCheckout", vec![]).await.expect("the stand-in is there")
}

/// Clicks every button once, and checks that each click makes the one call it should.
async fn click_all(client: &Client, buttons: &[Element], cases: &[Case], public_key: &str, context: &str) {
    for (nth, (button, case)) in buttons.iter().zip(cases).enumerate() {
        assert_eq!(button.text().await.expect("a text"), case.label, "{context}");
        assert_eq!(button.attr("id").await.expect("an element"), case.id, "{context}");
        assert_eq!(button.attr("type").await.expect("an element").as_deref(), Some("button"), "{context}");
        button.click().await.expect("it can be clicked");
        let record = record(client).await;
        let calls = record["calls"].as_array().expect("a list");
        assert_eq!(calls.len(), nth + 1, "{context}: one click, one call");
        assert_eq!(calls[nth], json!({ "name": case.function, "args": [case.expected] }), "{context}");
    }
    assert_eq!(record(client).await["errors"], json!([]), "{context}");
    let accepted = client.execute_async(VERIFY_CALLS, vec![json!(public_key)]).await.expect("WebCrypto");
    let wanted: Vec<Value> = cases.iter().map(|_| json!([true, false])).collect();
    assert_eq!(accepted, Value::from(wanted), "{context}: accepted as it is, refused when changed");
}

async fn click_in_region<R: KnownRegion>(client: &Client, server: &Server, shop: &Shop) {
    for entry_point in EntryPoint::ALL {
        let cases = cases::<R>(shop, *entry_point, &nonce());
        for form in Form::ALL {
            let context = format!("{} {entry_point} {form:?}", R::NAME);
            let policy = (form != Form::Inline).then(|| cases[0].policy(form));
            let address = server.page(&format!("/{context}").replace(' ', "/"), page(&cases, form), policy);
            let buttons = open(client, &address, cases.len()).await;
            click_all(client, &buttons, &cases, &shop.public_key_der(), &context).await;
            assert_eq!(record(client).await["violations"], json!([]), "{context}");
        }
    }
}

#[tokio::test]
async fn every_click_calls_amazon_once_with_the_text_that_was_signed() {
    let server = Arc::new(Server::start());
    let pages = Arc::clone(&server);
    with_browser(Hosts::AllAt(server.address()), |client| async move {
        let shop = Shop::new();
        click_in_region::<Us>(&client, &pages, &shop).await;
        click_in_region::<Eu>(&client, &pages, &shop).await;
        click_in_region::<Uk>(&client, &pages, &shop).await;
        click_in_region::<Jp>(&client, &pages, &shop).await;
    })
    .await;
    // Neither a violation of a policy nor a request nobody meant.
    assert_eq!(server.posts().len(), 0, "{:?}", server.posts());
    assert_eq!(server.unknown(), Vec::<String>::new());
}

#[tokio::test]
async fn a_policy_that_allows_no_inline_handler_reports_one() {
    let server = Arc::new(Server::start());
    let pages = Arc::clone(&server);
    with_browser(Hosts::AllAt(server.address()), |client| async move {
        let cases = cases::<Us>(&Shop::new(), EntryPoint::InitCheckout, &nonce());
        let policy = cases[0].policy(Form::Nonce);
        let address = pages.page("/inline", page(&cases, Form::Inline), Some(policy));
        let buttons = open(&client, &address, cases.len()).await;
        buttons[0].click().await.expect("it can be clicked");
        // The browser reports when it finds the time.
        for _ in 0..3000 {
            let reported = pages.posts().iter().any(|post| post.to == "shop.example/violation");
            if reported && record(&client).await["violations"] != json!([]) {
                break;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        let record = record(&client).await;
        assert_eq!(record["calls"], json!([]));
        assert_ne!(record["violations"], json!([]), "the tests above would see a violation");
    })
    .await;
    assert!(server.posts().iter().any(|post| post.to == "shop.example/violation"), "and so would the server");
}

async fn submit_in_region<R: KnownRegion>(client: &Client, server: &Server, shop: &Shop) {
    let cases = cases::<R>(shop, EntryPoint::InitCheckout, &nonce());
    let policy = cases[0].policy(Form::Nonce);
    let address = server.page(&format!("/{}/submit", R::NAME), page(&cases, Form::Nonce), Some(policy));
    for (nth, case) in cases.iter().enumerate() {
        let buttons = open(client, &format!("{address}#submit"), cases.len()).await;
        let before = server.posts().len();
        buttons[nth].click().await.expect("it can be clicked");
        client.wait().for_element(Locator::XPath("//title[text()='posted']")).await.expect("an answer");
        let posts = server.posts();
        assert_eq!(posts.len(), before + 1, "{posts:?}");
        let post = posts.last().expect("one more than before");
        let (host, path) = post.to.split_once('/').expect("host and path");
        let allowed =
            R::NAME.form_action_sources().iter().any(|source| host.ends_with(&source["https://*".len()..]));
        assert!(allowed, "{host}");
        assert_eq!(path, "checkout/initiate");
        let config = case.expected["createCheckoutSessionConfig"].as_object().expect("an object");
        for (name, value) in url::form_urlencoded::parse(&post.body) {
            assert_eq!(config[&*name], *value, "{name}");
        }
        let posted: Vec<_> = url::form_urlencoded::parse(&post.body).collect();
        assert_eq!(posted.len(), config.len());
        let posted = |wanted: &str| {
            posted.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_ref()).expect(wanted)
        };
        let algorithm = posted("algorithm").parse().expect("an algorithm");
        let key = VerifyingKey::from_pem_file(shop.public_key()).expect("a public key");
        key.verify(algorithm, posted("payloadJSON"), posted("signature"))
            .expect("what was posted was signed");
    }
}

#[tokio::test]
async fn what_the_browser_posts_verifies() {
    let server = Arc::new(Server::start());
    let pages = Arc::clone(&server);
    with_browser(Hosts::AllAt(server.address()), |client| async move {
        let shop = Shop::new();
        submit_in_region::<Us>(&client, &pages, &shop).await;
        submit_in_region::<Eu>(&client, &pages, &shop).await;
        submit_in_region::<Uk>(&client, &pages, &shop).await;
        submit_in_region::<Jp>(&client, &pages, &shop).await;
    })
    .await;
    assert_eq!(server.unknown(), Vec::<String>::new());
}

#[tokio::test]
async fn a_whole_page_works_with_the_keyboard_under_its_policy() {
    let server = Arc::new(Server::start());
    let pages = Arc::clone(&server);
    with_browser(Hosts::AllAt(server.address()), |client| async move {
        let shop = Shop::new();
        for (nth, case) in cases::<Jp>(&shop, EntryPoint::InitCheckout, &nonce()).into_iter().enumerate() {
            for (kind, page, policy) in
                [("free", case.page, None), ("strict", case.page_with_nonce, Some(case.page_policy))]
            {
                open(&client, &pages.page(&format!("/page/{nth}/{kind}"), page, policy), 1).await;
                let language = client.execute("return document.documentElement.lang", vec![]).await;
                assert_eq!(language.expect("a document"), "ja");
                let body = client.find(Locator::Css("body")).await.expect("a body");
                body.send_keys(&char::from(Key::Tab).to_string()).await.expect("a key");
                let focused = client.active_element().await.expect("an element");
                assert_eq!(focused.text().await.expect("a text"), case.label);
                focused.send_keys(&char::from(Key::Enter).to_string()).await.expect("a key");
                let record = record(&client).await;
                assert_eq!(record["calls"], json!([{ "name": case.function, "args": [case.expected] }]));
                assert_eq!((&record["violations"], &record["errors"]), (&json!([]), &json!([])));
            }
        }
    })
    .await;
    assert_eq!(server.unknown(), Vec::<String>::new());
}
