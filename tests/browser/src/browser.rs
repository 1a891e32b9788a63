//! Chromium without a window, driven by chromedriver.

use base64::prelude::{BASE64_STANDARD, Engine as _};
use fantoccini::elements::Element;
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder, Locator};
use http::Method;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use url::Url;

/// Where the browser finds the hosts of the addresses that it opens.
#[derive(Clone, Copy, Debug)]
pub enum Hosts {
    /// All hosts are at this address.
    AllAt(SocketAddr),
    /// Each host is at its own address.
    AsTheyAre,
}

/// Runs a test with a browser, and closes the browser afterwards.
///
/// # Panics
///
/// When the test panics, or when `chromedriver` or `chromium` is not there: the test cannot run, so it fails.
pub async fn with_browser<T: Send + 'static, F>(hosts: Hosts, test: impl FnOnce(Client) -> F) -> T
where
    F: Future<Output = T> + Send + 'static,
{
    let driver = Driver::start();
    let profile = tempfile::tempdir().expect("a temporary directory");
    let profile_directory = format!("--user-data-dir={}", profile.path().display());
    let mut arguments = vec![
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--hide-scrollbars",
        "--force-device-scale-factor=2",
        "--window-size=720,480",
        &profile_directory,
    ];
    let rules;
    if let Hosts::AllAt(address) = hosts {
        rules = format!("--host-resolver-rules=MAP * {address}");
        arguments.push(&rules);
    }
    let capabilities = json!({
        "acceptInsecureCerts": true,
        "goog:chromeOptions": { "args": arguments },
        "goog:loggingPrefs": { "browser": "ALL" },
    });
    let client = ClientBuilder::new(HttpConnector::new())
        .capabilities(capabilities.as_object().cloned().unwrap_or_else(Map::<String, Value>::new))
        .connect(&driver.address)
        .await
        .expect("these tests need `chromium`");
    // In a task of its own, so that the browser is closed after a panic, too.
    let result = tokio::spawn(test(client.clone())).await;
    client.close().await.expect("the browser closes");
    result.unwrap_or_else(|error| std::panic::resume_unwind(error.into_panic()))
}

/// Opens a page at an address of its own, and finds its buttons.
///
/// It looks again until the page has `count` buttons, because `chromedriver` under load has answered before the page
/// was there.
///
/// # Panics
///
/// When the page does not come, or has another number of buttons.
pub async fn open(client: &Client, address: &str, count: usize) -> Vec<Element> {
    const THERE: &str = "return document.readyState === 'complete' && document.URL === arguments[0]";
    client.goto(address).await.expect("an address");
    let mut found = 0;
    for _ in 0..3000 {
        if client.execute(THERE, vec![address.into()]).await.is_ok_and(|there| there == true) {
            let buttons = client.find_all(Locator::Css("button")).await.unwrap_or_default();
            found = buttons.len();
            if found == count {
                return buttons;
            }
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("{address} should have {count} buttons and has {found}");
}

/// What the browser has written to its consoles since the last call: errors of scripts, violations of a policy,
/// answers with an error's status.
///
/// # Panics
///
/// When `chromedriver` does not say.
pub async fn console(client: &Client) -> Vec<String> {
    let entries = client.issue_cmd(ConsoleLog).await.expect("chromedriver keeps a log");
    let entries = entries.as_array().cloned().unwrap_or_default();
    entries.iter().map(|entry| entry["message"].as_str().unwrap_or_default().to_owned()).collect()
}

/// A picture of the page in WebP, as a window of this size shows it. One pixel of the page is one pixel of the picture.
///
/// # Panics
///
/// When the browser does not make it.
pub async fn picture(client: &Client, width: u32, height: u32) -> Vec<u8> {
    let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
    let set = DevTools("Emulation.setDeviceMetricsOverride", metrics);
    client.issue_cmd(set).await.expect("chromedriver passes it on");
    // WebP takes a third of the bytes of PNG, which is the only format that WebDriver itself offers.
    let format = json!({ "format": "webp", "quality": 70 });
    let taken = client.issue_cmd(DevTools("Page.captureScreenshot", format)).await.expect("a picture");
    let picture = BASE64_STANDARD.decode(taken["data"].as_str().expect("a text")).expect("Base64");
    let cleared = DevTools("Emulation.clearDeviceMetricsOverride", json!({}));
    client.issue_cmd(cleared).await.expect("chromedriver passes it on");
    picture
}

/// A command of Chromium's developer tools, with its parameters.
#[derive(Debug)]
struct DevTools(&'static str, Value);

impl WebDriverCompatibleCommand for DevTools {
    fn endpoint(&self, base_url: &Url, session_id: Option<&str>) -> Result<Url, url::ParseError> {
        base_url.join(&format!("session/{}/goog/cdp/execute", session_id.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(json!({ "cmd": self.0, "params": self.1 }).to_string()))
    }
}

/// A command of `chromedriver`'s own.
#[derive(Debug)]
struct ConsoleLog;

impl WebDriverCompatibleCommand for ConsoleLog {
    fn endpoint(&self, base_url: &Url, session_id: Option<&str>) -> Result<Url, url::ParseError> {
        base_url.join(&format!("session/{}/se/log", session_id.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(json!({ "type": "browser" }).to_string()))
    }
}

struct Driver {
    process: Child,
    address: String,
}

impl Driver {
    /// `chromedriver` takes a free port for IPv4, and gives up when another program has the same port for IPv6. Then it
    /// is started again.
    fn start() -> Driver {
        (0..10).find_map(|_| Driver::try_start()).expect("chromedriver finds a free port")
    }

    fn try_start() -> Option<Driver> {
        let mut process = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .spawn()
            .expect("these tests need `chromedriver`");
        let output = BufReader::new(process.stdout.take().expect("a pipe"));
        let mut driver = Driver { process, address: String::new() };
        let port = output.lines().map_while(Result::ok).find_map(|line| {
            line.strip_prefix("ChromeDriver was started successfully on port ")
                .map(|port| port.trim_end_matches('.').to_owned())
        });
        driver.address = format!("http://127.0.0.1:{}", port?);
        Some(driver)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // The process has ended by itself, or ends now.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
