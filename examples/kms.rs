//! A private key that lives elsewhere: a key management service signs, and this program never sees the private key.
//!
//! ```text
//! cargo run --bin kms
//! ```

use amazonpay_update::payload::ProductType;
use amazonpay_update::{
    Account, Environment, PayOnly, PaymentMethodOnFile, Signed, Update, UpdatePayload, Us, VerifyingKey,
    merchant_id, public_key_id, return_url, store_id,
};
use aws_lc_rs::encoding::{AsDer, PublicKeyX509Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{KeyPair, RSA_PSS_SHA256, RsaKeyPair};
use pem_rfc7468::LineEnding;
use std::error::Error;
use std::future::Future;
use std::pin::Pin;

type Answer = Result<Vec<u8>, Box<dyn Error + Send + Sync>>;

/// A service that holds the key: AWS KMS, a hardware module, a service of your own.
///
/// It signs a message with RSASSA-PSS, SHA-256 and a salt of 32 bytes.
trait RemoteSigner {
    /// The signature of a message.
    fn sign(&self, message: &[u8]) -> Answer;
}

/// A service over a network, whose answer is awaited.
trait AsyncRemoteSigner {
    /// The signature of a message.
    fn sign<'a>(&'a self, message: &'a [u8]) -> Pin<Box<dyn Future<Output = Answer> + Send + 'a>>;
}

/// A service in this program, so that the example runs by itself.
struct StandInKms(RsaKeyPair);

impl StandInKms {
    fn new() -> Result<StandInKms, Box<dyn Error>> {
        Ok(StandInKms(RsaKeyPair::generate(KeySize::Rsa2048)?))
    }

    /// The public half of the key, which a service hands out.
    fn public_key_pem(&self) -> Result<String, Box<dyn Error>> {
        let der: PublicKeyX509Der<'_> = self.0.public_key().as_der()?;
        Ok(pem_rfc7468::encode_string("PUBLIC KEY", LineEnding::LF, der.as_ref())?)
    }
}

impl RemoteSigner for StandInKms {
    fn sign(&self, message: &[u8]) -> Answer {
        let mut signature = vec![0; self.0.public_modulus_len()];
        self.0.sign(&RSA_PSS_SHA256, &SystemRandom::new(), message, &mut signature)?;
        Ok(signature)
    }
}

impl AsyncRemoteSigner for StandInKms {
    fn sign<'a>(&'a self, message: &'a [u8]) -> Pin<Box<dyn Future<Output = Answer> + Send + 'a>> {
        Box::pin(async move { RemoteSigner::sign(self, message) })
    }
}

/// An account of which this program has only the public key.
type RemoteAccount = Account<Us, VerifyingKey>;

fn sign<T: UpdatePayload>(
    account: &RemoteAccount,
    signer: &dyn RemoteSigner,
    payload: &T,
) -> Result<Signed<Us, T::ProductType>, Box<dyn Error>> {
    let to_sign = account.to_sign(payload)?;
    let signature = signer.sign(to_sign.string_to_sign().as_bytes()).map_err(|error| error.to_string())?;
    // A signature that the public key does not verify is refused. So a wrong key shows here, and not on Amazon's page.
    Ok(account.complete_bytes(to_sign, &signature)?)
}

async fn sign_async<T: UpdatePayload>(
    account: &RemoteAccount,
    signer: &dyn AsyncRemoteSigner,
    payload: &T,
) -> Result<Signed<Us, T::ProductType>, Box<dyn Error>> {
    let to_sign = account.to_sign(payload)?;
    let message = to_sign.string_to_sign();
    let signature = signer.sign(message.as_bytes()).await.map_err(|error| error.to_string())?;
    Ok(account.complete_bytes(to_sign, &signature)?)
}

fn main() -> Result<(), Box<dyn Error>> {
    let kms = StandInKms::new()?;
    let account = RemoteAccount::new(
        merchant_id!("A3LVSV45M75151"),
        public_key_id!("SANDBOX-AEXAMPLEKEYID", Sandbox),
        VerifyingKey::from_pem(&kms.public_key_pem()?)?,
        Environment::Sandbox,
    )?;
    let update = Update::builder()
        .store_id(store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId"))
        .charge_permission_id("C01-0000000-0000000".parse()?)
        .charge_permission_type(PaymentMethodOnFile)
        .product_type(PayOnly)
        .checkout_result_return_url(return_url!("https://a.com/merchant-result-page"))
        .build();

    show("signed by a call that blocks", &sign(&account, &kms, &update)?);
    show("signed by a call that is awaited", &pollster::block_on(sign_async(&account, &kms, &update))?);
    Ok(())
}

fn show<P: ProductType>(how: &str, signed: &Signed<Us, P>) {
    println!("{how}: {}", signed.button().to_json());
}
