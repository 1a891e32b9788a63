//! The verb `doctor`.

#[cfg(not(feature = "toml"))]
use crate::input::named;
use crate::input::read_file;
use crate::output::{Failure, Output};
use amazonpay_update::__private::shown::may_be_shown;
use amazonpay_update::doctor::{Checkup, Report, Verdict};
use amazonpay_update::ipn::{TopicArn, Topics};
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub(crate) struct DoctorArguments {
    /// The configuration, a file in JSON, or in TOML if its name ends in `.toml` (feature `toml`). Without a file,
    /// environment variables are read.
    file: Option<PathBuf>,
    /// The prefix of the environment variables, without the underscore.
    #[arg(long, value_name = "PREFIX", default_value = "AMAZON_PAY", conflicts_with = "file", value_parser = prefix)]
    env: String,
    /// The public key that is registered in Seller Central, a PEM file, to be compared with the private key.
    #[arg(long, value_name = "PEM", allow_hyphen_values = true)]
    public_key: Option<PathBuf>,
    /// The store id of the shop's payloads.
    #[arg(long, value_name = "ID")]
    store_id: Option<String>,
    /// The return URL of the shop's payloads.
    #[arg(long, value_name = "URL")]
    return_url: Option<String>,
    /// A topic whose notifications the shop accepts; may be given more than once.
    #[arg(long = "topic-arn", value_name = "ARN")]
    topics: Vec<TopicArn>,
    /// Prints the report as one line of JSON, {"findings":[{"subject","verdict","words","remedy"}]}.
    #[arg(long)]
    json: bool,
    #[cfg(feature = "client")]
    #[command(flatten)]
    ask: AskArguments,
}

/// One question to Amazon Pay.
#[cfg(feature = "client")]
#[derive(clap::Args)]
pub(crate) struct AskArguments {
    /// Sends Get Charge Permission once, in Sandbox, and says what Amazon Pay answers and what that means.
    #[arg(long, requires = "charge_permission_id")]
    send: bool,
    /// The charge permission to ask about. A shop that has none yet makes an id up, like `C01-0000000-0000000`: the
    /// answer 404 then says that key and account are in order.
    #[arg(long, value_name = "ID", requires = "send")]
    charge_permission_id: Option<amazonpay_update::ChargePermissionId>,
    /// Sends also with a configuration for Live.
    #[arg(long, requires = "send")]
    send_live: bool,
    #[command(flatten)]
    stand_in: crate::send::StandInArguments,
}

/// A configuration that this tool cannot read.
#[cfg(not(feature = "toml"))]
#[derive(Debug, thiserror::Error)]
#[error("{0} is TOML, and this tool was built without the feature `toml`: write the configuration in JSON")]
struct NoToml(String);

/// Every line about a variable would repeat the prefix.
#[derive(Debug, thiserror::Error)]
#[error("the prefix could be a key: write only the prefix, like `AMAZON_PAY`")]
struct NotPrefix;

fn prefix(text: &str) -> Result<String, NotPrefix> {
    if may_be_shown(text) { Ok(text.to_owned()) } else { Err(NotPrefix) }
}

pub(crate) fn run(arguments: &DoctorArguments) -> Result<Output, Failure> {
    let report = arguments.report(&arguments.checkup()?)?;
    let text = if arguments.json {
        serde_json::to_string(&report).map_err(Failure::unusable)? + "\n"
    } else {
        format!("{report}\n{}\n", summary(&report))
    };
    Ok(if report.passed() { Output::passed(text) } else { Output::refused(text) })
}

fn summary(report: &Report) -> String {
    let counts =
        [Verdict::Problem, Verdict::Warning, Verdict::NotChecked].map(|verdict| report.count(verdict));
    let [problems, warnings, not_checked] = counts;
    format!("problems: {problems}, warnings: {warnings}, not checked: {not_checked}")
}

impl DoctorArguments {
    fn checkup(&self) -> Result<Checkup, Failure> {
        let mut checkup = match &self.file {
            Some(file) => from_file(file)?,
            None => Checkup::from_env(&self.env),
        };
        if let Some(path) = &self.public_key {
            checkup = checkup.public_key_file(path);
        }
        if let Some(id) = &self.store_id {
            checkup = checkup.store_id(id);
        }
        if let Some(url) = &self.return_url {
            checkup = checkup.return_url(url);
        }
        if !self.topics.is_empty() {
            checkup = checkup.topics(Topics::only(self.topics.iter().cloned()));
        }
        Ok(checkup)
    }

    #[cfg(feature = "client")]
    fn report(&self, checkup: &Checkup) -> Result<Report, Failure> {
        use amazonpay_update::doctor::Question;

        let Some(id) = self.ask.charge_permission_id.clone() else { return Ok(checkup.report()) };
        let mut question = Question::about(id);
        if self.ask.send_live {
            question = question.even_in_live();
        }
        if let Some(stand_in) = self.ask.stand_in.read()? {
            question = question.stand_in(stand_in);
        }
        crate::shared::block_on(checkup.report_and_ask(&question))
    }

    #[cfg(not(feature = "client"))]
    #[allow(
        clippy::unused_self,
        clippy::unnecessary_wraps,
        reason = "with `client`, it is used and can fail"
    )]
    fn report(&self, checkup: &Checkup) -> Result<Report, Failure> {
        Ok(checkup.report())
    }
}

fn from_file(path: &Path) -> Result<Checkup, Failure> {
    let is_toml = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml"));
    let text = read_file(path)?;
    if is_toml { from_toml(path, &text) } else { Ok(Checkup::from_json(&text)) }
}

#[cfg(feature = "toml")]
#[allow(clippy::unnecessary_wraps, reason = "without `toml`, it fails")]
fn from_toml(_: &Path, text: &str) -> Result<Checkup, Failure> {
    Ok(Checkup::from_toml(text))
}

#[cfg(not(feature = "toml"))]
fn from_toml(path: &Path, _: &str) -> Result<Checkup, Failure> {
    Err(Failure::unusable(NoToml(named(path))))
}
