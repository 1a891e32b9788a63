//! Who may not call.

use crate::caller::{Caller, answer};
use crate::support::stand_in;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

#[tokio::test]
async fn no_page_of_the_web_steers_it() {
    let stand_in = stand_in().await;
    let caller = Caller::of(&stand_in);
    let port = caller.origin.rsplit(':').next().expect("a port").to_owned();
    let own = |host: &str| format!("{host}:{port}");
    for (header, value, status) in [
        ("host", own("127.0.0.1"), 200),
        ("host", own("LOCALHOST"), 200),
        ("host", own("[::1]"), 200),
        ("host", "localhost".to_owned(), 421),
        ("host", own("shop.example"), 421),
        ("host", own("127.0.0.1.shop.example"), 421),
        ("host", own("user@localhost"), 421),
        ("host", "localhost:1".to_owned(), 421),
        ("origin", format!("http://{}", own("127.0.0.1")), 200),
        ("origin", format!("http://{}", own("localhost")), 200),
        ("origin", format!("https://{}", own("localhost")), 403),
        ("origin", "http://localhost:3000".to_owned(), 403),
        ("origin", "https://shop.example".to_owned(), 403),
        ("origin", "null".to_owned(), 403),
        ("origin", String::new(), 403),
        ("sec-fetch-site", "same-origin".to_owned(), 200),
        ("sec-fetch-site", "none".to_owned(), 200),
        ("sec-fetch-site", "same-site".to_owned(), 403),
        ("sec-fetch-site", "cross-site".to_owned(), 403),
    ] {
        for (method, path) in [("GET", "/outcomes"), ("DELETE", "/outcomes"), ("GET", "/nothing")] {
            let (there, body) = answer(caller.request(method, path).header(header, &value)).await;
            let status = if status == 200 && path == "/nothing" { 404 } else { status };
            assert_eq!(there, status, "{method} {path} {header}: {value}: {body}");
            assert!(status == 200 || body["remedy"].is_string(), "{body}");
        }
    }
    let preflight = caller.request("OPTIONS", "/outcomes").header("access-control-request-method", "DELETE");
    assert_eq!(answer(preflight).await.0, 405);
}

#[tokio::test]
async fn one_host_is_named_and_no_more() {
    let stand_in = stand_in().await;
    let origin = stand_in.control_origin();
    let own = origin.strip_prefix("http://").expect("an http origin");
    for (head, status) in [
        (format!("GET / HTTP/1.1\r\nhost: {own}\r\n"), "200"),
        (format!("GET http://{own}/ HTTP/1.1\r\nhost: {own}\r\n"), "200"),
        ("GET / HTTP/1.1\r\n".to_owned(), "421"),
        ("GET / HTTP/1.0\r\n".to_owned(), "421"),
        (format!("GET / HTTP/1.1\r\nhost: {own}\r\nhost: shop.example\r\n"), "421"),
        (format!("GET http://shop.example/ HTTP/1.1\r\nhost: {own}\r\n"), "421"),
        (format!("GET / HTTP/1.1\r\nhost: {own}\r\norigin: {origin}\r\norigin: null\r\n"), "403"),
    ] {
        let mut connection = TcpStream::connect(own).await.expect("connected");
        let request = format!("{head}connection: close\r\n\r\n");
        connection.write_all(request.as_bytes()).await.expect("sent");
        let mut answer = String::new();
        connection.read_to_string(&mut answer).await.expect("a text");
        assert_eq!(answer.split(' ').nth(1), Some(status), "{head}{answer}");
    }
}
