//! Every rule that holds at run time, with a value or a JSON text that breaks it.

use amazonpay_update::region::Language;
use amazonpay_update::{
    CancelUrl, CheckedPayload, CheckoutSessionId, CountryCode, Environment, InvalidValue, MerchantId,
    NoteToBuyer, PayOnly, PublicKeyId, ReturnUrl, Scope, Scopes, SigningKey, SpecialRestriction,
    StateOrRegion, StoreId, Us, ZipPattern,
};
use amazonpay_update::{ChargePermissionId, public_key_id};
use amazonpay_update_rules::Rule;
use amazonpay_update_tests::openssl::TestKey;

/// The error of a value that breaks the rule. `None` for a rule that no single value can break.
pub(crate) fn value_error(rule: Rule) -> Option<String> {
    let error = match rule {
        Rule::RegionMismatch => return Some(region_mismatch()),
        Rule::StoreIdFormat => refused::<StoreId>("amzn1.application.8b5e45312b5248b69eea"),
        Rule::ChargePermissionIdFormat => refused::<ChargePermissionId>("B01-0000000"),
        Rule::MerchantIdFormat => refused::<MerchantId>("a3lvsv45m75151"),
        Rule::PublicKeyIdFormat => refused::<PublicKeyId>("no spaces"),
        Rule::CheckoutSessionIdFormat => refused::<CheckoutSessionId>("acf951ea32ee4dea916b2caa9b218e4a"),
        Rule::ReturnUrlAbsolute => refused::<ReturnUrl>("/merchant-result-page"),
        Rule::ReturnUrlHttps => refused::<CancelUrl>("http://a.com/account"),
        Rule::ReturnUrlMalformed => refused::<ReturnUrl>("https://a.com/merchant result page"),
        Rule::ReturnUrlHost => refused::<CancelUrl>("https://a.com:0/account"),
        Rule::ReturnUrlNoUserinfo => refused::<ReturnUrl>("https://user:secret@a.com/"),
        Rule::ReturnUrlNoFragment => refused::<CancelUrl>("https://a.com/#done"),
        Rule::ReturnUrlReservedParameter => refused::<ReturnUrl>("https://a.com/?amazonCheckoutSessionId=1"),
        Rule::UnknownScope => refused::<Scope>("e-mail"),
        Rule::DuplicateScope => {
            Scopes::new([Scope::NAME, Scope::EMAIL, Scope::NAME]).expect_err("`name` is twice")
        }
        Rule::MerchantMetadataTooLong => refused::<NoteToBuyer>(&"x".repeat(256)),
        Rule::CountryCode => refused::<CountryCode>("USA"),
        Rule::UsStateCode => refused::<StateOrRegion>("US-Washington"),
        Rule::StateOrRegionText => refused::<StateOrRegion>("IN-"),
        Rule::ZipPattern => refused::<ZipPattern>("950%"),
        Rule::SpecialRestriction => refused::<SpecialRestriction>("RestrictPoBoxes"),
        Rule::KeyEnvironmentContradiction => public_key_id!("SANDBOX-AEXAMPLEKEYID")
            .check_environment(Environment::Live)
            .expect_err("it is a key for Sandbox"),
        Rule::LanguageOfRegion => "de_DE".parse::<Language<Us>>().expect_err("the US have no German page"),
        _ => return None,
    };
    assert_eq!(error.rules().iter().collect::<Vec<_>>(), [rule], "one value breaks one rule");
    Some(error.to_string())
}

fn refused<T: std::str::FromStr<Err = InvalidValue>>(text: &str) -> InvalidValue {
    text.parse::<T>().err().unwrap_or_else(|| panic!("{text:?} should be refused"))
}

/// An account's error about a payload that was signed in another region.
fn region_mismatch() -> String {
    use amazonpay_update::region::RegionName;
    use amazonpay_update::{Account, merchant_id};

    let key = TestKey::new(2048);
    let account = |region| {
        let signing_key = SigningKey::from_pem_file(key.private()).expect("a key");
        let (merchant_id, key_id) = (merchant_id!("A3LVSV45M75151"), public_key_id!("SANDBOX-AEXAMPLEKEYID"));
        Account::in_region(region, merchant_id, key_id, signing_key, Environment::Sandbox)
            .expect("an account")
    };
    let payload = CheckedPayload::check(RIGHT).expect("a payload that keeps every rule");
    let signed = account(RegionName::Eu).sign(&payload).expect("a signature");
    account(RegionName::Us).verify(&signed).expect_err("it is of the EU").to_string()
}

/// A payload that keeps every rule.
pub(crate) const RIGHT: &str = r#"{
    "storeId": "amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId",
    "chargePermissionId": "B01-0000000-0000000",
    "chargePermissionType": "PaymentMethodOnFile",
    "webCheckoutDetails": {"checkoutResultReturnUrl": "https://a.com/merchant-result-page"},
    "paymentMethodOnFileMetadata": {"setupOnly": true},
    "paymentDetails": {"paymentIntent": "Confirm", "canHandlePendingAuthorization": false},
    "scopes": ["name", "email"],
    "merchantMetadata": {"merchantStoreName": "Example Store"},
    "deliverySpecifications": {
        "specialRestrictions": ["RestrictPOBoxes"],
        "addressRestrictions": {
            "type": "Allowed",
            "restrictions": {"US": {"statesOrRegions": ["WA"], "zipCodes": ["95050"]}, "IN": {"statesOrRegions": ["AP"]}}
        }
    }
}"#;

/// The right payload with one thing changed, so that it breaks the rule. `None` for a rule that a payload as JSON text
/// cannot break.
pub(crate) fn json(rule: Rule) -> Option<String> {
    let text = match rule {
        Rule::StoreIdRequired => {
            changed(r#""storeId": "amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId","#, "")
        }
        Rule::ChargePermissionIdRequired => changed(r#""chargePermissionId": "B01-0000000-0000000","#, ""),
        // `setupOnly` then stands without the type, which breaks another rule, too.
        Rule::ChargePermissionTypeRequired => {
            changed(r#""chargePermissionType": "PaymentMethodOnFile","#, "")
        }
        Rule::ReturnUrlRequired => {
            changed(r#"{"checkoutResultReturnUrl": "https://a.com/merchant-result-page"}"#, "{}")
        }
        Rule::SetupOnlyRequired => changed(r#""setupOnly": true"#, ""),
        Rule::PaymentIntentRequired => changed(r#""paymentIntent": "Confirm", "#, ""),
        // `setupOnly` stands beside another type: likewise.
        Rule::SetupOnlyNeedsPaymentMethodOnFile | Rule::UpdateNeedsPaymentMethodOnFile => {
            changed(r#""PaymentMethodOnFile""#, r#""OneTime""#)
        }
        Rule::PaymentIntentMustBeConfirm => changed(r#""Confirm""#, r#""AuthorizeWithCapture""#),
        Rule::PendingAuthorizationMustBeFalse => changed("false", "true"),
        Rule::NoChargeAmountInUpdate => {
            changed("false}", r#"false, "chargeAmount": {"amount": "10.00", "currencyCode": "USD"}}"#)
        }
        // With the product type `PayOnly`.
        Rule::DeliverySpecificationsNeedPayAndShip => RIGHT.to_owned(),
        Rule::StoreIdFormat => changed("application-oa2-client.", "application."),
        Rule::ChargePermissionIdFormat => changed("B01-0000000-0000000", "B01-0000000"),
        Rule::ReturnUrlAbsolute => changed("https://a.com/", "/"),
        Rule::ReturnUrlHttps => changed("https://", "http://"),
        Rule::ReturnUrlMalformed => changed("merchant-result-page", "merchant result page"),
        Rule::ReturnUrlHost => changed("https://a.com/", "https://1.2.3/"),
        Rule::ReturnUrlNoUserinfo => changed("https://", "https://user:secret@"),
        Rule::ReturnUrlNoFragment => changed("merchant-result-page", "#done"),
        Rule::ReturnUrlReservedParameter => changed("merchant-result-page", "?amazonCheckoutSessionId=1"),
        Rule::ReviewReturnUrlInUpdate => changed(
            r#"{"checkoutResultReturnUrl""#,
            r#"{"checkoutReviewReturnUrl": "https://a.com/review", "checkoutResultReturnUrl""#,
        ),
        Rule::UnknownScope => changed(r#""email""#, r#""e-mail""#),
        Rule::DuplicateScope => changed(r#""email""#, r#""name""#),
        Rule::MerchantMetadataTooLong => changed("Example Store", &"x".repeat(51)),
        Rule::CountryCode => changed(r#""IN""#, r#""IND""#),
        Rule::UsStateCode => changed(r#""WA""#, r#""Washington""#),
        Rule::StateOrRegionText => changed(r#""AP""#, r#""""#),
        Rule::ZipPattern => changed("95050", "950%"),
        Rule::RestrictionType => changed(r#""Allowed""#, r#""Permitted""#),
        Rule::SpecialRestriction => changed("RestrictPOBoxes", "RestrictPoBoxes"),
        Rule::RestrictionsEmpty => changed(r#"["AP"]"#, "[]"),
        Rule::UnknownMember => changed(r#""scopes""#, r#""scope""#),
        Rule::WrongMemberType => changed(r#""Example Store""#, "null"),
        Rule::DuplicateKey => changed(
            r#""merchantMetadata""#,
            r#""chargePermissionId": "B01-0000000-0000000", "merchantMetadata""#,
        ),
        Rule::NotJson => changed(r#""scopes": ["name", "email"],"#, r#""scopes": ["name", "email"]"#),
        Rule::NestingTooDeep => format!("{}{}", "[".repeat(33), "]".repeat(33)),
        _ => return None,
    };
    Some(text)
}

fn changed(from: &str, to: &str) -> String {
    assert_eq!(RIGHT.matches(from).count(), 1, "{from} stands in the payload once");
    RIGHT.replacen(from, to, 1)
}

/// The errors of a JSON text.
pub(crate) fn check(json: &str) -> Option<String> {
    CheckedPayload::check(json).err().map(|error| error.to_string())
}

/// The errors of a JSON text for the product type `PayOnly`.
pub(crate) fn check_for_pay_only(json: &str) -> Option<String> {
    CheckedPayload::check_for(json, PayOnly).err().map(|error| error.to_string())
}

/// The error of loading a key that is too weak.
pub(crate) fn weak_key() -> Option<String> {
    SigningKey::from_pem_file(TestKey::new(1024).private()).err().map(|error| error.to_string())
}
