//! The certificate of the stand-in and the authority that issues it, both made at the start.

use crate::start_error::StartError;
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, ExtendedKeyUsagePurpose, IsCa, KeyPair,
    KeyUsagePurpose,
};
use std::sync::Arc;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio_rustls::rustls::{self, ServerConfig};

pub(crate) struct Tls {
    pub(crate) acceptor: TlsAcceptor,
    pub(crate) ca_pem: String,
}

/// For `localhost`, `127.0.0.1` and the hosts of Amazon's that the stand-in stands for.
pub(crate) fn make(hosts: &[&str]) -> Result<Tls, StartError> {
    let issued = issue(hosts).map_err(|error| StartError::Certificate(Box::new(error)))?;
    let acceptor =
        acceptor(issued.certificate, issued.key).map_err(|error| StartError::Tls(Box::new(error)))?;
    Ok(Tls { acceptor, ca_pem: issued.ca_pem })
}

struct Issued {
    certificate: CertificateDer<'static>,
    key: PrivateKeyDer<'static>,
    ca_pem: String,
}

fn issue(hosts: &[&str]) -> Result<Issued, rcgen::Error> {
    let mut authority = CertificateParams::default();
    authority.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    authority.key_usages = vec![KeyUsagePurpose::KeyCertSign];
    authority.distinguished_name.push(DnType::CommonName, "amazon-pay-stand-in, for tests");
    let authority = CertifiedIssuer::self_signed(authority, KeyPair::generate()?)?;

    let names = [&["localhost", "127.0.0.1"], hosts].concat();
    let mut own = CertificateParams::new(names.into_iter().map(str::to_owned).collect::<Vec<_>>())?;
    own.distinguished_name.push(DnType::CommonName, "amazon-pay-stand-in");
    own.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    let key = KeyPair::generate()?;
    let certificate = own.signed_by(&key, &authority)?;
    Ok(Issued {
        certificate: certificate.der().clone(),
        key: PrivatePkcs8KeyDer::from(key.serialize_der()).into(),
        ca_pem: authority.pem(),
    })
}

fn acceptor(
    certificate: CertificateDer<'static>,
    key: PrivateKeyDer<'static>,
) -> Result<TlsAcceptor, rustls::Error> {
    let config = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)?;
    Ok(TlsAcceptor::from(Arc::new(config)))
}
