//! The result of an attempt: an answer with all of its body, or a failure.

use crate::session::sent_request::SentRequest;
use http::Response;
use std::error::Error;

/// The most bytes of an answer that are read. Amazon Pay's answers have a few thousand.
const LONGEST_BODY: usize = 1 << 20;

/// An answer, and the attempt that was answered.
pub(super) type Answered = (Response<Vec<u8>>, SentRequest);

/// The last answer to a request.
pub(crate) struct Exchange {
    pub(crate) response: Response<Vec<u8>>,
    /// The attempt that was answered.
    pub(crate) sent: SentRequest,
    /// Whether an earlier attempt may have arrived.
    pub(super) arrived_before: bool,
}

/// An attempt without a complete answer.
pub(super) struct Failure {
    pub(super) may_have_arrived: bool,
    pub(super) source: Box<dyn Error + Send + Sync>,
}

impl Failure {
    /// Nothing was sent.
    pub(super) fn unsent(source: impl Error + Send + Sync + 'static) -> Failure {
        Failure { may_have_arrived: false, source: source.into() }
    }
}

/// An answer is longer than any of Amazon Pay's.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error(
    "the answer has more than {} bytes: send this request with an HTTP client of your own, signed by `RequestSigner`",
    LONGEST_BODY
)]
struct TooLong;

/// The answer with all of its body.
pub(super) async fn whole(mut response: reqwest::Response) -> Result<Response<Vec<u8>>, Failure> {
    let mut body = Vec::new();
    loop {
        let chunk = response.chunk().await.map_err(|error| error.without_url().into());
        match chunk {
            Ok(Some(chunk)) if body.len() + chunk.len() <= LONGEST_BODY => body.extend_from_slice(&chunk),
            Ok(Some(_)) => return Err(Failure { may_have_arrived: true, source: TooLong.into() }),
            Ok(None) => break,
            Err(source) => return Err(Failure { may_have_arrived: true, source }),
        }
    }
    let mut whole = Response::new(body);
    *whole.status_mut() = response.status();
    *whole.version_mut() = response.version();
    *whole.headers_mut() = std::mem::take(response.headers_mut());
    Ok(whole)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    #[test]
    fn an_answer_is_read_up_to_a_bound() {
        let read = |bytes: usize| {
            let response = reqwest::Response::from(Response::new(vec![b'a'; bytes]));
            // The whole body is there, so nothing waits.
            match pin!(whole(response)).poll(&mut Context::from_waker(Waker::noop())) {
                Poll::Ready(answer) => answer.map(|answer| answer.into_body().len()),
                Poll::Pending => panic!("nothing waits here"),
            }
        };
        assert_eq!(read(LONGEST_BODY).ok(), Some(LONGEST_BODY));
        let Err(failure) = read(LONGEST_BODY + 1) else { panic!("it is too long") };
        assert!(failure.may_have_arrived);
    }
}
