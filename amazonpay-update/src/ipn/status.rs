//! The statuses for SNS. SNS delivers again after some of them, and gives up after others.

use super::error::IpnError;
use super::replay::{OnceError, Outcome};
use http::StatusCode;

impl Outcome {
    /// The status 200, because the effect has taken place.
    #[must_use]
    pub const fn status(&self) -> StatusCode {
        StatusCode::OK
    }
}

impl<G, E> OnceError<G, E> {
    /// The status 503, so that SNS delivers the message again.
    #[must_use]
    pub const fn status(&self) -> StatusCode {
        StatusCode::SERVICE_UNAVAILABLE
    }
}

impl IpnError {
    /// Whether the same message may pass later, because the message itself is not wrong. The certificate could not be
    /// fetched, is not valid or is not pinned yet. Or this machine's clock is behind. Or the verifier does not accept
    /// the topic or version 1 of the signature yet.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        self.status() == StatusCode::SERVICE_UNAVAILABLE
    }

    /// The status to answer with. It is 503 when the same message [may pass later](IpnError::is_transient), so that
    /// SNS delivers it again. SNS gives up after the others: 413 for a body that is too long, 400 for a body that
    /// does not have the form of a message, and 403 for every other refused message.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match self {
            IpnError::Fetch(_)
            | IpnError::Certificate(_)
            | IpnError::FromTheFuture
            | IpnError::TopicNotAllowed { .. }
            | IpnError::Sha1NotAllowed => StatusCode::SERVICE_UNAVAILABLE,
            IpnError::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            IpnError::TooOld { .. } | IpnError::SignatureMismatch => StatusCode::FORBIDDEN,
            IpnError::NotUtf8
            | IpnError::NotJson { .. }
            | IpnError::TooDeep
            | IpnError::NotAnObject { .. }
            | IpnError::DuplicateKey
            | IpnError::LambdaSpelling { .. }
            | IpnError::RawDelivery
            | IpnError::MissingMember { .. }
            | IpnError::NotAString { .. }
            | IpnError::ControlCharacter { .. }
            | IpnError::UnknownType
            | IpnError::TopicArn
            | IpnError::Timestamp
            | IpnError::TimestampBefore1970
            | IpnError::SignatureVersion
            | IpnError::SignatureNotBase64
            | IpnError::CertificateUrl
            | IpnError::CertificateRegion
            | IpnError::SubscribeUrl => StatusCode::BAD_REQUEST,
        }
    }
}
