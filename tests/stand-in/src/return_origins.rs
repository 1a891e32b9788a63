//! Where the buyer is sent in place of a return URL's own origin.

use crate::loopback::is_loopback;
use crate::setup::{Setup, StartError};
use url::{Position, Url};

/// The setup with its mappings checked, and written as browsers write origins.
pub(crate) fn checked(mut setup: Setup) -> Result<Setup, StartError> {
    let mut origins: Vec<(String, String)> = Vec::new();
    for (from, to) in &setup.return_origins {
        let wrong = |why| StartError::ReturnOrigin { from: from.clone(), to: to.clone(), why };
        let source = origin(from).filter(|url| url.scheme() == "https").ok_or_else(|| {
            wrong("FROM must be an https origin without a path, such as https://shop.example")
        })?;
        let target = origin(to).filter(is_loopback).ok_or_else(|| {
            wrong("TO must be an origin of this machine without a path, such as http://localhost:3000")
        })?;
        let (source, target) = (written(&source), written(&target));
        if origins.iter().any(|(known, _)| *known == source) {
            return Err(wrong("FROM is mapped twice: leave one of them out"));
        }
        origins.push((source, target));
    }
    setup.return_origins = origins;
    Ok(setup)
}

/// The URL the browser is sent to.
pub(crate) fn mapped(setup: &Setup, url: &Url) -> String {
    let own = written(url);
    match setup.return_origins.iter().find(|(from, _)| *from == own) {
        Some((_, to)) => format!("{to}{}", &url[Position::BeforePath..]),
        None => url.to_string(),
    }
}

/// `https://shop.example`, of any URL.
pub(crate) fn written(url: &Url) -> String {
    url.origin().ascii_serialization()
}

/// A URL of http or https that is nothing but an origin.
fn origin(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok()?;
    let bare = url.username().is_empty() && url.password().is_none() && &url[Position::BeforePath..] == "/";
    // Without the slash alone: `https://shop.example/` has a path, if an empty one.
    (matches!(url.scheme(), "http" | "https") && bare && !text.ends_with('/')).then_some(url)
}
