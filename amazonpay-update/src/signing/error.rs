//! Errors of keys and signatures. No error holds any part of a key.

use amazonpay_update_rules::Rule;
use std::io;
use std::path::PathBuf;

/// A text or file is not a key that this crate can use.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum KeyError {
    /// The file cannot be read.
    #[error(
        "cannot read the key file `{}`",
        path.display()
    )]
    Io {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// The text of a key, or something that looks like one, stands where the path of a key file belongs. The error
    /// does not repeat the text.
    #[error(
        "the path of a key file is needed, and this is the text of a key or looks like one: write the key to a file \
         and pass its path (in Rust, `from_pem` reads the text); if this is the path of a file, give the file a \
         short name"
    )]
    TextForFile,
    /// The content of the file cannot be used.
    #[error(
        "the key file `{}`: {reason}",
        path.display()
    )]
    File {
        /// The file.
        path: PathBuf,
        /// Why the content cannot be used.
        reason: Box<KeyError>,
    },
    /// The text holds no PEM block.
    #[error(
        "no key in PEM form was found: the text must hold everything from the line `-----BEGIN ...-----` to the \
         matching `-----END ...-----`"
    )]
    NotPem,
    /// The text is longer than any key, even with comments around the key.
    #[error("a key is needed, and this has more than {limit} bytes: pass the key alone")]
    TextTooLong {
        /// The most bytes that are read.
        limit: usize,
    },
    /// The text is a key in DER, the binary form.
    #[error(
        "this is a DER file, and PEM is needed: convert it with `openssl pkey -inform DER -in FILE -out key.pem`, \
         and add `-pubin` for a public key"
    )]
    Der,
    /// The text is a public key in the one-line form that `ssh-keygen` writes and only SSH reads.
    #[error(
        "this is a public key for SSH alone, beginning `ssh-rsa`: write it in PEM form with `ssh-keygen -e -m PKCS8 \
         -f FILE`; if a private key is needed, use the file of that name without `.pub`"
    )]
    OpenSshPublic,
    /// The text is a private key in the form that `ssh-keygen` writes and only SSH reads.
    #[error(
        "an `OPENSSH PRIVATE KEY` is for SSH alone: copy the file, because the next command rewrites it, and convert \
         the copy with `ssh-keygen -p -m PEM -f COPY` and an empty new passphrase"
    )]
    OpenSsh,
    /// The private key is encrypted with a passphrase.
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
        "this is a private key, and a public key belongs here: write its public half with `openssl pkey -in FILE \
         -pubout -out public.pem`, and keep the private key to yourself"
    )]
    PrivateForPublic,
    /// Something else stands where a public key belongs.
    #[error(
        "a public key is needed, but this is {found}: use the key that begins `-----BEGIN PUBLIC KEY-----`"
    )]
    NotPublic {
        /// What it is.
        found: &'static str,
    },
    /// The key is of another algorithm: [`Rule::WeakKey`].
    #[error(
        "{}; this is {found}",
        Rule::WeakKey.refusal()
    )]
    NotRsa {
        /// What it is.
        found: &'static str,
    },
    /// The key of state tokens must be on the curve P-256, and this key is not.
    #[error(
        "state tokens are signed with ES256, which needs an elliptic-curve key on P-256; this is {found}: make one \
         with `openssl ecparam -name prime256v1 -genkey -noout -out state.pem`, and its public half with `openssl \
         pkey -in state.pem -pubout -out state-public.pem`"
    )]
    NotP256 {
        /// What it is.
        found: &'static str,
    },
    /// The modulus has fewer than 2048 bits: [`Rule::WeakKey`].
    #[error(
        "{}; this key has {bits} bits",
        Rule::WeakKey.refusal()
    )]
    TooShort {
        /// The size of the modulus.
        bits: usize,
    },
    /// The modulus has more than 8192 bits.
    #[error(
        "this RSA key has {bits} bits, and at most 8192 are supported: use a key of 2048, 3072 or 4096 bits"
    )]
    TooLong {
        /// The size of the modulus.
        bits: usize,
    },
    /// The line breaks of the PEM block are written as the two characters `\n`. This often happens in environment
    /// variables and JSON.
    #[error(
        "this begins like {found}, but it has the two characters `\\n` where a line break belongs: put real line \
         breaks there, as `printf '%b' \"$KEY\"` does in a shell, or read the key from its file"
    )]
    EscapedLineBreaks {
        /// What its first line says it is.
        found: &'static str,
    },
    /// The PEM block has lost its line breaks. Often spaces stand in their place.
    #[error(
        "this begins like {found}, but it is all on one line: put its line breaks back, or read the key from its \
         file; a shell keeps the line breaks of `\"$KEY\"`, and turns the line breaks of `$KEY` without quotes into \
         spaces"
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
    /// The rule of the catalogue that the key breaks. `None` when no rule is about the error.
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
    /// The backend failed: it got no random bytes, or its check of the result found a fault.
    #[error(
        "the RSA operation failed, because the system gave no random bytes or the computation had a fault: try again"
    )]
    Backend,
    /// The time of a request is outside the years that `x-amz-pay-date` can hold.
    #[error(
        "the time is outside the years 1970 to 9999, so `x-amz-pay-date` cannot name it: set the system's clock"
    )]
    Date,
    /// The request's path and query together are longer than the limit of a URI.
    #[error("the request's path and query have more than 65,534 bytes: shorten them")]
    TargetTooLong,
    /// The payload breaks a rule that the compiler could not check. Either the payload is not made by the derive
    /// ([`Rule::PayloadIsDerived`]), or an optional member needs another product type than the type parameter says.
    #[error(
        "{}",
        .0.refusal()
    )]
    BrokenRule(Rule),
}

/// A signature does not verify.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum VerifyError {
    /// The signature is not in Base64.
    #[error("the signature is not Base64: use the standard alphabet with padding, without line breaks")]
    NotBase64,
    /// The signature was made over another text, with another algorithm or with another key.
    #[error(
        "the signature does not match: compare the text byte for byte, the algorithm with its salt length, and the \
         key pair"
    )]
    Mismatch,
    /// The payload was signed for another region than the account's: [`Rule::RegionMismatch`].
    #[error(
        "{}",
        Rule::RegionMismatch.refusal()
    )]
    OtherRegion,
}

impl VerifyError {
    /// The rule of the catalogue that is broken. `None` when no rule is about the error.
    #[must_use]
    pub fn rule(&self) -> Option<Rule> {
        matches!(self, VerifyError::OtherRegion).then_some(Rule::RegionMismatch)
    }
}
