//! The message of Amazon's servers about a signature that they refuse.

use super::alteration::{Alteration, hash_of};
use crate::shown::may_be_shown;
use crate::signing::Algorithm;
use crate::value::UnknownWord;
use std::fmt;

/// The message on Amazon's page beside `InvalidSignatureError`:
/// `Signature <Base64> does not match signedString <algorithm> <hash> for merchant <id>`.
///
/// Amazon's servers computed the algorithm and the hash from the request. Comparing the two with the signed text
/// tells a changed payload, a wrong algorithm and a wrong key apart.
///
/// Amazon does not document the message. Merchants report this form.
///
/// # Examples
///
/// ```
/// use amazonpay_update::signing::{Algorithm, AmazonMessage, Disagreement};
///
/// let message = AmazonMessage::parse(
///     "Signature c2lnbmF0dXJl does not match signedString AMZN-PAY-RSASSA-PSS
///      44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a for merchant A3LVSV45M75151",
/// )?;
/// let found = message.explain(Algorithm::PssV2, "{}", "c2lnbmF0dXJl");
/// assert_eq!(found, [Disagreement::AlgorithmNotNamed]);
/// assert!(found[0].to_string().contains("pass `algorithm`"));
/// # Ok::<(), amazonpay_update::signing::NotAmazonsMessage>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AmazonMessage {
    signature: String,
    algorithm: Algorithm,
    hash: String,
    merchant_id: String,
}

/// A text is not Amazon's message about a signature.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotAmazonsMessage {
    /// The text does not have the words of the message.
    #[error(
        "this is not Amazon's message: copy the whole line `Signature ... does not match signedString ... for \
         merchant ...`"
    )]
    OtherWords,
    /// A part of the message is missing or malformed.
    #[error("Amazon's message has no {missing}: copy the whole line, up to the merchant's id")]
    Incomplete {
        /// The missing part.
        missing: &'static str,
    },
    /// The message names an algorithm that this crate does not know.
    #[error("Amazon's message names an algorithm that this crate does not know: {0}")]
    Algorithm(UnknownWord),
}

/// Where Amazon's servers and the signer disagree, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Disagreement {
    /// The message is about another signature.
    #[error(
        "Amazon's message is about another signature: compare it with the payload that was on that page; each \
         signing makes a new signature"
    )]
    OtherSignature,
    /// The hashes differ: the payload was changed on its way.
    #[error(
        "the payload was changed after it was signed: Amazon received a text with the hash {amazon}, and {signed} \
         was signed; {}",
        how(*.by)
    )]
    PayloadChanged {
        /// The hash of the text that was signed.
        signed: String,
        /// The hash of the text that Amazon's servers received.
        amazon: String,
        /// What changed the payload, if that is known.
        by: Option<Alteration>,
    },
    /// The page did not name the algorithm, so Amazon's script took the older one.
    #[error(
        "the page does not name the algorithm, so Amazon took `AMZN-PAY-RSASSA-PSS`: pass `algorithm` with the value \
         `AMZN-PAY-RSASSA-PSS-V2` beside `payloadJSON`, `signature` and `publicKeyId`"
    )]
    AlgorithmNotNamed,
    /// The page named another algorithm.
    #[error(
        "the page names `{amazon}`, but the signature was made with `{signed}`: pass `{signed}` as `algorithm`"
    )]
    OtherAlgorithm {
        /// The algorithm that signed.
        signed: Algorithm,
        /// The algorithm that Amazon's servers read.
        amazon: Algorithm,
    },
    /// Payload and algorithm agree. Amazon has another public key under the id.
    #[error(
        "payload and algorithm agree, so the key does not: the public key registered under the `publicKeyId` does \
         not belong to the private key that signed, or the id belongs to another environment (Sandbox or Live), \
         another region or another merchant than {merchant_id}; compare the key in Seller Central with the public \
         half of yours"
    )]
    OtherKey {
        /// The merchant whose keys Amazon's servers tried.
        merchant_id: String,
    },
}

fn how(by: Option<Alteration>) -> String {
    by.map_or_else(
        || {
            "usually the page encodes the JSON again, where it should pass the text on as a string, or PHP's \
             `stripcslashes` takes its backslashes away"
                .to_owned()
        },
        |change| format!("{change}; pass on the text that was signed, byte for byte"),
    )
}

impl AmazonMessage {
    /// Finds the message in a text copied from Amazon's page or its source.
    ///
    /// White space, line breaks (also as the two characters `\n`), HTML and other text around it are
    /// skipped.
    ///
    /// # Errors
    ///
    /// [`NotAmazonsMessage`] names the missing part.
    pub fn parse(text: &str) -> Result<AmazonMessage, NotAmazonsMessage> {
        let plain = plain_text(text);
        let words: Vec<&str> = plain.split(|c| !is_of_word(c)).filter(|word| !word.is_empty()).collect();
        let (before, after) = split_at(&words, &["does", "not", "match", "signedString"])?;
        let start = before.iter().rposition(|word| word.eq_ignore_ascii_case("Signature"));
        // A signature copied from a page may have line breaks.
        let signature = start.map(|start| before[start + 1..].concat()).unwrap_or_default();
        let [algorithm, hash, ..] = after else {
            return Err(NotAmazonsMessage::Incomplete { missing: "algorithm and hash" });
        };
        let missing = |missing| NotAmazonsMessage::Incomplete { missing };
        if signature.is_empty() {
            return Err(missing("signature"));
        }
        if hash.len() != 64 || !hash.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(missing("hash of 64 hexadecimal digits"));
        }
        let (_, merchant) =
            split_at(&after[2..], &["for", "merchant"]).map_err(|_| missing("merchant id"))?;
        let merchant_id = merchant.first().filter(|id| may_be_shown(id)).ok_or(missing("merchant id"))?;
        Ok(AmazonMessage {
            signature,
            algorithm: algorithm.parse().map_err(NotAmazonsMessage::Algorithm)?,
            hash: hash.to_ascii_lowercase(),
            merchant_id: (*merchant_id).to_owned(),
        })
    }

    /// Says where Amazon's servers and the signer disagree. The list has at least one cause, and the most likely
    /// cause is first.
    ///
    /// Pass the algorithm, text and signature that the page was given.
    #[must_use]
    pub fn explain(&self, algorithm: Algorithm, text: &str, signature: &str) -> Vec<Disagreement> {
        if self.signature != signature {
            return vec![Disagreement::OtherSignature];
        }
        let mut found = Vec::new();
        let signed = hash_of(text);
        if signed != self.hash {
            let (amazon, by) =
                (self.hash.clone(), Alteration::find(text, |changed| hash_of(changed) == self.hash));
            found.push(Disagreement::PayloadChanged { signed, amazon, by });
        }
        match (algorithm, self.algorithm) {
            (Algorithm::PssV2, Algorithm::Pss) => found.push(Disagreement::AlgorithmNotNamed),
            (signed, amazon) if signed != amazon => {
                found.push(Disagreement::OtherAlgorithm { signed, amazon });
            }
            _ => {}
        }
        if found.is_empty() {
            found.push(Disagreement::OtherKey { merchant_id: self.merchant_id.clone() });
        }
        found
    }

    /// The signature that was refused.
    #[must_use]
    pub fn signature(&self) -> &str {
        &self.signature
    }

    /// The algorithm Amazon's servers read.
    #[must_use]
    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// The SHA-256 of the payload Amazon's servers received, in lower-case hexadecimal digits.
    #[must_use]
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// The merchant whose keys Amazon's servers tried, as the message has it.
    #[must_use]
    pub fn merchant_id(&self) -> &str {
        &self.merchant_id
    }
}

impl fmt::Display for AmazonMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let AmazonMessage { signature, algorithm, hash, merchant_id } = self;
        write!(
            f,
            "Signature {signature} does not match signedString {algorithm} {hash} for merchant {merchant_id}"
        )
    }
}

/// A text without tags, entities and escaped line breaks.
fn plain_text(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        let (before, tag) = rest.split_at(start);
        plain.push_str(before);
        plain.push(' ');
        // Without an end it is no tag, and neither is the rest of the text.
        let end = tag.find('>').unwrap_or_default();
        rest = &tag[end + 1..];
        if end == 0 {
            break;
        }
    }
    plain.push_str(rest);
    // Base64 has these characters, and pages escape them.
    let spelled =
        [("&#43;", "+"), ("&#x2B;", "+"), ("&#47;", "/"), ("&#x2F;", "/"), ("&#61;", "="), ("&#x3D;", "=")];
    let spaces = [("&nbsp;", " "), ("&quot;", " "), ("\\r", " "), ("\\n", " "), ("\\/", "/")];
    spelled.iter().chain(&spaces).fold(plain, |plain, (from, to)| plain.replace(from, to))
}

/// A letter, a digit, or another character of Base64 or of an algorithm's name.
fn is_of_word(character: char) -> bool {
    character.is_ascii_alphanumeric() || "+/=-_".contains(character)
}

fn split_at<'w, 't>(
    words: &'w [&'t str],
    phrase: &[&str],
) -> Result<(&'w [&'t str], &'w [&'t str]), NotAmazonsMessage> {
    let is_phrase =
        |words: &[&str]| words.iter().zip(phrase).all(|(word, wanted)| word.eq_ignore_ascii_case(wanted));
    let at = words.windows(phrase.len()).position(is_phrase).ok_or(NotAmazonsMessage::OtherWords)?;
    Ok((&words[..at], &words[at + phrase.len()..]))
}
