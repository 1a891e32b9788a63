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
//!     AppendStateError, StateError, StateKey, StateVerifyingKey, UpdateState, VerifiedReturn,
//! };
//! use amazonpay_update::session::BuyerReturn;
//! use amazonpay_update::{ChargePermissionId, PayOnly, ReturnUrl, StoreId};
//! use std::time::{Duration, SystemTime};
//!
//! // Starting an update: the buyer's session with the shop remembers it, and its token goes into the return
//! // URL of the payload.
//! fn start(
//!     key: &StateKey,
//!     remembered: &mut Vec<UpdateState>,
//!     store_id: &StoreId,
//!     charge_permission_id: &ChargePermissionId,
//!     return_url: &ReturnUrl,
//! ) -> Result<ReturnUrl, AppendStateError> {
//!     let update = UpdateState::new(store_id.clone(), charge_permission_id.clone(), PayOnly);
//!     let in_a_day = SystemTime::now() + Duration::from_secs(24 * 60 * 60);
//!     let url = key.token_until(&update, in_a_day).append_to(return_url)?;
//!     remembered.push(update);
//!     Ok(url)
//! }
//!
//! // The buyer is back: what is expected comes from the buyer's session with the shop, never from the URL.
//! fn back(
//!     keys: &[StateVerifyingKey],
//!     remembered: &[UpdateState],
//!     url: &str,
//! ) -> Result<VerifiedReturn, StateError> {
//!     BuyerReturn::from_url(url).verify_state(keys, remembered)
//! }
//! ```
//!
//! `client.complete_return(&verified)` (feature `client`) then completes the session, and holds it against the update:
//! session, environment, charge permission and store. With an HTTP client of your own,
//! [`after_complete`](crate::session::after_complete) does so with [`VerifiedReturn::expected`].
//!
//! The buyer may load the page again, or have it in a second tab. So the shop does not forget the update when the
//! buyer is back: it can go when its token has expired. Each time the session reads as completed, once as
//! [`Updated`](crate::session::NextStep::Updated) and then as
//! [`AlreadyCompleted`](crate::session::NextStep::AlreadyCompleted), and the buyer is told the same.
//!
//! # The cookie of the buyer's session
//!
//! The buyer comes back from Amazon's page by a top-level GET navigation from another site. The shop's cookie has to
//! come along, for the update is remembered behind it:
//!
//! ```text
//! Set-Cookie: __Host-session=...; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=90000
//! ```
//!
//! * `SameSite=Lax` sends it with such a navigation. `Strict` does not: the shop would see a buyer it does not know, and
//!   every return would be [`StateError::NothingStarted`]. `None` sends it with requests of other sites too, and is not
//!   needed.
//! * `Secure`, for return URLs are HTTPS; `HttpOnly`, for no script needs it.
//! * It lives as long as the token, a day and up to an hour more, so that the update is still remembered when the buyer
//!   is back.
//! * `Lax` sends it whoever sent the buyer here. That is what the token is for.
//!
//! # What it protects, and what not
//!
//! * A buyer who follows somebody else's return URL is refused: that URL's token names another charge
//!   permission than the buyer's session with the shop. If the session remembers no update, there is
//!   nothing to return to, and it is refused too.
//! * A return nobody has started is refused: only the shop's key makes a token.
//! * The token says nothing of the Checkout Session, whose id Amazon makes only later. Someone who has
//!   started an update can put another's `amazonCheckoutSessionId` beside a token of their own. That session may be
//!   completed, as the other buyer wanted; that it is completed is told to nobody else. That it is canceled, or that
//!   its permission is closed, reads as if it were the buyer's own.
//! * A completed session of the same permission passes, whichever update it was of: the session of an older update, or
//!   of the checkout that made the permission, can be put there too. It reads as
//!   [`AlreadyCompleted`](crate::session::NextStep::AlreadyCompleted), and the permission is as it was. Ask for the
//!   Charge Permission before you act on it.
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
//!
//! # Changing the key
//!
//! A token names its key: `kid` in its header is [`StateVerifyingKey::key_id`]. While the key changes,
//! [`verify_state`](crate::session::BuyerReturn::verify_state) takes the public halves of both. Give the new one
//! everywhere before any machine signs with it, and the old one until its tokens have expired. A token without `kid`, or
//! of a key that is not given, is refused.

mod claims;
#[cfg(feature = "client")]
mod complete;
mod error;
mod jws;
mod key;
mod key_id;
mod parameter;
mod token;
mod verified;
mod verifying_key;

pub(crate) mod testing;

pub use claims::UpdateState;
#[cfg(feature = "client")]
pub use complete::{CompleteReturnFuture, ReturnIsVerified};
pub use error::{AppendStateError, StateError};
pub use key::{Es256KeyCannotSignForAmazon, StateKey};
pub use token::StateToken;
pub use verified::VerifiedReturn;
pub use verifying_key::StateVerifyingKey;
