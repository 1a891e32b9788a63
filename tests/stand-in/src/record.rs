//! The record of each request.

use crate::api::received::Received;
use crate::api::verify::{AUTHORIZATION, DATE, IDEMPOTENCY_KEY};
use crate::faults::Fault;
use http::Method;
use std::collections::VecDeque;
use std::fmt;
use std::time::SystemTime;

#[cfg(test)]
mod tests;

/// The most requests that are remembered. The oldest are dropped.
const MAX_RECORDS: usize = 100_000;

/// Adds a record. When there are too many, the oldest is forgotten.
pub(crate) fn remember(records: &mut VecDeque<Record>, record: Record) {
    if records.len() == MAX_RECORDS {
        records.pop_front();
    }
    records.push_back(record);
}

/// The most bytes that are remembered of each text. No request of Amazon Pay's has so many.
const MAX_TEXT: usize = 2048;

fn cut(mut text: String) -> String {
    let mut end = text.len().min(MAX_TEXT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.truncate(end);
    text.shrink_to_fit();
    text
}

/// The fault as it is remembered. A script may give another text for each request.
fn cut_fault(fault: Fault) -> Fault {
    match fault {
        Fault::OtherAnswer(json) => Fault::OtherAnswer(cut(json)),
        Fault::RedirectTo(status, address) => Fault::RedirectTo(status, cut(address)),
        other => other,
    }
}

/// One request, as the stand-in received it, with any result. A text longer than 2,048 bytes is cut, also in the
/// [`fault`](Record::fault).
#[derive(Clone)]
#[non_exhaustive]
pub struct Record {
    /// When the request came, by the machine's clock.
    pub time: SystemTime,
    /// The method.
    pub method: Method,
    /// Path and query, as received.
    pub target: String,
    /// The id of the Checkout Session or Charge Permission of the request. For a charge, it is the permission's id.
    pub resource_id: Option<String>,
    /// The header `x-amz-pay-idempotency-key`.
    pub idempotency_key: Option<String>,
    /// The header `x-amz-pay-date`.
    pub date: Option<String>,
    /// The header `authorization`.
    pub authorization: Option<String>,
    /// Whether the signature verifies for this request with the merchant's key of that id. A request whose signature
    /// verifies can still be refused. When the list of signed headers is not sorted, or has a header twice, this is
    /// `false`.
    pub signature_is_good: bool,
    /// The fault that the request met.
    pub fault: Option<Fault>,
}

impl Record {
    pub(crate) fn new(
        received: &Received,
        resource_id: Option<String>,
        signature_is_good: bool,
        fault: Option<Fault>,
    ) -> Record {
        let header = |name| received.header(name).map(|value| cut(value.to_owned()));
        Record {
            time: SystemTime::now(),
            method: received.method.clone(),
            target: cut(received.uri.to_string()),
            resource_id: resource_id.map(cut),
            idempotency_key: header(IDEMPOTENCY_KEY),
            date: header(DATE),
            authorization: header(AUTHORIZATION),
            signature_is_good,
            fault: fault.map(cut_fault),
        }
    }
}

// Anybody who has the header `authorization` can send the request again.
impl fmt::Debug for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Record")
            .field("time", &self.time)
            .field("method", &self.method)
            .field("target", &self.target)
            .field("resource_id", &self.resource_id)
            .field("idempotency_key", &self.idempotency_key)
            .field("date", &self.date)
            .field("signature_is_good", &self.signature_is_good)
            .field("fault", &self.fault)
            .finish_non_exhaustive()
    }
}
