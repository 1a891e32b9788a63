//! Whose certificate counts, and how long.

mod ipn_authority;
mod ipn_support;
mod signing_support;

use amazonpay_update::ipn::{
    CertificateError, FetchError, IpnError, MAX_CERTIFICATE_BYTES, Message, Topics, TrustedRoots, Verifier,
};
use ipn_authority::{ISSUER_URL, TOPIC, authority, days, der, leaf_for, leaf_with, notification_at, now};
use ipn_support::{Served, now_or_never};
use std::sync::atomic::Ordering;
use std::time::SystemTime;

const OTHER_ISSUER_URL: &str = "http://crt.other.amazontrust.com/other.cer";

fn verify(verifier: &Verifier<&Served>) -> Result<Message, IpnError> {
    verify_at(verifier, now())
}

fn verify_at(verifier: &Verifier<&Served>, when: SystemTime) -> Result<Message, IpnError> {
    let message = if when == now() {
        authority().notification().to_string()
    } else {
        authority().signed(notification_at(when)).to_string()
    };
    now_or_never(verifier.verify_at(message.as_bytes(), when))
}

fn fetches(served: &Served) -> usize {
    served.fetches.load(Ordering::Relaxed)
}

/// Why a served certificate is refused by a verifier that trusts the root and has the intermediate.
fn refusal(certificate: impl Into<Vec<u8>>) -> IpnError {
    let served = Served::new(Ok(certificate.into()));
    let builder = authority().builder(&served).intermediates_from_pem(&authority().intermediate);
    verify(&builder.expect("the intermediate").build()).expect_err("this certificate")
}

macro_rules! assert_refused {
    ($error:expr, $pattern:pat) => {
        let error = $error;
        assert!(matches!(error, IpnError::Certificate($pattern)), "{error:?}");
    };
}

#[test]
fn a_leaf_served_alone_needs_its_issuer() {
    let alone = leaf_for("extendedKeyUsage=serverAuth");
    let leaf = authority().issue("leaf", "intermediate", &alone, "-days 20");
    let served = Served::new(Ok(leaf.into()));
    assert_refused!(verify(&authority().builder(&served).build()).unwrap_err(), CertificateError::NotTrusted);
    let given = authority().builder(&served).intermediates_from_pem(&authority().intermediate);
    verify(&given.expect("the intermediate").build()).expect("the issuer was given");
}

#[test]
fn a_chain_served_whole_needs_nothing_more() {
    for rest in [authority().intermediate.clone(), authority().intermediate.clone() + &authority().root] {
        let served = Served::new(Ok(format!("{}\n{rest}", authority().leaf).into()));
        verify(&authority().builder(&served).build()).expect("the whole chain is there");
        assert_eq!(fetches(&served), 1);
    }
}

#[test]
fn the_issuer_a_leaf_names_is_fetched() {
    let pem = authority().intermediate.clone();
    for issuer in [der(&pem), pem.into_bytes()] {
        let mut served = Served::new(Ok(authority().leaf.clone().into()));
        served.issuers.insert(ISSUER_URL.to_owned(), issuer);
        verify(&authority().builder(&served).build()).expect("the issuer is there");
        assert_eq!(fetches(&served), 2);
    }
}

#[test]
fn an_issuer_that_was_given_is_not_fetched() {
    // The leaf names the place of its issuer, and nobody serves it there.
    let served = Served::new(Ok(authority().leaf.clone().into()));
    let given = authority().builder(&served).intermediates_from_pem(&authority().intermediate);
    verify(&given.expect("the intermediate").build()).expect("the issuer was given");
    assert_eq!(fetches(&served), 1, "the certificate of SNS alone");
}

#[test]
fn an_issuer_is_fetched_only_from_the_authority_of_amazon() {
    for url in ["http://169.254.169.254/latest/meta-data", "http://crt.evil.example/a.cer", "ldap://x/y"] {
        let extensions = leaf_for(&format!("authorityInfoAccess=caIssuers;URI:{url}"));
        let leaf = authority().issue("leaf", "intermediate", &extensions, "-days 20");
        let served = Served::new(Ok(leaf.into()));
        let refused = verify(&authority().builder(&served).build()).unwrap_err();
        assert_refused!(refused, CertificateError::NotTrusted);
        assert_eq!(fetches(&served), 1, "{url}");
    }
}

#[test]
fn an_issuer_that_cannot_be_fetched_may_be_there_later() {
    let served = Served::new(Ok(authority().leaf.clone().into()));
    let refused = verify(&authority().builder(&served).build()).unwrap_err();
    assert!(matches!(refused, IpnError::Fetch(FetchError::Failed(_))), "{refused:?}");
    assert!(refused.is_transient());
    for words in ["`https://sns.<region>.amazonaws.com`", "plain http", "`intermediates_from_pem`"] {
        assert!(refused.to_string().contains(words), "{refused}");
    }
}

#[test]
fn what_is_served_for_an_issuer_must_be_one() {
    let refused = |issuer: Vec<u8>| {
        let mut served = Served::new(Ok(authority().leaf.clone().into()));
        served.issuers.insert(ISSUER_URL.to_owned(), issuer);
        verify(&authority().builder(&served).build()).unwrap_err()
    };
    assert_refused!(refused(b"<html>".to_vec()), CertificateError::Malformed);
    assert_refused!(refused(b"\x30\x00".to_vec()), CertificateError::Malformed);
    assert_refused!(refused(authority().leaf.clone().into()), CertificateError::NotTrusted);
    let long = refused(vec![0x30; MAX_CERTIFICATE_BYTES + 1]);
    assert!(matches!(long, IpnError::Fetch(FetchError::TooLarge)), "{long:?}");
}

#[test]
fn issuers_that_lead_nowhere_are_not_followed_for_long() {
    // Two certificates that name each other's place, and no way to a root.
    let to = |url: &str| {
        let extensions = leaf_for(&format!("authorityInfoAccess=caIssuers;URI:{url}"));
        authority().issue("leaf", "intermediate", &extensions, "-days 20")
    };
    let mut served = Served::new(Ok(to(ISSUER_URL).into()));
    served.issuers.insert(ISSUER_URL.to_owned(), to(OTHER_ISSUER_URL).into());
    served.issuers.insert(OTHER_ISSUER_URL.to_owned(), to(ISSUER_URL).into());
    assert_refused!(verify(&authority().builder(&served).build()).unwrap_err(), CertificateError::NotTrusted);
    assert_eq!(fetches(&served), 4);
}

/// The same intermediate with another usage, and the leaf that its key signed.
fn with_intermediate(words: &str) -> Served {
    let intermediate = authority().issue("intermediate", "root", words, "-days 10");
    let leaf =
        authority().issue("leaf", "intermediate", &leaf_for("extendedKeyUsage=serverAuth"), "-days 20");
    Served::new(Ok((leaf + &intermediate).into()))
}

#[test]
fn an_intermediate_must_be_there_to_sign_certificates() {
    for usage in ["keyUsage=critical,digitalSignature", "keyUsage=critical,cRLSign,digitalSignature", ""] {
        let served = with_intermediate(&format!("basicConstraints=critical,CA:TRUE,pathlen:0\n{usage}\n"));
        let refused = verify(&authority().builder(&served).build()).expect_err(usage);
        assert!(refused.to_string().contains("`keyCertSign`"), "{usage}: {refused}");
        assert_refused!(refused, CertificateError::IssuerUsage);
    }
    let served = with_intermediate(
        "basicConstraints=critical,CA:TRUE,pathlen:0\nkeyUsage=critical,digitalSignature,keyCertSign,cRLSign\n",
    );
    verify(&authority().builder(&served).build()).expect("as Amazon's intermediates are");
}

#[test]
fn an_intermediate_that_may_not_sign_gives_way_to_one_that_may() {
    let served = with_intermediate("basicConstraints=critical,CA:TRUE\nkeyUsage=critical,cRLSign\n");
    let given = authority().builder(&served).intermediates_from_pem(&authority().intermediate);
    verify(&given.expect("the intermediate").build()).expect("there is another way to the root");
}

#[test]
fn an_intermediate_that_may_not_sign_gives_way_to_the_one_the_leaf_names() {
    let words = "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,cRLSign\n";
    let may_not = authority().issue("intermediate", "root", words, "-days 10");
    let mut served = Served::new(Ok((authority().leaf.clone() + &may_not).into()));
    served.issuers.insert(ISSUER_URL.to_owned(), der(&authority().intermediate));
    verify(&authority().builder(&served).build()).expect("it was fetched");
    assert_eq!(fetches(&served), 2);
}

#[test]
fn a_root_must_be_there_to_sign_certificates_if_it_says_what_for() {
    let words = "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,cRLSign\n";
    let no_signer = authority().issue("intermediate", "root", words, "-days 10");
    assert_eq!(TrustedRoots::from_pem(&no_signer).unwrap_err(), CertificateError::NotAnAuthority);
}

#[test]
fn a_root_nobody_trusts_signs_nothing() {
    let leaf = authority().issue("leaf", "intermediate", &leaf_for(""), "-days 20");
    let chain = leaf + &authority().intermediate + &authority().root;
    let served = Served::new(Ok(chain.into()));
    let topics = Topics::only([TOPIC.parse().expect("a topic")]);
    let by_default = Verifier::builder(topics, &served).build();
    assert_refused!(verify(&by_default).unwrap_err(), CertificateError::NotTrusted);
}

#[test]
fn a_root_must_be_one() {
    let refused = |pem: &str| TrustedRoots::from_pem(pem).unwrap_err();
    assert_eq!(refused(&authority().leaf), CertificateError::NotAnAuthority);
    assert_eq!(refused(""), CertificateError::Malformed);
    assert_eq!(
        refused("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"),
        CertificateError::Malformed
    );
}

#[test]
fn what_the_configuration_gives_must_be_certificates() {
    let served = Served::new(Ok(Vec::new()));
    let no_certificate = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    for junk in ["", "<html>", no_certificate, &(authority().leaf.clone() + no_certificate)] {
        let given = authority().builder(&served).intermediates_from_pem(junk);
        assert_eq!(given.unwrap_err(), CertificateError::Malformed, "{junk}");
        let pinned = authority().builder(&served).pin_certificates_from_pem(junk);
        assert_eq!(pinned.unwrap_err(), CertificateError::Malformed, "{junk}");
    }
}

#[test]
fn what_is_served_must_be_a_certificate() {
    let whole = &authority().leaf;
    for junk in ["", "<html>", &whole[..whole.len() / 2], &whole.replace("CERTIFICATE", "PUBLIC KEY")] {
        assert_refused!(refusal(junk), CertificateError::Malformed);
    }
    assert_refused!(refusal(der(whole)), CertificateError::Malformed);
    assert_refused!(refusal(whole.repeat(9)), CertificateError::TooMany);
    let long = refusal(vec![b'\n'; MAX_CERTIFICATE_BYTES + 1]);
    assert!(matches!(long, IpnError::Fetch(FetchError::TooLarge)), "{long:?}");
}

#[test]
fn a_certificate_signs_only_as_its_usage_says() {
    let with_usage =
        |usage: &str| refusal(authority().issue("leaf", "intermediate", &leaf_for(usage), "-days 20"));
    assert_refused!(with_usage("extendedKeyUsage=clientAuth"), CertificateError::WrongUsage);
    assert_refused!(with_usage("keyUsage=critical,keyEncipherment"), CertificateError::WrongUsage);
}

#[test]
fn a_certificate_is_issued_with_a_hash_that_holds() {
    let leaf = |digest: &str| authority().issue("leaf", "intermediate", &leaf_with(""), digest);
    assert_refused!(refusal(leaf("-days 20 -sha1")), CertificateError::IssuerSignature);
    for digest in ["-days 20 -sha384", "-days 20 -sha512"] {
        let served = Served::new(Ok((leaf(digest) + &authority().intermediate).into()));
        verify(&authority().builder(&served).build()).expect(digest);
    }
}

#[test]
fn the_signature_of_the_issuer_is_checked() {
    let der = der(&authority().leaf);
    let mut forged = der.clone();
    *forged.last_mut().expect("bytes") ^= 1;
    let pem = |der: &[u8]| {
        use base64::Engine;
        let text = base64::prelude::BASE64_STANDARD.encode(der);
        format!("-----BEGIN CERTIFICATE-----\n{text}\n-----END CERTIFICATE-----\n")
    };
    assert_refused!(refusal(pem(&forged)), CertificateError::IssuerSignature);
    let served = Served::new(Ok((pem(&der) + &authority().intermediate).into()));
    verify(&authority().builder(&served).build()).expect("the same, unchanged");
}

#[test]
fn a_certificate_is_good_for_its_time() {
    let leaf =
        authority().issue("leaf", "intermediate", &leaf_for("extendedKeyUsage=serverAuth"), "-days 20");
    let served = Served::new(Ok((leaf + &authority().intermediate).into()));
    let at = |when| verify_at(&authority().builder(&served).build(), when);
    at(now() + days(9)).expect("all are valid");
    assert_refused!(at(now() + days(11)).unwrap_err(), CertificateError::IssuerNotValid);
    assert_refused!(at(now() + days(21)).unwrap_err(), CertificateError::Expired);
    assert_refused!(at(now() - days(1)).unwrap_err(), CertificateError::NotYetValid);
}

#[test]
fn an_issuer_that_has_expired_gives_way_to_the_one_the_leaf_names() {
    let words = "basicConstraints=critical,CA:TRUE,pathlen:0\nkeyUsage=critical,keyCertSign\n";
    let renewed = authority().issue("intermediate", "root", words, "-days 25");
    let mut served = Served::new(Ok(authority().leaf.clone().into()));
    served.issuers.insert(ISSUER_URL.to_owned(), der(&renewed));
    let given = authority().builder(&served).intermediates_from_pem(&authority().intermediate);
    let verifier = given.expect("the intermediate").build();
    verify_at(&verifier, now() + days(9)).expect("the one that was given");
    assert_eq!(fetches(&served), 1);
    verify_at(&verifier, now() + days(11)).expect("the one that was fetched");
    assert_eq!(fetches(&served), 3);
}

#[test]
fn a_pinned_certificate_needs_no_chain_and_all_else() {
    let served = Served::new(Ok(authority().leaf.clone().into()));
    let pinned = |pem: &str| {
        Verifier::builder(Topics::any(), &served)
            .pin_certificates_from_pem(pem)
            .expect("a certificate")
            .build()
    };
    verify(&pinned(&authority().leaf)).expect("it is pinned");
    verify(&pinned(&(authority().root.clone() + &authority().leaf))).expect("it is one of those pinned");
    assert_refused!(verify(&pinned(&authority().intermediate)).unwrap_err(), CertificateError::NotPinned);
    let later = verify_at(&pinned(&authority().leaf), now() + days(21)).unwrap_err();
    assert_refused!(later, CertificateError::Expired);
}

/// A certificate of the vectors of `ipn_cases`, in the place of the one that signed.
fn vector(name: &str) -> String {
    let vectors: serde_json::Value =
        serde_json::from_str(include_str!("vectors/sns-cases.json")).expect("the vectors");
    let found = if name == "root" { &vectors["root"] } else { &vectors["certificates"][name] };
    found.as_str().expect(name).to_owned()
}

#[test]
fn each_wrong_certificate_is_refused_in_its_own_words_pinned_or_not() {
    let roots = TrustedRoots::from_pem(&vector("root")).expect("the root");
    for name in ["weak", "ec", "expired", "othercn", "root", "evil"] {
        let served = Served::new(Ok(vector(name).into()));
        let builder = || Verifier::builder(Topics::any(), &served);
        let chained = verify(&builder().roots(roots.clone()).build()).expect_err(name);
        let pin = builder().pin_certificates_from_pem(&vector(name)).expect("a certificate");
        let pinned = verify(&pin.build()).expect_err(name);
        // The chain is all that pinning makes up for, and then it is the wrong key.
        if name == "evil" {
            assert_refused!(chained, CertificateError::NotTrusted);
            assert!(matches!(pinned, IpnError::SignatureMismatch), "{pinned:?}");
            continue;
        }
        for refused in [chained, pinned] {
            let IpnError::Certificate(error) = refused else { panic!("{name}: {refused:?}") };
            let expected = match name {
                "weak" => CertificateError::WeakKey { bits: 1024 },
                "ec" => CertificateError::NotRsa { found: "an elliptic-curve key" },
                "expired" => CertificateError::Expired,
                "othercn" => CertificateError::WrongName,
                _ => CertificateError::Authority,
            };
            assert_eq!(error, expected, "{name}");
        }
    }
}
