//! Whom the stand-in expects to hear from.

use crate::merchant_key::MerchantKey;
use crate::notifications::{InvalidIpnUrl, parse_ipn_url};
use crate::region::{Environment, Region};
use rsa::PublicKey;
use rsa::pkcs8::DecodePublicKey;
use std::collections::HashMap;
use std::io;

/// The merchant's public keys that are registered, by their ids.
pub(crate) type Keys = HashMap<String, PublicKey>;

/// The merchant id of a [`Setup`] that names none.
pub const DEFAULT_MERCHANT_ID: &str = "A3LVSV45M75151";

/// The id of a key that was made here.
const fn new_key_id(environment: Environment) -> &'static str {
    match environment {
        Environment::Sandbox => "SANDBOX-STANDINTESTKEY",
        Environment::Live => "LIVE-STANDINTESTKEY",
    }
}

/// What the stand-in knows of the one merchant it answers, and which of Amazon's regions it stands for.
#[derive(Clone, Debug)]
#[must_use]
pub struct Setup {
    pub(crate) region: Region,
    pub(crate) environment: Environment,
    pub(crate) merchant_id: Option<String>,
    /// Ids, and keys in PEM form.
    pub(crate) public_keys: Vec<(String, String)>,
    /// Where the key pair was made here.
    pub(crate) new_key: Option<&'static MerchantKey>,
    pub(crate) port: u16,
    pub(crate) ipn_url: Option<String>,
    pub(crate) return_origins: Vec<(String, String)>,
}

impl Setup {
    /// A merchant in this region's Sandbox with this public key: its id, and the key itself as PEM,
    /// `-----BEGIN PUBLIC KEY-----`.
    ///
    /// When the id begins with `SANDBOX` or `LIVE`, the paths of the API begin with `/v2`.
    pub fn new(region: Region, public_key_id: impl Into<String>, public_key_pem: impl Into<String>) -> Setup {
        Setup {
            region,
            environment: Environment::Sandbox,
            merchant_id: None,
            public_keys: vec![(public_key_id.into(), public_key_pem.into())],
            new_key: None,
            port: 0,
            ipn_url: None,
            return_origins: Vec::new(),
        }
    }

    /// As [`new`](Setup::new), with a key pair that is made for tests: an RSA key of 2048 bits, the same one for the
    /// whole process. Its id begins with the environment, `SANDBOX-` or `LIVE-`.
    ///
    /// [`StandIn::private_key_pem`](crate::StandIn::private_key_pem) has the private half, to sign with, and
    /// [`StandIn::public_key_id`](crate::StandIn::public_key_id) the id. The first call takes a moment.
    ///
    /// # Panics
    ///
    /// When the system has no randomness to give.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use amazonpay_update_stand_in::{Region, Setup, StandIn, StartError};
    ///
    /// # async fn run() -> Result<(), StartError> {
    /// let stand_in = StandIn::start(Setup::with_new_key(Region::Us)).await?;
    /// let key = stand_in.private_key_pem().unwrap_or_default();
    /// assert!(key.starts_with("-----BEGIN PRIVATE KEY-----"));
    /// # Ok(())
    /// # }
    /// ```
    pub fn with_new_key(region: Region) -> Setup {
        let key = MerchantKey::of_this_process();
        let (id, pem) = (new_key_id(Environment::Sandbox), key.public_pem.as_str());
        Setup { new_key: Some(key), ..Setup::new(region, id, pem) }
    }

    /// The environment: [`Environment::Sandbox`] unless set.
    pub fn environment(mut self, environment: Environment) -> Setup {
        if let Some(key) = self.new_key {
            self.public_keys = vec![(new_key_id(environment).to_owned(), key.public_pem.clone())];
        }
        Setup { environment, ..self }
    }

    /// The merchant's id. A button that names another is refused. Without it, any is taken, and notifications
    /// name [`DEFAULT_MERCHANT_ID`].
    pub fn merchant_id(self, merchant_id: impl Into<String>) -> Setup {
        Setup { merchant_id: Some(merchant_id.into()), ..self }
    }

    /// The port of 127.0.0.1 where the API listens. The page listens at the next one, and the control
    /// interface at the one after that. 0, as it is unless set, leaves all three to the system.
    pub fn port(self, port: u16) -> Setup {
        Setup { port, ..self }
    }

    /// Where notifications are posted: an address of this machine over plain http. Each change of a Charge Permission is
    /// announced there at once, unless a test [holds](crate::StandIn::hold_notifications) it. Without an address, they
    /// are kept until a test asks for them.
    pub fn ipn_url(self, url: impl Into<String>) -> Setup {
        Setup { ipn_url: Some(url.into()), ..self }
    }

    /// Where the buyer is sent in place of a return URL's own origin: `from` is an https origin, such as
    /// `https://shop.example`, and `to` the shop under test, such as `http://localhost:3000`. Calls add up.
    pub fn return_origin(mut self, from: impl Into<String>, to: impl Into<String>) -> Setup {
        self.return_origins.push((from.into(), to.into()));
        self
    }

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

    /// The id of the key it was set up with.
    pub(crate) fn public_key_id(&self) -> &str {
        self.public_keys.first().map_or("", |(id, _)| id)
    }

    pub(crate) fn merchant(&self) -> &str {
        self.merchant_id.as_deref().unwrap_or(DEFAULT_MERCHANT_ID)
    }

    /// Refuses an address to which notifications cannot be posted.
    pub(crate) fn check_ipn_url(&self) -> Result<(), StartError> {
        self.ipn_url.as_deref().map(parse_ipn_url).transpose()?;
        Ok(())
    }

    pub(crate) fn keys(&self) -> Result<Keys, StartError> {
        self.public_keys.iter().map(|(id, pem)| Ok((id.clone(), public_key(pem)?))).collect()
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
    /// Notifications cannot be posted to the address.
    #[error(transparent)]
    IpnUrl(#[from] InvalidIpnUrl),
    /// No certificate can be made.
    #[error("no certificate can be made")]
    Certificate(#[from] rcgen::Error),
    /// The certificate cannot be served.
    #[error("TLS cannot be set up")]
    Tls(#[from] tokio_rustls::rustls::Error),
    /// A port cannot be had.
    #[error("port {port} of 127.0.0.1 cannot be had: end the program that has it, or choose another port")]
    Port {
        /// The port; 0 when the system should have chosen.
        port: u16,
        /// What the system says.
        #[source]
        error: io::Error,
    },
}
