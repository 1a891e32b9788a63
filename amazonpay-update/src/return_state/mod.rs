//! A signed state token in the return URL. It ties the buyer who returns to the update that was started.
//!
//! Anybody can paste anybody's `amazonCheckoutSessionId` into a return URL. So the shop puts its own token into
//! `checkoutResultReturnUrl` when it starts an update, and verifies the token when the buyer is back. The token is a
//! JSON Web Token (RFC 7519) in the compact serialization of JWS (RFC 7515), signed with ES256. It names the store,
//! the charge permission and the product type. Only the shop makes tokens, and only the shop reads them.
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
//! `client.complete_return(&verified)` (feature `client`) then completes the session, and compares the answer with the
//! update: session, environment, charge permission and store. With an HTTP client of your own,
//! [`after_complete`](crate::session::after_complete) does so with [`VerifiedReturn::expected`].
//!
//! The buyer may load the page again, or open it in a second tab. So the shop keeps the update when the buyer is back,
//! and forgets it only when its token has expired. The first time the session is
//! [`Updated`](crate::session::NextStep::Updated). After that it is
//! [`AlreadyCompleted`](crate::session::NextStep::AlreadyCompleted), and the buyer reads the same words.
//!
//! # The cookie of the buyer's session
//!
//! The buyer comes back from Amazon's page by a top-level GET navigation from another site. The browser must send the
//! shop's cookie with it, because the shop remembers the update for this cookie:
//!
//! ```text
//! Set-Cookie: __Host-session=...; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=90000
//! ```
//!
//! * With `SameSite=Lax` the browser sends the cookie with such a navigation. With `Strict` it does not: the shop
//!   would not know the buyer, and every return would be [`StateError::NothingStarted`]. With `None` it also sends
//!   the cookie with other requests from other sites, which is not needed.
//! * `Secure` fits, because return URLs are HTTPS. `HttpOnly` fits, because no script needs the cookie.
//! * The cookie lives as long as the token, a day and up to an hour more. So the shop still remembers the update when
//!   the buyer is back.
//! * With `Lax`, a link on a stranger's page sends the cookie too. The token protects against such links.
//!
//! # What the token protects, and what not
//!
//! * A buyer who follows somebody else's return URL is refused, because that URL's token names another charge
//!   permission than the buyer's session with the shop. A buyer whose session remembers no update is refused too.
//! * A return that nobody has started is refused, because only the shop's key makes a token.
//! * The token does not name the Checkout Session, because Amazon makes its id only later. A buyer who has started an
//!   update can put another buyer's `amazonCheckoutSessionId` beside a token of their own. The shop may then complete
//!   that session, as the other buyer wanted, and does not tell the first buyer. But when that session is canceled,
//!   or its permission is closed, the first buyer sees this as the result of their own update.
//! * Any completed session of the same permission passes, also the session of an older update, or of the checkout
//!   that made the permission. The step is then [`AlreadyCompleted`](crate::session::NextStep::AlreadyCompleted), and
//!   the permission has not changed. Read the Charge Permission before you act on it.
//! * A token can be used any number of times until it [expires](StateKey::token_until), if it has an expiry. Amazon
//!   refuses to complete a session twice.
//! * A token does not identify an update. ECDSA signatures come in pairs (with *s* and with *n* - *s*), so each token
//!   has a twin that verifies too. So do not store tokens to recognize them.
//! * A token is signed and not encrypted. Everybody who sees the URL sees the charge permission's id, also in the
//!   browser's history and in the server's log.
//!
//! # The key
//!
//! The token needs a key of its own on P-256, which signs nothing else:
//!
//! ```sh
//! openssl ecparam -name prime256v1 -genkey -noout -out state.pem
//! ```
//!
//! Amazon Pay accepts no ES256 signature, and no [`Account`](crate::Account) accepts this key.
//!
//! # Changing the key
//!
//! A token names its key: `kid` in its header is [`StateVerifyingKey::key_id`]. While the key changes,
//! [`verify_state`](crate::session::BuyerReturn::verify_state) takes the public halves of both keys. Give it the new
//! key on every machine before any machine signs with that key. Give it the old key until the last token of that key
//! has expired. A token without `kid`, or with the `kid` of a key that is not given, is refused.

mod buyer_message;
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
