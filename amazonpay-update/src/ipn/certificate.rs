//! One certificate, and whether it may sign for SNS.

use super::url::IssuerUrl;
use crate::signing::{Hash, KeyError, Pkcs1Key};
use pkcs8::der::{Decode, referenced::OwnedToRef};
use pki_types::CertificateDer;
use pki_types::pem::PemObject;
use std::time::SystemTime;
use x509_cert::Certificate;
use x509_cert::ext::pkix::name::GeneralName;
use x509_cert::ext::pkix::{AuthorityInfoAccessSyntax, BasicConstraints, KeyUsage, SubjectAltName};
use x509_cert::time::Time;

/// The most certificates that are read from one answer or file. A usual chain has three or four.
const MAX_CERTIFICATES: usize = 8;

/// A certificate may not sign for SNS.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CertificateError {
    /// There is no certificate, or it is malformed.
    #[error(
        "no X.509 certificate can be read: give the whole certificate in PEM form (`-----BEGIN CERTIFICATE-----`)"
    )]
    Malformed,
    /// There are more certificates than a chain has.
    #[error("there are more than {MAX_CERTIFICATES} certificates: give only the certificate and its chain")]
    TooMany,
    /// The key is not RSA.
    #[error("the certificate has {found}, and SNS signs with RSA")]
    NotRsa {
        /// The kind of key.
        found: &'static str,
    },
    /// The modulus has fewer than 2048 bits.
    #[error("the certificate has an RSA key of {bits} bits, and at least 2048 are needed")]
    WeakKey {
        /// The size of the modulus.
        bits: usize,
    },
    /// The RSA key cannot be read, or has more than 8192 bits.
    #[error(
        "the certificate has an RSA key that cannot be used: it is malformed, or has more than 8192 bits"
    )]
    UnusableKey,
    /// The certificate has expired.
    #[error(
        "the certificate has expired: newer messages of SNS name a newer certificate; check this machine's clock"
    )]
    Expired,
    /// The certificate is not valid yet.
    #[error("the certificate is not valid yet: check this machine's clock")]
    NotYetValid,
    /// The certificate is not issued to SNS in the region of the topic, or is issued to a pattern of hosts.
    #[error(
        "the certificate is not issued to SNS in the region of the topic (`sns.amazonaws.com` in most regions, \
         `sns-signing.<region>.amazonaws.com` in newer regions), or its name has a `*`"
    )]
    WrongName,
    /// The certificate belongs to a certification authority.
    #[error("the certificate belongs to a certification authority, which does not sign messages")]
    Authority,
    /// The certificate does not belong to a certification authority, or its key may not sign certificates.
    #[error(
        "the certificate does not belong to a certification authority, or its key usage lacks `keyCertSign`: a root \
         must be able to sign certificates"
    )]
    NotAnAuthority,
    /// The certificate's key usage does not fit SNS.
    #[error(
        "the certificate is not for signatures by a server: `digitalSignature` or `serverAuth` is missing"
    )]
    WrongUsage,
    /// No chain leads from the certificate to a trusted root.
    #[error(
        "no chain leads from the certificate to a trusted root: if the issuer's certificate cannot be fetched, give \
         it with `intermediates_from_pem` (in the command-line tool, in the file of `--certificate`)"
    )]
    NotTrusted,
    /// The chain has a certificate that has expired or is not valid yet.
    #[error("an issuer's certificate has expired or is not valid yet: check this machine's clock")]
    IssuerNotValid,
    /// The chain has a certificate that may not sign others.
    #[error(
        "an issuer of the certificate may not sign certificates: the issuer's certificate lacks `CA:TRUE` or \
         `keyCertSign`"
    )]
    IssuerUsage,
    /// The chain has a signature that does not verify, or an algorithm that is not supported.
    #[error(
        "an issuer's signature of the certificate does not verify: RSA with SHA-256, SHA-384 or SHA-512 is needed"
    )]
    IssuerSignature,
    /// The chain breaks another rule of RFC 5280.
    #[error(
        "the chain of the certificate breaks a rule of RFC 5280, for example an issuer's limit of length or names"
    )]
    Chain,
    /// The certificate is not one of the pinned certificates.
    #[error(
        "the certificate is not one of the pinned certificates: if SNS has a new certificate, pin it too"
    )]
    NotPinned,
}

/// A certificate that may sign for SNS, apart from who issued it.
pub(super) struct Leaf {
    pub(super) validity: Validity,
    pub(super) issuer: Option<IssuerUrl>,
    pub(super) keys: Keys,
}

/// The key of a certificate, parsed once for each version of the signature.
pub(super) struct Keys {
    pub(super) sha1: Pkcs1Key,
    pub(super) sha256: Pkcs1Key,
}

impl Leaf {
    /// Reads a certificate and checks its key, dates, name and usage.
    pub(super) fn check(
        der: &CertificateDer<'_>,
        name: &str,
        now: SystemTime,
    ) -> Result<Leaf, CertificateError> {
        let certificate = parse(der)?;
        let validity = Validity::of(&certificate)?;
        validity.check(now)?;
        if is_authority(&certificate)? {
            return Err(CertificateError::Authority);
        }
        if !is_issued_to(&certificate, name)? {
            return Err(CertificateError::WrongName);
        }
        if key_usage(&certificate)?.is_some_and(|usage| !usage.digital_signature()) {
            return Err(CertificateError::WrongUsage);
        }
        let key = |hash| {
            let info = certificate.tbs_certificate().subject_public_key_info().owned_to_ref();
            Pkcs1Key::from_spki(&info, hash).map_err(|error| match error {
                KeyError::NotRsa { found } => CertificateError::NotRsa { found },
                KeyError::TooShort { bits } => CertificateError::WeakKey { bits },
                _ => CertificateError::UnusableKey,
            })
        };
        let keys = Keys { sha1: key(Hash::Sha1)?, sha256: key(Hash::Sha256)? };
        Ok(Leaf { validity, issuer: issuer_url(&certificate), keys })
    }
}

/// The first and last moment at which a certificate is valid.
#[derive(Clone, Copy)]
pub(super) struct Validity {
    not_before: SystemTime,
    not_after: SystemTime,
}

impl Validity {
    fn of(certificate: &Certificate) -> Result<Validity, CertificateError> {
        let validity = certificate.tbs_certificate().validity();
        let time = |time: Time| SystemTime::UNIX_EPOCH.checked_add(time.to_unix_duration());
        match (time(validity.not_before), time(validity.not_after)) {
            (Some(not_before), Some(not_after)) => Ok(Validity { not_before, not_after }),
            _ => Err(CertificateError::Malformed),
        }
    }

    pub(super) fn of_der(der: &CertificateDer<'_>) -> Result<Validity, CertificateError> {
        Validity::of(&parse(der)?)
    }

    /// The time in which both are valid.
    pub(super) fn and(self, other: Validity) -> Validity {
        Validity {
            not_before: self.not_before.max(other.not_before),
            not_after: self.not_after.min(other.not_after),
        }
    }

    pub(super) fn check(self, now: SystemTime) -> Result<(), CertificateError> {
        if now > self.not_after {
            Err(CertificateError::Expired)
        } else if now < self.not_before {
            Err(CertificateError::NotYetValid)
        } else {
            Ok(())
        }
    }
}

fn parse(der: &CertificateDer<'_>) -> Result<Certificate, CertificateError> {
    Certificate::from_der(der).map_err(|_| CertificateError::Malformed)
}

fn is_authority(certificate: &Certificate) -> Result<bool, CertificateError> {
    let constraints = certificate.tbs_certificate().get_extension::<BasicConstraints>();
    Ok(constraints.map_err(|_| CertificateError::Malformed)?.is_some_and(|(_, constraints)| constraints.ca))
}

fn key_usage(certificate: &Certificate) -> Result<Option<KeyUsage>, CertificateError> {
    let usage = certificate.tbs_certificate().get_extension::<KeyUsage>();
    Ok(usage.map_err(|_| CertificateError::Malformed)?.map(|(_, usage)| usage))
}

/// Whether the certificate is issued to this DNS name, and to no pattern of names.
fn is_issued_to(certificate: &Certificate, name: &str) -> Result<bool, CertificateError> {
    let names = certificate.tbs_certificate().get_extension::<SubjectAltName>();
    let names = names.map_err(|_| CertificateError::Malformed)?.map(|(_, names)| names.0).unwrap_or_default();
    let dns = || {
        names.iter().filter_map(|name| match name {
            GeneralName::DnsName(name) => Some(name.as_str()),
            _ => None,
        })
    };
    Ok(dns().any(|found| found.eq_ignore_ascii_case(name)) && !dns().any(|found| found.contains('*')))
}

/// Refuses a root that is not the certificate of a certification authority. An old root may lack a key usage.
pub(super) fn check_authority(der: &CertificateDer<'_>) -> Result<(), CertificateError> {
    let certificate = parse(der)?;
    let signs = key_usage(&certificate)?.is_none_or(|usage| usage.key_cert_sign());
    if is_authority(&certificate)? && signs { Ok(()) } else { Err(CertificateError::NotAnAuthority) }
}

/// Whether an issuer's key usage has `keyCertSign`, which RFC 5280 section 4.2.1.3 requires.
pub(super) fn may_sign_certificates(der: &CertificateDer<'_>) -> bool {
    let usage = parse(der).and_then(|certificate| key_usage(&certificate));
    usage.is_ok_and(|usage| usage.is_some_and(|usage| usage.key_cert_sign()))
}

/// The URL of the issuer's certificate that a certificate names, if the verifier may fetch from it.
fn issuer_url(certificate: &Certificate) -> Option<IssuerUrl> {
    use x509_cert::der::oid::db::rfc5280::ID_AD_CA_ISSUERS;

    let (_, access) = certificate.tbs_certificate().get_extension::<AuthorityInfoAccessSyntax>().ok()??;
    access.0.iter().filter(|description| description.access_method == ID_AD_CA_ISSUERS).find_map(
        |description| match &description.access_location {
            GeneralName::UniformResourceIdentifier(url) => IssuerUrl::parse(url.as_str()),
            _ => None,
        },
    )
}

/// The certificates in a PEM text, at least one and no more than a chain has.
pub(super) fn from_pem(pem: &[u8]) -> Result<Vec<CertificateDer<'static>>, CertificateError> {
    let certificates = all_from_pem(pem)?;
    if certificates.len() > MAX_CERTIFICATES { Err(CertificateError::TooMany) } else { Ok(certificates) }
}

/// The certificates in a PEM text, at least one, all of which can be read.
pub(super) fn all_from_pem(pem: &[u8]) -> Result<Vec<CertificateDer<'static>>, CertificateError> {
    let certificates: Vec<_> = CertificateDer::pem_slice_iter(pem)
        .collect::<Result<_, _>>()
        .map_err(|_| CertificateError::Malformed)?;
    if certificates.is_empty() {
        return Err(CertificateError::Malformed);
    }
    for der in &certificates {
        parse(der)?;
    }
    Ok(certificates)
}

/// Reads an issuer's certificate and the URL of the next issuer's. Certification authorities serve DER. PEM is read
/// too.
pub(super) fn issuer(
    bytes: Vec<u8>,
) -> Result<(CertificateDer<'static>, Option<IssuerUrl>), CertificateError> {
    const SEQUENCE: u8 = 0x30;

    let der = if bytes.first() == Some(&SEQUENCE) {
        CertificateDer::from(bytes)
    } else {
        from_pem(&bytes)?.into_iter().next().ok_or(CertificateError::Malformed)?
    };
    let next = issuer_url(&parse(&der)?);
    Ok((der, next))
}
