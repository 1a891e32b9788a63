//! A stand-in's account, client and verifier, in the types of the library `amazonpay-update`.

use crate::notifications::{certificate_at, issuer_der, merchants_topic};
use crate::region::{Environment, Region};
use crate::stand_in::StandIn;
use amazonpay_update::account::AccountError;
use amazonpay_update::button::StandInOrigin;
use amazonpay_update::ipn::{
    CertificateError, CertificateFetcher, CertificateUrl, DynCertificateFetcher, FetchError, InvalidTopicArn,
    IssuerUrl, Topics, TrustedRoots, Verifier,
};
use amazonpay_update::region::{KnownRegion, RegionName};
use amazonpay_update::session::{self, Client, ClientError, RequestSigner};
use amazonpay_update::signing::KeyError;
use amazonpay_update::{Account, InvalidValue, SigningKey};
use http::StatusCode;
use std::time::Duration;

impl StandIn {
    /// The account of the merchant whose key pair was made by [`Setup::with_new_key`](crate::Setup::with_new_key).
    ///
    /// A shop that reads its account from its configuration needs [`merchant_id`](StandIn::merchant_id),
    /// [`public_key_id`](StandIn::public_key_id) and [`private_key_pem`](StandIn::private_key_pem).
    ///
    /// # Errors
    ///
    /// [`LibraryError`] when the stand-in is for another region, has no private key, or was set up with an id that
    /// Amazon Pay does not have.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use amazonpay_update::{Account, Us};
    /// use amazonpay_update_stand_in::{Region, Setup, StandIn};
    ///
    /// # async fn run() -> Result<(), Box<dyn std::error::Error>> {
    /// let stand_in = StandIn::start(Setup::with_new_key(Region::Us)).await?;
    /// let account: Account<Us> = stand_in.account()?;
    /// let client = stand_in.client(&account)?;
    /// # drop(client);
    /// # Ok(())
    /// # }
    /// ```
    pub fn account<R: KnownRegion>(&self) -> Result<Account<R>, LibraryError> {
        self.expect_region(R::NAME)?;
        let pem = self.private_key_pem().ok_or(LibraryError::NoPrivateKey)?;
        let key = SigningKey::from_pem(pem)?;
        let environment = in_library(self.environment());
        Ok(Account::new(self.merchant_id().parse()?, self.public_key_id().parse()?, key, environment)?)
    }

    /// The library's client for this account. It sends only to this stand-in, and before it sends again it waits a
    /// few milliseconds in place of seconds. [`ClientBuilder`](session::ClientBuilder) makes other clients with
    /// [`client_target`](StandIn::client_target).
    ///
    /// # Errors
    ///
    /// [`LibraryError`] when the account is for another region or environment than the stand-in.
    pub fn client<R: amazonpay_update::Region>(
        &self,
        account: &Account<R>,
    ) -> Result<Client<RequestSigner>, LibraryError> {
        self.expect_region(account.region())?;
        if account.environment() != in_library(self.environment()) {
            let (stand_in, asked) = (in_library(self.environment()), account.environment());
            return Err(LibraryError::OtherEnvironment { stand_in, asked });
        }
        let builder = Client::builder(account.request_signer()).stand_in(self.client_target());
        Ok(builder.backoff(Duration::from_millis(1), Duration::from_millis(10)).build()?)
    }

    /// The address and root certificate of this stand-in, for
    /// [`ClientBuilder::stand_in`](session::ClientBuilder::stand_in).
    #[must_use]
    pub fn client_target(&self) -> session::StandIn {
        session::StandIn::new(self.base_url(), self.ca_pem())
    }

    /// The origin of this stand-in's page, for [`Button::at_stand_in`](amazonpay_update::Button::at_stand_in).
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use amazonpay_update::{PayOnly, Signed, Us};
    /// use amazonpay_update_stand_in::StandIn;
    ///
    /// fn page(stand_in: &StandIn, signed: &Signed<Us, PayOnly>) -> String {
    ///     signed.button().at_stand_in(&stand_in.button_origin()).to_page()
    /// }
    /// ```
    #[must_use]
    #[expect(clippy::missing_panics_doc, reason = "a listener on 127.0.0.1 has such an origin")]
    pub fn button_origin(&self) -> StandInOrigin {
        self.page_origin().parse().expect("a listener on 127.0.0.1 has such an origin")
    }

    /// The library's verifier for this stand-in's notifications to the merchant, and no others. It takes the
    /// certificates from memory. Its fetcher is a [`DynCertificateFetcher`], so that a shop can use the same type
    /// with `HttpFetcher`.
    ///
    /// It accepts signatures of both versions, as a verifier of Amazon Pay's notifications must
    /// ([`allow_sha1`](amazonpay_update::ipn::VerifierBuilder::allow_sha1)).
    ///
    /// # Errors
    ///
    /// [`LibraryError::Topic`] when the stand-in was set up with a merchant id that cannot be part of a topic's name.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use amazonpay_update_stand_in::{Notification, StandIn};
    ///
    /// # async fn run(stand_in: &StandIn) -> Result<(), Box<dyn std::error::Error>> {
    /// let notification = stand_in.notify(Notification::charge_permission("C01-0000000-0000000"));
    /// let message = stand_in.verifier()?.verify(notification.body().as_bytes()).await?;
    /// assert_eq!(message.message_id(), notification.id());
    /// # Ok(())
    /// # }
    /// ```
    pub fn verifier(&self) -> Result<Verifier<Box<dyn DynCertificateFetcher>>, LibraryError> {
        let topics = Topics::only([merchants_topic(&self.shared.setup).parse()?]);
        let fetcher: Box<dyn DynCertificateFetcher> = Box::new(FromMemory);
        let roots = TrustedRoots::from_pem(self.sns_ca_pem())?;
        Ok(Verifier::builder(topics, fetcher).roots(roots).allow_sha1().build())
    }

    fn expect_region(&self, asked: RegionName) -> Result<(), LibraryError> {
        let stand_in = match self.region() {
            Region::Us => RegionName::Us,
            Region::Eu => RegionName::Eu,
            Region::Uk => RegionName::Uk,
            Region::Jp => RegionName::Jp,
        };
        if stand_in == asked { Ok(()) } else { Err(LibraryError::OtherRegion { stand_in, asked }) }
    }
}

/// The certificates that the stand-in serves under the names of SNS and of Amazon's authority.
struct FromMemory;

impl CertificateFetcher for FromMemory {
    async fn signing_certificate(&self, url: &CertificateUrl) -> Result<Vec<u8>, FetchError> {
        let path = url.as_str().rfind('/').map_or("", |slash| &url.as_str()[slash..]);
        let pem = certificate_at(path).ok_or(FetchError::Status(StatusCode::NOT_FOUND))?;
        Ok(pem.as_bytes().to_vec())
    }

    async fn issuer_certificate(&self, _: &IssuerUrl) -> Result<Vec<u8>, FetchError> {
        Ok(issuer_der().to_vec())
    }
}

fn in_library(environment: Environment) -> amazonpay_update::Environment {
    match environment {
        Environment::Sandbox => amazonpay_update::Environment::Sandbox,
        Environment::Live => amazonpay_update::Environment::Live,
    }
}

/// A stand-in cannot make the account, client or verifier.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LibraryError {
    /// Stand-in and account have different regions.
    #[error(
        "the stand-in is for the region `{stand_in}`, and the account for `{asked}`: use one region for both"
    )]
    OtherRegion {
        /// What the stand-in was set up for.
        stand_in: RegionName,
        /// What was asked for.
        asked: RegionName,
    },
    /// Stand-in and account have different environments.
    #[error(
        "the stand-in is for the environment `{stand_in}`, and the account for `{asked}`: use one environment for \
         both"
    )]
    OtherEnvironment {
        /// What the stand-in was set up for.
        stand_in: amazonpay_update::Environment,
        /// What was asked for.
        asked: amazonpay_update::Environment,
    },
    /// The stand-in was set up with a public key.
    #[error(
        "the stand-in has only the merchant's public key: set it up with `Setup::with_new_key`, or make the account \
         with your private key"
    )]
    NoPrivateKey,
    /// The stand-in was set up with an id that does not have the form of Amazon Pay's ids.
    #[error("the stand-in was set up with an id that Amazon Pay does not have")]
    Id(#[from] InvalidValue),
    /// The private key cannot be used.
    #[error("the private key that the stand-in has made cannot be used")]
    Key(#[from] KeyError),
    /// The ids of the setup contradict each other.
    #[error("the ids that the stand-in was set up with contradict each other")]
    Account(#[from] AccountError),
    /// The merchant id cannot be part of a topic's name.
    #[error("the stand-in was set up with a merchant id that cannot be part of a topic's name")]
    Topic(#[from] InvalidTopicArn),
    /// The root certificate of the notifications cannot be used.
    #[error("the root certificate that the stand-in has made cannot be used")]
    Root(#[from] CertificateError),
    /// The client cannot be made.
    #[error("the client cannot be made")]
    Client(#[from] ClientError),
}
