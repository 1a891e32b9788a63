//! Signs with the previous key when Amazon Pay does not know the new key.

use super::Client;
use super::answered::{Answered, Failure};
use crate::session::answer::refuses_public_key;
use crate::session::status::may_pass;
use crate::session::{ApiRequest, SignRequest};
use std::error::Error;
use tokio::time::{Instant, timeout_at};
use tracing::{debug, warn};

impl<S: SignRequest> Client<S> {
    /// The answer, unless it refuses the public key. Then the answer to the same request, signed with the previous
    /// key.
    ///
    /// The first refusal counts when there is no previous key, when the previous key does not sign, and when Amazon
    /// Pay does not know it either. The operator then has to correct the new key.
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
        // A failing server does not tell whether it knows the key.
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
