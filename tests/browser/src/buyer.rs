//! What a buyer does and reads in the browser.

use crate::browser::console;
use fantoccini::actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use fantoccini::key::Key;
use fantoccini::{Client, Locator};
use serde_json::{Value, json};
use std::time::Duration;

/// A person at a browser. If they do not find what they look for, the test fails.
#[derive(Clone, Debug)]
pub struct Buyer {
    /// The browser.
    pub client: Client,
}

#[expect(clippy::missing_panics_doc, reason = "each fails the test in which it is called")]
impl Buyer {
    /// A buyer at this browser.
    #[must_use]
    pub fn new(client: Client) -> Buyer {
        Buyer { client }
    }

    /// Opens a page, and waits for its heading. Under load, `chromedriver` has been seen to answer before the page is
    /// there. So the page that the buyer leaves gets a mark.
    pub async fn opens(&self, address: &str) {
        const MARK: &str = "window.isLeft = true";
        const THERE: &str =
            "return !window.isLeft && document.readyState === 'complete' && !!document.querySelector('h1')";
        self.script(MARK, vec![]).await;
        self.client.goto(address).await.expect("an address");
        for _ in 0..3000 {
            if self.client.execute(THERE, vec![]).await.is_ok_and(|there| there == true) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("{address} does not open");
    }

    /// Presses the only button of the shop's page, and then reads these words.
    pub async fn presses_the_shops_button(&self, words: &str) {
        self.clicks(Locator::XPath("//button")).await;
        self.reads(words).await;
    }

    /// Presses a button, or follows a link, that has this text.
    pub async fn presses(&self, text: &str) {
        let path = format!("//button[normalize-space()='{text}'] | //a[normalize-space()='{text}']");
        self.clicks(Locator::XPath(&path)).await;
    }

    /// Clicks twice on what the selector finds, as fast as a browser can.
    pub async fn double_clicks(&self, selector: &str) {
        let element = self.client.wait().for_element(Locator::Css(selector)).await.expect("an element");
        let (down, up) = (
            PointerAction::Down { button: MOUSE_BUTTON_LEFT },
            PointerAction::Up { button: MOUSE_BUTTON_LEFT },
        );
        let to = PointerAction::MoveToElement { element, duration: None, x: 0., y: 0. };
        let mouse = MouseActions::new("mouse".to_owned());
        let mouse = mouse.then(to).then(down.clone()).then(up.clone()).then(down).then(up);
        // The page may be gone before the second click is done.
        let _ = self.client.perform_actions(mouse).await;
    }

    /// Clicks an element.
    pub async fn clicks(&self, locator: Locator<'_>) {
        self.on(locator, |element| async move { element.click().await }).await;
    }

    /// Whether the choice whose label has these words is chosen.
    pub async fn has_chosen(&self, words: &str) -> bool {
        self.on(Locator::XPath(&choice(words)), |choice| async move { choice.is_selected().await }).await
    }

    /// Whether the choice whose label has these words can be chosen.
    pub async fn can_choose(&self, words: &str) -> bool {
        self.on(Locator::XPath(&choice(words)), |choice| async move { choice.is_enabled().await }).await
    }

    /// Chooses what the page does not let a buyer choose.
    pub async fn forces(&self, words: &str) {
        const FORCE: &str = "arguments[0].disabled = false; arguments[0].checked = true";
        let client = &self.client;
        let force = |choice| async move { client.execute(FORCE, vec![json!(choice)]).await };
        self.on(Locator::XPath(&choice(words)), force).await;
    }

    /// Clicks a label.
    pub async fn chooses(&self, words: &str) {
        self.clicks(Locator::XPath(&format!("//label[contains(., '{words}')]"))).await;
    }

    /// Types into the field with this name.
    pub async fn types(&self, name: &str, text: &str) {
        let fill = |field: Element| async move {
            field.clear().await?;
            field.send_keys(text).await
        };
        self.on(Locator::XPath(&format!("//input[@name='{name}']")), fill).await;
    }

    /// Presses a key, wherever the focus is.
    pub async fn key(&self, key: Key) {
        let focused = self.client.active_element().await.expect("an element");
        focused.send_keys(&char::from(key).to_string()).await.expect("a key");
    }

    /// Waits for an element, and does something with it. An element whose page is replaced before that is waited
    /// for again: a page that a form leads to may have the same element.
    async fn on<T, F>(&self, locator: Locator<'_>, act: impl Fn(Element) -> F) -> T
    where
        F: Future<Output = Result<T, CmdError>>,
    {
        for _ in 0..50 {
            let element = self.client.wait().for_element(locator).await;
            let element = element.unwrap_or_else(|error| panic!("{locator:?}: {error}"));
            match act(element).await {
                Err(error) if error.is_stale_element_reference() => {}
                done => return done.unwrap_or_else(|error| panic!("{locator:?}: {error}")),
            }
        }
        panic!("{locator:?}: its page is replaced again and again");
    }

    /// Waits until the page says this. Returns the page's address.
    pub async fn reads(&self, words: &str) -> String {
        self.reads_one_of(&[words]).await.1
    }

    /// Waits until the page says one of these. Returns which one, and the page's address.
    pub async fn reads_one_of(&self, choices: &[&str]) -> (usize, String) {
        const PAGE: &str = "return [document.readyState, document.body?.innerText ?? '', document.URL]";
        let mut page = Value::Null;
        for _ in 0..3000 {
            // While the browser goes to another page, scripts fail.
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

    /// Runs a script, and gives what it returns.
    pub async fn script(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.client.execute(script, arguments).await.expect("a script")
    }

    /// The text of the elements that a selector finds.
    pub async fn text_of(&self, selector: &str) -> String {
        const TEXT: &str = "return [...document.querySelectorAll(arguments[0])].map((element) => element.innerText).join('\\n')";
        let text = self.script(TEXT, vec![json!(selector)]).await;
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Checks that the browser complained of nothing but these statuses of the stand-in's answers: no error of a
    /// script, no violation of a policy.
    pub async fn had_no_complaint_but(&self, statuses: &[u16], context: &str) {
        let mut statuses: Vec<String> =
            statuses.iter().map(|status| format!("status of {status} ")).collect();
        for _ in 0..3000 {
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

/// Where the choice is whose label has these words.
fn choice(words: &str) -> String {
    format!("//input[@id=//label[contains(., '{words}')]/@for]")
}
