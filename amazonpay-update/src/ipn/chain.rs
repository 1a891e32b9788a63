//! Checks the chain from a certificate to a trusted root, with `webpki`.

use super::certificate::{CertificateError, Validity, all_from_pem, check_authority, may_sign_certificates};
use crate::signing::{Hash, Pkcs1Key};
use pki_types::{
    AlgorithmIdentifier, CertificateDer, InvalidSignature, SignatureVerificationAlgorithm, TrustAnchor,
    UnixTime, alg_id,
};
use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};
use webpki::{EndEntityCert, Error, KeyUsage, VerifiedPath};

/// The certification authorities that the verifier trusts; clones share them.
///
/// The default is Mozilla's list from the crate `webpki-roots`.
///
/// # Examples
///
/// ```no_run
/// use amazonpay_update::ipn::TrustedRoots;
///
/// let roots = TrustedRoots::from_pem(&std::fs::read_to_string("roots.pem")?)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct TrustedRoots(Arc<[TrustAnchor<'static>]>);

impl TrustedRoots {
    /// Reads the roots from a PEM text, instead of Mozilla's list.
    ///
    /// # Errors
    ///
    /// [`CertificateError::Malformed`] when the text holds no certificate or a malformed one, and
    /// [`CertificateError::NotAnAuthority`] when a certificate does not belong to a certification authority.
    pub fn from_pem(pem: &str) -> Result<TrustedRoots, CertificateError> {
        let anchor = |root: &CertificateDer<'_>| {
            check_authority(root)?;
            let anchor = webpki::anchor_from_trusted_cert(root).map_err(|_| CertificateError::Malformed)?;
            Ok(anchor.to_owned())
        };
        all_from_pem(pem.as_bytes())?.iter().map(anchor).collect::<Result<_, _>>().map(TrustedRoots)
    }

    /// Finds a chain from a certificate to one of these roots in which all certificates are valid at `now`, and gives
    /// the time in which the issuers are valid.
    pub(super) fn check(
        &self,
        leaf: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        now: SystemTime,
    ) -> Result<Option<Validity>, CertificateError> {
        let end_entity = EndEntityCert::try_from(leaf).map_err(|_| CertificateError::Malformed)?;
        let path = end_entity
            .verify_for_usage(
                &[&RsaPkcs1::SHA256, &RsaPkcs1::SHA384, &RsaPkcs1::SHA512],
                &self.0,
                intermediates,
                unix_time(now),
                KeyUsage::server_auth(),
                None,
                Some(&check_issuers),
            )
            .map_err(|error| refusal(&error))?;
        let validities: Result<Vec<_>, _> =
            path.intermediate_certificates().map(|issuer| Validity::of_der(&issuer.der())).collect();
        Ok(validities?.into_iter().reduce(Validity::and))
    }
}

impl Default for TrustedRoots {
    fn default() -> TrustedRoots {
        TrustedRoots(webpki_roots::TLS_SERVER_ROOTS.into())
    }
}

impl fmt::Debug for TrustedRoots {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TrustedRoots").field("count", &self.0.len()).finish()
    }
}

/// Refuses a path over a certificate whose key may not sign certificates, because `webpki` does not check that.
/// `webpki` may then find another path.
fn check_issuers(path: &VerifiedPath<'_>) -> Result<(), Error> {
    let all_may = path.intermediate_certificates().all(|issuer| may_sign_certificates(&issuer.der()));
    if all_may { Ok(()) } else { Err(Error::EndEntityUsedAsCa) }
}

fn unix_time(time: SystemTime) -> UnixTime {
    UnixTime::since_unix_epoch(time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or(Duration::ZERO))
}

/// The certificate's own dates are checked before its chain, so a wrong date here belongs to an issuer.
fn refusal(error: &Error) -> CertificateError {
    match error {
        Error::UnknownIssuer => CertificateError::NotTrusted,
        Error::CertExpired { .. } | Error::CertNotValidYet { .. } => CertificateError::IssuerNotValid,
        Error::EndEntityUsedAsCa => CertificateError::IssuerUsage,
        Error::RequiredEkuNotFoundContext(_) | Error::EmptyEkuExtension => CertificateError::WrongUsage,
        Error::InvalidSignatureForPublicKey
        | Error::SignatureAlgorithmMismatch
        | Error::UnsupportedSignatureAlgorithmContext(_)
        | Error::UnsupportedSignatureAlgorithmForPublicKeyContext(_) => CertificateError::IssuerSignature,
        _ => CertificateError::Chain,
    }
}

/// RSASSA-PKCS1-v1_5 by this crate's backend.
#[derive(Debug)]
struct RsaPkcs1 {
    hash: Hash,
    signature_algorithm: AlgorithmIdentifier,
}

impl RsaPkcs1 {
    const SHA256: RsaPkcs1 = RsaPkcs1 { hash: Hash::Sha256, signature_algorithm: alg_id::RSA_PKCS1_SHA256 };
    const SHA384: RsaPkcs1 = RsaPkcs1 { hash: Hash::Sha384, signature_algorithm: alg_id::RSA_PKCS1_SHA384 };
    const SHA512: RsaPkcs1 = RsaPkcs1 { hash: Hash::Sha512, signature_algorithm: alg_id::RSA_PKCS1_SHA512 };
}

impl SignatureVerificationAlgorithm for RsaPkcs1 {
    fn verify_signature(
        &self,
        public_key: &[u8],
        message: &[u8],
        signature: &[u8],
    ) -> Result<(), InvalidSignature> {
        let key = Pkcs1Key::from_pkcs1(public_key, self.hash).map_err(|_| InvalidSignature)?;
        key.verify(message, signature).map_err(|_| InvalidSignature)
    }

    fn public_key_alg_id(&self) -> AlgorithmIdentifier {
        alg_id::RSA_ENCRYPTION
    }

    fn signature_alg_id(&self) -> AlgorithmIdentifier {
        self.signature_algorithm
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_roots_of_amazon_are_trusted_by_default() {
        let TrustedRoots(roots) = TrustedRoots::default();
        for name in ["Amazon Root CA 1", "Starfield Services Root Certificate Authority - G2"] {
            let is_named = |root: &TrustAnchor<'_>| {
                root.subject.windows(name.len()).any(|window| window == name.as_bytes())
            };
            assert!(roots.iter().any(is_named), "{name}");
        }
    }
}
