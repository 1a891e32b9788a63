//! The two signature algorithms, and the text that they sign.

use crate::value::word::words;
use sha2::{Digest, Sha256};

words! {
    /// A signature algorithm of Amazon Pay. Both are RSASSA-PSS with SHA-256 and MGF1-SHA-256, and differ in the
    /// length of the salt.
    ///
    /// The page must name every algorithm other than [`Algorithm::Pss`]. If the page names none, Amazon's script
    /// takes [`Algorithm::Pss`], and a V2 signature fails.
    ///
    /// With serde an algorithm is a text, [its name](Algorithm::as_str).
    ///
    /// Documented under "Signing requests" in Amazon Pay's API reference.
    ///
    /// # Examples
    ///
    /// ```
    /// use amazonpay_update::signing::Algorithm;
    ///
    /// assert_eq!(Algorithm::default().as_str(), "AMZN-PAY-RSASSA-PSS-V2");
    /// assert_eq!("AMZN-PAY-RSASSA-PSS".parse(), Ok(Algorithm::Pss));
    /// ```
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
    #[non_exhaustive]
    Algorithm is "algorithm" {
        /// `AMZN-PAY-RSASSA-PSS-V2`: a salt of 32 bytes.
        #[default]
        PssV2 = "AMZN-PAY-RSASSA-PSS-V2",
        /// `AMZN-PAY-RSASSA-PSS`: a salt of 20 bytes. It is still valid, and Amazon's SDKs use it by default.
        Pss = "AMZN-PAY-RSASSA-PSS",
    }
}

impl Algorithm {
    /// The length of the salt in bytes.
    #[must_use]
    pub const fn salt_len(self) -> usize {
        match self {
            Algorithm::PssV2 => 32,
            Algorithm::Pss => 20,
        }
    }
}

/// The string to sign: the algorithm's name, a line feed, and the SHA-256 of the text in lower-case
/// hexadecimal digits.
///
/// The text is the payload exactly as the page gets it. Not even white space may change afterwards. RSASSA-PSS hashes
/// the string to sign once more.
///
/// # Examples
///
/// ```
/// use amazonpay_update::signing::{Algorithm, string_to_sign};
///
/// assert_eq!(
///     string_to_sign(Algorithm::PssV2, "{}"),
///     "AMZN-PAY-RSASSA-PSS-V2\n44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
/// );
/// ```
#[must_use]
pub fn string_to_sign(algorithm: Algorithm, text: &str) -> String {
    let name = algorithm.as_str();
    let mut string = String::with_capacity(name.len() + 1 + 64);
    string.push_str(name);
    string.push('\n');
    push_hash(&mut string, text.as_bytes());
    string
}

/// Appends the SHA-256 of some bytes, in lower-case hexadecimal digits.
pub(crate) fn push_hash(out: &mut String, bytes: &[u8]) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    for byte in Sha256::digest(bytes) {
        out.push(char::from(DIGITS[usize::from(byte >> 4)]));
        out.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
}
