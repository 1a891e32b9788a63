//! Faults of the network and the server, by script.

use http::StatusCode;
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;
use std::fmt;
use std::time::Duration;

/// A fault of one request.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// The connection is closed without an answer.
    Drop(When),
    /// 500 `InternalServerError`.
    InternalServerError(When),
    /// 503 `ServiceUnavailable`; the request is not processed.
    ServiceUnavailable(RetryAfter),
    /// 429 `TooManyRequests`; the request is not processed.
    TooManyRequests(RetryAfter),
    /// 408 `RequestTimeout`; the request is not processed.
    RequestTimeout,
    /// 425 `TooEarly`; the request is not processed.
    TooEarly,
    /// The request is processed at once, and the answer begins after this time.
    Late(Duration),
    /// The request is processed at once, and the body of the answer takes this time to arrive.
    Slow(Duration),
    /// The request is processed, and the connection is closed in the middle of the answer's body.
    Truncated,
    /// A proxy answers with an HTML page, in place of Amazon Pay's answer.
    ProxyPage(StatusCode, When),
    /// Something on the way, such as a cache, answers with this JSON text and the status 200; the request is not
    /// processed.
    OtherAnswer(String),
    /// A redirect with this status to an address that [no client should call](crate::StandIn::trap_visits); the
    /// request is not processed.
    Redirect(StatusCode),
    /// A redirect with this status to this address, for example of another stand-in; the request is not processed.
    RedirectTo(StatusCode, String),
    /// The network repeats the request. It is processed and recorded twice, and only the second answer arrives.
    DuplicateDelivery,
    /// The clock of the stand-in is off by this many seconds for this request, ahead when positive. When it is off by
    /// more than 300, a valid signature is refused with 400 `InvalidHeaderValue`. This is an assumption, because
    /// Amazon does not document it. The header `date` of the answer has the clock's time.
    ClockOff(i32),
}

/// Whether a fault comes before or after the request took effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum When {
    /// The fault comes before the request took effect.
    BeforeProcessing,
    /// The request took effect, and the client does not learn of it.
    AfterProcessing,
}

/// The header `retry-after`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RetryAfter {
    /// No such header.
    Unsaid,
    /// As a number.
    Seconds(u32),
    /// As the HTTP-date that many seconds from now, by the stand-in's clock.
    Date(u32),
}

impl Fault {
    /// Every fault, once with each of its variations. A fault that takes time takes `pause`.
    ///
    /// After most faults a client that tries again succeeds. After a redirect, a page in place of an answer or a
    /// refused date, a client may rightly give up. A `retry-after` asks for 0 seconds, so that a client that obeys it
    /// is not slow.
    #[must_use]
    pub fn every(pause: Duration) -> Vec<Fault> {
        use When::{AfterProcessing, BeforeProcessing};
        let mut faults = vec![
            Fault::ServiceUnavailable(RetryAfter::Unsaid),
            Fault::ServiceUnavailable(RetryAfter::Seconds(0)),
            Fault::ServiceUnavailable(RetryAfter::Date(0)),
            Fault::TooManyRequests(RetryAfter::Unsaid),
            Fault::TooManyRequests(RetryAfter::Seconds(0)),
            Fault::RequestTimeout,
            Fault::TooEarly,
            Fault::Late(pause),
            Fault::Slow(pause),
            Fault::Truncated,
            Fault::DuplicateDelivery,
            Fault::ClockOff(3600),
            Fault::ClockOff(-3600),
        ];
        for when in [BeforeProcessing, AfterProcessing] {
            faults.extend([
                Fault::Drop(when),
                Fault::InternalServerError(when),
                Fault::ProxyPage(StatusCode::OK, when),
                Fault::ProxyPage(StatusCode::BAD_GATEWAY, when),
            ]);
        }
        let redirects = [
            StatusCode::MOVED_PERMANENTLY,
            StatusCode::FOUND,
            StatusCode::TEMPORARY_REDIRECT,
            StatusCode::PERMANENT_REDIRECT,
        ];
        faults.extend(redirects.map(Fault::Redirect));
        faults
    }
}

/// The [`Fault`] of each request for a session or permission.
///
/// # Examples
///
/// ```
/// use amazonpay_update_stand_in::{Fault, Script, When};
/// use std::time::Duration;
///
/// // The first two requests, in this order; the third goes well.
/// let two = Script::first([Fault::Drop(When::AfterProcessing), Fault::TooEarly]);
/// // Every second request.
/// let flaky = Script::from_fn(|n| (n % 2 == 0).then_some(Fault::RequestTimeout));
/// // Half of the requests, by chance that a seed repeats; from the sixth on all goes well.
/// let stormy = Script::random(17, 0.5, Fault::every(Duration::from_millis(20))).limited_to(5);
/// ```
pub struct Script {
    next: Box<dyn FnMut(u64) -> Option<Fault> + Send>,
    requests: u64,
    limit: u64,
}

impl Script {
    /// The fault that the function gives for the number of a request, counted from 0.
    ///
    /// The function is called once for each request, in the order in which they come.
    #[must_use]
    pub fn from_fn(next: impl FnMut(u64) -> Option<Fault> + Send + 'static) -> Script {
        Script { next: Box::new(next), requests: 0, limit: u64::MAX }
    }

    /// One fault for each of the first requests, then none.
    #[must_use]
    pub fn first(faults: impl IntoIterator<Item = Fault>) -> Script {
        let mut faults: VecDeque<Fault> = faults.into_iter().collect();
        Script::from_fn(move |_| faults.pop_front())
    }

    /// A random one of these faults for this share of the requests (0.0 to 1.0). The same seed gives the same faults.
    #[must_use]
    pub fn random(seed: u64, share: f64, faults: impl IntoIterator<Item = Fault>) -> Script {
        let faults: Vec<Fault> = faults.into_iter().collect();
        let mut random = fastrand::Rng::with_seed(seed);
        Script::from_fn(move |_| {
            let struck = random.f64() < share;
            struck.then(|| random.choice(&faults).cloned()).flatten()
        })
    }

    /// The same faults for the first requests, then none.
    #[must_use]
    pub fn limited_to(self, requests: u64) -> Script {
        Script { limit: requests, ..self }
    }

    pub(crate) fn next(&mut self) -> Option<Fault> {
        let number = self.requests;
        self.requests += 1;
        if number < self.limit { (self.next)(number) } else { None }
    }
}

impl Default for Script {
    /// No faults.
    fn default() -> Script {
        Script::from_fn(|_| None)
    }
}

impl fmt::Debug for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Script").field("requests", &self.requests).finish_non_exhaustive()
    }
}
