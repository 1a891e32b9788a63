//! The files that SNS serves over HTTPS, and its authority over plain http.

use super::authority::{self, Authority};
use super::compose;
use crate::api::answer::Answer;
use crate::api::received::Received;
use crate::shared::Shared;
use axum::response::IntoResponse;
use http::{HeaderValue, Method, StatusCode, header};
use url::form_urlencoded;

/// The answer to a request for SNS. It is for a certificate, at any host, or confirms a subscription. `None` when the
/// request is for the API.
pub(crate) fn answer(received: &Received, shared: &Shared) -> Option<Answer> {
    let path = received.uri.path();
    if path.starts_with("/SimpleNotificationService-") {
        return Some(certificate(received));
    }
    let is_at_sns = received.header("host").is_some_and(|host| host.starts_with("sns."));
    let is_action = path == "/" && received.uri.query().is_some_and(|query| query.starts_with("Action="));
    (is_at_sns || is_action).then(|| action(received, shared))
}

/// The certificate that is served at this path, in PEM form.
pub(crate) fn certificate_at(path: &str) -> Option<&'static str> {
    let is_it = |authority: &&Authority| authority.path == path;
    let authority =
        Some(authority::sns()).filter(is_it).or_else(|| Some(authority::stranger()).filter(is_it));
    authority.map(|authority| authority.leaf_pem.as_str())
}

/// The certificate of the issuer, in DER.
pub(crate) fn issuer_der() -> &'static [u8] {
    &authority::sns().issuer_der
}

fn certificate(received: &Received) -> Answer {
    match certificate_at(received.uri.path()) {
        Some(pem) if received.method == Method::GET => {
            text(StatusCode::OK, "application/x-pem-file", pem.to_owned())
        }
        _ => error(StatusCode::NOT_FOUND, "NotFound", "There is nothing at this path"),
    }
}

fn action(received: &Received, shared: &Shared) -> Answer {
    let query = received.uri.query().unwrap_or_default();
    let get = |name: &str| {
        let mut members = form_urlencoded::parse(query.as_bytes());
        members.find_map(|(member, value)| (member == name).then(|| value.into_owned()))
    };
    if received.method != Method::GET || get("Action").as_deref() != Some("ConfirmSubscription") {
        let message = "This stand-in for SNS knows nothing but GET with Action=ConfirmSubscription";
        return error(StatusCode::BAD_REQUEST, "InvalidAction", message);
    }
    if !get("Token").is_some_and(|token| shared.state().outbox.confirm(&token)) {
        return error(StatusCode::BAD_REQUEST, "InvalidParameter", "Invalid parameter: Token");
    }
    let body = format!(
        "<ConfirmSubscriptionResponse xmlns=\"{NAMESPACE}\">\n  <ConfirmSubscriptionResult>\n    \
         <SubscriptionArn>{}</SubscriptionArn>\n  </ConfirmSubscriptionResult>\n  <ResponseMetadata>\n    \
         <RequestId>{}</RequestId>\n  </ResponseMetadata>\n</ConfirmSubscriptionResponse>\n",
        compose::subscription(&shared.setup),
        shared.request_id()
    );
    text(StatusCode::OK, "text/xml", body)
}

const NAMESPACE: &str = "http://sns.amazonaws.com/doc/2010-03-31/";

fn error(status: StatusCode, code: &str, message: &str) -> Answer {
    let body = format!(
        "<ErrorResponse xmlns=\"{NAMESPACE}\">\n  <Error>\n    <Type>Sender</Type>\n    <Code>{code}</Code>\n    \
         <Message>{message}</Message>\n  </Error>\n</ErrorResponse>\n"
    );
    text(status, "text/xml", body)
}

fn text(status: StatusCode, content_type: &'static str, body: String) -> Answer {
    let headers = vec![(header::CONTENT_TYPE, HeaderValue::from_static(content_type))];
    Answer { status, headers, body }
}

pub(crate) async fn issuer_certificate() -> impl IntoResponse {
    let content_type = HeaderValue::from_static("application/pkix-cert");
    ([(header::CONTENT_TYPE, content_type)], issuer_der())
}
