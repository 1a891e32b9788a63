//! A fault in JSON: its name, and what that fault has.

use super::refusal::Refusal;
use crate::faults::{Fault, RetryAfter, When};
use crate::loopback::is_loopback;
use http::StatusCode;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::time::Duration;
use url::Url;

/// Ten minutes: no client waits longer.
const LONGEST: u64 = 600_000;

#[derive(Clone, Copy, Serialize, Deserialize)]
enum FaultName {
    Drop,
    InternalServerError,
    ServiceUnavailable,
    TooManyRequests,
    RequestTimeout,
    TooEarly,
    Late,
    Slow,
    Truncated,
    ProxyPage,
    OtherAnswer,
    Redirect,
    RedirectTo,
    DuplicateDelivery,
    ClockOff,
}

/// The name, as JSON has it.
impl fmt::Display for FaultName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.serialize(f)
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct FaultForm {
    fault: FaultName,
    #[serde(skip_serializing_if = "Option::is_none")]
    when: Option<When>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retry_after_seconds: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retry_after_date_in_seconds: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    duration_ms: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seconds: Option<i32>,
}

impl FaultForm {
    pub(super) fn of(fault: &Fault) -> FaultForm {
        use FaultName as Name;
        let milliseconds = |time: &Duration| u64::try_from(time.as_millis()).ok();
        match fault {
            Fault::Drop(when) => FaultForm { when: Some(*when), ..named(Name::Drop) },
            Fault::InternalServerError(when) => {
                FaultForm { when: Some(*when), ..named(Name::InternalServerError) }
            }
            Fault::ServiceUnavailable(after) => named(Name::ServiceUnavailable).after(*after),
            Fault::TooManyRequests(after) => named(Name::TooManyRequests).after(*after),
            Fault::RequestTimeout => named(Name::RequestTimeout),
            Fault::TooEarly => named(Name::TooEarly),
            Fault::Late(time) => FaultForm { duration_ms: milliseconds(time), ..named(Name::Late) },
            Fault::Slow(time) => FaultForm { duration_ms: milliseconds(time), ..named(Name::Slow) },
            Fault::Truncated => named(Name::Truncated),
            Fault::ProxyPage(status, when) => {
                FaultForm { status: Some(status.as_u16()), when: Some(*when), ..named(Name::ProxyPage) }
            }
            Fault::OtherAnswer(body) => FaultForm { body: Some(body.clone()), ..named(Name::OtherAnswer) },
            Fault::Redirect(status) => FaultForm { status: Some(status.as_u16()), ..named(Name::Redirect) },
            Fault::RedirectTo(status, location) => FaultForm {
                status: Some(status.as_u16()),
                location: Some(location.clone()),
                ..named(Name::RedirectTo)
            },
            Fault::DuplicateDelivery => named(Name::DuplicateDelivery),
            Fault::ClockOff(seconds) => FaultForm { seconds: Some(*seconds), ..named(Name::ClockOff) },
        }
    }

    fn after(self, after: RetryAfter) -> FaultForm {
        match after {
            RetryAfter::Unsaid => self,
            RetryAfter::Seconds(seconds) => FaultForm { retry_after_seconds: Some(seconds), ..self },
            RetryAfter::Date(seconds) => FaultForm { retry_after_date_in_seconds: Some(seconds), ..self },
        }
    }

    /// `Err` when a member is missing, or is one that this fault does not have.
    pub(super) fn fault(mut self) -> Result<Fault, Refusal> {
        let fault = match self.fault {
            FaultName::Drop => Fault::Drop(self.when()?),
            FaultName::InternalServerError => Fault::InternalServerError(self.when()?),
            FaultName::ServiceUnavailable => Fault::ServiceUnavailable(self.retry_after()?),
            FaultName::TooManyRequests => Fault::TooManyRequests(self.retry_after()?),
            FaultName::RequestTimeout => Fault::RequestTimeout,
            FaultName::TooEarly => Fault::TooEarly,
            FaultName::Late => Fault::Late(self.duration()?),
            FaultName::Slow => Fault::Slow(self.duration()?),
            FaultName::Truncated => Fault::Truncated,
            FaultName::ProxyPage => Fault::ProxyPage(self.page_status()?, self.when()?),
            FaultName::OtherAnswer => {
                let body = self.body.take();
                Fault::OtherAnswer(self.needed("body", body)?)
            }
            FaultName::Redirect => Fault::Redirect(self.redirection()?),
            FaultName::RedirectTo => Fault::RedirectTo(self.redirection()?, self.location()?),
            FaultName::DuplicateDelivery => Fault::DuplicateDelivery,
            FaultName::ClockOff => {
                let seconds = self.seconds.take();
                Fault::ClockOff(self.needed("seconds", seconds)?)
            }
        };
        self.nothing_else()?;
        Ok(fault)
    }

    fn needed<T>(&self, member: &str, value: Option<T>) -> Result<T, Refusal> {
        value.ok_or_else(|| {
            Refusal::of_member(member, format!("`{}` needs `{member}`, and it is not there", self.fault))
                .remedy("Send it")
        })
    }

    fn when(&mut self) -> Result<When, Refusal> {
        let when = self.when.take();
        self.needed("when", when)
    }

    fn retry_after(&mut self) -> Result<RetryAfter, Refusal> {
        match (self.retry_after_seconds.take(), self.retry_after_date_in_seconds.take()) {
            (None, None) => Ok(RetryAfter::Unsaid),
            (Some(seconds), None) => Ok(RetryAfter::Seconds(seconds)),
            (None, Some(seconds)) => Ok(RetryAfter::Date(seconds)),
            (Some(_), Some(_)) => {
                Err(Refusal::of_member("retryAfterDateInSeconds", "There is one header `retry-after`")
                    .remedy("Send `retryAfterSeconds` or `retryAfterDateInSeconds`"))
            }
        }
    }

    fn duration(&mut self) -> Result<Duration, Refusal> {
        let milliseconds = self.duration_ms.take();
        let milliseconds = self.needed("durationMs", milliseconds)?;
        if milliseconds > LONGEST {
            return Err(Refusal::of_member(
                "durationMs",
                format!("{milliseconds} ms is more than ten minutes"),
            )
            .remedy(format!("Send {LONGEST} at most")));
        }
        Ok(Duration::from_millis(milliseconds))
    }

    fn status(&mut self, fine: fn(u16) -> bool, which: &str) -> Result<StatusCode, Refusal> {
        let status = self.status.take();
        let status = self.needed("status", status)?;
        StatusCode::from_u16(status).ok().filter(|_| fine(status)).ok_or_else(|| {
            let error = format!("`{}` does not answer with the status {status}", self.fault);
            Refusal::of_member("status", error).remedy(format!("Send {which}"))
        })
    }

    fn page_status(&mut self) -> Result<StatusCode, Refusal> {
        self.status(|status| status == 200 || (400..600).contains(&status), "200, or one from 400 to 599")
    }

    fn redirection(&mut self) -> Result<StatusCode, Refusal> {
        self.status(|status| matches!(status, 301..=303 | 307 | 308), "301, 302, 303, 307 or 308")
    }

    /// A client that follows it shows its signed request there.
    fn location(&mut self) -> Result<String, Refusal> {
        let location = self.location.take();
        let location = self.needed("location", location)?;
        let there = Url::parse(&location).ok().filter(|url| url.has_host() && is_loopback(url));
        there.map(String::from).ok_or_else(|| {
            Refusal::of_member("location", format!("`{location}` is no address of this machine"))
                .remedy("Send a URL such as `https://localhost:8443/`")
        })
    }

    fn nothing_else(&self) -> Result<(), Refusal> {
        let left = [
            ("when", self.when.is_some()),
            ("retryAfterSeconds", self.retry_after_seconds.is_some()),
            ("retryAfterDateInSeconds", self.retry_after_date_in_seconds.is_some()),
            ("durationMs", self.duration_ms.is_some()),
            ("status", self.status.is_some()),
            ("body", self.body.is_some()),
            ("location", self.location.is_some()),
            ("seconds", self.seconds.is_some()),
        ];
        match left.into_iter().find(|(_, is_left)| *is_left) {
            None => Ok(()),
            Some((member, _)) => {
                Err(Refusal::of_member(member, format!("`{}` has no `{member}`", self.fault))
                    .remedy("Leave it out"))
            }
        }
    }
}

fn named(fault: FaultName) -> FaultForm {
    FaultForm {
        fault,
        when: None,
        retry_after_seconds: None,
        retry_after_date_in_seconds: None,
        duration_ms: None,
        status: None,
        body: None,
        location: None,
        seconds: None,
    }
}
