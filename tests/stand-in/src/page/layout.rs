//! The common parts of all pages.

use crate::refused::Refused;
use axum::response::{Html, IntoResponse, Response};
use http::{HeaderName, HeaderValue, StatusCode, header};
use maud::{DOCTYPE, Markup, html};

/// What a page may do: run no script, and post to nobody but this server.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
);

/// A page, which says that it comes from a stand-in.
pub(super) struct Page {
    pub(super) status: StatusCode,
    pub(super) title: String,
    pub(super) body: Markup,
    /// Where the browser goes from here by itself.
    leads_to: Option<String>,
}

impl Page {
    pub(super) fn new(status: StatusCode, title: impl Into<String>, body: Markup) -> Page {
        Page { status, title: title.into(), body, leads_to: None }
    }
}

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        let page = html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    title { (self.title) " – stand-in for Amazon Pay" }
                    @if let Some(url) = &self.leads_to {
                        meta http-equiv="refresh" content={ "0; url=" (url) };
                    }
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
        let headers: [(HeaderName, HeaderValue); 1] = [(header::CONTENT_SECURITY_POLICY, POLICY)];
        let mut response = (self.status, headers, Html(page.into_string())).into_response();
        // For programs: a browser heeds this header with a redirect alone.
        if let Some(url) = self.leads_to.and_then(|url| HeaderValue::try_from(url).ok()) {
            response.headers_mut().insert(header::LOCATION, url);
        }
        response
    }
}

/// Leads the browser back to the shop.
///
/// It is a page, and not a redirect. Browsers apply the `form-action` of the page with the form to every redirect
/// after it, also to the shop's own redirects after its return URL. After a prepared outcome that page is the shop's.
/// A page that goes on by itself ends the form, and then a navigation follows, as after a click on a link.
pub(super) fn back_to_the_shop(url: String) -> Page {
    let body = html! {
        h1 { "Back to the shop" }
        p { a href=(url) autofocus { "Go back to the shop" } }
    };
    Page { leads_to: Some(url), ..Page::new(StatusCode::OK, "Back to the shop", body) }
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
            " from here, and not from Amazon. The shop's button then leads to an update page on this server."
        }
    };
    Page::new(StatusCode::OK, "amazon-pay-stand-in", body)
}

pub(super) async fn nothing_here() -> Page {
    let body = html! {
        h1 { "There is no page at this address" }
        p {
            "Press the button of the shop under test. It posts to " code { "/checkout/initiate" }
            " and leads to the update page."
        }
    };
    Page::new(StatusCode::NOT_FOUND, "No such page", body)
}

/// The page for a refused button.
pub(super) fn refused(refused: &Refused) -> Page {
    let body = html! {
        div role="alert" {
            h1 { "The update cannot begin" }
            p { "Amazon Pay would refuse what the shop's button sent." }
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
