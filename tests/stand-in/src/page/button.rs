//! Amazon Pay's checks of a button: its signature, its options and its payload.

use super::payload;
use super::posted::{DEFAULT_ALGORITHM, Posted};
use crate::api::authorization::Algorithm;
use crate::refused::Refused;
use crate::region::Environment;
use crate::setup::{Keys, Setup};
use crate::world::{Opening, ProductType, UpdateRequest};
use rsa::PublicKey;

/// Checks everything that is posted. The order is an assumption: first the signature, then the content.
pub(super) fn checked(posted: &Posted, setup: &Setup, keys: &Keys) -> Result<Opening, Refused> {
    let payload = posted.needed("payloadJSON")?;
    let key = key(posted, setup, keys)?;
    signature(posted, payload, setup, key)?;
    let language = options(posted, setup)?;
    let product_type = product_type(posted)?;
    let payload = payload::read(payload, setup)?;
    Ok(Opening {
        request: UpdateRequest {
            product_type,
            checkout_language: language.to_owned(),
            return_url: payload.return_url,
            cancel_url: payload.cancel_url,
            payload: payload.json,
        },
        charge_permission_id: payload.charge_permission_id,
    })
}

/// Where on a shop's page a button may be.
const PLACEMENTS: [&str; 5] = ["Home", "Product", "Cart", "Checkout", "Other"];

fn key<'a>(posted: &Posted, setup: &Setup, keys: &'a Keys) -> Result<&'a PublicKey, Refused> {
    let (own, other) = match setup.environment {
        Environment::Sandbox => ("SANDBOX", "LIVE"),
        Environment::Live => ("LIVE", "SANDBOX"),
    };
    let id = posted.needed("publicKeyId")?;
    let environment = posted.needed("environment")?;
    if environment != own {
        return Err(wrong("environment", environment, own).with_remedy(
            "the option `sandbox` must be there and true for Sandbox; without it, checkout.js posts LIVE",
        ));
    }
    if id.starts_with(&format!("{other}-")) {
        return Err(Refused::new(
            "InvalidParameterCombination",
            format!("`{id}` is the id of a key for {other}, and this page is for {own}"),
            "use the key of this environment",
        )
        .of("publicKeyId"));
    }
    keys.get(id).ok_or_else(|| {
        Refused::new(
            "InvalidAuthentication",
            format!("the public key id `{id}` is not known"),
            "correct the id, or register its key with the stand-in",
        )
        .of("publicKeyId")
    })
}

fn signature(posted: &Posted, payload: &str, setup: &Setup, key: &PublicKey) -> Result<(), Refused> {
    let signature = posted.needed("signature")?;
    let name = posted.get("algorithm").filter(|name| !name.is_empty()).unwrap_or(DEFAULT_ALGORITHM);
    let algorithm = Algorithm::named(name).ok_or_else(|| {
        wrong("algorithm", name, &format!("{} or {}", Algorithm::Pss.name(), Algorithm::PssV2.name()))
    })?;
    let fits = |algorithm: Algorithm, payload: &str| {
        algorithm.verifies(signature, &algorithm.string_to_sign(payload), key)
    };
    if fits(algorithm, payload) {
        return Ok(());
    }
    let other = match algorithm {
        Algorithm::Pss => Algorithm::PssV2,
        Algorithm::PssV2 => Algorithm::Pss,
    };
    let remedy = if fits(other, payload) {
        format!("the signature was made with {0}: pass {0} as `algorithm`", other.name())
    } else if fits(algorithm, &payload.replace("\r\n", "\n")) {
        "a browser's form turns each line break into two characters: sign a payload of one line".to_owned()
    } else {
        "post exactly the text that was signed: compare the hash above with the hash of that text. If both are \
         equal, another key made the signature, or a part of the signature is missing"
            .to_owned()
    };
    // Amazon's words.
    let message = format!(
        "Signature {signature} does not match signedString {} for merchant {}",
        algorithm.string_to_sign(payload).replace('\n', " "),
        setup.merchant()
    );
    Err(Refused::new("InvalidSignatureError", message, remedy))
}

/// The language.
fn options<'a>(posted: &'a Posted, setup: &Setup) -> Result<&'a str, Refused> {
    let facts = setup.region.facts();
    let merchant = posted.needed("merchantId")?;
    if let Some(own) = setup.merchant_id.as_deref().filter(|own| *own != merchant) {
        return Err(wrong("merchantId", merchant, own));
    }
    let currency = posted.needed("ledgerCurrency")?;
    if currency != facts.ledger_currency {
        return Err(Refused::new(
            "CurrencyMismatch",
            format!("`{currency}` is not the currency of this region"),
            format!("write {}, or use the script of the other region", facts.ledger_currency),
        )
        .of("ledgerCurrency"));
    }
    if let Some(placement) = posted.get("placement").filter(|placement| !placement.is_empty())
        && !PLACEMENTS.contains(&placement)
    {
        return Err(wrong("placement", placement, &PLACEMENTS.join(", ")));
    }
    let language = posted.get("checkoutLanguage").unwrap_or(facts.languages[0]);
    if !facts.languages.contains(&language) {
        return Err(wrong("checkoutLanguage", language, &facts.languages.join(", ")));
    }
    Ok(language)
}

fn product_type(posted: &Posted) -> Result<ProductType, Refused> {
    let name = posted.needed("productType")?;
    let known = [ProductType::PayAndShip, ProductType::PayOnly];
    known
        .into_iter()
        .find(|product_type| product_type.name() == name)
        .ok_or_else(|| wrong("productType", name, "PayAndShip or PayOnly"))
}

fn wrong(member: &str, value: &str, right: &str) -> Refused {
    let message = format!("the value `{value}` is not allowed here");
    Refused::new("InvalidParameterValue", message, format!("write {right}")).of(member)
}
