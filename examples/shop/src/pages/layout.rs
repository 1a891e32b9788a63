//! What is around every page.

use super::Texts;
use super::panel::panel;
use crate::log::Entry;
use maud::{DOCTYPE, Markup, html};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::LazyLock;

/// The icon of the tab.
pub const ICON: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="#1f5c3d" d="M4 28C4 12 14 4 28 4c0 14-8 22-20 20l-2 4z"/></svg>"##;

/// Where it is.
pub const ICON_PATH: &str = "/icon.svg";

/// The one style sheet.
pub const STYLE: &str = include_str!("style.css");

/// Where it is: its path is another one when it has changed, so browsers may keep it.
#[must_use]
pub fn style_path() -> &'static str {
    static PATH: LazyLock<String> = LazyLock::new(|| {
        let mut hasher = DefaultHasher::new();
        STYLE.hash(&mut hasher);
        format!("/style-{:016x}.css", hasher.finish())
    });
    &PATH
}

/// A page of the shop. A buyer who is logged in sees the panel beside it.
pub(super) fn page(
    texts: &Texts,
    title: &str,
    head: &Markup,
    body: &Markup,
    entries: Option<&[Entry]>,
) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(texts.lang) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) " – Kettle & Leaf" }
                link rel="stylesheet" href=(style_path());
                link rel="icon" type="image/svg+xml" href=(ICON_PATH);
                (head)
            }
            body {
                header {
                    a .brand href="/" lang="en" { "Kettle & Leaf" }
                    @if entries.is_some() {
                        nav {
                            a href="/account" { (texts.account) }
                            form method="post" action="/logout" {
                                button .plain type="submit" data-test="log-out" { (texts.log_out) }
                            }
                        }
                    }
                }
                div .columns {
                    main { (body) }
                    @if let Some(entries) = entries { (panel(entries)) }
                }
                footer { p { (texts.demo) } }
            }
        }
    }
}
