//! Accounts, keys that live elsewhere, and what the page gets.

mod signing_support;

use amazonpay_update::account::AccountError;
use amazonpay_update::region::RegionName;
use amazonpay_update::rules::Rule;
use amazonpay_update::signing::{Algorithm, ToSign, VerifyError, string_to_sign};
use amazonpay_update::{
    Account, Environment, Eu, MerchantId, PublicKeyId, SigningKey, Us, VerifyingKey, merchant_id,
    public_key_id,
};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use signing_support::{Keys, PAYLOAD, Text, key_pair};

const MERCHANT: MerchantId = merchant_id!("A3LVSV45M75151");
const KEY_ID: PublicKeyId = public_key_id!("SANDBOX-AEXAMPLEKEYID");

fn signing_key() -> SigningKey {
    SigningKey::from_pem(&key_pair().0).expect("the private key")
}

fn verifying_key() -> VerifyingKey {
    VerifyingKey::from_pem(&key_pair().1).expect("the public key")
}

fn account() -> Account<Us> {
    Account::new(MERCHANT, KEY_ID, signing_key(), Environment::Sandbox).expect("an account")
}

#[test]
fn an_account_signs_with_v2_unless_told_otherwise() {
    let account = account();
    for (account, algorithm) in
        [(account.clone(), Algorithm::PssV2), (account.with_algorithm(Algorithm::Pss), Algorithm::Pss)]
    {
        let signed = account.sign(&PAYLOAD).expect("a signature");
        assert_eq!(signed.algorithm(), algorithm);
        assert_eq!(signed.payload_json(), PAYLOAD.0);
        assert_eq!(signed.string_to_sign(), string_to_sign(algorithm, PAYLOAD.0));
        assert_eq!(verifying_key().verify(algorithm, PAYLOAD.0, signed.signature()), Ok(()));
        assert_eq!(account.verify(&signed), Ok(()));
        assert_eq!(account.verify(&signed.clone()), Ok(()));
        let again = account.sign(&PAYLOAD).expect("a signature");
        assert_ne!(signed.signature(), again.signature(), "the salt is random");
    }
}

#[test]
fn what_was_signed_knows_its_account() {
    let account =
        Account::<Eu>::new(MERCHANT, KEY_ID, signing_key(), Environment::Sandbox).expect("an account");
    let signed = account.sign(&PAYLOAD).expect("a signature");
    assert_eq!((signed.merchant_id(), signed.public_key_id()), (&MERCHANT, &KEY_ID));
    assert_eq!((signed.environment(), signed.region()), (Environment::Sandbox, RegionName::Eu));
    assert_eq!((account.merchant_id(), account.public_key_id()), (&MERCHANT, &KEY_ID));
    assert_eq!((account.environment(), account.region()), (Environment::Sandbox, RegionName::Eu));
}

#[test]
fn the_config_has_exactly_four_members() {
    let signed = account().sign(&PAYLOAD).expect("a signature");
    let config = serde_json::to_value(signed.checkout_session_config()).expect("JSON");
    assert_eq!(
        config,
        serde_json::json!({
            "payloadJSON": PAYLOAD.0,
            "signature": signed.signature(),
            "publicKeyId": "SANDBOX-AEXAMPLEKEYID",
            "algorithm": "AMZN-PAY-RSASSA-PSS-V2",
        })
    );
    assert!(!signed.signature().contains('\n'));
}

#[test]
fn a_key_of_the_other_environment_is_refused() {
    let new = |id: PublicKeyId, environment| Account::<Us>::new(MERCHANT, id, signing_key(), environment);
    for (id, environment) in
        [(public_key_id!("SANDBOX-A"), Environment::Live), (public_key_id!("LIVE-A"), Environment::Sandbox)]
    {
        let error = new(id, environment).expect_err("a contradiction");
        assert!(matches!(error, AccountError::PublicKeyId(_)));
        assert_eq!(error.rule(), Some(Rule::KeyEnvironmentContradiction));
        assert_eq!(error.to_string(), Rule::KeyEnvironmentContradiction.refusal());
    }
    for (id, environment) in [
        (public_key_id!("LIVE-A"), Environment::Live),
        (public_key_id!("AEXAMPLE"), Environment::Live),
        (public_key_id!("AEXAMPLE"), Environment::Sandbox),
    ] {
        assert!(new(id, environment).is_ok());
    }
}

#[test]
fn another_accounts_signature_is_not_taken() {
    let keys = Keys::new();
    let other = SigningKey::from_pem(&keys.rsa("private.pem", 2048)).expect("a key");
    let other = Account::<Us>::new(MERCHANT, KEY_ID, other, Environment::Sandbox).expect("an account");
    let signed = other.sign(&PAYLOAD).expect("a signature");
    assert_eq!(other.verify(&signed), Ok(()));
    assert_eq!(account().verify(&signed), Err(VerifyError::Mismatch));
}

/// The key service: OpenSSL, which knows nothing of payloads.
fn key_service(message: &str, salt: usize) -> Vec<u8> {
    let keys = Keys::new();
    keys.write("private.pem", &key_pair().0);
    keys.write("message", message);
    keys.run(&format!(
        "openssl dgst -sha256 -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:{salt} -sign private.pem -out \
         signature message"
    ));
    std::fs::read(keys.path("signature")).expect("the signature")
}

#[test]
fn a_key_may_live_elsewhere() {
    for &algorithm in Algorithm::ALL {
        let account = Account::<Us, _>::new(MERCHANT, KEY_ID, verifying_key(), Environment::Sandbox)
            .expect("an account")
            .with_algorithm(algorithm);
        let to_sign = account.to_sign(&PAYLOAD).expect("a payload");
        assert_eq!((to_sign.payload_json(), to_sign.algorithm()), (PAYLOAD.0, algorithm));
        let bytes = key_service(&to_sign.string_to_sign(), algorithm.salt_len());
        let signature = BASE64_STANDARD.encode(&bytes);

        let signed = account.complete(to_sign.clone(), &signature).expect("a match");
        assert_eq!((signed.payload_json(), signed.signature()), (PAYLOAD.0, &*signature));
        assert_eq!((signed.algorithm(), signed.public_key_id()), (algorithm, &KEY_ID));
        assert_eq!(account.verify(&signed), Ok(()));

        let bare = to_sign.clone().complete_bytes(&bytes, &verifying_key()).expect("a match");
        assert_eq!((bare.payload_json(), bare.signature()), (PAYLOAD.0, &*signature));
        assert_eq!((bare.algorithm(), bare.string_to_sign()), (algorithm, to_sign.string_to_sign()));

        // Another text, another algorithm, another salt, another key.
        let other = account.to_sign(&Text("{}")).expect("a payload");
        assert_eq!(account.complete(other, &signature).err(), Some(VerifyError::Mismatch));
        let another = if algorithm == Algorithm::Pss { Algorithm::PssV2 } else { Algorithm::Pss };
        let other = ToSign::new(&PAYLOAD, another).expect("a payload");
        assert_eq!(account.complete(other, &signature).err(), Some(VerifyError::Mismatch));
        let salted = BASE64_STANDARD.encode(key_service(&to_sign.string_to_sign(), another.salt_len()));
        assert_eq!(account.complete(to_sign.clone(), &salted).err(), Some(VerifyError::Mismatch));
        let stranger = SigningKey::from_pem(&Keys::new().rsa("private.pem", 2048)).expect("a key");
        let result = to_sign.complete(&signature, stranger.verifying_key());
        assert_eq!(result.err(), Some(VerifyError::Mismatch));
    }
}

#[test]
fn a_signature_is_strict_base64() {
    let account = account();
    let signed = account.sign(&PAYLOAD).expect("a signature");
    let signature = signed.signature();
    assert!(signature.ends_with("==") && signature.len() == 344, "2048 bits");
    let url_safe = format!("-{}", &signature[1..]);
    let trailing_bits =
        format!("{}{}==", &signature[..341], if signature.as_bytes()[341] == b'A' { 'B' } else { 'C' });
    let spaced = format!(" {signature}");
    let broken = format!("{}\n{}", &signature[..64], &signature[64..]);
    for wrong in [signature.trim_end_matches('='), &signature[..343], &url_safe, &spaced, &broken, "é"] {
        let result = verifying_key().verify(Algorithm::PssV2, PAYLOAD.0, wrong);
        assert_eq!(result, Err(VerifyError::NotBase64), "{wrong}");
        let result = account.complete(account.to_sign(&PAYLOAD).expect("a payload"), wrong);
        assert_eq!(result.err(), Some(VerifyError::NotBase64), "{wrong}");
    }
    assert!(verifying_key().verify(Algorithm::PssV2, PAYLOAD.0, &trailing_bits).is_err());
    assert_eq!(verifying_key().verify(Algorithm::PssV2, PAYLOAD.0, ""), Err(VerifyError::Mismatch));
}

#[test]
fn algorithms_have_amazons_names() {
    assert_eq!(Algorithm::default(), Algorithm::PssV2);
    for (algorithm, name, salt) in
        [(Algorithm::PssV2, "AMZN-PAY-RSASSA-PSS-V2", 32), (Algorithm::Pss, "AMZN-PAY-RSASSA-PSS", 20)]
    {
        assert_eq!((algorithm.as_str(), algorithm.salt_len()), (name, salt));
        assert_eq!(algorithm.to_string(), name);
        assert_eq!(name.parse(), Ok(algorithm));
        let json = serde_json::to_value(algorithm).expect("a text");
        assert_eq!(json, name);
        assert_eq!(serde_json::from_value::<Algorithm>(json).expect("the name"), algorithm);
    }
    for wrong in ["", "amzn-pay-rsassa-pss", "AMZN-PAY-RSASSA-PSS-V3", "AMZN-PAY-RSASSA-PSS "] {
        let refused = wrong.parse::<Algorithm>().expect_err("no algorithm").to_string();
        assert_eq!(refused, "no such algorithm: write `AMZN-PAY-RSASSA-PSS-V2` or `AMZN-PAY-RSASSA-PSS`");
    }
}

#[test]
fn what_was_signed_is_compared() {
    let account = account();
    let signed = account.sign(&PAYLOAD).expect("a signature");
    assert_eq!(signed, signed.clone());
    assert_ne!(signed, account.sign(&PAYLOAD).expect("a signature"), "another salt");
    let again = account
        .complete(account.to_sign(&PAYLOAD).expect("a payload"), signed.signature())
        .expect("its own key");
    assert_eq!(signed, again);
    let live = Account::<Us>::new(
        account.merchant_id().clone(),
        "AEXAMPLEKEYID".parse().expect("an id"),
        signing_key(),
        Environment::Live,
    )
    .expect("an account");
    let elsewhere =
        live.complete(live.to_sign(&PAYLOAD).expect("a payload"), signed.signature()).expect("the same key");
    assert_ne!(signed, elsewhere, "another account");
}

#[test]
fn keys_and_accounts_go_between_threads() {
    fn sendable<T: Clone + Send + Sync + 'static>(value: &T) -> T {
        value.clone()
    }
    let account = sendable(&account());
    let _ = (sendable(&signing_key()), sendable(&verifying_key()));
    let signed =
        std::thread::spawn(move || account.sign(&PAYLOAD).expect("a signature")).join().expect("a thread");
    let _ = (sendable(&signed), sendable(&account_to_sign()));
}

fn account_to_sign() -> ToSign<signing_support::Product> {
    account().to_sign(&PAYLOAD).expect("a payload")
}

const NEW_ID: PublicKeyId = public_key_id!("SANDBOX-ANEWKEYID");

#[test]
fn an_account_verifies_what_its_previous_key_has_signed() {
    let other = Keys::new();
    other.run("openssl genrsa -out new.pem 2048");
    let new_key = SigningKey::from_pem_file(other.path("new.pem")).expect("the private key");
    let new =
        || Account::<Us>::new(MERCHANT, NEW_ID, new_key.clone(), Environment::Sandbox).expect("an account");
    let old = account().with_algorithm(Algorithm::Pss).with_cache(10);
    // On a page, and in the cache of the account that was.
    let on_page = old.sign(&PAYLOAD).expect("a signature");
    assert_eq!(old.sign(&PAYLOAD).as_ref(), Ok(&on_page));

    let both = new().with_previous(old.clone()).expect("the same account");
    assert_eq!(both.previous().map(Account::public_key_id), Some(&KEY_ID));
    assert_eq!(both.verify(&on_page), Ok(()));
    assert_eq!(new().verify(&on_page), Err(VerifyError::Mismatch), "the old key is retired");
    let signed = both.sign(&PAYLOAD).expect("a signature");
    assert_eq!((signed.public_key_id(), signed.algorithm()), (&NEW_ID, Algorithm::PssV2));
    assert_eq!((both.verify(&signed), new().verify(&signed)), (Ok(()), Ok(())));
    assert_eq!(old.verify(&signed), Err(VerifyError::Mismatch));
    // Each key under its own id alone: Amazon would refuse the old key's signature under the new id.
    let mislabeled = Account::<Us>::new(MERCHANT, NEW_ID, signing_key(), Environment::Sandbox)
        .expect("an account")
        .sign(&PAYLOAD)
        .expect("a signature");
    assert_eq!(both.verify(&mislabeled), Err(VerifyError::Mismatch));
    // What an account signs it verifies, even where the previous one was given the same id by mistake.
    let old = Account::<Us>::new(MERCHANT, NEW_ID, signing_key(), Environment::Sandbox).expect("an account");
    let same_id = new().with_previous(old).expect("the same account");
    assert_eq!(same_id.verify(&signed), Ok(()));
}

#[test]
fn a_previous_key_is_one_of_the_same_account() {
    let of = |merchant: MerchantId, id: PublicKeyId, environment| {
        Account::<Us>::new(merchant, id, signing_key(), environment).expect("an account")
    };
    let no_environment = public_key_id!("AKEYID");
    let live = of(MERCHANT, no_environment.clone(), Environment::Live);
    let error = account().with_previous(live).err();
    assert_eq!(error, Some(AccountError::Previous { part: "environment" }));
    let another = of(merchant_id!("A3OJ83WFYM72IY"), no_environment.clone(), Environment::Sandbox);
    let error = account().with_previous(another).expect_err("another merchant");
    assert_eq!(error, AccountError::Previous { part: "merchant" });
    assert_eq!(error.rule(), None);
    assert!(account().with_previous(of(MERCHANT, no_environment, Environment::Sandbox)).is_ok());
}
