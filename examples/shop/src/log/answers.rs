//! Each answer of Amazon Pay's API, as the library reports it to `tracing`: the status and the id of the request, and
//! what it does when none came. Bodies it does not report.

use super::entries::{Kind, note};
use std::fmt;
use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::Context;

/// Where the library reports from.
const TARGET: &str = "amazonpay_update::session::client";

/// A layer that notes what the library's client reports.
#[derive(Clone, Copy, Debug)]
pub struct Answers;

impl<S: Subscriber> Layer<S> for Answers {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() == TARGET {
            let mut fields = Fields::default();
            event.record(&mut fields);
            note(Kind::Answer, fields.message, fields.others);
        }
    }
}

#[derive(Default)]
struct Fields {
    message: String,
    others: Vec<(&'static str, String)>,
}

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        let text = format!("{value:?}");
        match field.name() {
            "message" => self.message = text,
            name => self.others.push((name, text)),
        }
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.others.push((field.name(), value.to_owned()));
    }
}
