//! Whom the stand-in expects to hear from.

use rsa::PublicKey;
use rsa::pkcs8::DecodePublicKey;
use std::collections::HashMap;
use std::io;

/// The merchant's public keys that are registered, by their ids.
pub(crate) type Keys = HashMap<String, PublicKey>;

/// What the stand-in knows of the one merchant it answers, and which of Amazon's hosts it stands for.
#[derive(Clone, Debug)]
pub struct Setup {
    /// The merchant's public key: `-----BEGIN PUBLIC KEY-----`.
    pub public_key_pem: String,
    /// The id of that key. When it begins with `SANDBOX` or `LIVE`, paths begin with `/v2`.
    pub public_key_id: String,
    /// Where the paths of a key without such a beginning lead.
    pub environment: Environment,
    /// What `x-amz-pay-host` must say: `pay-api.amazon.com`, for example. The certificate names it too.
    pub host: String,
    /// What `x-amz-pay-region` must say: `na`, `eu` or `jp`.
    pub region: String,
}

/// Sandbox or Live.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Environment {
    /// For tests.
    Sandbox,
    /// With real buyers.
    Live,
}

impl Setup {
    /// What the path of every request with this key begins with.
    pub(crate) fn path_prefix(&self, public_key_id: &str) -> &'static str {
        let names = |environment: &str| {
            public_key_id.get(..environment.len()).is_some_and(|id| id.eq_ignore_ascii_case(environment))
        };
        match self.environment {
            _ if names("SANDBOX") || names("LIVE") => "/v2",
            Environment::Sandbox => "/sandbox/v2",
            Environment::Live => "/live/v2",
        }
    }

    /// How answers name the environment.
    pub(crate) fn release_environment(&self) -> &'static str {
        match self.environment {
            Environment::Sandbox => "Sandbox",
            Environment::Live => "Live",
        }
    }
}

/// Reads a public key, `-----BEGIN PUBLIC KEY-----`.
pub(crate) fn public_key(pem: &str) -> Result<PublicKey, StartError> {
    PublicKey::from_public_key_pem(pem).map_err(StartError::PublicKey)
}

/// The stand-in could not start.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StartError {
    /// The public key cannot be read.
    #[error("the public key cannot be read: pass an RSA key in PEM form, `-----BEGIN PUBLIC KEY-----`")]
    PublicKey(#[source] rsa::pkcs8::spki::Error),
    /// The host is no name a certificate can hold.
    #[error("no certificate can be made for the host: pass a bare name, such as `pay-api.amazon.com`")]
    Certificate(#[from] rcgen::Error),
    /// The certificate cannot be served.
    #[error("TLS cannot be set up")]
    Tls(#[from] tokio_rustls::rustls::Error),
    /// No port is free.
    #[error("no port of 127.0.0.1 is free")]
    Listen(#[from] io::Error),
}
