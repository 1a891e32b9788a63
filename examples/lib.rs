//! What the four examples share: where their key comes from.

use amazonpay_update::SigningKey;
use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
use aws_lc_rs::rsa::{KeyPair, KeySize};
use pem_rfc7468::LineEnding;
use std::error::Error;

/// The key in the PEM file that the first argument names. Without an argument, a new key that Amazon does not know.
///
/// # Errors
///
/// When the file holds no key that Amazon Pay takes, or no key can be made.
pub fn signing_key() -> Result<SigningKey, Box<dyn Error>> {
    match std::env::args().nth(1) {
        Some(path) => Ok(SigningKey::from_pem_file(path)?),
        None => {
            eprintln!("no key file given: signing with a key made on the spot");
            throw_away_key()
        }
    }
}

fn throw_away_key() -> Result<SigningKey, Box<dyn Error>> {
    let der: Pkcs8V1Der<'_> = KeyPair::generate(KeySize::Rsa2048)?.as_der()?;
    let pem = pem_rfc7468::encode_string("PRIVATE KEY", LineEnding::LF, der.as_ref())?;
    Ok(SigningKey::from_pem(&pem)?)
}

/// The README's examples compile.
#[doc = include_str!("../README.md")]
#[cfg(doctest)]
pub struct Readme;
