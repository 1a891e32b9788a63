//! The certificates under which messages are signed. They are made when first needed, once for a process.

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, CustomExtension, DnType, ExtendedKeyUsagePurpose,
    IsCa, KeyPair, KeyUsagePurpose, PKCS_RSA_SHA256, RsaKeySize, date_time_ymd,
};
use rsa::PrivateKey;
use rsa::pkcs8::DecodePrivateKey;
use std::sync::OnceLock;
use std::time::{Duration, SystemTime};

/// The host of the issuer's certificate.
pub(crate) const ISSUER_HOST: &str = "crt.r2m01.amazontrust.com";

/// The path of the issuer's certificate, below the page's origin.
pub(crate) const ISSUER_PATH: &str = "/r2m01.cer";

/// The name to which SNS's certificate is issued in the regions of Amazon Pay.
const NAME: &str = "sns.amazonaws.com";

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// A signer of messages, and its chain. It is only in memory.
pub(crate) struct Authority {
    pub(crate) root_pem: String,
    pub(super) issuer_der: Vec<u8>,
    /// The leaf alone, as SNS serves it.
    pub(super) leaf_pem: String,
    /// `/SimpleNotificationService-<32 hexadecimal digits>.pem`.
    pub(super) path: String,
    pub(super) key: PrivateKey,
}

/// The authority of SNS.
pub(crate) fn sns() -> &'static Authority {
    static SNS: OnceLock<Authority> = OnceLock::new();
    SNS.get_or_init(|| made("amazon-pay-stand-in, SNS, for tests"))
}

/// Another authority, which has given itself a certificate for the name of SNS.
pub(super) fn stranger() -> &'static Authority {
    static STRANGER: OnceLock<Authority> = OnceLock::new();
    STRANGER.get_or_init(|| made("amazon-pay-stand-in, a stranger, for tests"))
}

fn made(name: &str) -> Authority {
    make(name).expect("RSA keys and their certificates can be made from constants")
}

fn make(name: &str) -> Result<Authority, Box<dyn std::error::Error>> {
    let root = CertifiedIssuer::self_signed(authority(&format!("{name}: root"), 3650), rsa_key()?)?;
    let issuer = CertifiedIssuer::signed_by(authority(&format!("{name}: M01"), 1825), rsa_key()?, &root)?;

    let mut leaf = CertificateParams::new([NAME.to_owned()])?;
    leaf.distinguished_name.push(DnType::CommonName, NAME);
    // The longest life of a certificate that was made in 2026, and the day it was made.
    valid(&mut leaf, 198 - 1);
    leaf.key_usages = vec![KeyUsagePurpose::DigitalSignature, KeyUsagePurpose::KeyEncipherment];
    leaf.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    leaf.use_authority_key_identifier_extension = true;
    // As SNS's certificates say it.
    leaf.custom_extensions.push(issuer_at(&format!("http://{ISSUER_HOST}{ISSUER_PATH}")));
    let key = rsa_key()?;
    let leaf = leaf.signed_by(&key, &issuer)?;
    Ok(Authority {
        root_pem: root.pem(),
        issuer_der: issuer.der().to_vec(),
        leaf_pem: leaf.pem(),
        path: format!("/SimpleNotificationService-{:032x}.pem", fastrand::u128(..)),
        key: PrivateKey::from_pkcs8_der(&key.serialize_der())?,
    })
}

fn rsa_key() -> Result<KeyPair, rcgen::Error> {
    KeyPair::generate_rsa_for(&PKCS_RSA_SHA256, RsaKeySize::_2048)
}

fn authority(name: &str, days: u32) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, name);
    valid(&mut params, days);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params
}

/// From yesterday until so many days from now.
fn valid(params: &mut CertificateParams, days: u32) {
    let since_1970 = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let now = date_time_ymd(1970, 1, 1) + since_1970;
    params.not_before = now - DAY;
    params.not_after = now + DAY * days;
}

/// The authority information access of RFC 5280 section 4.2.2.1, with one `caIssuers`.
fn issuer_at(url: &str) -> CustomExtension {
    const AUTHORITY_INFO_ACCESS: [u64; 9] = [1, 3, 6, 1, 5, 5, 7, 1, 1];
    const CA_ISSUERS: [u8; 8] = [0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x30, 0x02];
    const SEQUENCE: u8 = 0x30;
    const OBJECT_IDENTIFIER: u8 = 0x06;
    const UNIFORM_RESOURCE_IDENTIFIER: u8 = 0x86;

    let description =
        [der(OBJECT_IDENTIFIER, &CA_ISSUERS), der(UNIFORM_RESOURCE_IDENTIFIER, url.as_bytes())].concat();
    let content = der(SEQUENCE, &der(SEQUENCE, &description));
    CustomExtension::from_oid_content(&AUTHORITY_INFO_ACCESS, content)
}

/// One element of DER, of at most 127 bytes.
fn der(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = u8::try_from(content.len()).ok().filter(|length| *length < 128).expect("it is short");
    [&[tag, length], content].concat()
}
