//! What a buyer does and reads in the browser.

use amazonpay_update_browser_tests::browser::console;
use fantoccini::elements::Element;
use fantoccini::key::Key;
use fantoccini::{Client, Locator};
use serde_json::{Value, json};
use std::time::Duration;

#[derive(Clone)]
pub(crate) struct Buyer {
    pub(crate) client: Client,
}

impl Buyer {
    pub(crate) fn new(client: Client) -> Buyer {
        Buyer { client }
    }

    /// Opens a page, and finds the button there.
    pub(crate) async fn opens(&self, address: &str) {
        self.client.goto(address).await.expect("an address");
        self.client.wait().for_element(Locator::Css("h1")).await.expect("a page");
    }

    /// Presses the shop's one button, and reads this afterwards.
    pub(crate) async fn presses_the_shops_button(&self, words: &str) {
        self.find("//button").await.click().await.expect("it can be clicked");
        self.reads(words).await;
    }

    /// Presses a button, or follows a link, that has this text.
    pub(crate) async fn presses(&self, text: &str) {
        let path = format!("//button[normalize-space()='{text}'] | //a[normalize-space()='{text}']");
        self.find(&path).await.click().await.expect("it can be clicked");
    }

    /// The choice whose label has these words.
    pub(crate) async fn choice(&self, words: &str) -> Element {
        self.find(&format!("//input[@id=//label[contains(., '{words}')]/@for]")).await
    }

    /// Clicks a label.
    pub(crate) async fn chooses(&self, words: &str) {
        let label = self.find(&format!("//label[contains(., '{words}')]")).await;
        label.click().await.expect("it can be clicked");
    }

    /// Types into the field with this name.
    pub(crate) async fn types(&self, name: &str, text: &str) {
        let field = self.find(&format!("//input[@name='{name}']")).await;
        field.clear().await.expect("a field");
        field.send_keys(text).await.expect("a field");
    }

    /// Presses a key, wherever the focus is.
    pub(crate) async fn key(&self, key: Key) {
        let focused = self.client.active_element().await.expect("an element");
        focused.send_keys(&char::from(key).to_string()).await.expect("a key");
    }

    async fn find(&self, path: &str) -> Element {
        self.client.wait().for_element(Locator::XPath(path)).await.unwrap_or_else(|error| {
            panic!("{path}: {error}");
        })
    }

    /// Waits until the page says this, and answers with its address.
    pub(crate) async fn reads(&self, words: &str) -> String {
        self.reads_one_of(&[words]).await.1
    }

    /// Waits until the page says one of these: which, and the page's address.
    pub(crate) async fn reads_one_of(&self, choices: &[&str]) -> (usize, String) {
        const PAGE: &str = "return [document.readyState, document.body?.innerText ?? '', document.URL]";
        let mut page = Value::Null;
        for _ in 0..500 {
            // While the browser is on its way, nothing can be asked.
            if let Ok(now) = self.client.execute(PAGE, vec![]).await {
                page = now;
                let text = page[1].as_str().unwrap_or_default();
                if let (Some(nth), true) =
                    (choices.iter().position(|words| text.contains(words)), page[0] == "complete")
                {
                    return (nth, page[2].as_str().unwrap_or_default().to_owned());
                }
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("none of {choices:?} is to be read on the page {page:#}");
    }

    pub(crate) async fn script(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.client.execute(script, arguments).await.expect("a script")
    }

    /// The text of the elements that a selector finds.
    pub(crate) async fn text_of(&self, selector: &str) -> String {
        const TEXT: &str = "return [...document.querySelectorAll(arguments[0])].map((element) => element.innerText).join('\\n')";
        let text = self.script(TEXT, vec![json!(selector)]).await;
        text.as_str().unwrap_or_default().to_owned()
    }

    /// The browser has had nothing to complain of but these statuses of the stand-in's answers: no error of a script,
    /// no violation of a policy.
    pub(crate) async fn had_no_complaint_but(&self, statuses: &[u16], context: &str) {
        let mut statuses: Vec<String> =
            statuses.iter().map(|status| format!("status of {status} ")).collect();
        for _ in 0..500 {
            for message in console(&self.client).await {
                match statuses.iter().position(|status| message.contains(status.as_str())) {
                    Some(nth) => drop(statuses.remove(nth)),
                    None => panic!("{context}: {message}"),
                }
            }
            // The browser reports when it finds the time.
            if statuses.is_empty() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("{context}: the browser did not see {statuses:?}");
    }
}
