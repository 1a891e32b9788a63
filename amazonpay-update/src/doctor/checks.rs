//! The checks that need no network.

use super::report::{Finding, Subject};
use super::words::{problem, problems};
use crate::config::{ConfigError, KeySource, Parts};
use crate::region::{Environment, RegionName};
use crate::shown::shown;
use crate::signing::{Algorithm, KeyError, SigningKey, VerifyingKey, active_backend};
use crate::value::{InvalidValue, MerchantId, PublicKeyId};
use std::net::IpAddr;
use std::path::Path;
use std::str::FromStr;
use std::time::{Duration, SystemTime};

/// The beginning of 2026, in seconds. This library is not older.
const EARLIEST: Duration = Duration::from_secs(1_767_225_600);

pub(super) fn library() -> Finding {
    let words = format!(
        "amazonpay-update {}, which signs with `{}`, on {}",
        env!("CARGO_PKG_VERSION"),
        active_backend(),
        std::env::consts::OS
    );
    Finding::ok(Subject::LIBRARY, words)
}

/// The configuration as a whole, with a finding for each mistake.
pub(super) fn form(parts: &Parts) -> Vec<Finding> {
    let wrong = parts.form.as_ref().err().into_iter().chain(&parts.unknown);
    let found: Vec<Finding> = wrong.flat_map(problems).collect();
    if found.is_empty() {
        vec![Finding::ok(Subject::CONFIGURATION, "it can be read, and has no member that it should not have")]
    } else {
        found
    }
}

pub(super) fn region(region: &Result<RegionName, ConfigError>) -> Finding {
    of_member(Subject::REGION, region, |region| format!("`{region}`: requests go to `{}`", region.api_host()))
}

pub(super) fn environment(environment: &Result<Environment, ConfigError>) -> Finding {
    of_member(Subject::ENVIRONMENT, environment, |environment| format!("`{environment}`"))
}

pub(super) fn merchant_id(id: &Result<MerchantId, ConfigError>) -> Finding {
    of_member(Subject::MERCHANT_ID, id, |id| {
        format!("`{}` has the form of a merchant id", shown(id.as_str()))
    })
}

/// The id itself, and whether it fits the environment.
pub(super) fn public_key_id(parts: &Parts) -> Finding {
    if let (Ok(id), Err(error)) = (&parts.public_key_id, &parts.key_id_fits) {
        let finding = problem(Subject::PUBLIC_KEY_ID, error);
        return Finding { words: format!("{} (it is `{}`)", finding.words, shown(id.as_str())), ..finding };
    }
    of_member(Subject::PUBLIC_KEY_ID, &parts.public_key_id, |id| {
        format!("`{}` {}", shown(id.as_str()), environment_of(id))
    })
}

fn environment_of(id: &PublicKeyId) -> String {
    match id.environment() {
        Some(environment) => format!("is of the environment `{environment}`"),
        None => "names no environment, so the path of each request does".to_owned(),
    }
}

pub(super) fn algorithm(algorithm: &Result<Algorithm, ConfigError>) -> Finding {
    of_member(Subject::ALGORITHM, algorithm, |algorithm| format!("`{algorithm}`"))
}

/// The private key, and the findings about it.
pub(super) fn key(parts: &Parts) -> (Option<SigningKey>, Vec<Finding>) {
    let read = parts.key.as_ref().map_err(|error| problem(Subject::KEY, error)).and_then(|source| {
        source.signing_key().map(|key| (source, key)).map_err(|error| problem(Subject::KEY, &error))
    });
    let (source, key) = match read {
        Ok(read) => read,
        Err(finding) => return (None, vec![finding]),
    };
    let algorithm = parts.algorithm.as_ref().copied().unwrap_or_default();
    let mut findings = vec![tried(&key, algorithm, source)];
    findings.extend(everybody_may_read(source));
    (Some(key), findings)
}

/// Whether the key signs, and its public half verifies the signature.
fn tried(key: &SigningKey, algorithm: Algorithm, source: &KeySource) -> Finding {
    let public = key.verifying_key();
    let signature = match key.sign_text(algorithm, "{}") {
        Ok(signature) => signature,
        Err(error) => return problem(Subject::KEY, &error),
    };
    if let Err(error) = public.verify(algorithm, "{}", &signature) {
        return problem(Subject::KEY, &error);
    }
    let place = match source {
        KeySource::File { path, .. } => format!("the file `{}`", shown(&path.to_string_lossy())),
        KeySource::Pem { member, .. } => format!("`{member}`"),
    };
    let bits = public.signature_len() * 8;
    Finding::ok(Subject::KEY, format!("{place} holds an RSA private key of {bits} bits, and it signs"))
}

#[cfg(unix)]
fn everybody_may_read(source: &KeySource) -> Option<Finding> {
    use std::os::unix::fs::PermissionsExt;

    let KeySource::File { path, .. } = source else { return None };
    let mode = std::fs::metadata(path).ok()?.permissions().mode();
    let name = path.to_string_lossy();
    (mode & 0o004 != 0).then(|| {
        Finding::warning(
            Subject::KEY,
            format!("everybody on this machine may read the file `{}`", shown(&name)),
            "let only the user of the program read it, as `chmod 600` does",
        )
    })
}

#[cfg(not(unix))]
fn everybody_may_read(_: &KeySource) -> Option<Finding> {
    None
}

/// The public key in a file, compared with the private key.
pub(super) fn public_key(path: Option<&Path>, private: Option<&SigningKey>) -> Finding {
    let Some(path) = path else {
        return Finding::not_checked(
            Subject::PUBLIC_KEY,
            "whether the private key belongs to the registered public key: no public key was given",
            "give the public key that Seller Central has under the public key id (`--public-key`)",
        );
    };
    let public = match VerifyingKey::from_pem_file(path) {
        Ok(public) => public,
        Err(error) => return problem(Subject::PUBLIC_KEY, &KeyFileOf(error)),
    };
    let name = path.to_string_lossy();
    let name = shown(&name);
    match private {
        Some(private) if *private.verifying_key() == public => Finding::ok(
            Subject::PUBLIC_KEY,
            format!("the file `{name}` holds the public half of the private key"),
        ),
        Some(_) => Finding::problem(
            Subject::PUBLIC_KEY,
            format!("the file `{name}` holds a public key that does not belong to the private key"),
            "register the public half of the private key in Seller Central (`openssl pkey -in private.pem -pubout` \
             prints it), or use the private key of the registered one",
        ),
        None => Finding::not_checked(
            Subject::PUBLIC_KEY,
            format!("the file `{name}` holds a public key, and there is no private key to compare it with"),
            "correct the private key first",
        ),
    }
}

/// Says which key file cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("the public key cannot be used")]
struct KeyFileOf(#[source] KeyError);

/// The value given beside the configuration, or else the configuration's value.
fn given_or_configured<T: FromStr<Err = InvalidValue> + Clone>(
    subject: Subject,
    given: Option<&str>,
    configured: Option<&Result<Option<T>, ConfigError>>,
) -> Option<Result<T, Finding>> {
    match (given, configured) {
        (Some(text), _) => Some(text.parse().map_err(|error| problem(subject, &error))),
        (None, Some(Ok(value))) => value.clone().map(Ok),
        (None, Some(Err(error))) => Some(Err(problem(subject, error))),
        (None, None) => None,
    }
}

pub(super) fn store_id(given: Option<&str>, parts: Option<&Parts>) -> Finding {
    match given_or_configured(Subject::STORE_ID, given, parts.map(|parts| &parts.store_id)) {
        None => Finding::not_checked(
            Subject::STORE_ID,
            "no store id was given",
            "give the store id that Integration Central shows for the environment (`store_id`, or `--store-id`)",
        ),
        Some(Err(finding)) => finding,
        Some(Ok(id)) => {
            let words = format!(
                "`{}` has the form of a store id; Sandbox and Live have different store ids",
                shown(id.as_str())
            );
            Finding::ok(Subject::STORE_ID, words)
        }
    }
}

pub(super) fn return_url(given: Option<&str>, parts: Option<&Parts>) -> Finding {
    let url = match given_or_configured(Subject::RETURN_URL, given, parts.map(|parts| &parts.return_url)) {
        None => {
            return Finding::not_checked(
                Subject::RETURN_URL,
                "no return URL was given",
                "give the return URL of the payloads (`return_url`, or `--return-url`)",
            );
        }
        Some(Err(finding)) => return finding,
        Some(Ok(url)) => url,
    };
    let environment = parts.and_then(|parts| parts.environment.as_ref().ok().copied());
    let words = format!("`{}` has the form of a return URL", shown(url.as_str()));
    if environment == Some(Environment::Live) && is_of_this_machine(url.as_str()) {
        return Finding::problem(
            Subject::RETURN_URL,
            "in Live, a buyer's browser is sent to the buyer's own machine",
            "give the host that the shop has on the internet",
        );
    }
    Finding::ok(Subject::RETURN_URL, words)
}

fn is_of_this_machine(url: &str) -> bool {
    // The scheme is `https` in any case.
    let host =
        url.split_once("://").map_or(url, |(_, rest)| rest).split(['/', '?']).next().unwrap_or_default();
    let without_port =
        host.rsplit_once(':').filter(|(_, port)| !port.ends_with(']')).map_or(host, |(host, _)| host);
    let address = without_port.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    let name = without_port.trim_end_matches('.');
    address.is_ok_and(|address| address.is_loopback() || address.is_unspecified())
        || name.eq_ignore_ascii_case("localhost")
}

/// Amazon Pay's topic for the account, and whether the shop accepts it.
#[cfg(feature = "ipn")]
pub(super) fn topics(parts: &Parts, given: Option<&crate::ipn::Topics>) -> Finding {
    use crate::ipn::Topics;

    let (Ok(region), Ok(environment), Ok(merchant_id)) =
        (&parts.region, &parts.environment, &parts.merchant_id)
    else {
        return Finding::not_checked(
            Subject::TOPICS,
            "they follow from the region, the environment and the merchant's id",
            "correct these first",
        );
    };
    let expected = match Topics::of_merchant(merchant_id, *region, *environment) {
        Ok(expected) => expected,
        Err(error) => {
            let finding = problem(Subject::TOPICS, &error);
            return Finding { verdict: super::report::Verdict::Warning, ..finding };
        }
    };
    let arns: Vec<&str> = expected.iter().map(|topic| shown(topic.as_str())).collect();
    let arns = arns.join(", ");
    match given {
        Some(given) if expected.iter().all(|topic| given.allow(topic)) => Finding::ok(
            Subject::TOPICS,
            format!("Amazon Pay's known topic for this account is among them: {arns}"),
        ),
        Some(_) => Finding::warning(
            Subject::TOPICS,
            format!("Amazon Pay's known topic for this account is not among them: {arns}"),
            "add it; Amazon documents no topic, so keep the others until the first notification has come",
        ),
        None => Finding::ok(Subject::TOPICS, format!("`Topics::of_merchant` makes {arns} of this account")),
    }
}

#[cfg(not(feature = "ipn"))]
pub(super) fn topics() -> Finding {
    Finding::not_checked(
        Subject::TOPICS,
        "this program does not verify notifications",
        "turn on the feature `ipn` where it should",
    )
}

/// What a question to Amazon Pay needs.
#[cfg(feature = "client")]
pub(super) const ASK: &str = "ask Amazon Pay for a charge permission in Sandbox (`--send`)";
#[cfg(not(feature = "client"))]
pub(super) const ASK: &str = "ask Amazon Pay, which a program or tool with the feature `client` does";

/// Checks the clock without an answer from Amazon Pay. The remedy says how to get one.
pub(super) fn clock(now: SystemTime, remedy: &str) -> Finding {
    if now.duration_since(SystemTime::UNIX_EPOCH).is_ok_and(|since| since >= EARLIEST) {
        Finding::not_checked(
            Subject::CLOCK,
            "the time is not impossible; only an answer of Amazon Pay tells whether it is right",
            remedy,
        )
    } else {
        Finding::problem(
            Subject::CLOCK,
            "the system's clock stands before 2026",
            "set it, best by NTP: each request is signed with its time",
        )
    }
}

fn of_member<T>(
    subject: Subject,
    member: &Result<T, ConfigError>,
    words: impl FnOnce(&T) -> String,
) -> Finding {
    match member {
        Ok(value) => Finding::ok(subject, words(value)),
        Err(error) => problem(subject, error),
    }
}
