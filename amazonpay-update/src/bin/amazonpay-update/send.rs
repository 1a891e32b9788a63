//! `request --send`.

use crate::input::read_file;
use crate::output::{Failure, Output, json_line};
use crate::shared::block_on;
use amazonpay_update::session::{AnswerError, ApiRequest, Client, RequestSigner, SentRequest, StandIn};
use http::Response;
use serde_json::Value;
use std::path::PathBuf;

#[derive(clap::Args)]
pub(crate) struct SendArguments {
    /// Sends the request and prints {"status","requestId","body"} of the answer; a body that is not JSON is
    /// a string.
    ///
    /// The request is sent again when the connection breaks and after the statuses 408, 425, 429 and 5xx. A status
    /// other than 2xx makes the exit status 1, and so does an answer about another object. Without an
    /// answer, the exit status is 2.
    #[arg(long)]
    send: bool,
    #[command(flatten)]
    stand_in: StandInArguments,
}

/// A server that stands in for Amazon Pay's API.
#[derive(clap::Args)]
pub(crate) struct StandInArguments {
    /// The address of a server that stands in for Amazon Pay's API, like `https://localhost:8443`.
    #[arg(long, value_name = "URL", requires_all = ["send", "stand_in_root"])]
    stand_in: Option<String>,
    /// The root certificate of that server, a PEM file.
    #[arg(long, value_name = "PEM", requires = "stand_in")]
    stand_in_root: Option<PathBuf>,
}

impl StandInArguments {
    pub(crate) fn read(&self) -> Result<Option<StandIn>, Failure> {
        match (&self.stand_in, &self.stand_in_root) {
            (Some(address), Some(root)) => Ok(Some(StandIn::new(address, read_file(root)?))),
            _ => Ok(None),
        }
    }
}

impl SendArguments {
    pub(crate) fn asked_for(&self) -> bool {
        self.send
    }

    /// Sends the request, and refuses an answer that does not belong to it.
    pub(crate) fn send(
        &self,
        signer: RequestSigner,
        request: &ApiRequest,
        expect_answer: impl Fn(&Response<Vec<u8>>, &SentRequest) -> Result<(), AnswerError>,
    ) -> Result<Output, Failure> {
        let sent = SentRequest::of(&signer.sign(request).map_err(Failure::refused)?);
        let mut builder = Client::builder(signer);
        if let Some(stand_in) = self.stand_in.read()? {
            builder = builder.stand_in(stand_in);
        }
        let client = builder.build().map_err(Failure::unusable)?;
        let response = block_on(client.send(request))?.map_err(Failure::unusable)?;
        let text = json_line(&json(&response));
        Ok(match expect_answer(&response, &sent) {
            Ok(()) => Output::passed(text),
            Err(AnswerError::Api(_)) => Output::refused(text),
            Err(error) => Output::refused(text).with_notes(vec![error.to_string()]),
        })
    }
}

fn json(response: &Response<Vec<u8>>) -> Value {
    let request_id = response.headers().get("x-amz-pay-request-id").and_then(|id| id.to_str().ok());
    let text = || Value::String(String::from_utf8_lossy(response.body()).into_owned());
    let body = serde_json::from_slice(response.body()).unwrap_or_else(|_| text());
    serde_json::json!({ "status": response.status().as_u16(), "requestId": request_id, "body": body })
}
