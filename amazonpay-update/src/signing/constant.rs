//! What is signed of a payload that is a constant, as a constant.

use super::Algorithm;
use crate::payload::PayloadText;

impl<P> PayloadText<P> {
    /// SHA-256 of the canonical text, also in a constant.
    ///
    /// While the program runs, [`ToSign`](super::ToSign) is faster.
    #[must_use]
    pub const fn sha256(&self) -> [u8; 32] {
        sha256(self.as_str().as_bytes())
    }

    /// The string to sign, also in a constant.
    ///
    /// rustc takes texts of up to 16 KiB without a complaint; no payload that keeps the limits of its members and
    /// restricts a few hundred areas is longer.
    ///
    /// # Examples
    ///
    /// ```
    /// use amazonpay_update::payload::PayloadText;
    /// use amazonpay_update::signing::{Algorithm, ConstantStringToSign};
    /// use amazonpay_update::{PayOnly, update_payload};
    ///
    /// const UPDATE: &PayloadText<PayOnly> = &update_payload!(PayOnly, {
    ///     "storeId": "amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId",
    ///     "chargePermissionId": "B01-0000000-0000000",
    ///     "chargePermissionType": "PaymentMethodOnFile",
    ///     "webCheckoutDetails": { "checkoutResultReturnUrl": "https://a.com/merchant-result-page" },
    ///     "paymentMethodOnFileMetadata": { "setupOnly": true },
    ///     "paymentDetails": { "paymentIntent": "Confirm" },
    /// });
    /// const TO_SIGN: ConstantStringToSign = UPDATE.string_to_sign(Algorithm::PssV2);
    /// const TEXT: &str = TO_SIGN.as_str();
    /// assert!(TEXT.starts_with("AMZN-PAY-RSASSA-PSS-V2\n"));
    /// ```
    #[must_use]
    pub const fn string_to_sign(&self, algorithm: Algorithm) -> ConstantStringToSign {
        let mut text = ConstantStringToSign { bytes: [0; LONGEST], length: 0 };
        text.push(algorithm.as_str().as_bytes());
        text.push(b"\n");
        let hash = self.sha256();
        let mut at = 0;
        while at < hash.len() {
            text.push(&[HEX[(hash[at] >> 4) as usize], HEX[(hash[at] & 15) as usize]]);
            at += 1;
        }
        text
    }
}

const HEX: &[u8; 16] = b"0123456789abcdef";

/// The longest name of an algorithm, a line break, and a hash in hexadecimal digits.
const LONGEST: usize = "AMZN-PAY-RSASSA-PSS-V2".len() + 1 + 64;

/// A string to sign that can be a constant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConstantStringToSign {
    bytes: [u8; LONGEST],
    length: usize,
}

impl ConstantStringToSign {
    /// The text.
    #[must_use]
    pub const fn as_str(&self) -> &str {
        match str::from_utf8(self.bytes.split_at(self.length).0) {
            Ok(text) => text,
            // It is ASCII.
            Err(_) => "",
        }
    }

    const fn push(&mut self, bytes: &[u8]) {
        let mut at = 0;
        while at < bytes.len() {
            self.bytes[self.length] = bytes[at];
            self.length += 1;
            at += 1;
        }
    }
}

/// The first 32 bits of the fractional parts of the cube roots of the first 64 primes (FIPS 180-4, 4.2.2).
const K: [u32; 64] = [
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
];

/// SHA-256 (FIPS 180-4), as a constant function: the crate `sha2` has none.
const fn sha256(message: &[u8]) -> [u8; 32] {
    let mut hash: [u32; 8] =
        [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];
    let blocks = (message.len() + 9).div_ceil(64);
    let mut block = 0;
    while block < blocks {
        hash = compressed(hash, &words(message, block, blocks));
        block += 1;
    }
    let mut bytes = [0; 32];
    let mut at = 0;
    while at < 32 {
        bytes[at] = hash[at / 4].to_be_bytes()[at % 4];
        at += 1;
    }
    bytes
}

/// A block of the message as words; the padding is behind the message.
const fn words(message: &[u8], block: usize, blocks: usize) -> [u32; 64] {
    let mut words = [0; 64];
    let mut at = 0;
    while at < 64 {
        let place = block * 64 + at;
        let byte = if place < message.len() {
            message[place]
        } else if place == message.len() {
            0x80
        } else if block + 1 == blocks && at >= 56 {
            ((message.len() as u64) * 8).to_be_bytes()[at - 56]
        } else {
            0
        };
        words[at / 4] = words[at / 4] << 8 | byte as u32;
        at += 1;
    }
    let mut at = 16;
    while at < 64 {
        let (a, b) = (words[at - 15], words[at - 2]);
        let first = a.rotate_right(7) ^ a.rotate_right(18) ^ a >> 3;
        let second = b.rotate_right(17) ^ b.rotate_right(19) ^ b >> 10;
        words[at] = words[at - 16].wrapping_add(first).wrapping_add(words[at - 7]).wrapping_add(second);
        at += 1;
    }
    words
}

#[allow(clippy::many_single_char_names, reason = "the names of FIPS 180-4")]
const fn compressed(hash: [u32; 8], words: &[u32; 64]) -> [u32; 8] {
    let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] = hash;
    let mut at = 0;
    while at < 64 {
        let first = (e.rotate_right(6) ^ e.rotate_right(11) ^ e.rotate_right(25))
            .wrapping_add(h)
            .wrapping_add(e & f ^ !e & g)
            .wrapping_add(K[at])
            .wrapping_add(words[at]);
        let second =
            (a.rotate_right(2) ^ a.rotate_right(13) ^ a.rotate_right(22)).wrapping_add(a & b ^ a & c ^ b & c);
        (h, g, f, e, d, c, b) = (g, f, e, d.wrapping_add(first), c, b, a);
        a = first.wrapping_add(second);
        at += 1;
    }
    let added = [a, b, c, d, e, f, g, h];
    let mut sum = [0; 8];
    let mut at = 0;
    while at < 8 {
        sum[at] = hash[at].wrapping_add(added[at]);
        at += 1;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use sha2::{Digest, Sha256};

    #[test]
    fn it_is_the_hash_of_sha2_for_every_length() {
        let message: Vec<u8> = (0..=255).cycle().take(300).collect();
        for length in 0..message.len() {
            let message = &message[..length];
            assert_eq!(sha256(message), Sha256::digest(message).as_slice(), "{length}");
        }
    }
}
