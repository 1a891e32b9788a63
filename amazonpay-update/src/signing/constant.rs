//! The string to sign of a constant payload, as a constant.

use super::Algorithm;
use crate::payload::PayloadText;

impl<P> PayloadText<P> {
    /// The SHA-256 of the canonical text, also in a constant.
    ///
    /// While the program runs, [`ToSign`](super::ToSign) is faster.
    #[must_use]
    pub const fn sha256(&self) -> [u8; 32] {
        sha256(self.as_str().as_bytes())
    }

    /// The string to sign, also in a constant.
    ///
    /// rustc takes texts of up to 16 KiB without a complaint. A payload that keeps the limits of its members and
    /// restricts a few hundred areas is no longer than that.
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
            // The text is ASCII.
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
    0x428a_2f98,
    0x7137_4491,
    0xb5c0_fbcf,
    0xe9b5_dba5,
    0x3956_c25b,
    0x59f1_11f1,
    0x923f_82a4,
    0xab1c_5ed5,
    0xd807_aa98,
    0x1283_5b01,
    0x2431_85be,
    0x550c_7dc3,
    0x72be_5d74,
    0x80de_b1fe,
    0x9bdc_06a7,
    0xc19b_f174,
    0xe49b_69c1,
    0xefbe_4786,
    0x0fc1_9dc6,
    0x240c_a1cc,
    0x2de9_2c6f,
    0x4a74_84aa,
    0x5cb0_a9dc,
    0x76f9_88da,
    0x983e_5152,
    0xa831_c66d,
    0xb003_27c8,
    0xbf59_7fc7,
    0xc6e0_0bf3,
    0xd5a7_9147,
    0x06ca_6351,
    0x1429_2967,
    0x27b7_0a85,
    0x2e1b_2138,
    0x4d2c_6dfc,
    0x5338_0d13,
    0x650a_7354,
    0x766a_0abb,
    0x81c2_c92e,
    0x9272_2c85,
    0xa2bf_e8a1,
    0xa81a_664b,
    0xc24b_8b70,
    0xc76c_51a3,
    0xd192_e819,
    0xd699_0624,
    0xf40e_3585,
    0x106a_a070,
    0x19a4_c116,
    0x1e37_6c08,
    0x2748_774c,
    0x34b0_bcb5,
    0x391c_0cb3,
    0x4ed8_aa4a,
    0x5b9c_ca4f,
    0x682e_6ff3,
    0x748f_82ee,
    0x78a5_636f,
    0x84c8_7814,
    0x8cc7_0208,
    0x90be_fffa,
    0xa450_6ceb,
    0xbef9_a3f7,
    0xc671_78f2,
];

/// SHA-256 (FIPS 180-4), as a constant function: the crate `sha2` has none.
const fn sha256(message: &[u8]) -> [u8; 32] {
    let mut hash: [u32; 8] = [
        0x6a09_e667,
        0xbb67_ae85,
        0x3c6e_f372,
        0xa54f_f53a,
        0x510e_527f,
        0x9b05_688c,
        0x1f83_d9ab,
        0x5be0_cd19,
    ];
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
