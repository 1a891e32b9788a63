//! What the four examples share: where their key comes from, and how they print.

use amazonpay_update::{KeyError, ProductType, Region, Signed, SigningKey};
use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
use aws_lc_rs::rsa::{KeyPair, KeySize};
use pem_rfc7468::LineEnding;
use serde_json::json;
use std::error::Error;

/// The key in the PEM file the first argument names; without one, a key made on the spot, which
/// Amazon does not know.
///
/// # Errors
///
/// When the file holds no key that Amazon Pay takes.
pub fn signing_key() -> Result<SigningKey, Box<dyn Error>> {
    match std::env::args().nth(1) {
        Some(path) => Ok(SigningKey::from_pem_file(path)?),
        None => {
            eprintln!("no key file given: signing with a key made on the spot");
            Ok(throw_away_key()?)
        }
    }
}

fn throw_away_key() -> Result<SigningKey, KeyError> {
    let der: Option<Pkcs8V1Der<'_>> =
        KeyPair::generate(KeySize::Rsa2048).ok().and_then(|pair| pair.as_der().ok());
    let pem =
        der.and_then(|der| pem_rfc7468::encode_string("PRIVATE KEY", LineEnding::LF, der.as_ref()).ok());
    SigningKey::from_pem(&pem.unwrap_or_default())
}

/// Prints what the browser needs: the options of `amazon.Pay.initCheckout`, and the script that
/// has the function.
pub fn print<R: Region, P: ProductType>(signed: &Signed<R, P>) {
    let options = json!({
        "merchantId": signed.merchant_id(),
        "ledgerCurrency": R::NAME.ledger_currency(),
        "sandbox": !signed.environment().is_live(),
        "checkoutLanguage": R::NAME.languages()[0],
        "productType": P::NAME,
        "placement": "Other",
        "createCheckoutSessionConfig": signed.checkout_session_config(),
    });
    println!("<script src=\"{}\"></script>", R::NAME.script_url());
    println!("amazon.Pay.initCheckout({options:#})");
}
