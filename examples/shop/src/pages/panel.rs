//! What happens between the shop and Amazon Pay, for whoever wants to follow it. It speaks English.

use crate::log::Entry;
use maud::{Markup, html};

pub(super) fn panel(entries: &[Entry]) -> Markup {
    html! {
        aside lang="en" aria-labelledby="panel-title" data-test="panel" {
            h2 #panel-title { "What happens" }
            p { "Between this shop and Amazon Pay, the newest first. Load the page again to see what came since." }
            @if entries.is_empty() {
                p { "Nothing yet." }
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
