//! What happens between the shop and Amazon Pay, for whoever wants to follow it. It speaks English.

use crate::log::Entry;
use maud::{Markup, html};

pub(super) fn panel(entries: &[Entry]) -> Markup {
    html! {
        aside lang="en" aria-labelledby="panel-title" data-test="panel" {
            h2 #panel-title { "What happens" }
            p { "This is what the shop and Amazon Pay tell each other, the newest first. Load the page again to see more." }
            @if entries.is_empty() {
                p { "Nothing has happened yet." }
            }
            ol reversed {
                @for entry in entries {
                    li data-test="entry" data-kind=(entry.kind.as_str()) value=(entry.number) {
                        details {
                            summary { span .kind { (entry.kind.as_str()) } " " (entry.title) }
                            @if !entry.details.is_empty() {
                                dl {
                                    @for (name, text) in &entry.details {
                                        dt { (name) }
                                        dd { code { (text) } }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
