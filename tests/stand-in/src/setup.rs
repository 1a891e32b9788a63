//! The stand-in's merchant, region, ports and addresses.

use crate::loopback::is_loopback;
use crate::merchant_key::MerchantKey;
use crate::notifications::parse_ipn_url;
use crate::region::{Environment, Region};
use crate::shown::{may_be_shown, shown};
use crate::start_error::StartError;
use crate::world::is_charge_permission_id;
use rsa::pkcs8::DecodePublicKey;
use rsa::pkcs8::spki;
use rsa::traits::PublicKeyParts;
use rsa::{BoxedUint, PublicKey};
use std::collections::{HashMap, HashSet};
use std::fmt;
use url::Url;

/// The merchant's public keys that are registered, by their ids.
pub(crate) type Keys = HashMap<String, PublicKey>;

/// The merchant id of a [`Setup`] without one.
pub const DEFAULT_MERCHANT_ID: &str = "A3LVSV45M75151";

/// The id of a key that was made here.
const fn new_key_id(environment: Environment) -> &'static str {
    match environment {
        Environment::Sandbox => "SANDBOX-STANDINTESTKEY",
        Environment::Live => "LIVE-STANDINTESTKEY",
    }
}

/// The settings of a stand-in: its one merchant, and its region of Amazon Pay.
#[derive(Clone)]
#[must_use]
pub struct Setup {
    pub(crate) region: Region,
    pub(crate) environment: Environment,
    pub(crate) merchant_id: Option<String>,
    /// Ids, and keys in PEM form.
    pub(crate) public_keys: Vec<(String, String)>,
    /// The key pair, if it was made here.
    pub(crate) new_key: Option<&'static MerchantKey>,
    pub(crate) port: u16,
    pub(crate) ipn_url: Option<String>,
    pub(crate) return_origins: Vec<(String, String)>,
    /// Ids, and whether they have an address.
    pub(crate) charge_permissions: Vec<(String, bool)>,
}

impl Setup {
    /// A merchant in this region's Sandbox, with the id of a public key and the key itself as PEM, `-----BEGIN PUBLIC
    /// KEY-----`.
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
            charge_permissions: Vec::new(),
        }
    }

    /// Adds another public key of the merchant, and its id. Each key has an id of its own.
    pub fn public_key(mut self, id: impl Into<String>, pem: impl Into<String>) -> Setup {
        self.public_keys.push((id.into(), pem.into()));
        self
    }

    /// Like [`new`](Setup::new), with a key pair that is made for tests: an RSA key of 2048 bits, the same for the
    /// whole process. The key's id begins with the environment, `SANDBOX-` or `LIVE-`.
    ///
    /// [`StandIn::private_key_pem`](crate::StandIn::private_key_pem) has the private half, to sign with, and
    /// [`StandIn::public_key_id`](crate::StandIn::public_key_id) the id. The first call takes a moment.
    ///
    /// # Panics
    ///
    /// When the system gives no random bytes.
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

    /// Sets the environment, by default [`Environment::Sandbox`]. The id of the key of
    /// [`with_new_key`](Setup::with_new_key) changes with it.
    pub fn environment(mut self, environment: Environment) -> Setup {
        // The key that was made here is the first. Its id names the environment.
        if self.new_key.is_some()
            && let Some((id, _)) = self.public_keys.first_mut()
        {
            new_key_id(environment).clone_into(id);
        }
        Setup { environment, ..self }
    }

    /// Sets the merchant's id. A button that names another merchant is refused. By default any merchant is accepted,
    /// and notifications name [`DEFAULT_MERCHANT_ID`].
    pub fn merchant_id(self, merchant_id: impl Into<String>) -> Setup {
        Setup { merchant_id: Some(merchant_id.into()), ..self }
    }

    /// Sets the port of 127.0.0.1 where the API listens. The page listens at the next port, and the control interface
    /// at the port after that. With 0, the default, the system chooses all three.
    pub fn port(self, port: u16) -> Setup {
        Setup { port, ..self }
    }

    /// Sets the address to which notifications are posted: an address of this machine over plain http. Each change of
    /// a Charge Permission is announced there at once, unless a test [holds](crate::StandIn::hold_notifications) it.
    /// Without an address, notifications are kept until a test asks for them.
    pub fn ipn_url(self, url: impl Into<String>) -> Setup {
        Setup { ipn_url: Some(url.into()), ..self }
    }

    /// Sends the buyer to another origin than the return URL's. `from` is an https origin in return URLs, such as
    /// `https://shop.example`. `to` is the shop under test, such as `http://localhost:3000`. Each call adds a
    /// mapping.
    pub fn return_origin(mut self, from: impl Into<String>, to: impl Into<String>) -> Setup {
        self.return_origins.push((from.into(), to.into()));
        self
    }

    /// Adds a Charge Permission that is there at the start and after each reset. It is `Chargeable`, made with
    /// `PayOnly`, and has [`Card::VISA`](crate::Card::VISA). A setup names each permission once.
    pub fn charge_permission(mut self, id: impl Into<String>) -> Setup {
        self.charge_permissions.push((id.into(), false));
        self
    }

    /// Adds a Charge Permission as [`charge_permission`](Setup::charge_permission) does, but made with `PayAndShip`,
    /// and with the buyer's first address.
    pub fn charge_permission_with_address(mut self, id: impl Into<String>) -> Setup {
        self.charge_permissions.push((id.into(), true));
        self
    }

    /// The beginning of the path of every request with this key.
    pub(crate) fn path_prefix(&self, public_key_id: &str) -> &'static str {
        match self.environment {
            _ if names(public_key_id, "SANDBOX") || names(public_key_id, "LIVE") => "/v2",
            Environment::Sandbox => "/sandbox/v2",
            Environment::Live => "/live/v2",
        }
    }

    /// The id of the key of the setup.
    pub(crate) fn public_key_id(&self) -> &str {
        self.public_keys.first().map_or("", |(id, _)| id)
    }

    pub(crate) fn merchant(&self) -> &str {
        self.merchant_id.as_deref().unwrap_or(DEFAULT_MERCHANT_ID)
    }

    /// The keys by their ids, after checking everything else.
    pub(crate) fn keys(&self) -> Result<Keys, StartError> {
        self.ports()?;
        self.ipn_url.as_deref().map(parse_ipn_url).transpose()?;
        if let Some(id) = self.merchant_id.as_deref().filter(|id| !is_merchant_id(id)) {
            return Err(StartError::MerchantId { id: shown(id).to_owned() });
        }
        let mut origins = HashSet::new();
        for (from, to) in &self.return_origins {
            if !origins.insert(return_origin(from, to)?) {
                return Err(StartError::SameReturnOrigin { from: shown(from).to_owned() });
            }
        }
        let mut permissions = HashSet::new();
        for (id, _) in &self.charge_permissions {
            if !is_charge_permission_id(id) {
                return Err(StartError::ChargePermissionId { id: shown(id).to_owned() });
            }
            if !permissions.insert(id) {
                return Err(StartError::SameChargePermissionId { id: id.clone() });
            }
        }
        let mut keys = Keys::new();
        for (id, pem) in &self.public_keys {
            if keys.insert(id.clone(), self.key(id, pem)?).is_some() {
                return Err(StartError::SamePublicKeyId { id: shown(id).to_owned() });
            }
        }
        Ok(keys)
    }

    /// A key, unless its id names the other environment.
    pub(crate) fn key(&self, id: &str, pem: &str) -> Result<PublicKey, StartError> {
        let (own, other) = match self.environment {
            Environment::Sandbox => ("Sandbox", "LIVE"),
            Environment::Live => ("Live", "SANDBOX"),
        };
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        // The Base64 of a private key can have only letters and digits.
        if id.is_empty() || !may_be_shown(id) || !id.bytes().all(allowed) {
            return Err(StartError::PublicKeyId { id: shown(id).to_owned() });
        }
        if names(id, other) {
            return Err(StartError::KeyOfOtherEnvironment { id: shown(id).to_owned(), environment: own });
        }
        public_key(pem)
    }

    /// Checks the ports. The page and the control interface have the next two.
    fn ports(&self) -> Result<(), StartError> {
        if self.port > u16::MAX - 2 { Err(StartError::NoRoom { port: self.port }) } else { Ok(()) }
    }
}

// By hand: a private key may stand in the place of the public one, or of an id.
impl fmt::Debug for Setup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Setup")
            .field("region", &self.region)
            .field("environment", &self.environment)
            .field("port", &self.port)
            .finish_non_exhaustive()
    }
}

/// Whether the id of a public key begins with this environment.
fn names(id: &str, environment: &str) -> bool {
    id.get(..environment.len()).is_some_and(|id| id.eq_ignore_ascii_case(environment))
}

/// `A3LVSV45M75151`.
fn is_merchant_id(id: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
    id.len() > 1 && id.starts_with('A') && id.bytes().all(allowed)
}

/// Reads a public key, `-----BEGIN PUBLIC KEY-----`.
pub(crate) fn public_key(pem: &str) -> Result<PublicKey, StartError> {
    // Some editors begin a file with this mark.
    let pem = pem.trim_start_matches('\u{feff}');
    if pem.contains("PRIVATE KEY-----") {
        return Err(StartError::PrivateKey);
    }
    if pem.contains("-----BEGIN RSA PUBLIC KEY-----") {
        return Err(StartError::Pkcs1);
    }
    if pem.contains("-----BEGIN CERTIFICATE-----") {
        return Err(StartError::CertificateForKey);
    }
    let key = PublicKey::from_public_key_pem(pem).map_err(|error| match error {
        spki::Error::OidUnknown { .. } => StartError::NotRsa,
        error => StartError::PublicKey(Box::new(error)),
    })?;
    let bits = key.n().bit_width();
    if bits < MIN_BITS {
        return Err(StartError::ShortKey { bits });
    }
    if *key.e() != BoxedUint::from(65_537_u64) {
        return Err(StartError::Exponent);
    }
    Ok(key)
}

/// The bits of Amazon Pay's keys.
const MIN_BITS: u32 = 2048;

/// `from` is an https origin, and `to` one of this machine. `Ok` is `from` as a browser writes it.
fn return_origin(from: &str, to: &str) -> Result<String, StartError> {
    let failed =
        |why| StartError::ReturnOrigin { from: shown(from).to_owned(), to: shown(to).to_owned(), why };
    let origin = |text: &str| Url::parse(text).ok().filter(is_origin);
    let https = origin(from).filter(|from| from.scheme() == "https");
    let https = https
        .ok_or_else(|| failed("the first must be an https origin and no more, `https://shop.example`"))?;
    match origin(to) {
        Some(to) if matches!(to.scheme(), "http" | "https") && is_loopback(&to) => Ok(https.into()),
        _ => Err(failed(
            "the second must be an http or https origin of this machine and no more, `http://localhost:3000`",
        )),
    }
}

/// A scheme, a host, and a port perhaps.
fn is_origin(url: &Url) -> bool {
    url.path() == "/"
        && url.query().is_none()
        && url.fragment().is_none()
        && url.username().is_empty()
        && url.password().is_none()
}
