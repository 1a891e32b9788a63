//! Each answer of Amazon Pay's API, as the library reports it to `tracing`: the status and the id of the request, and
//! what it does when none came. Bodies it does not report; `notes` has what was read of them.

use super::entries::{Kind, note};
use axum::http::StatusCode;
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
            note(Kind::Answer, fields.title(), fields.others);
        }
    }
}

/// What the library says of an event.
#[derive(Default)]
struct Fields {
    message: String,
    status: Option<u64>,
    others: Vec<(&'static str, String)>,
}

impl Fields {
    /// The status, where there is one.
    fn title(&mut self) -> String {
        let status = self.status.and_then(|status| StatusCode::from_u16(u16::try_from(status).ok()?).ok());
        status.map_or_else(|| std::mem::take(&mut self.message), |status| status.to_string())
    }
}

impl Visit for Fields {
    fn record_u64(&mut self, field: &Field, value: u64) {
        match field.name() {
            "status" => self.status = Some(value),
            name => self.others.push((name, value.to_string())),
        }
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.others.push((field.name(), value.to_owned()));
    }

    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        match field.name() {
            "message" => self.message = format!("{value:?}"),
            name => self.others.push((name, format!("{value:?}"))),
        }
    }
}
