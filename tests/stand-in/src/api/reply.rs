//! How an answer leaves: whole, late, in pieces, in part, as something else, or not at all.

use crate::api::answer::Answer;
use crate::faults::{Fault, RetryAfter, When};
use http::{HeaderValue, Response, StatusCode, header};
use http_body_util::channel::{Channel, Sender};
use hyper::body::Bytes;
use percent_encoding::{CONTROLS, utf8_percent_encode};
use std::io;
use std::time::{Duration, SystemTime};

/// The body of an answer; an error breaks the connection off.
pub(crate) type Body = Channel<Bytes, io::Error>;

/// In how many pieces a slow answer comes.
const PIECES: u32 = 8;

/// Long enough for the half that was sent to leave the machine before the connection is closed.
const BEFORE_BREAKING_OFF: Duration = Duration::from_millis(10);

pub(crate) struct Reply {
    /// The time before the answer begins.
    pub(crate) delay: Duration,
    answer: Answer,
    sending: Sending,
}

#[derive(Clone, Copy)]
enum Sending {
    Whole,
    Over(Duration),
    HalfOnly,
}

impl Reply {
    /// The reply under a fault. `None` closes the connection. `process` answers the request.
    pub(crate) fn new(
        fault: Option<&Fault>,
        clock: SystemTime,
        trap: &str,
        mut process: impl FnMut() -> Answer,
    ) -> Option<Reply> {
        let at_once = |answer| Reply { delay: Duration::ZERO, answer, sending: Sending::Whole };
        let unprocessed = |code, reason| Some(at_once(error(code, reason)));
        let Some(fault) = fault else { return Some(at_once(process())) };
        if let Fault::Drop(When::AfterProcessing)
        | Fault::InternalServerError(When::AfterProcessing)
        | Fault::ProxyPage(_, When::AfterProcessing)
        | Fault::DuplicateDelivery = fault
        {
            // This answer is not sent.
            process();
        }
        match fault {
            Fault::Drop(_) => None,
            Fault::InternalServerError(_) => {
                unprocessed(StatusCode::INTERNAL_SERVER_ERROR, "InternalServerError")
            }
            Fault::ServiceUnavailable(after) => {
                let answer = error(StatusCode::SERVICE_UNAVAILABLE, "ServiceUnavailable");
                Some(at_once(with_retry_after(answer, *after, clock)))
            }
            Fault::TooManyRequests(after) => {
                let answer = error(StatusCode::TOO_MANY_REQUESTS, "TooManyRequests");
                Some(at_once(with_retry_after(answer, *after, clock)))
            }
            Fault::RequestTimeout => unprocessed(StatusCode::REQUEST_TIMEOUT, "RequestTimeout"),
            Fault::TooEarly => unprocessed(StatusCode::TOO_EARLY, "TooEarly"),
            Fault::Late(delay) => Some(Reply { delay: *delay, ..at_once(process()) }),
            Fault::Slow(time) => Some(Reply { sending: Sending::Over(*time), ..at_once(process()) }),
            Fault::Truncated => Some(Reply { sending: Sending::HalfOnly, ..at_once(process()) }),
            Fault::ProxyPage(status, _) => Some(at_once(Answer::proxy_page(*status))),
            Fault::OtherAnswer(json) => Some(at_once(Answer::ok(json.clone()))),
            Fault::Redirect(status) => Some(at_once(redirect(*status, trap))),
            Fault::RedirectTo(status, address) => Some(at_once(redirect(*status, address))),
            Fault::DuplicateDelivery | Fault::ClockOff(_) => Some(at_once(process())),
        }
    }

    /// The response, whose body is sent in the background.
    pub(crate) fn send(self) -> Response<Body> {
        let Answer { status, headers, body } = self.answer;
        let (sender, channel) = Channel::new(1);
        let mut response = Response::new(channel);
        *response.status_mut() = status;
        response.headers_mut().extend(headers);
        response.headers_mut().insert(header::CONTENT_LENGTH, body.len().into());
        tokio::spawn(send_body(sender, body.into(), self.sending));
        response
    }
}

/// Ends early when nobody listens any more.
async fn send_body(mut sender: Sender<Bytes, io::Error>, mut body: Bytes, sending: Sending) {
    match sending {
        Sending::Whole => {
            let _ = sender.send_data(body).await;
        }
        Sending::Over(time) => {
            let size = body.len().div_ceil(PIECES as usize);
            let pause = time / PIECES;
            for _ in 0..PIECES {
                tokio::time::sleep(pause).await;
                let piece = body.split_to(size.min(body.len()));
                if sender.send_data(piece).await.is_err() {
                    return;
                }
            }
        }
        Sending::HalfOnly => {
            let half = body.split_to(body.len() / 2);
            if sender.send_data(half).await.is_ok() {
                tokio::time::sleep(BEFORE_BREAKING_OFF).await;
                sender.abort(io::ErrorKind::ConnectionAborted.into());
            }
        }
    }
}

fn error(status: StatusCode, reason_code: &str) -> Answer {
    Answer::error(status, reason_code, "A fault of the script of amazon-pay-stand-in")
}

/// Characters of an address that a header cannot hold are percent-encoded.
fn redirect(status: StatusCode, address: &str) -> Answer {
    let answer = Answer { status, headers: Vec::new(), body: String::new() };
    answer.with_header(header::LOCATION, text(&utf8_percent_encode(address, CONTROLS).to_string()))
}

fn with_retry_after(answer: Answer, after: RetryAfter, clock: SystemTime) -> Answer {
    let value = match after {
        RetryAfter::Unsaid => return answer,
        RetryAfter::Seconds(seconds) => seconds.into(),
        RetryAfter::Date(seconds) => http_date(clock + Duration::from_secs(seconds.into())),
    };
    answer.with_header(header::RETRY_AFTER, value)
}

pub(crate) fn http_date(time: SystemTime) -> HeaderValue {
    text(&httpdate::fmt_http_date(time))
}

/// Made of ASCII characters that can be seen, and blanks.
fn text(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).expect("visible ASCII characters")
}
