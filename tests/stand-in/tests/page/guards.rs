//! Who may call the page, and by which name; what it serves besides.

use crate::browser::{around, post};
use crate::browser::{fields, get, http, initiate, payload, shown, stand_in};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

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
    let no_text = get(&stand_in, "/update/%ff").await;
    assert_eq!(no_text.status, 404);
    no_text.assert_says(&["There is no such session"]);
    for path in ["/nothing", "/checkout/initiate", "/update/"] {
        let answer = get(&stand_in, path).await;
        assert_eq!(answer.status, 404, "{path}");
        answer.assert_says(&["There is no page at this address"]);
    }
}

#[tokio::test]
async fn a_url_in_place_of_a_path_is_guarded_too() {
    let stand_in = stand_in().await;
    let own = stand_in.page_address();
    for (target, status) in [
        ("/".to_owned(), "200"),
        (format!("http://{own}/"), "200"),
        (format!("http://rebound.example:{}/", own.port()), "421"),
        ("http://rebound.example/".to_owned(), "421"),
    ] {
        let mut stream = tokio::net::TcpStream::connect(own).await.expect("a connection");
        let request = format!("GET {target} HTTP/1.1\r\nhost: {own}\r\nconnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).await.expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.expect("a text");
        assert_eq!(answer.split(' ').nth(1), Some(status), "{target}: {answer}");
    }
}

#[tokio::test]
async fn a_form_of_the_page_has_a_limit() {
    let stand_in = stand_in().await;
    let path = initiate(&stand_in, &around(&payload().to_string())).await.location;
    let page = get(&stand_in, &path).await;
    let token = ("token".to_owned(), page.token().to_owned());
    let large = vec![token, ("name".to_owned(), "x".repeat(256 * 1024))];
    for path in [path.clone(), format!("{path}/address")] {
        let answer = post(&stand_in, &path, &large).await;
        assert_eq!(answer.status, 413, "{path}");
        answer.assert_says(&["This form is too large"]);
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
