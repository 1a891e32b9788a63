//! Why Amazon Pay refuses the signature of a request.

use crate::signing::Algorithm;

/// Where Amazon Pay and the sender of a request disagree about its signature, and what to do about it.
///
/// The message of `InvalidRequestSignature` has the string that Amazon computed. Comparing it with the string that
/// was signed here tells a changed request from a wrong key. Amazon does not document the message. Merchants report
/// this form.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SignatureRefusal {
    /// The hashes differ.
    #[error(
        "Amazon Pay received a canonical request with the hash {amazon}, and {signed} was signed: send exactly the \
         method, path, headers and body that were signed, and look for a proxy that changes them on the way"
    )]
    OtherRequest {
        /// The hash of the canonical request that was signed.
        signed: String,
        /// The hash of the canonical request that Amazon Pay made.
        amazon: String,
    },
    /// The algorithms differ.
    #[error(
        "the request names `{amazon}`, but the signature was made with `{signed}`: name `{signed}` in the header \
         `authorization`"
    )]
    OtherAlgorithm {
        /// The algorithm that signed.
        signed: Algorithm,
        /// The algorithm that Amazon Pay read.
        amazon: Algorithm,
    },
    /// Hash and algorithm agree, so the key differs.
    #[error(
        "Amazon Pay made the same string to sign, so the key does not agree: the public key registered under the \
         public key id does not belong to the private key that signed, or the id belongs to another environment \
         (Sandbox or Live) or another region than the request; compare the key in Seller Central with the public \
         half of yours, and if they are the same, check the system's clock"
    )]
    OtherKey,
    /// One of the two hashes is not known.
    #[error(
        "Amazon Pay refuses the signature and does not name the string to sign: check that private key, public key \
         id, region and environment (Sandbox or Live) belong together, and that the request is sent as it was signed"
    )]
    Unexplained,
}

impl SignatureRefusal {
    pub(super) fn explain(message: Option<&str>, string_to_sign: &str) -> SignatureRefusal {
        let amazon = message.map(Signed::find).unwrap_or_default();
        let ours = Signed::find(string_to_sign);
        match (ours, amazon) {
            (Signed { hash: Some(signed), .. }, Signed { hash: Some(amazon), .. }) if signed != amazon => {
                SignatureRefusal::OtherRequest { signed, amazon }
            }
            (Signed { algorithm: Some(signed), .. }, Signed { algorithm: Some(amazon), .. })
                if signed != amazon =>
            {
                SignatureRefusal::OtherAlgorithm { signed, amazon }
            }
            (Signed { hash: Some(_), .. }, Signed { hash: Some(_), .. }) => SignatureRefusal::OtherKey,
            _ => SignatureRefusal::Unexplained,
        }
    }
}

/// The algorithm and hash that a text names.
#[derive(Default)]
struct Signed {
    algorithm: Option<Algorithm>,
    /// The hash in lower case.
    hash: Option<String>,
}

impl Signed {
    /// Finds the name of an algorithm and a hash in any text, also when the line break between them is lost or is
    /// written as an escape, like the two characters `\n`.
    fn find(text: &str) -> Signed {
        let plain =
            ["\\n", "\\r", "\\t"].iter().fold(text.to_owned(), |text, escape| text.replace(escape, " "));
        let mut found = Signed::default();
        for word in plain.split(|c: char| !c.is_ascii_alphanumeric() && c != '-') {
            // The first name begins with the second name, so it must be tried first.
            let named = Algorithm::ALL
                .iter()
                .find_map(|algorithm| word.strip_prefix(algorithm.as_str()).map(|rest| (*algorithm, rest)));
            let rest = named.map_or(word, |(algorithm, rest)| {
                found.algorithm.get_or_insert(algorithm);
                rest
            });
            if rest.len() == 64 && rest.bytes().all(|byte| byte.is_ascii_hexdigit()) {
                found.hash.get_or_insert_with(|| rest.to_ascii_lowercase());
            }
        }
        found
    }
}
