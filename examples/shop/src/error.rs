//! What can go wrong while a page is made.

use amazonpay_update::InvalidValue;
use amazonpay_update::ipn::OnceError;
use amazonpay_update::return_state::AppendStateError;
use amazonpay_update::session::{AnswerError, CallError, InvalidRequest, SendError};
use amazonpay_update::signing::SignError;
use amazonpay_update_sqlx::GuardError;
use tower_sessions::session;

/// A page cannot be made. The buyer is not told why; the log is.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ShopError {
    /// The database does not answer.
    #[error("the database does not answer: {0}")]
    Database(#[from] sqlx::Error),
    /// The buyer's session cannot be read or stored.
    #[error("the shop cannot read or store a buyer's session: {0}")]
    Session(#[from] session::Error),
    /// Amazon Pay refuses, or does not answer.
    #[error("the shop cannot read a wallet from Amazon Pay: {0}")]
    Call(#[from] CallError<SignError>),
    /// No answer came.
    #[error("a request to Amazon Pay failed: {0}")]
    Send(#[from] SendError<SignError>),
    /// What came is no answer of Amazon Pay's, or it could not answer.
    #[error("the shop does not know whether a buyer has paid: {0}")]
    Answer(#[from] AnswerError),
    /// What came is no charge.
    #[error(
        "the shop does not know whether a buyer has paid: Amazon Pay's answer has no state that the shop knows"
    )]
    Unanswered,
    /// Nothing can be signed.
    #[error(transparent)]
    Sign(#[from] SignError),
    /// The state token does not go into the return URL.
    #[error(transparent)]
    State(#[from] AppendStateError),
    /// A request cannot be made.
    #[error(transparent)]
    Request(#[from] InvalidRequest),
    /// A value is none.
    #[error(transparent)]
    Value(#[from] InvalidValue),
    /// An answer cannot be stored.
    #[error(transparent)]
    Once(#[from] Box<OnceError<GuardError, ShopError>>),
    /// There is no stand-in for the region, or it does not take a wallet.
    #[error("the shop cannot use a stand-in: {0}")]
    StandIn(String),
}
