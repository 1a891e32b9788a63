//! The answer to a request, before a fault changes it.

use http::{HeaderName, HeaderValue, StatusCode, header};
use serde_json::{Value, json};

#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn json(status: StatusCode, body: &Value) -> Answer {
        Answer { status, ..Answer::ok(body.to_string()) }
    }

    /// Any JSON text.
    pub(crate) fn ok(body: String) -> Answer {
        let json = (header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        Answer { status: StatusCode::OK, headers: vec![json], body }
    }

    /// The form of all of Amazon Pay's errors; documented under "Manage errors".
    pub(crate) fn error(status: StatusCode, reason_code: &str, message: &str) -> Answer {
        Answer::json(status, &json!({ "reasonCode": reason_code, "message": message }))
    }

    pub(crate) fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Answer {
        self.headers.push((name, value));
        self
    }

    /// A page of a proxy between the client and Amazon Pay.
    pub(crate) fn proxy_page(status: StatusCode) -> Answer {
        let html = (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        let body = "<!DOCTYPE html><title>Proxy</title><p>A page of a proxy, by amazon-pay-stand-in.</p>";
        Answer { status, headers: vec![html], body: body.to_owned() }
    }
}
