//! Errors of a client.

use crate::session::answer::AnswerError;
use crate::signing::SignError;
use std::error::Error;

/// A client cannot be made with these settings.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ClientError {
    /// The address of the stand-in cannot be read.
    #[error("the stand-in's address must be `https://`, a host and perhaps a port: leave out the rest")]
    StandInAddress,
    /// The certificate of the stand-in cannot be read.
    #[error(
        "the stand-in's root certificate must be in PEM form: pass the text from the line `-----BEGIN \
         CERTIFICATE-----` on"
    )]
    StandInCertificate,
    /// A stand-in and an HTTP client of the shop are both given. The shop's client decides which certificates it
    /// trusts.
    #[error(
        "a stand-in and the shop's HTTP client cannot be used together: leave one of them out, or make the HTTP \
         client trust the stand-in's root certificate and resolve Amazon Pay's host to the stand-in's address"
    )]
    StandInOfOtherClient,
    /// TLS cannot be set up.
    #[error("TLS cannot be set up: check that the system has root certificates")]
    Tls(#[source] Box<dyn Error + Send + Sync>),
}

/// A request got no answer. `E` is the signer's error.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SendError<E: Error + 'static = SignError> {
    /// The request could not be signed, and nothing was sent.
    #[error("the request could not be signed and was not sent")]
    Sign(#[source] E),
    /// No complete answer came.
    #[error(
        "no complete answer came from Amazon Pay (attempts: {attempts}){}",
        if *.arrived && *.has_effect {
            ", but the request may have arrived: get the object's state first"
        } else {
            ""
        }
    )]
    NoAnswer {
        /// How many attempts were made. An attempt sends the request twice when Amazon Pay does not know the public
        /// key id and there is a previous key.
        attempts: u32,
        /// Whether one of the attempts may have arrived.
        arrived: bool,
        /// Whether the request changes something. A `GET` does not.
        has_effect: bool,
        /// The error of the last attempt.
        source: Box<dyn Error + Send + Sync>,
    },
}

/// A call did not give the requested object. `E` is the signer's error.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CallError<E: Error + 'static = SignError> {
    /// No answer came.
    #[error(transparent)]
    Send(#[from] SendError<E>),
    /// The answer is a refusal, or cannot be read.
    #[error(transparent)]
    Answer(#[from] AnswerError),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_after_a_request_with_an_effect_the_state_is_to_be_asked_for() {
        let said = |arrived, has_effect| {
            let source = "no route".into();
            SendError::<SignError>::NoAnswer { attempts: 1, arrived, has_effect, source }.to_string()
        };
        assert!(said(true, true).ends_with("may have arrived: get the object's state first"));
        for plain in [said(true, false), said(false, true), said(false, false)] {
            assert_eq!(plain, "no complete answer came from Amazon Pay (attempts: 1)");
        }
    }
}
