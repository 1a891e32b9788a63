//! A browser, as far as the tests need one: cookies, redirects, forms, and what the button's click would pass on.

use reqwest::header::{COOKIE, HeaderMap, LOCATION, SET_COOKIE};
use reqwest::redirect::Policy;
use reqwest::{Client, RequestBuilder, StatusCode};
use serde::Deserialize;
use serde_json::Value;

#[derive(Clone)]
pub(crate) struct Browser {
    http: Client,
    origin: String,
    cookie: Option<String>,
}

/// What a browser shows in the end.
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) path: String,
    pub(crate) body: String,
}

impl Browser {
    pub(crate) fn new(origin: &str) -> Browser {
        let http = Client::builder().no_proxy().redirect(Policy::none()).build().expect("a client");
        Browser { http, origin: origin.to_owned(), cookie: None }
    }

    /// A connection for each request: a proxy sends each to the next instance.
    pub(crate) fn without_kept_connections(origin: &str) -> Browser {
        let http = Client::builder().no_proxy().redirect(Policy::none()).pool_max_idle_per_host(0).build();
        Browser { http: http.expect("a client"), origin: origin.to_owned(), cookie: None }
    }

    /// The same session, in another tab or at another instance.
    pub(crate) fn tab(&self, origin: &str) -> Browser {
        Browser { origin: origin.to_owned(), ..self.clone() }
    }

    pub(crate) async fn get(&mut self, path: &str) -> Page {
        let request = self.http.get(self.url(path));
        self.show(request, path).await
    }

    /// Sends a form of the shop's own page.
    pub(crate) async fn post(&mut self, path: &str, form: &[(&str, &str)]) -> Page {
        let fields: Vec<String> = form.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = self
            .http
            .post(self.url(path))
            .header("origin", &self.origin)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(fields.join("&"));
        self.show(request, path).await
    }

    /// Sends a request, and follows where it leads.
    async fn show(&mut self, request: RequestBuilder, path: &str) -> Page {
        let mut page = self.answer(request, path).await;
        while let Some(location) = page.headers.get(LOCATION) {
            assert_eq!(page.status, StatusCode::SEE_OTHER);
            let location = location.to_str().expect("a path").to_owned();
            page = self.answer(self.http.get(self.url(&location)), &location).await;
        }
        page
    }

    /// A request for a page that is not sent yet.
    pub(crate) fn request(&self, path: &str) -> RequestBuilder {
        self.with_cookie(self.http.get(self.url(path)))
    }

    fn with_cookie(&self, request: RequestBuilder) -> RequestBuilder {
        match &self.cookie {
            Some(cookie) => request.header(COOKIE, cookie),
            None => request,
        }
    }

    /// The answer to one request.
    pub(crate) async fn answer(&mut self, request: RequestBuilder, path: &str) -> Page {
        let response = self.with_cookie(request).send().await.expect("the shop answers");
        if let Some(cookie) = response.headers().get(SET_COOKIE) {
            let cookie = cookie.to_str().expect("a text");
            self.cookie = cookie.split(';').next().map(str::to_owned);
        }
        let (status, headers) = (response.status(), response.headers().clone());
        let body = response.text().await.expect("a page");
        Page { status, headers, path: path.to_owned(), body }
    }

    pub(crate) fn http(&self) -> &Client {
        &self.http
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }
}

impl Page {
    /// From an attribute to the end of the page.
    pub(crate) fn element(&self, attribute: &str) -> &str {
        let at = self.body.find(attribute).unwrap_or_else(|| panic!("no {attribute} in {}", self.body));
        &self.body[at..]
    }

    /// The first attribute of this name from there on.
    pub(crate) fn attribute<'a>(element: &'a str, name: &str) -> &'a str {
        let begin = format!("{name}=\"");
        let at = element.find(&begin).unwrap_or_else(|| panic!("no {name} in {element}")) + begin.len();
        element[at..].split('"').next().unwrap_or_default()
    }

    /// What the buyer who is back is told.
    pub(crate) fn outcome(&self) -> &str {
        assert_eq!(self.path, "/result", "{}", self.body);
        Page::attribute(self.element("data-test=\"outcome\""), "data-outcome")
    }

    /// What the click on Amazon's button passes to Amazon's script.
    pub(crate) fn button_options(&self) -> Value {
        let call = self.element("amazon.Pay.initCheckout(");
        let json = &call["amazon.Pay.initCheckout(".len()..];
        Value::deserialize(&mut serde_json::Deserializer::from_str(json)).expect("the options")
    }
}
