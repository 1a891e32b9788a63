//! The key from before, for a time when Amazon Pay does not know the new key.

use super::Client;
use super::answered::{Answered, Failure};
use crate::session::answer::refuses_public_key;
use crate::session::status::may_pass;
use crate::session::{ApiRequest, SignRequest};
use std::error::Error;
use tokio::time::{Instant, timeout_at};
use tracing::{debug, warn};

impl<S: SignRequest> Client<S> {
    /// The answer itself, unless it refuses the public key: then the one to the same request, signed with the previous
    /// key.
    ///
    /// A refusal stays what it is where there is no previous key, where that does not sign, and where Amazon Pay does
    /// not know it either: what is to be put right is the new key.
    pub(super) async fn unless_refused(
        &self,
        answered: Answered,
        request: &ApiRequest,
        end: Instant,
    ) -> Result<Answered, Failure> {
        if !refuses_public_key(&answered.0) {
            return Ok(answered);
        }
        let signed = match timeout_at(end, self.signer.sign_with_previous_key(request)).await {
            Ok(Some(Ok(signed))) => signed,
            Ok(Some(Err(error))) => {
                warn!(error = &error as &dyn Error, "the previous key does not sign");
                return Ok(answered);
            }
            Err(elapsed) => {
                warn!(error = &elapsed as &dyn Error, "the previous key does not sign in time");
                return Ok(answered);
            }
            Ok(None) => return Ok(answered),
        };
        debug!("the public key id is not known: sends again with the previous key");
        let again = self.attempt(signed, end).await?;
        if refuses_public_key(&again.0) {
            return Ok(answered);
        }
        // Of a server that is out of order, nothing is known of its keys.
        if !may_pass(again.0.status()) {
            warn!(
                public_key_id = answered.1.public_key_id(),
                previous_public_key_id = again.1.public_key_id(),
                "Amazon Pay knows the previous key and not the new one: register the new one in Seller Central",
            );
        }
        Ok(again)
    }
}
