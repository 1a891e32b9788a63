//! The stand-in's clock.

use super::calls::{Calls, Control};
use super::input::Body;
use super::refusal::Refusal;
use axum::Json;
use axum::extract::State;
use jiff::{SignedDuration, Span, SpanRelativeTo};
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;

/// A century: timestamps of the API have four digits for the year.
const FARTHEST: SignedDuration = SignedDuration::from_hours(24 * 36_525);

pub(super) fn calls() -> Calls {
    Calls::default().get("/clock", "Shows the time by the stand-in's clock", show).post(
        "/clock",
        "Moves the stand-in's clock ahead, or sets it right",
        change,
    )
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Change {
    advance: Option<String>,
    set_right: Option<bool>,
    /// By how much the dates of requests are judged by another time.
    request_dates_off_by: Option<i32>,
}

async fn show(State(control): State<Arc<Control>>) -> Json<Value> {
    let clock = &control.shared.clock;
    Json(json!({
        "now": clock.now().to_string(),
        "ahead": clock.ahead().to_string(),
        "requestDatesOffBy": control.shared.state().clock_offset.as_secs(),
    }))
}

async fn change(
    State(control): State<Arc<Control>>,
    Body(change): Body<Change>,
) -> Result<Json<Value>, Refusal> {
    let advance = match (&change.advance, change.set_right, change.request_dates_off_by) {
        (None, None | Some(false), None) => {
            return Err(Refusal::of_member("advance", "Nothing is to be done with the clock").remedy(
                "Send `advance`, such as \"25h\", or `setRight`: true, or `requestDatesOffBy` in seconds",
            ));
        }
        (Some(_), Some(true), _) => {
            return Err(Refusal::of_member("setRight", "`advance` and `setRight` do not go together")
                .remedy("Send one of them"));
        }
        (None, Some(true), Some(_)) => {
            return Err(Refusal::of_member(
                "requestDatesOffBy",
                "`setRight` and `requestDatesOffBy` do not go together, for `setRight` makes it 0",
            )
            .remedy("Send one of them"));
        }
        (Some(by), _, _) => Some(duration(by, control.shared.clock.ahead())?),
        (None, ..) => None,
    };
    if let Some(seconds) = change.request_dates_off_by {
        control.shared.state().clock_offset = SignedDuration::from_secs(seconds.into());
    }
    if let Some(by) = advance {
        control.shared.clock.advance(by);
    }
    if change.set_right == Some(true) {
        control.shared.clock.set_right();
        control.shared.state().clock_offset = SignedDuration::ZERO;
    }
    Ok(show(State(control)).await)
}

/// `25h`, `PT25H`, `30 days`.
fn duration(text: &str, ahead: SignedDuration) -> Result<Duration, Refusal> {
    let refused = |error: String| {
        Refusal::of_member("advance", error)
            .remedy("Send a duration, such as \"25h\", \"PT25H\" or \"30 days\"")
    };
    let days = SpanRelativeTo::days_are_24_hours();
    let by = text.parse::<Span>().and_then(|span| span.to_duration(days));
    let by = by
        .map_err(|_| refused(format!("`{text}` is no duration of weeks, days, hours, minutes or seconds")))?;
    let positive = Duration::try_from(by).ok().filter(|by| !by.is_zero());
    let positive = positive.ok_or_else(|| refused(format!("`{text}` does not move the clock ahead")))?;
    if ahead.saturating_add(by) > FARTHEST {
        return Err(refused(format!("`{text}` moves the clock more than a century ahead")));
    }
    Ok(positive)
}
