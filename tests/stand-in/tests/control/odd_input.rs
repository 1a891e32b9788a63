//! Input that nobody thought of.

use crate::caller::{Caller, PERMISSION, register};
use crate::support::{SESSION, stand_in};

/// Whatever is sent, the answer is one, and none of its own mistakes.
#[tokio::test]
async fn no_input_brings_it_down() {
    let stand_in = stand_in().await;
    let caller = Caller::of(&stand_in);
    let about = caller.get("/").await;
    let odd = [
        "null",
        "[]",
        "{}",
        "\"\"",
        "-1",
        "1e999",
        "{\"a\":",
        "\u{feff}{}",
        "[[[[[[",
        "{\"\":\"\"}",
        "\u{1F600}",
        "{\"first\":[null]}",
        "{\"random\":{\"seed\":18446744073709551616,\"share\":\"x\"}}",
        "{\"advance\":\"99999999999999999999h\"}",
        "{\"advance\":\"\"}",
        "{\"advance\":\"PT2562047788015215H\"}",
        "{\"random\":{\"seed\":0,\"share\":-0.0}}",
    ];
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    register(&caller).await;
    for call in about["calls"].as_array().expect("a list") {
        let (method, path) = (call["method"].as_str().expect("one"), call["path"].as_str().expect("one"));
        for id in [PERMISSION, SESSION, "%00", "%F0%9F%98%80", "a%2Fb", "..%2f", &"x".repeat(5000)] {
            let path = path.replace("{id}", id);
            for body in odd.into_iter().chain([deep.as_str()]) {
                let (status, answer) = caller.text(method, &path, body).await;
                assert!(status < 500, "{method} {path} {body}: {status} {answer}");
                assert!(
                    status < 400 || answer["error"].is_string(),
                    "{method} {path} {body}: {status} {answer}"
                );
            }
            if !call["path"].as_str().expect("one").contains("{id}") {
                break;
            }
        }
    }
}
