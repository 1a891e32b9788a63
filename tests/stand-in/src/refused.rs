//! The page refuses what a button posted.

use http::StatusCode;

/// The page refuses what a button posted. Amazon Pay's page would show an error in place of the update.
///
/// The codes are Amazon Pay's. `InvalidSignatureError` has Amazon's words. The mistakes of the other codes are an
/// [assumption](crate::assumptions).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{code}: {}{message}: {remedy}",
    member.as_ref().map(|member| format!("`{member}`: ")).unwrap_or_default()
)]
#[non_exhaustive]
pub struct Refused {
    /// The error code, such as `InvalidSignatureError`.
    pub code: &'static str,
    /// The member of the payload, or of the button's options, such as `paymentDetails.paymentIntent`.
    pub member: Option<String>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub remedy: String,
}

impl Refused {
    pub(crate) fn new(code: &'static str, message: impl Into<String>, remedy: impl Into<String>) -> Refused {
        Refused { code, member: None, message: message.into(), remedy: remedy.into() }
    }

    pub(crate) fn of(self, member: impl Into<String>) -> Refused {
        Refused { member: Some(member.into()), ..self }
    }

    pub(crate) fn with_remedy(self, remedy: impl Into<String>) -> Refused {
        Refused { remedy: remedy.into(), ..self }
    }

    pub(crate) fn status(&self) -> StatusCode {
        match self.code {
            "ResourceNotFound" => StatusCode::NOT_FOUND,
            "InvalidAuthentication" => StatusCode::FORBIDDEN,
            "RequestTooLarge" => StatusCode::PAYLOAD_TOO_LARGE,
            _ => StatusCode::BAD_REQUEST,
        }
    }
}
