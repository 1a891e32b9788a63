//! Payloads that are made from a seed, and contain every text that has ever broken a signature.

use amazonpay_update::signing::{Algorithm, SignError};
use amazonpay_update::{
    CancelUrl, CountryCode, DeliverySpecifications, PayAndShip, PayOnly, PaymentMethodOnFile, ReturnUrl,
    Scope, Scopes, SigningKey, SpecialRestriction, StateOrRegion, Update, UpdatePayload, ZipPattern,
    charge_permission_id, country_code, store_id,
};
use fastrand::Rng;

/// A payload of either product type.
pub enum AnyUpdate {
    /// With an address.
    PayAndShip(Update<PayAndShip>),
    /// Without an address.
    PayOnly(Update<PayOnly>),
}

/// A signed payload without its type.
pub struct SignedText {
    /// `payloadJSON`.
    pub payload_json: String,
    /// `signature`.
    pub signature: String,
}

impl AnyUpdate {
    /// The canonical text.
    #[must_use]
    pub fn to_canonical_json(&self) -> String {
        match self {
            AnyUpdate::PayAndShip(update) => update.to_canonical_json(),
            AnyUpdate::PayOnly(update) => update.to_canonical_json(),
        }
    }

    /// The signed text.
    ///
    /// # Errors
    ///
    /// Those of [`SigningKey::sign`].
    pub fn sign(&self, key: &SigningKey, algorithm: Algorithm) -> Result<SignedText, SignError> {
        Ok(match self {
            AnyUpdate::PayAndShip(update) => SignedText::of(&key.sign(update, algorithm)?),
            AnyUpdate::PayOnly(update) => SignedText::of(&key.sign(update, algorithm)?),
        })
    }
}

impl SignedText {
    fn of<P>(signed: &amazonpay_update::signing::SignedPayload<P>) -> SignedText {
        SignedText {
            payload_json: signed.payload_json().to_owned(),
            signature: signed.signature().to_owned(),
        }
    }
}

const HARD_TEXTS: &[&str] = &[
    "\"quoted\"",
    "back\\slash \\n \\u0041",
    "</script><!--",
    "line\u{2028}separator\u{2029}",
    "\u{1F4B3}\u{1F469}\u{200D}\u{1F4BB}",
    "A\u{30A}e\u{301}",
    "\u{10FFFF}\u{10000}",
    "\0\u{1}\u{8}\t\n\u{b}\u{c}\r\u{1f}\u{7f}",
    "\u{5BC6}\u{6797}\u{3072}\u{3089}\u{304C}\u{306A}",
    "' onclick='alert(1)' &amp; <b>",
    "{{template}} ${value} %s",
    "",
];

/// `count` payloads. The same seed makes the same payloads.
#[must_use]
pub fn payloads(seed: u64, count: usize) -> Vec<AnyUpdate> {
    let mut rng = Rng::with_seed(seed);
    (0..count).map(|_| payload(&mut rng)).collect()
}

fn payload(rng: &mut Rng) -> AnyUpdate {
    let update = Update::builder()
        .store_id(store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId"))
        .charge_permission_id(charge_permission_id!("B01-0000000-0000000"))
        .charge_permission_type(PaymentMethodOnFile)
        .setup_only(rng.u8(..8) != 0)
        .checkout_result_return_url(return_url(rng))
        .maybe_checkout_cancel_url(maybe(rng, cancel_url))
        .maybe_scopes(maybe(rng, scopes))
        .maybe_merchant_reference_id(maybe(rng, |rng| text(rng, 256).try_into().expect("short enough")))
        .maybe_merchant_store_name(maybe(rng, |rng| text(rng, 50).try_into().expect("short enough")))
        .maybe_note_to_buyer(maybe(rng, |rng| text(rng, 255).try_into().expect("short enough")))
        .maybe_custom_information(maybe(rng, |rng| text(rng, 4096).try_into().expect("short enough")));
    if rng.bool() {
        let specifications = maybe(rng, specifications);
        AnyUpdate::PayAndShip(
            update.product_type(PayAndShip).maybe_delivery_specifications(specifications).build(),
        )
    } else {
        AnyUpdate::PayOnly(update.product_type(PayOnly).build())
    }
}

fn maybe<T>(rng: &mut Rng, value: impl FnOnce(&mut Rng) -> T) -> Option<T> {
    rng.bool().then(|| value(rng))
}

/// A text of at most `limit` characters. One in eight has exactly `limit` characters.
fn text(rng: &mut Rng, limit: usize) -> String {
    let mut text = String::new();
    if rng.u8(..8) == 0 {
        text.extend((0..limit).map(|_| rng.char(..)));
        return text;
    }
    for _ in 0..rng.usize(1..6) {
        text.push_str(HARD_TEXTS[rng.usize(..HARD_TEXTS.len())]);
        text.extend((0..rng.usize(..12)).map(|_| rng.char(..)));
    }
    text.chars().take(limit).collect()
}

fn return_url(rng: &mut Rng) -> ReturnUrl {
    let url = format!("https://shop.example/{}/r\u{e9}sultat?q=\"{}\"&x='", rng.u32(..), rng.u32(..));
    url.try_into().expect("a return URL")
}

fn cancel_url(rng: &mut Rng) -> CancelUrl {
    format!("https://shop.example/\u{4F8B}\u{3048}/{}", rng.u32(..)).try_into().expect("a cancel URL")
}

fn scopes(rng: &mut Rng) -> Scopes {
    let mut scopes =
        vec![Scope::NAME, Scope::EMAIL, Scope::PHONE_NUMBER, Scope::BILLING_ADDRESS, Scope::POSTAL_CODE];
    rng.shuffle(&mut scopes);
    scopes.truncate(rng.usize(..5));
    Scopes::new(scopes).expect("each once")
}

fn specifications(rng: &mut Rng) -> DeliverySpecifications {
    let start =
        if rng.bool() { DeliverySpecifications::allow() } else { DeliverySpecifications::not_allow() };
    let mut specifications = start.country(country_code!("JP"));
    for _ in 0..rng.usize(..8) {
        let country: CountryCode = ["US", "GB", "IN", "DE", "FR"][rng.usize(..5)].parse().expect("a country");
        let zip: ZipPattern =
            ["95050", "123-*", "9????", "SW1A 1AA"][rng.usize(..4)].parse().expect("a pattern");
        let region: StateOrRegion =
            ["US-WA", "US-AK", "JP-\u{6771}\u{4EAC}\u{90FD}", "IN-AP", "GB-\"Kent\" \\"][rng.usize(..5)]
                .parse()
                .expect("a region");
        specifications = match rng.u8(..5) {
            0 => specifications.country(country),
            1 => specifications.zip_code(country, zip),
            2 => specifications.except_zip_code(country, zip),
            3 => specifications.state_or_region(region),
            _ => specifications.except_state_or_region(region),
        };
    }
    if rng.bool() {
        specifications = specifications.special_restriction(SpecialRestriction::RESTRICT_PO_BOXES);
    }
    specifications.build()
}
