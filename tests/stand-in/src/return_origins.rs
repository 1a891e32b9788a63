//! The origins that replace the origins of return URLs.

use crate::setup::Setup;
use url::{Position, Url};

/// The URL to which the browser is sent.
pub(crate) fn mapped(setup: &Setup, url: &Url) -> String {
    let own = written(url);
    let origin = |text: &str| Url::parse(text).ok().map(|url| written(&url));
    let to = setup.return_origins.iter().find(|(from, _)| origin(from).as_ref() == Some(&own));
    match to.and_then(|(_, to)| origin(to)) {
        Some(to) => format!("{to}{}", &url[Position::BeforePath..]),
        None => url.to_string(),
    }
}

/// `https://shop.example`, of any URL.
fn written(url: &Url) -> String {
    url.origin().ascii_serialization()
}
