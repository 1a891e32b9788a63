//! The common parts of several verbs.

use crate::output::Failure;
use amazonpay_update::__private::check_stated;
use amazonpay_update::payload::{NeededProductType, Violations, Warning};
use amazonpay_update::{CheckedPayload, Environment, PublicKeyId, SigningKey};
use amazonpay_update_rules::Word;
use std::path::PathBuf;

/// The key that signs, and its id.
#[derive(clap::Args)]
pub(crate) struct KeyArguments {
    /// The RSA private key, a PEM file (PKCS#8 or PKCS#1).
    #[arg(long, value_name = "PEM", allow_hyphen_values = true)]
    key: PathBuf,
    /// The id that Seller Central shows beside the key.
    #[arg(long, value_name = "ID")]
    pub(crate) public_key_id: PublicKeyId,
}

impl KeyArguments {
    pub(crate) fn read(&self) -> Result<SigningKey, Failure> {
        SigningKey::from_pem_file(&self.key).map_err(Failure::unusable)
    }
}

/// Warnings about a payload that a key with this id signs.
pub(crate) fn warnings(payload: &CheckedPayload, public_key_id: &PublicKeyId) -> Vec<Warning> {
    let id = payload.charge_permission_id();
    let other = public_key_id.environment().and_then(|of_key| Warning::other_environment(id, of_key));
    payload.warnings().iter().cloned().chain(other).collect()
}

/// Sandbox or Live: one of them.
#[derive(clap::Args)]
#[group(required = true, multiple = false)]
pub(crate) struct EnvironmentArguments {
    /// For Sandbox.
    #[arg(long)]
    sandbox: bool,
    /// For Live.
    #[arg(long)]
    live: bool,
}

impl EnvironmentArguments {
    pub(crate) fn named(&self) -> Environment {
        if self.live { Environment::Live } else { Environment::Sandbox }
    }
}

/// The schema's word for a product type.
pub(crate) fn word(product_type: NeededProductType) -> Option<Word> {
    Word::from_text(product_type.as_str())
}

/// The payload of a text, for a button with this product type. Without a product type, the rule about it is skipped.
pub(crate) fn checked(
    text: &str,
    product_type: Option<NeededProductType>,
) -> Result<CheckedPayload, Violations> {
    check_stated(text, product_type.and_then(word))
}

/// Runs a future that needs the network to its end.
#[cfg(any(feature = "client", feature = "ipn-fetch"))]
pub(crate) fn block_on<F: Future>(future: F) -> Result<F::Output, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    Ok(runtime.map_err(Failure::unusable)?.block_on(future))
}
