//! A stand-in in another process, by its page and its control interface.

use reqwest::Client;
use reqwest::header::LOCATION;
use reqwest::redirect::Policy;
use serde_json::{Value, json};
use std::path::Path;

pub(crate) struct Elsewhere {
    http: Client,
    page: String,
    control: String,
}

impl Elsewhere {
    /// The one for a region, of the file that `shop stand-ins` has written.
    pub(crate) fn of(file: &Path, region: &str) -> Elsewhere {
        let http = Client::builder().no_proxy().redirect(Policy::none()).build().expect("a client");
        let text = std::fs::read_to_string(file).expect("it is written");
        let places: Value = serde_json::from_str(&text).expect("JSON");
        let all = places["all"].as_array().expect("a list");
        let place = all.iter().find(|place| place["region"] == region).expect("there is one for each region");
        let text = |name: &str| place[name].as_str().expect("a text").to_owned();
        Elsewhere { http, page: text("page"), control: text("control") }
    }

    /// What the control interface shows.
    pub(crate) async fn show(&self, path: &str) -> Value {
        let answer = self.http.get(format!("{}{path}", self.control)).send().await.expect("it answers");
        assert!(answer.status().is_success(), "{path}: {}", answer.status());
        answer.json().await.expect("JSON")
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) {
        let sent = self.http.post(format!("{}{path}", self.control)).json(body).send().await;
        let answer = sent.expect("it answers");
        assert!(answer.status().is_success(), "{}", answer.text().await.expect("a text"));
    }

    /// Says what goes wrong with every request for a session or a permission.
    pub(crate) async fn set_fault(&self, id: &str, fault: Value) {
        let url = format!("{}/faults/{id}", self.control);
        let script = json!({ "random": { "seed": 0, "share": 1.0, "faults": [fault] } });
        let answer = self.http.put(url).json(&script).send().await.expect("it answers");
        assert!(answer.status().is_success(), "{}", answer.text().await.expect("a text"));
    }

    /// From now on all goes well.
    pub(crate) async fn clear_faults(&self, id: &str) {
        let sent = self.http.delete(format!("{}/faults/{id}", self.control)).send().await;
        let answer = sent.expect("it answers");
        assert!(answer.status().is_success(), "{}", answer.text().await.expect("a text"));
    }

    /// Posts what the click on a button posts. The buyer chooses this card, and the answer is where they are sent.
    pub(crate) async fn click(&self, options: &Value, card: &str) -> String {
        self.post("/outcomes", &json!({ "outcome": "ChangeCard", "card": card })).await;
        let sent = self
            .http
            .post(format!("{}/checkout/initiate", self.page))
            .header("content-type", "application/x-www-form-urlencoded")
            .body(form(options))
            .send()
            .await;
        let answer = sent.expect("it answers");
        let location = answer.headers().get(LOCATION).map(|value| value.to_str().expect("a URL").to_owned());
        let page = answer.text().await.expect("a page");
        sent_back(location, &page)
    }
}

/// Path and query of where the stand-in's answer sends the buyer: by its header, or by a link of its page.
fn sent_back(location: Option<String>, page: &str) -> String {
    let url = location.unwrap_or_else(|| {
        let mut texts = page.split('"');
        let url = texts.find(|text| text.starts_with("http") && text.contains("amazonCheckoutSessionId="));
        url.unwrap_or_else(|| panic!("nobody is sent back: {page}")).replace("&amp;", "&")
    });
    let path = url.find("/return").unwrap_or_else(|| panic!("the buyer is sent to {url}"));
    url[path..].to_owned()
}

/// What `checkout.js` posts.
fn form(options: &Value) -> String {
    let config = &options["createCheckoutSessionConfig"];
    let signed = ["payloadJSON", "signature", "publicKeyId", "algorithm"].map(|name| (name, &config[name]));
    let others = ["merchantId", "ledgerCurrency", "checkoutLanguage", "productType", "placement"]
        .map(|name| (name, &options[name]));
    let mut fields = reqwest::Url::parse("http://form/").expect("a URL");
    for (name, value) in signed.into_iter().chain(others) {
        if let Some(value) = value.as_str() {
            fields.query_pairs_mut().append_pair(name, value);
        }
    }
    fields.query_pairs_mut().append_pair("environment", "SANDBOX");
    fields.query().expect("there are fields").to_owned()
}
