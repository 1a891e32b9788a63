//! Errors of keys and signatures. No error holds any part of a key.

use amazonpay_update_rules::Rule;
use std::io;
use std::path::PathBuf;

/// A text or file is not a key that this crate can use.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum KeyError {
    /// The file cannot be read.
    #[error("cannot read the key file `{}`", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// The text of a key stands where the path of its file belongs, or something that looks like one. It is
    /// not repeated.
    #[error(
        "a key file is needed, and this is the text of a key or looks like it: write the key to a file and name that \
         file, or read the text with `from_pem`; where this is the path of a file, give the file a short name"
    )]
    TextForFile,
    /// The content of the file cannot be used.
    #[error("the key file `{}`: {reason}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// The fault of its content.
        reason: Box<KeyError>,
    },
    /// The text holds no PEM block.
    #[error(
        "no key in PEM form was found: the text must hold a line `-----BEGIN ...-----` and all that follows it, up to \
         the matching `-----END ...-----`"
    )]
    NotPem,
    /// The text is longer than any key with what may stand around it.
    #[error("a key is needed, and this has more than {limit} bytes: pass the key alone")]
    TextTooLong {
        /// How many bytes are read at most.
        limit: usize,
    },
    /// The binary form of a key.
    #[error(
        "this is a DER file, and PEM is needed: convert it with `openssl pkey -inform DER -in FILE -out key.pem`, \
         and for a public key with `-pubin` as well"
    )]
    Der,
    /// The one line of a public key that `ssh-keygen` writes, which only SSH reads.
    #[error(
        "`ssh-rsa` begins a public key for SSH alone: write it in PEM form with `ssh-keygen -e -m PKCS8 -f FILE`; where \
         a private key belongs, use the file of that name without `.pub`"
    )]
    OpenSshPublic,
    /// The form `ssh-keygen` writes, which only SSH reads.
    #[error(
        "an `OPENSSH PRIVATE KEY` is for SSH alone: convert an RSA key with `ssh-keygen -p -m PEM -f FILE` and an \
         empty new passphrase; this rewrites FILE in place, so make a copy first and convert the copy"
    )]
    OpenSsh,
    /// The key needs a passphrase.
    #[error(
        "the private key is encrypted: write a decrypted copy with `openssl pkey -in FILE -out private.pem` and keep \
         that file where only the service can read it"
    )]
    Encrypted,
    /// Something else stands where a private key belongs.
    #[error(
        "a private key is needed, but this is {found}: use the private half, `-----BEGIN PRIVATE KEY-----`"
    )]
    NotPrivate {
        /// What it is.
        found: &'static str,
    },
    /// A private key stands where a public key belongs.
    #[error(
        "this is a private key, and a public key belongs here: write its public half with \
         `openssl pkey -in FILE -pubout -out public.pem`, and keep the private key to yourself"
    )]
    PrivateForPublic,
    /// Something else stands where a public key belongs.
    #[error(
        "a public key is needed, but this is {found}: use the one that begins `-----BEGIN PUBLIC KEY-----`"
    )]
    NotPublic {
        /// What it is.
        found: &'static str,
    },
    /// The key is of another algorithm: [`Rule::WeakKey`].
    #[error("{}; this is {found}", Rule::WeakKey.refusal())]
    NotRsa {
        /// What it is.
        found: &'static str,
    },
    /// The key of state tokens must be on the curve P-256, and this one is not.
    #[error(
        "state tokens are signed with ES256, which needs an elliptic-curve key on P-256; this is {found}: make one with \
         `openssl ecparam -name prime256v1 -genkey -noout -out state.pem`, and its public half with \
         `openssl pkey -in state.pem -pubout -out state-public.pem`"
    )]
    NotP256 {
        /// What it is.
        found: &'static str,
    },
    /// The modulus has fewer than 2048 bits: [`Rule::WeakKey`].
    #[error("{}; this key has {bits} bits", Rule::WeakKey.refusal())]
    TooShort {
        /// The size of the modulus.
        bits: usize,
    },
    /// The modulus has more than 8192 bits.
    #[error(
        "this RSA key has {bits} bits, and at most 8192 are supported: use one of 2048, 3072 or 4096 bits"
    )]
    TooLong {
        /// The size of the modulus.
        bits: usize,
    },
    /// The line breaks of the PEM block are written `\n`, as an environment variable or JSON often has them.
    #[error(
        "this begins like {found}, but it has the two characters `\\n` where a line break belongs: put real line breaks \
         there, as `printf '%b' \"$KEY\"` does in a shell, or read the key from its file"
    )]
    EscapedLineBreaks {
        /// What its first line says it is.
        found: &'static str,
    },
    /// The PEM block has lost its line breaks; often spaces stand in their place.
    #[error(
        "this begins like {found}, but it is all on one line: put its line breaks back, or read the key from its file; \
         a shell keeps the line breaks of `\"$KEY\"`, in quotes, and makes spaces of those of `$KEY`"
    )]
    NoLineBreaks {
        /// What its first line says it is.
        found: &'static str,
    },
    /// The PEM block does not hold what its first line says.
    #[error(
        "this begins like {found}, but it is damaged or incomplete: copy the whole file again, unchanged"
    )]
    Malformed {
        /// What its first line says it is.
        found: &'static str,
    },
}

impl KeyError {
    /// The rule of the catalogue that the key breaks, where there is one.
    #[must_use]
    pub fn rule(&self) -> Option<Rule> {
        match self {
            KeyError::File { reason, .. } => reason.rule(),
            KeyError::NotRsa { .. } | KeyError::TooShort { .. } => Some(Rule::WeakKey),
            _ => None,
        }
    }
}

/// A signature could not be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SignError {
    /// The backend failed: it got no randomness, or its check of the result found a fault.
    #[error("the RSA operation failed: no randomness from the system, or a fault in the computation")]
    Backend,
    /// The time of a request cannot be written.
    #[error(
        "the time is outside the years 1970 to 9999, so `x-amz-pay-date` cannot name it: set the system's clock"
    )]
    Date,
    /// The target of a request is longer than a request can have.
    #[error("path and query of the request have more than 65,534 bytes: ask for less at once")]
    TargetTooLong,
    /// The payload breaks a rule that the compiler could not see broken: the derive has not made it
    /// ([`Rule::PayloadIsDerived`]), or one of its optional members needs another product type than was
    /// chosen for its type parameter.
    #[error("{}", .0.refusal())]
    BrokenRule(Rule),
}

/// A signature is not good for a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum VerifyError {
    /// The signature is not in Base64.
    #[error(
        "the signature is not Base64: the standard alphabet with padding, without line breaks, is needed"
    )]
    NotBase64,
    /// The signature was made over another text, with another algorithm or with another key.
    #[error(
        "the signature does not match: compare the text byte for byte, the algorithm with its salt length, and the \
         key pair"
    )]
    Mismatch,
    /// It was signed for another region than the account's: [`Rule::RegionMismatch`].
    #[error("{}", Rule::RegionMismatch.refusal())]
    OtherRegion,
}

impl VerifyError {
    /// The rule of the catalogue that is broken, where there is one.
    #[must_use]
    pub fn rule(&self) -> Option<Rule> {
        matches!(self, VerifyError::OtherRegion).then_some(Rule::RegionMismatch)
    }
}
