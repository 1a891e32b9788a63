//! A signed state token in the return URL, which ties the buyer who returns to the update that was
//! started.
//!
//! Anybody can paste anybody's `amazonCheckoutSessionId` into a return URL. So the shop puts a token of
//! its own into `checkoutResultReturnUrl` when it starts an update, and asks for it when the buyer is
//! back. The token is a JSON Web Token (RFC 7519) in the compact serialization of JWS (RFC 7515), signed
//! with ES256, and names the store, the charge permission and the product type. Nobody but the shop makes
//! one, and nobody but the shop reads it.
//!
//! # What the shop does
//!
//! ```
//! use amazonpay_update::return_state::{
//!     StateError, StateKey, StateVerifyingKey, UpdateState, VerifiedReturn,
//! };
//! use amazonpay_update::session::{BuyerReturn, CheckoutSession};
//! use amazonpay_update::{ChargePermissionId, PayOnly, ReturnUrl, StoreId};
//!
//! // Starting an update: the token of what is about to be sent goes into the return URL of the payload.
//! fn start(
//!     key: &StateKey,
//!     store_id: &StoreId,
//!     charge_permission_id: &ChargePermissionId,
//!     return_url: &ReturnUrl,
//! ) -> Result<ReturnUrl, Box<dyn std::error::Error>> {
//!     let state = UpdateState::new(store_id.clone(), charge_permission_id.clone(), PayOnly);
//!     Ok(key.token(&state).append_to(return_url)?)
//! }
//!
//! // The buyer is back: what is expected comes from the buyer's session with the shop, never from the URL.
//! fn back(
//!     key: &StateVerifyingKey,
//!     expected: &UpdateState,
//!     url: &str,
//! ) -> Result<VerifiedReturn, StateError> {
//!     BuyerReturn::from_url(url).verify_state(key, expected)
//! }
//!
//! // The session is completed: its charge permission must be the one of the update.
//! fn completed(verified: &VerifiedReturn, session: &CheckoutSession) -> bool {
//!     verified.matches(session)
//! }
//! ```
//!
//! # What it protects, and what not
//!
//! * A buyer who follows somebody else's return URL is refused: that URL's token names another charge
//!   permission than the buyer's session with the shop. If the session remembers no update, there is
//!   nothing to return to: refuse that too.
//! * A return nobody has started is refused: only the shop's key makes a token.
//! * The token says nothing of the Checkout Session, whose id Amazon makes only later. Someone who has
//!   started an update can put another's `amazonCheckoutSessionId` beside a token of their own. Whether
//!   the completed session is of the same charge permission tells [`VerifiedReturn::matches`]: ask it
//!   before anything is stored or shown for the buyer.
//! * A token is good as often as it is shown, for ever or until it [expires](StateKey::token_until).
//!   Completing a session twice is Amazon's to refuse.
//! * A token is no identity. ECDSA signatures come in pairs (with *s* and with *n* - *s*), so of each
//!   token there is a second one that verifies too: do not keep tokens to know them again.
//! * It is signed and not encrypted: the URL shows the charge permission's id to who sees it, as the
//!   browser's history and the server's log do.
//!
//! # The key
//!
//! A key of its own, which signs nothing else, on P-256:
//!
//! ```sh
//! openssl ecparam -name prime256v1 -genkey -noout -out state.pem
//! ```
//!
//! Amazon Pay takes no ES256 signature, and no [`Account`](crate::Account) takes this key.

mod claims;
mod error;
mod jws;
mod key;
mod parameter;
mod token;
mod verified;
mod verifying_key;

pub(crate) mod testing;

pub use claims::UpdateState;
pub use error::{AppendStateError, StateError};
pub use key::{Es256KeyCannotSignForAmazon, StateKey};
pub use token::StateToken;
pub use verified::VerifiedReturn;
pub use verifying_key::StateVerifyingKey;
