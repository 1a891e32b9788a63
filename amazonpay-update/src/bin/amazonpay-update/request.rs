//! The verb `request`.

use crate::output::{Failure, Output, json_line};
use crate::shared::{EnvironmentArguments, KeyArguments};
use amazonpay_update::payload::Warning;
use amazonpay_update::region::RegionName;
#[cfg(feature = "client")]
use amazonpay_update::session::{AnswerError, ChargePermission, CheckoutSession, SentRequest};
use amazonpay_update::session::{ApiRequest, IdempotencyKey, RequestSigner};
use amazonpay_update::signing::Algorithm;
use amazonpay_update::{Environment, InvalidValue};
use clap::ValueEnum;
use http::Request;
use std::collections::BTreeMap;

#[derive(clap::Args)]
pub(crate) struct RequestArguments {
    /// The operation.
    #[arg(value_enum)]
    operation: Operation,
    /// The id of the Checkout Session or Charge Permission.
    id: String,
    /// The region of the account: us, eu, uk or jp.
    #[arg(long)]
    region: RegionName,
    #[command(flatten)]
    key: KeyArguments,
    #[command(flatten)]
    environment: EnvironmentArguments,
    /// AMZN-PAY-RSASSA-PSS-V2, or the older AMZN-PAY-RSASSA-PSS.
    #[arg(long, default_value_t)]
    algorithm: Algorithm,
    /// The idempotency key, under which `complete` has no effect twice: 1 to 32 of A-Z, a-z, 0-9, `-` and `_`; by
    /// default a random key.
    #[arg(long, value_name = "KEY")]
    idempotency_key: Option<IdempotencyKey>,
    #[cfg(feature = "client")]
    #[command(flatten)]
    send: crate::send::SendArguments,
}

#[derive(Clone, Copy, ValueEnum)]
enum Operation {
    /// Complete Checkout Session.
    Complete,
    /// Get Checkout Session.
    Session,
    /// Get Charge Permission.
    Permission,
}

impl Operation {
    fn request(self, id: &str) -> Result<ApiRequest, InvalidValue> {
        Ok(match self {
            Operation::Complete => ApiRequest::complete_checkout_session(&id.parse()?),
            Operation::Session => ApiRequest::get_checkout_session(&id.parse()?),
            Operation::Permission => ApiRequest::get_charge_permission(&id.parse()?),
        })
    }
}

impl Operation {
    /// A warning if the requested object seems to belong to another environment.
    fn warning(self, id: &str, environment: Environment) -> Option<Warning> {
        match self {
            Operation::Permission => Warning::other_environment(&id.parse().ok()?, environment),
            Operation::Complete | Operation::Session => None,
        }
    }
}

#[cfg(feature = "client")]
impl Operation {
    /// Refuses an answer about another object than the request's. Amazon Pay's own refusals pass.
    fn expect_answer(
        self,
        response: &http::Response<Vec<u8>>,
        sent: &SentRequest,
    ) -> Result<(), AnswerError> {
        match self {
            Operation::Complete | Operation::Session => {
                CheckoutSession::from_answer(response, sent).map(drop)
            }
            Operation::Permission => ChargePermission::from_answer(response, sent).map(drop),
        }
    }
}

/// An idempotency key was given for a request without an effect.
#[derive(Debug, thiserror::Error)]
#[error(
    "`--idempotency-key` is only for `complete`, because the other requests have no effect: leave it out"
)]
struct KeyForQuestion;

pub(crate) fn run(arguments: &RequestArguments) -> Result<Output, Failure> {
    let mut request = arguments.operation.request(&arguments.id).map_err(Failure::unusable)?;
    if let Some(key) = &arguments.idempotency_key {
        if request.idempotency_key().is_none() {
            return Err(Failure::unusable(KeyForQuestion));
        }
        request = request.with_idempotency_key(key.clone());
    }
    let warning = arguments.operation.warning(&arguments.id, arguments.environment.named());
    let (public_key_id, key) = (arguments.key.public_key_id.clone(), arguments.key.read()?);
    let signer = RequestSigner::new(arguments.region, public_key_id, arguments.environment.named(), key)
        .map_err(Failure::unusable)?
        .with_algorithm(arguments.algorithm);
    #[cfg(feature = "client")]
    if arguments.send.asked_for() {
        let expect_answer = |response: &_, sent: &_| arguments.operation.expect_answer(response, sent);
        return Ok(arguments.send.send(signer, &request, expect_answer)?.with_warnings(&warning));
    }
    let request = signer.sign(&request).map_err(Failure::refused)?;
    Ok(Output::passed(json_line(&json(&request))).with_warnings(&warning))
}

fn json(request: &Request<String>) -> serde_json::Value {
    let text = |value: &http::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    let headers: BTreeMap<_, _> =
        request.headers().iter().map(|(name, value)| (name.as_str(), text(value))).collect();
    serde_json::json!({
        "method": request.method().as_str(),
        "url": request.uri().to_string(),
        "headers": headers,
        "body": request.body(),
    })
}
