//! A stand-in's account, client and verifier, in the types of the library `amazonpay-update`.

use crate::notifications::{certificate_at, issuer_der};
use crate::region::{Environment, Region};
use crate::stand_in::StandIn;
use crate::whereabouts::Whereabouts;
use amazonpay_update::account::AccountError;
use amazonpay_update::button::{InvalidStandInOrigin, StandInOrigin};
use amazonpay_update::config::AnyAccount;
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

impl Whereabouts {
    /// The account of the merchant whose key pair was made by [`Setup::with_new_key`](crate::Setup::with_new_key).
    ///
    /// A shop that reads its account from its configuration needs [`merchant_id`](Whereabouts::merchant_id),
    /// [`public_key_id`](Whereabouts::public_key_id) and [`private_key_pem`](Whereabouts::private_key_pem).
    ///
    /// # Errors
    ///
    /// * [`LibraryError::OtherRegion`] when the stand-in is for another region than `R`.
    /// * [`LibraryError::NoPrivateKey`] when the stand-in was set up with a public key.
    /// * [`LibraryError::Id`] or [`LibraryError::Account`] when the stand-in was set up with an id that Amazon Pay does
    ///   not have.
    pub fn account<R: KnownRegion>(&self) -> Result<Account<R>, LibraryError> {
        self.merchant().account()
    }

    /// The account of [`account`](Whereabouts::account), for a shop whose region is known only while the program runs.
    ///
    /// # Errors
    ///
    /// * [`LibraryError::NoPrivateKey`] when the stand-in was set up with a public key.
    /// * [`LibraryError::Id`] or [`LibraryError::Account`] when the stand-in was set up with an id that Amazon Pay does
    ///   not have.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use amazonpay_update_stand_in::Whereabouts;
    ///
    /// # fn run() -> Result<(), Box<dyn std::error::Error>> {
    /// let stand_in: Whereabouts = serde_json::from_str(&std::fs::read_to_string("stand-in.json")?)?;
    /// let account = stand_in.any_account()?;
    /// let client = stand_in.client(&account)?;
    /// # drop(client);
    /// # Ok(())
    /// # }
    /// ```
    pub fn any_account(&self) -> Result<AnyAccount, LibraryError> {
        let merchant = self.merchant();
        merchant.account_in(merchant.region)
    }

    /// The library's client for this account. It sends only to this stand-in, and before it sends again it waits a
    /// few milliseconds in place of seconds. [`ClientBuilder`](session::ClientBuilder) makes other clients with
    /// [`client_target`](Whereabouts::client_target).
    ///
    /// # Errors
    ///
    /// * [`LibraryError::OtherRegion`] when the account is for another region than the stand-in.
    /// * [`LibraryError::OtherEnvironment`] when the account is for another environment than the stand-in.
    /// * [`LibraryError::Client`] when the client cannot be made.
    pub fn client<R: amazonpay_update::Region>(
        &self,
        account: &Account<R>,
    ) -> Result<Client<RequestSigner>, LibraryError> {
        self.merchant().client(account, self.client_target())
    }

    /// The address and root certificate of the stand-in, for
    /// [`ClientBuilder::stand_in`](session::ClientBuilder::stand_in).
    #[must_use]
    pub fn client_target(&self) -> session::StandIn {
        session::StandIn::new(&self.api, &self.ca_pem)
    }

    /// The origin of the stand-in's page, for [`Button::at_stand_in`](amazonpay_update::Button::at_stand_in).
    ///
    /// # Errors
    ///
    /// [`LibraryError::Page`] when `page` is not an origin on this machine. The page of a running stand-in is.
    pub fn button_origin(&self) -> Result<StandInOrigin, LibraryError> {
        Ok(self.page.parse()?)
    }

    /// The library's verifier for the stand-in's notifications to the merchant, and no others.
    ///
    /// `fetcher` gets the certificates. In the process of the stand-in, [`StandIn::verifier`] takes them from memory. In
    /// another process, use the library's `HttpFetcher` over an HTTP client that trusts
    /// [`ca_pem`](Whereabouts::ca_pem) and resolves these [hosts](Whereabouts::hosts).
    ///
    /// The verifier accepts signatures of both versions, as a verifier of Amazon Pay's notifications must
    /// ([`allow_sha1`](amazonpay_update::ipn::VerifierBuilder::allow_sha1)).
    ///
    /// # Errors
    ///
    /// * [`LibraryError::Topic`] when the merchant id cannot be part of a topic's name.
    /// * [`LibraryError::Root`] when the root certificate cannot be read.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use amazonpay_update::ipn::{HttpFetcher, Verifier};
    /// use amazonpay_update_stand_in::Whereabouts;
    ///
    /// fn verifier(stand_in: &Whereabouts) -> Result<Verifier<HttpFetcher>, Box<dyn std::error::Error>> {
    ///     let root = reqwest::Certificate::from_pem(stand_in.ca_pem.as_bytes())?;
    ///     let client = reqwest::Client::builder()
    ///         .tls_certs_only([root])
    ///         .no_proxy()
    ///         .redirect(reqwest::redirect::Policy::none());
    ///     let client = stand_in.hosts().iter().fold(client, |client, (host, at)| client.resolve(host, *at));
    ///     Ok(stand_in.verifier(HttpFetcher::with_client(client.build()?))?)
    /// }
    /// ```
    pub fn verifier<F: CertificateFetcher>(&self, fetcher: F) -> Result<Verifier<F>, LibraryError> {
        let topics = Topics::only([self.topic_arn.parse()?]);
        let roots = TrustedRoots::from_pem(&self.sns_ca_pem)?;
        Ok(Verifier::builder(topics, fetcher).roots(roots).allow_sha1().build())
    }

    fn merchant(&self) -> Merchant<'_> {
        Merchant {
            region: self.region.into(),
            environment: self.environment.into(),
            id: &self.merchant_id,
            public_key_id: &self.public_key_id,
            private_key_pem: self.private_key_pem.as_deref(),
        }
    }
}

/// The merchant of a stand-in, in this process or in another one.
struct Merchant<'s> {
    region: RegionName,
    environment: amazonpay_update::Environment,
    id: &'s str,
    public_key_id: &'s str,
    private_key_pem: Option<&'s str>,
}

impl Merchant<'_> {
    fn account<R: KnownRegion>(&self) -> Result<Account<R>, LibraryError> {
        self.expect_region(R::NAME)?;
        self.account_in(R::default())
    }

    fn account_in<R: amazonpay_update::Region>(&self, region: R) -> Result<Account<R>, LibraryError> {
        let pem = self.private_key_pem.ok_or(LibraryError::NoPrivateKey)?;
        let key = SigningKey::from_pem(pem)?;
        let (merchant, key_id) = (self.id.parse()?, self.public_key_id.parse()?);
        Ok(Account::in_region(region, merchant, key_id, key, self.environment)?)
    }

    fn client<R: amazonpay_update::Region>(
        &self,
        account: &Account<R>,
        target: session::StandIn,
    ) -> Result<Client<RequestSigner>, LibraryError> {
        self.expect_region(account.region())?;
        let (stand_in, asked) = (self.environment, account.environment());
        if stand_in != asked {
            return Err(LibraryError::OtherEnvironment { stand_in, asked });
        }
        let builder = Client::builder(account.request_signer()).stand_in(target);
        Ok(builder.backoff(Duration::from_millis(1), Duration::from_millis(10)).build()?)
    }

    fn expect_region(&self, asked: RegionName) -> Result<(), LibraryError> {
        let stand_in = self.region;
        if stand_in == asked { Ok(()) } else { Err(LibraryError::OtherRegion { stand_in, asked }) }
    }
}

impl StandIn {
    /// Makes the account of the merchant whose key pair was made by
    /// [`Setup::with_new_key`](crate::Setup::with_new_key).
    ///
    /// # Errors
    ///
    /// * [`LibraryError::OtherRegion`] when the stand-in is for another region than `R`.
    /// * [`LibraryError::NoPrivateKey`] when the stand-in was set up with a public key.
    /// * [`LibraryError::Id`] or [`LibraryError::Account`] when the stand-in was set up with an id that Amazon Pay does
    ///   not have.
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
        self.merchant().account()
    }

    /// Makes the account of [`account`](StandIn::account), for a shop whose region is known only while the program
    /// runs, as from its configuration.
    ///
    /// # Errors
    ///
    /// * [`LibraryError::NoPrivateKey`] when the stand-in was set up with a public key.
    /// * [`LibraryError::Id`] or [`LibraryError::Account`] when the stand-in was set up with an id that Amazon Pay does
    ///   not have.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use amazonpay_update::config::AnyAccount;
    /// use amazonpay_update_stand_in::StandIn;
    ///
    /// # fn run(stand_in: &StandIn) -> Result<(), Box<dyn std::error::Error>> {
    /// let account: AnyAccount = stand_in.any_account()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn any_account(&self) -> Result<AnyAccount, LibraryError> {
        let merchant = self.merchant();
        merchant.account_in(merchant.region)
    }

    /// Makes the library's client for this account. It sends only to this stand-in, and before it sends again it waits
    /// a few milliseconds in place of seconds.
    ///
    /// # Errors
    ///
    /// * [`LibraryError::OtherRegion`] when the account is for another region than the stand-in.
    /// * [`LibraryError::OtherEnvironment`] when the account is for another environment than the stand-in.
    /// * [`LibraryError::Client`] when the client cannot be made.
    pub fn client<R: amazonpay_update::Region>(
        &self,
        account: &Account<R>,
    ) -> Result<Client<RequestSigner>, LibraryError> {
        self.merchant().client(account, self.client_target())
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

    /// Makes the library's verifier for this stand-in's notifications to the merchant, and no others. It takes the
    /// certificates from memory. Its fetcher is a [`DynCertificateFetcher`], so that a shop can use the same type with
    /// `HttpFetcher`.
    ///
    /// # Errors
    ///
    /// * [`LibraryError::Topic`] when the merchant id cannot be part of a topic's name.
    /// * [`LibraryError::Root`] when the root certificate cannot be read.
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
        self.whereabouts().verifier(Box::new(FromMemory))
    }

    // Not made of `whereabouts()`, because the root certificate of the notifications takes a second to make.
    fn merchant(&self) -> Merchant<'_> {
        Merchant {
            region: self.region().into(),
            environment: self.environment().into(),
            id: self.merchant_id(),
            public_key_id: self.public_key_id(),
            private_key_pem: self.private_key_pem(),
        }
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

impl From<Region> for RegionName {
    fn from(region: Region) -> RegionName {
        match region {
            Region::Us => RegionName::Us,
            Region::Eu => RegionName::Eu,
            Region::Uk => RegionName::Uk,
            Region::Jp => RegionName::Jp,
        }
    }
}

impl From<Environment> for amazonpay_update::Environment {
    fn from(environment: Environment) -> amazonpay_update::Environment {
        match environment {
            Environment::Sandbox => amazonpay_update::Environment::Sandbox,
            Environment::Live => amazonpay_update::Environment::Live,
        }
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
        /// The region of the stand-in.
        stand_in: RegionName,
        /// The region of the account.
        asked: RegionName,
    },
    /// Stand-in and account have different environments.
    #[error(
        "the stand-in is for the environment `{stand_in}`, and the account for `{asked}`: use one environment for \
         both"
    )]
    OtherEnvironment {
        /// The environment of the stand-in.
        stand_in: amazonpay_update::Environment,
        /// The environment of the account.
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
    /// The page is not on this machine.
    #[error("the stand-in's `page` is not an origin on this machine")]
    Page(#[from] InvalidStandInOrigin),
    /// The merchant id cannot be part of a topic's name.
    #[error("the stand-in was set up with a merchant id that cannot be part of a topic's name")]
    Topic(#[from] InvalidTopicArn),
    /// The root certificate of the notifications cannot be used.
    #[error("the root certificate of the stand-in's notifications cannot be used")]
    Root(#[from] CertificateError),
    /// The client cannot be made.
    #[error("the client cannot be made")]
    Client(#[from] ClientError),
}
