//! One question to Amazon Pay, and the meaning of its answer.

use super::report::{Finding, Report, Subject};
use super::words::{chain, problem, said};
use super::{Checkup, checks};
use crate::config::Parts;
use crate::payload::Warning;
use crate::region::{Environment, RegionName};
use crate::session::{
    AnswerError, ApiRequest, ChargePermission, Client, Completion, ExpectedUpdate, Misconfiguration,
    NextStep, RequestSigner, SendError, SentRequest, StandIn, StartAgainReason, after_complete, date,
    request_id,
};
use crate::signing::{SignError, SigningKey};
use crate::value::ChargePermissionId;
use http::Response;
use http::header::{DATE, HeaderMap};
use jiff::{SignedDuration, Timestamp};
use std::fmt;
use std::time::SystemTime;

/// How far the clock may be off before a warning.
const FINE: SignedDuration = SignedDuration::from_secs(60);

/// How far the clock may be off for AWS. Amazon Pay documents no limit.
const FAR: SignedDuration = SignedDuration::from_secs(300);

/// The question to Amazon Pay: Get Charge Permission, once, and by default only in Sandbox.
///
/// The question changes nothing at Amazon. A shop that has no charge permission yet asks about an id that it makes up,
/// such as `C01-0000000-0000000`. The answer 404 then says that key and account are in order.
#[derive(Clone)]
#[must_use]
pub struct Question {
    id: ChargePermissionId,
    even_in_live: bool,
    http: Option<reqwest::Client>,
    stand_in: Option<StandIn>,
}

impl Question {
    /// Asks about this charge permission.
    pub fn about(id: ChargePermissionId) -> Question {
        Question { id, even_in_live: false, http: None, stand_in: None }
    }

    /// Asks also with a configuration for Live.
    pub fn even_in_live(self) -> Question {
        Question { even_in_live: true, ..self }
    }

    /// Sends through the shop's own HTTP client, as [`ClientBuilder::http_client`](crate::session::ClientBuilder)
    /// does.
    pub fn http_client(self, http: reqwest::Client) -> Question {
        Question { http: Some(http), ..self }
    }

    /// Asks a stand-in for Amazon Pay, in a test.
    pub fn stand_in(self, stand_in: StandIn) -> Question {
        Question { stand_in: Some(stand_in), ..self }
    }

    async fn ask(&self, parts: &Parts, key: &SigningKey) -> Vec<Finding> {
        let (Ok(region), Ok(environment), Ok(id), Ok(algorithm)) =
            (&parts.region, &parts.environment, &parts.public_key_id, &parts.algorithm)
        else {
            return not_in_order();
        };
        if parts.form.is_err() || parts.key_id_fits.is_err() {
            return not_in_order();
        }
        if environment.is_live() && !self.even_in_live {
            return unsent(Finding::problem(
                Subject::AMAZON_PAY,
                "nothing was sent, because the configuration is for Live",
                "ask with the configuration for Sandbox, or say that Live is meant (`--send-live`)",
            ));
        }
        let client = RequestSigner::new(*region, id.clone(), *environment, key.clone())
            .map_err(|error| problem(Subject::AMAZON_PAY, &error))
            .and_then(|signer| self.client(signer.with_algorithm(*algorithm)));
        let client = match client {
            Ok(client) => client,
            Err(finding) => return unsent(finding),
        };
        let mut findings =
            match client.exchange(&ApiRequest::get_charge_permission(&self.id), client.end()).await {
                Ok(exchange) => {
                    let date = date(exchange.response.headers(), DATE);
                    vec![
                        clock(date, SystemTime::now()),
                        answered(&exchange.response, &exchange.sent, *environment),
                    ]
                }
                Err(error) => unsent(unanswered(&error, *region)),
            };
        if let Some(warning) = Warning::other_environment(&self.id, *environment) {
            let message = warning.message().to_owned();
            let (words, remedy) = said(&message);
            findings.push(Finding::warning(Subject::AMAZON_PAY, words, remedy.unwrap_or_default()));
        }
        findings
    }

    fn client(&self, signer: RequestSigner) -> Result<Client, Finding> {
        let mut builder = Client::builder(signer).attempts(1);
        if let Some(http) = &self.http {
            builder = builder.http_client(http.clone());
        }
        if let Some(stand_in) = &self.stand_in {
            builder = builder.stand_in(stand_in.clone());
        }
        builder.build().map_err(|error| problem(Subject::AMAZON_PAY, &error))
    }
}

// By hand, because the headers of the shop's HTTP client may hold a secret.
impl fmt::Debug for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Question")
            .field("id", &self.id)
            .field("even_in_live", &self.even_in_live)
            .finish_non_exhaustive()
    }
}

impl Checkup {
    /// Checks everything, and asks Amazon Pay.
    ///
    /// Nothing is sent when a setting that signing needs is wrong. For Live, a request is sent only [with
    /// permission](Question::even_in_live). The future needs a Tokio runtime with time and input/output turned on.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use amazonpay_update::charge_permission_id;
    /// use amazonpay_update::doctor::{Checkup, Question};
    ///
    /// # async fn run() {
    /// let question = Question::about(charge_permission_id!("C01-0000000-0000000"));
    /// println!("{}", Checkup::from_env("AMAZON_PAY").report_and_ask(&question).await);
    /// # }
    /// ```
    pub async fn report_and_ask(&self, question: &Question) -> Report {
        let (mut findings, key) = self.look();
        findings.extend(match (&self.parts, &key) {
            (Ok(parts), Some(key)) => question.ask(parts, key).await,
            _ => not_in_order(),
        });
        Report { findings }
    }
}

fn not_in_order() -> Vec<Finding> {
    unsent(Finding::not_checked(
        Subject::AMAZON_PAY,
        "nothing was sent, because a setting that signing needs is not in order",
        "correct region, environment, public key id, algorithm and key first",
    ))
}

/// Without an answer, only the clock itself can be checked.
fn unsent(finding: Finding) -> Vec<Finding> {
    vec![clock(None, SystemTime::now()), finding]
}

fn clock(answer: Option<Timestamp>, now: SystemTime) -> Finding {
    let (Some(answer), Ok(here)) = (answer, Timestamp::try_from(now)) else {
        return checks::clock(now, "see `amazon_pay` for why there is no answer with a date, and ask again");
    };
    let off = here.duration_since(answer);
    let seconds = off.unsigned_abs().as_secs();
    let words = if off.is_negative() {
        format!("the system's clock is {seconds} s behind that of the answer")
    } else {
        format!("the system's clock is {seconds} s ahead of that of the answer")
    };
    let remedy = "set it, best by NTP: each request is signed with its time";
    match off.abs() {
        off if off <= FINE => Finding::ok(Subject::CLOCK, words),
        off if off <= FAR => Finding::warning(Subject::CLOCK, words, remedy),
        _ => Finding::problem(Subject::CLOCK, words, remedy),
    }
}

fn unanswered(error: &SendError<SignError>, region: RegionName) -> Finding {
    if let SendError::Sign(error) = error {
        return problem(Subject::AMAZON_PAY, error);
    }
    let host = region.api_host();
    Finding::problem(
        Subject::AMAZON_PAY,
        chain(error),
        format!(
            "see that this machine may connect to `https://{host}`, port 443, and trusts its certificate; a proxy is \
             taken from `HTTPS_PROXY`"
        ),
    )
}

/// What an answer says about key and account.
fn answered(response: &Response<Vec<u8>>, sent: &SentRequest, environment: Environment) -> Finding {
    let error = match ChargePermission::from_answer(response, sent) {
        Ok(permission) => return taken(&permission, response.headers(), sent),
        Err(error) => error,
    };
    // Amazon Pay refuses every request for the same reasons, so the table for Complete Checkout Session fits.
    match after_complete(response, sent, &ExpectedUpdate::any()) {
        Completion::Done(NextStep::StartAgain(StartAgainReason::SessionNotFound)) => Finding::warning(
            Subject::AMAZON_PAY,
            format!(
                "Amazon Pay does not refuse the signature, and has no such charge permission in {environment}: {error}"
            ),
            "if the id was made up, this is the expected answer; otherwise use the id of a charge permission of this \
             account, region and environment",
        ),
        Completion::Done(NextStep::RetryLater { .. }) => {
            Finding::warning(Subject::AMAZON_PAY, error.to_string(), "ask again in a minute")
        }
        Completion::Done(NextStep::FixConfiguration { problem, .. }) => refused(&error, &problem),
        // For a session, `after_complete` asks for the session next. There is no session here.
        Completion::GetCheckoutSession(_) if matches!(error, AnswerError::Unreadable(_)) => {
            refused(&error, &Misconfiguration::NotAmazonPay)
        }
        Completion::Done(_) | Completion::GetCheckoutSession(_) => Finding::problem(
            Subject::AMAZON_PAY,
            error.to_string(),
            "do what Amazon's message says; Amazon Pay's support asks for the `x-amz-pay-request-id`",
        ),
    }
}

fn taken(permission: &ChargePermission, headers: &HeaderMap, sent: &SentRequest) -> Finding {
    let id = request_id(headers, sent).unwrap_or_default();
    let Some(state) = &permission.status_details.state else {
        return Finding::warning(
            Subject::AMAZON_PAY,
            format!(
                "the answer does not refuse the signature, and has no state of a charge permission \
                 (`x-amz-pay-request-id`: {id})"
            ),
            "look for a proxy or firewall that answers in place of Amazon Pay, and ask again",
        );
    };
    Finding::ok(
        Subject::AMAZON_PAY,
        format!(
            "Amazon Pay accepts the signature; the state of the charge permission is {state} \
             (`x-amz-pay-request-id`: {id})"
        ),
    )
}

fn refused(error: &AnswerError, problem: &Misconfiguration) -> Finding {
    // The error's own words are about a Checkout Session.
    if *problem == Misconfiguration::OtherAccount {
        return Finding::problem(
            Subject::AMAZON_PAY,
            format!(
                "{error}; the account may not see this charge permission, or the public key id belongs to another account"
            ),
            "check that merchant, public key id, region and environment are as Seller Central shows them beside the key, \
             and that the charge permission belongs to this account",
        );
    }
    let words = problem.to_string();
    let (what, remedy) = said(&words);
    Finding::problem(Subject::AMAZON_PAY, format!("{error}; {what}"), remedy.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::super::report::Verdict;
    use super::*;

    #[test]
    fn every_answer_has_a_verdict_and_says_what_to_do() {
        let url = "https://pay-api.amazon.com/v2/chargePermissions/C01-0000000-0000000";
        let sent = SentRequest::of(&http::Request::get(url).body("").expect("a request"));
        for (status, body, verdict, words) in [
            (200, r#"{"statusDetails": {"state": "Closed"}}"#, Verdict::Ok, "charge permission is Closed"),
            (
                403,
                r#"{"reasonCode": "InvalidAuthentication"}"#,
                Verdict::Problem,
                "does not know the public key id",
            ),
            (403, r#"{"reasonCode": "InvalidAccountStatus"}"#, Verdict::Problem, "account is not active"),
            (403, r#"{"reasonCode": "InvalidRequestSignature"}"#, Verdict::Problem, "refuses the signature"),
            (
                401,
                r#"{"reasonCode": "UnauthorizedAccess"}"#,
                Verdict::Problem,
                "may not see this charge permission",
            ),
            (404, r#"{"reasonCode": "ResourceNotFound"}"#, Verdict::Warning, "does not refuse the signature"),
            (426, r#"{"reasonCode": "TLSVersionNotSupported"}"#, Verdict::Problem, "TLS is too old"),
            (429, r#"{"reasonCode": "TooManyRequests"}"#, Verdict::Warning, "`TooManyRequests`"),
            (503, "{}", Verdict::Warning, "503"),
            (418, r#"{"reasonCode": "New"}"#, Verdict::Problem, "`New`"),
            (200, "{}", Verdict::Warning, "has no state of a charge permission"),
            (200, "<html>", Verdict::Problem, "does not come from Amazon Pay's API"),
            (403, "<html>", Verdict::Problem, "does not come from Amazon Pay's API"),
            (302, "", Verdict::Problem, "does not come from Amazon Pay's API"),
            (404, "<html>", Verdict::Problem, "is an HTML or XML page"),
            (200, r#"{"chargePermissionId": "C01-0000000-0000001"}"#, Verdict::Problem, "another object"),
        ] {
            let response =
                Response::builder().status(status).body(body.as_bytes().to_vec()).expect("a response");
            let finding = answered(&response, &sent, Environment::Sandbox);
            assert_eq!(finding.verdict, verdict, "{finding}");
            assert!(finding.words.contains(words), "{finding}");
            let names_amazon =
                finding.remedy.as_ref().is_some_and(|remedy| remedy.contains("Amazon's message"));
            assert!(!(names_amazon && words.contains("does not come from Amazon")), "{finding}");
            let has_remedy = finding.remedy.as_ref().is_some_and(|remedy| !remedy.is_empty());
            assert_eq!(has_remedy, verdict != Verdict::Ok, "{finding}");
        }
    }

    #[test]
    fn the_clock_is_held_against_the_answer() {
        let now: Timestamp = "2026-11-26T12:00:00Z".parse().expect("a time");
        for (answer, verdict, words) in [
            ("2026-11-26T12:00:00Z", Verdict::Ok, "0 s ahead"),
            ("2026-11-26T12:01:00Z", Verdict::Ok, "60 s behind"),
            ("2026-11-26T11:58:59Z", Verdict::Warning, "61 s ahead"),
            ("2026-11-26T12:05:00Z", Verdict::Warning, "300 s behind"),
            ("2026-11-26T12:05:01Z", Verdict::Problem, "301 s behind"),
            ("2020-01-01T00:00:00Z", Verdict::Problem, "s ahead"),
        ] {
            let finding = clock(answer.parse().ok(), now.into());
            assert_eq!(finding.verdict, verdict, "{finding}");
            assert!(finding.words.contains(words), "{finding}");
            assert_eq!(finding.remedy.is_some(), verdict != Verdict::Ok);
        }
        let no_answer = clock(None, now.into());
        assert_eq!(no_answer.verdict, Verdict::NotChecked);
        assert!(no_answer.remedy.is_some_and(|remedy| !remedy.contains("--send")));
    }
}
