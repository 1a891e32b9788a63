//! Messages right and wrong, each with what a strict verifier says.

#[path = "ipn_support/cases.rs"]
mod cases;
mod ipn_support;

use amazonpay_update::ipn::{
    CertificateError, FetchError, IpnError, Message, Topics, TrustedRoots, Verifier, VerifierBuilder,
};
use cases::{Case, Vectors};
use ipn_support::{Served, now_or_never, time};
use std::time::Duration;

impl Vectors {
    fn served(&self, case: &Case) -> Served {
        let body = case.body.as_ref().unwrap_or(&self.certificates[&case.certificate]);
        let status = case.status.try_into().expect("a status");
        Served::new(if case.status == 200 {
            Ok(body.clone().into())
        } else {
            Err(FetchError::Status(status))
        })
    }

    /// What a verifier with the policy of the vectors says, trusting the root of the vectors.
    fn with_chain(&self, case: &Case) -> Result<Message, IpnError> {
        let served = self.served(case);
        let roots = TrustedRoots::from_pem(&self.root).expect("the root");
        case.verify(&builder(&served).roots(roots).build())
    }

    /// The same, with the leaf of the case pinned.
    fn pinned(&self, case: &Case) -> Result<Message, IpnError> {
        let served = self.served(case);
        let pin = &self.certificates[&case.certificate];
        case.verify(&builder(&served).pin_certificates_from_pem(pin).expect("a certificate").build())
    }
}

impl Case {
    fn verify(&self, verifier: &Verifier<&Served>) -> Result<Message, IpnError> {
        now_or_never(verifier.verify_at(self.text().as_bytes(), time("2026-01-02T03:10:00Z")))
    }
}

fn builder(served: &Served) -> VerifierBuilder<&Served> {
    let topic = "arn:aws:sns:us-east-1:291180941288:A3BXB0YN3XH17HA3LVSV45M75151".parse().expect("a topic");
    Verifier::builder(Topics::only([topic]), served).max_age(Duration::from_secs(3600)).allow_sha1()
}

/// Why each case is refused. Which error it is: one of another kind would mean that the check the case is
/// about was never reached.
fn reason(id: &str) -> fn(&IpnError) -> bool {
    match id {
        "lambda key names (SigningCertUrl)" => |error| matches!(error, IpnError::LambdaSpelling { .. }),
        "tampered TopicArn"
        | "Subject added"
        | "Token changed"
        | "signature by another key"
        | "v1 signature labelled 2"
        | "v2 signature labelled 1" => |error| matches!(error, IpnError::SignatureMismatch),
        "signature with junk characters" => |error| matches!(error, IpnError::SignatureNotBase64),
        "SignatureVersion \"0\"" | "SignatureVersion \"02\"" => {
            |error| matches!(error, IpnError::SignatureVersion)
        }
        "SignatureVersion null"
        | "SigningCertURL missing"
        | "TopicArn missing"
        | "MessageId missing"
        | "Type missing"
        | "MessageId missing and signed without it"
        | "cert url: empty"
        | "text: __proto__ carries the fields" => |error| matches!(error, IpnError::MissingMember { .. }),
        "SignatureVersion 1"
        | "SignatureVersion 2"
        | "Message a number, signed as its text"
        | "Message a list, signed as its text" => |error| matches!(error, IpnError::NotAString { .. }),
        "Type in lower case, signed" => |error| matches!(error, IpnError::UnknownType),
        "certificate by a root that is not trusted" => {
            |error| matches!(error, IpnError::Certificate(CertificateError::NotTrusted))
        }
        "certificate answer is 404 with a certificate in it" => {
            |error| matches!(error, IpnError::Fetch(FetchError::Status(_)))
        }
        "text: JSON string" => |error| matches!(error, IpnError::NotAnObject { .. }),
        "text: duplicate key, last wins" => |error| matches!(error, IpnError::DuplicateKey),
        url if url.starts_with("cert url: ") => |error| matches!(error, IpnError::CertificateUrl),
        other => panic!("no reason is known for {other}"),
    }
}

#[test]
fn every_case_comes_out_as_a_strict_verifier_has_it() {
    let vectors = Vectors::read();
    assert_eq!(vectors.cases.len(), 50);
    for case in &vectors.cases {
        let (with_chain, pinned) = (vectors.with_chain(case), vectors.pinned(case));
        let id = &case.id;
        for refused in [&with_chain, &pinned].into_iter().filter_map(|outcome| outcome.as_ref().err()) {
            assert!(reason(id)(refused), "{id}: {refused:?}");
        }
        match case.strict.as_str() {
            "accept" | "accept (or refuse by policy: SHA-1)" | "accept, but treat the field as untrusted" => {
                assert!(with_chain.is_ok(), "{id}: {with_chain:?}");
                assert!(pinned.is_ok(), "{id}, pinned: {pinned:?}");
            }
            "refuse when the chain is checked" => {
                assert!(with_chain.is_err(), "{id}");
                assert!(pinned.is_ok(), "{id}, pinned: {pinned:?}");
            }
            "refuse" | "refuse unless configured" | "refuse (HTTP delivery has SigningCertURL)" => {
                assert!(with_chain.is_err(), "{id}");
                assert!(pinned.is_err(), "{id}, pinned");
            }
            other => panic!("{id}: no such verdict: {other}"),
        }
    }
}

#[test]
fn sha1_is_taken_only_when_allowed() {
    let vectors = Vectors::read();
    let case = vectors.cases.iter().find(|case| case.id == "notification v1").expect("the case");
    let served = vectors.served(case);
    let topics = Topics::only(["arn:aws:sns:us-east-1:291180941288:A3BXB0YN3XH17HA3LVSV45M75151"
        .parse()
        .expect("a topic")]);
    let refused = case.verify(&Verifier::builder(topics, &served).build());
    assert!(matches!(refused, Err(IpnError::Sha1NotAllowed)), "{refused:?}");
    assert_eq!(served.fetches.into_inner(), 0, "nothing was fetched for it");
}

#[test]
fn china_s_domain_is_for_regions_in_china_also_when_that_is_allowed() {
    let vectors = Vectors::read();
    let case = vectors.cases.iter().find(|case| case.id == "cert url: china host").expect("the case");
    let served = vectors.served(case);
    let roots = TrustedRoots::from_pem(&vectors.root).expect("the root");
    let refused = case.verify(&builder(&served).roots(roots).allow_china().build());
    assert!(matches!(refused, Err(IpnError::CertificateUrl)), "{refused:?}");
}
