//! What all pages have.

use crate::refused::Refused;
use axum::response::{Html, IntoResponse, Response};
use http::{HeaderName, HeaderValue, StatusCode, header};
use maud::{DOCTYPE, Markup, html};

/// A page; it says that it is a stand-in's, runs no script, and posts to nobody but this server.
pub(super) struct Page {
    pub(super) status: StatusCode,
    pub(super) title: String,
    pub(super) body: Markup,
    /// Where an answer to its forms may lead: browsers hold redirects to `form-action` too.
    pub(super) leads_to: Vec<String>,
}

impl Page {
    pub(super) fn new(status: StatusCode, title: impl Into<String>, body: Markup) -> Page {
        Page { status, title: title.into(), body, leads_to: Vec::new() }
    }

    fn policy(&self) -> String {
        let targets = [&["'self'".to_owned()], self.leads_to.as_slice()].concat().join(" ");
        format!(
            "default-src 'none'; style-src 'self'; form-action {targets}; base-uri 'none'; frame-ancestors 'none'"
        )
    }
}

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        let policy: Result<HeaderValue, _> = self.policy().try_into();
        let policy = policy.unwrap_or(HeaderValue::from_static("default-src 'none'; style-src 'self'"));
        let page = html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    title { (self.title) " – stand-in for Amazon Pay" }
                    link rel="stylesheet" href="/style.css";
                }
                body {
                    header {
                        p {
                            strong { "This is a stand-in for Amazon Pay, for tests." }
                            " It is not Amazon. It runs on this machine, and no card is charged."
                        }
                    }
                    main { (self.body) }
                }
            }
        };
        let headers: [(HeaderName, HeaderValue); 1] = [(header::CONTENT_SECURITY_POLICY, policy)];
        (self.status, headers, Html(page.into_string())).into_response()
    }
}

pub(super) async fn style() -> Response {
    let css = HeaderValue::from_static("text/css; charset=utf-8");
    ([(header::CONTENT_TYPE, css)], include_str!("style.css")).into_response()
}

pub(super) async fn home() -> Page {
    let body = html! {
        h1 { "amazon-pay-stand-in" }
        p {
            "A shop under test loads " a href="/checkout.js" { "checkout.js" }
            " from here in place of Amazon's. Its button then leads to an update page here."
        }
    };
    Page::new(StatusCode::OK, "amazon-pay-stand-in", body)
}

pub(super) async fn nothing_here() -> Page {
    let body = html! {
        h1 { "There is nothing here" }
        p { "A button of the shop under test leads to the update page. It posts to /checkout/initiate." }
    };
    Page::new(StatusCode::NOT_FOUND, "Nothing here", body)
}

/// What was posted is not taken.
pub(super) fn refused(refused: &Refused) -> Page {
    let body = html! {
        div role="alert" {
            h1 { "The update cannot begin" }
            p { "Amazon Pay would refuse what the shop's button posted." }
        }
        dl {
            dt { "Error Code:" }
            dd { code { (refused.code) } }
            @if let Some(member) = &refused.member {
                dt { "Member" }
                dd { code { (member) } }
            }
            dt { "What is wrong" }
            dd { (refused.message) }
            dt { "What to do" }
            dd { (refused.remedy) }
        }
    };
    Page::new(refused.status(), format!("Error: {}", refused.code), body)
}
