//! The mistakes in a setup, and the failures of the system, that keep a stand-in from starting.

use crate::notifications::InvalidIpnUrl;
use std::error::Error;
use std::io;

/// The stand-in could not start.
///
/// A text that could be a key is in no error. Other words stand in its place.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StartError {
    /// The public key cannot be read.
    #[error("the public key cannot be read: pass an RSA key in PEM form, `-----BEGIN PUBLIC KEY-----`")]
    PublicKey(#[source] Box<dyn Error + Send + Sync>),
    /// A private key stands where a public key belongs.
    #[error(
        "this is a private key, and the stand-in must not have it: pass its public key, which `openssl pkey -in \
         PRIVATE_KEY -pubout` writes"
    )]
    PrivateKey,
    /// The public key has another form.
    #[error(
        "this is an RSA public key in the form PKCS#1: convert it to the form `-----BEGIN PUBLIC KEY-----` with \
         `openssl rsa -RSAPublicKey_in -in KEY -pubout`"
    )]
    Pkcs1,
    /// A certificate stands where a public key belongs.
    #[error(
        "this is a certificate: pass its public key, which `openssl x509 -in CERTIFICATE -pubkey -noout` writes"
    )]
    CertificateForKey,
    /// The public key is for another algorithm.
    #[error("this public key is not an RSA key: pass an RSA key, because Amazon Pay accepts no other")]
    NotRsa,
    /// The id of a public key has the wrong form.
    #[error(
        "`{id}` is no id of a public key: use the id that Seller Central shows, with letters, digits and hyphens, \
         fewer than 40 in all"
    )]
    PublicKeyId {
        /// The id.
        id: String,
    },
    /// The id of a public key names the other environment.
    #[error(
        "the public key id `{id}` names the other environment than {environment}: pass a key for it, or choose the \
         other environment"
    )]
    KeyOfOtherEnvironment {
        /// The id.
        id: String,
        /// The environment of the stand-in.
        environment: &'static str,
    },
    /// Two public keys have the same id.
    #[error("the public key id `{id}` is given twice: give each key an id of its own")]
    SamePublicKeyId {
        /// The id.
        id: String,
    },
    /// The public key is too short.
    #[error("this RSA key has {bits} bits: pass a key with at least 2048 bits, like Amazon Pay's keys")]
    ShortKey {
        /// The size of the key.
        bits: u32,
    },
    /// The public key has an unusual exponent.
    #[error(
        "this RSA key has another exponent than 65537: make a key with this exponent, as `openssl genrsa` does"
    )]
    Exponent,
    /// The merchant's id has the wrong form.
    #[error("`{id}` is no id of a merchant: use the id that Seller Central shows, such as `A3LVSV45M75151`")]
    MerchantId {
        /// The id.
        id: String,
    },
    /// The id of a Charge Permission has the wrong form.
    #[error(
        "`{id}` is no id of a Charge Permission, and no payload can name it: write an id such as \
         `B01-1234567-1234567`"
    )]
    ChargePermissionId {
        /// The id.
        id: String,
    },
    /// A Charge Permission is in the setup twice.
    #[error(
        "the Charge Permission `{id}` is given twice: give each one once, either with an address or without one"
    )]
    SameChargePermissionId {
        /// The id.
        id: String,
    },
    /// An origin of return URLs is mapped twice.
    #[error("the return origin `{from}` is mapped twice: map each origin once")]
    SameReturnOrigin {
        /// The origin in return URLs.
        from: String,
    },
    /// A return origin cannot be mapped.
    #[error("the return origin `{from}` cannot be mapped to `{to}`: {why}")]
    ReturnOrigin {
        /// The origin in return URLs.
        from: String,
        /// The shop under test.
        to: String,
        /// Which origin is wrong, and what it must be.
        why: &'static str,
    },
    /// Notifications cannot be posted to the address.
    #[error(transparent)]
    IpnUrl(#[from] InvalidIpnUrl),
    /// There are no two ports after this port for the page and the control interface.
    #[error("port {port} leaves no room for the two ports after it: choose a port up to 65533")]
    NoRoom {
        /// The port.
        port: u16,
    },
    /// No certificate can be made.
    #[error("no certificate can be made")]
    Certificate(#[source] Box<dyn Error + Send + Sync>),
    /// The certificate cannot be served.
    #[error("TLS cannot be set up")]
    Tls(#[source] Box<dyn Error + Send + Sync>),
    /// A port cannot be opened.
    #[error(
        "port {port} of 127.0.0.1 cannot be opened: end the program that uses it, or choose another port"
    )]
    Port {
        /// The port. 0 when the system should have chosen it.
        port: u16,
        /// The system's error.
        #[source]
        error: io::Error,
    },
}
