//! The one line that other programs read.

use amazonpay_update_stand_in::StandIn;
use serde::Serialize;
use std::io::{self, Write};

/// The help of `serve` and the README explain each member.
#[derive(Serialize)]
struct FirstLine<'a> {
    api: String,
    ca_pem: &'a str,
    checkout_js: String,
    page: String,
    control: String,
    region: String,
    environment: String,
    merchant_id: &'a str,
    topic_arn: String,
    sns_ca_pem: &'a str,
}

/// Prints it at once, even into a pipe.
pub(crate) fn print(stand_in: &StandIn) -> io::Result<()> {
    let line = FirstLine {
        api: stand_in.base_url(),
        ca_pem: stand_in.ca_pem(),
        checkout_js: stand_in.checkout_js(),
        page: stand_in.page_origin(),
        control: stand_in.control_origin(),
        region: stand_in.region().to_string(),
        environment: stand_in.environment().to_string(),
        merchant_id: stand_in.merchant_id(),
        topic_arn: stand_in.topic_arn(),
        sns_ca_pem: stand_in.sns_ca_pem(),
    };
    let mut output = io::stdout().lock();
    writeln!(output, "{}", serde_json::to_string(&line)?)?;
    output.flush()
}
