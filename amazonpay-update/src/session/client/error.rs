//! Why a client has no answer.

use crate::session::answer::AnswerError;
use crate::signing::SignError;
use std::error::Error;

/// A client cannot be made with these settings.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ClientError {
    /// The address of the stand-in cannot be read.
    #[error("the stand-in's address must be `https://`, a host and perhaps a port, and nothing behind it")]
    StandInAddress,
    /// The certificate of the stand-in cannot be read.
    #[error("the stand-in's root certificate must be in PEM form")]
    StandInCertificate,
    /// A stand-in and an HTTP client of the shop are both given; the client decides itself which certificates it trusts.
    #[error(
        "a stand-in and a client of the shop's cannot be used together: leave one of them out, or let that client trust \
         the stand-in's certificate and find it under the name of Amazon Pay's host"
    )]
    StandInOfOtherClient,
    /// TLS cannot be set up.
    #[error("TLS cannot be set up: look for the system's root certificates")]
    Tls(#[source] Box<dyn Error + Send + Sync>),
}

/// A request got no answer. `E` is the error of the signer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SendError<E: Error + 'static = SignError> {
    /// It could not be signed, and nothing was sent.
    #[error("the request was not sent")]
    Sign(#[source] E),
    /// No answer came, or none that is whole.
    #[error(
        "no whole answer came from Amazon Pay (attempts: {attempts}){}",
        if *.arrived { ", but the request may have arrived: ask how it stands before anything else" } else { "" }
    )]
    NoAnswer {
        /// How many attempts were made. An attempt sends the request twice where Amazon Pay does not know the public
        /// key id and there is a previous key.
        attempts: u32,
        /// Whether one of the attempts may have arrived.
        arrived: bool,
        /// What went wrong the last time.
        source: Box<dyn Error + Send + Sync>,
    },
}

/// A call did not give the object that it asked for. `E` is the error of the signer.
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
