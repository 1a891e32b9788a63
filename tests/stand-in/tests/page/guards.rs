//! Who may call the page, and by which name; what it serves besides.

use crate::browser::{around, post};
use crate::browser::{fields, get, http, payload, shown, stand_in};

#[tokio::test]
async fn a_foreign_host_gets_nothing() {
    let stand_in = stand_in().await;
    let port = stand_in.page_origin().rsplit_once(':').expect("a port").1.to_owned();
    for (host, status) in [
        (format!("127.0.0.1:{port}"), 200),
        (format!("localhost:{port}"), 200),
        (format!("LOCALHOST:{port}"), 200),
        (format!("[::1]:{port}"), 200),
        (format!("rebound.example:{port}"), 421),
        (format!("me@localhost:{port}"), 421),
        (format!("localhost.rebound.example:{port}"), 421),
        ("localhost".to_owned(), 421),
        ("localhost:1".to_owned(), 421),
        (String::new(), 421),
    ] {
        for path in ["/checkout.js", "/style.css", "/"] {
            let request = http().get(format!("{}{path}", stand_in.page_origin())).header("host", &host);
            let answer = shown(request).await;
            assert_eq!(answer.status, status, "{host} {path}");
            assert!(status == 200 || answer.html.contains("amazon-pay-stand-in"), "{answer:?}");
        }
    }
}

#[tokio::test]
async fn the_script_is_the_kits_own() {
    let stand_in = stand_in().await;
    let script = shown(http().get(stand_in.checkout_js())).await;
    assert_eq!(script.status, 200);
    script.assert_says(&["not Amazon's script", "initCheckout", "initUpdate", "[\"en_US\"]"]);
    for forbidden in ["eval(", "innerHTML", ".style"] {
        assert!(!script.html.contains(forbidden), "{forbidden}");
    }
}

#[tokio::test]
async fn what_is_not_there_is_said_so() {
    let stand_in = stand_in().await;
    for path in ["/nothing", "/checkout/initiate", "/update/"] {
        let answer = get(&stand_in, path).await;
        assert_eq!(answer.status, 404, "{path}");
        answer.assert_says(&["There is nothing here"]);
    }
}

#[tokio::test]
async fn a_form_has_a_limit_and_a_type() {
    let stand_in = stand_in().await;
    let mut posted = fields(&around(&payload().to_string()));
    posted.push(("scopes".to_owned(), "x".repeat(256 * 1024)));
    let answer = post(&stand_in, "/checkout/initiate", &posted).await;
    assert_eq!(answer.status, 413);
    answer.assert_says(&["RequestTooLarge"]);
    let request = http().post(format!("{}/checkout/initiate", stand_in.page_origin()));
    let answer = shown(request.header("content-type", "application/json").body("{}")).await;
    assert_eq!(answer.status, 400);
    answer.assert_says(&["InvalidRequestFormat"]);
}
