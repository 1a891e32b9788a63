//! PEM blocks (RFC 7468) within a text.

use super::error::KeyError;
use pem_rfc7468::Decoder;
use std::iter;
use zeroize::Zeroizing;

/// The most bytes of a text that are read. A key has a few thousand. The rest is for text around the key.
pub(crate) const LONGEST_TEXT: usize = 1 << 20;

/// The kind of content that the first line of a block names.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Label {
    Pkcs8Private,
    Pkcs1Private,
    EncryptedPrivate,
    OpenSshPrivate,
    EcPrivate,
    DsaPrivate,
    SpkiPublic,
    Pkcs1Public,
    Certificate,
    Other,
}

impl Label {
    fn new(text: &str) -> Label {
        match text {
            "PRIVATE KEY" => Label::Pkcs8Private,
            "RSA PRIVATE KEY" => Label::Pkcs1Private,
            "ENCRYPTED PRIVATE KEY" => Label::EncryptedPrivate,
            "OPENSSH PRIVATE KEY" => Label::OpenSshPrivate,
            "EC PRIVATE KEY" => Label::EcPrivate,
            "DSA PRIVATE KEY" => Label::DsaPrivate,
            "PUBLIC KEY" => Label::SpkiPublic,
            "RSA PUBLIC KEY" => Label::Pkcs1Public,
            "CERTIFICATE" => Label::Certificate,
            _ => Label::Other,
        }
    }

    pub(crate) const fn is_private(self) -> bool {
        matches!(
            self,
            Label::Pkcs8Private
                | Label::Pkcs1Private
                | Label::EncryptedPrivate
                | Label::OpenSshPrivate
                | Label::EcPrivate
                | Label::DsaPrivate
        )
    }

    pub(crate) const fn is_public(self) -> bool {
        matches!(self, Label::SpkiPublic | Label::Pkcs1Public)
    }

    /// The words for it in an error.
    pub(crate) const fn found(self) -> &'static str {
        match self {
            Label::EcPrivate => "an elliptic-curve key",
            Label::DsaPrivate => "a DSA key",
            Label::SpkiPublic | Label::Pkcs1Public => "a public key",
            Label::Certificate => "a certificate",
            Label::Other => "a PEM block of another kind",
            _ => "a private key",
        }
    }
}

/// A block, still encoded.
#[derive(Clone, Copy)]
pub(crate) struct Block<'a> {
    pub(crate) label: Label,
    /// From the dashes before `BEGIN` to the dashes behind the label after `END`.
    text: &'a str,
}

impl<'a> Block<'a> {
    /// The first block whose label is `wanted`, or else the first block. Text around the block is skipped: `openssl`
    /// writes parameters and certificates, and people write comments.
    pub(crate) fn find(text: &'a str, wanted: fn(Label) -> bool) -> Result<Block<'a>, KeyError> {
        if text.len() > LONGEST_TEXT {
            return Err(KeyError::TextTooLong { limit: LONGEST_TEXT });
        }
        let mut first = None;
        for block in Block::all(text) {
            if wanted(block.label) {
                return Ok(block);
            }
            first = first.or(Some(block));
        }
        first.ok_or_else(|| {
            // `ssh-keygen` writes this file beside the private key.
            if text.trim_start().starts_with("ssh-rsa ") { KeyError::OpenSshPublic } else { KeyError::NotPem }
        })
    }

    /// Every complete block of a text. An incomplete block ends where the next block begins, so each part of the text
    /// is read once.
    fn all(text: &'a str) -> impl Iterator<Item = Block<'a>> {
        const BEGIN: &str = "-----BEGIN ";
        const END: &str = "-----END ";
        let mut begins = text.match_indices(BEGIN).map(|(at, _)| at).peekable();
        let mut ends = text.match_indices(END).map(|(at, _)| at).peekable();
        iter::from_fn(move || {
            loop {
                let begin = begins.next()?;
                while ends.next_if(|end| *end < begin).is_some() {}
                let end = *ends.peek()?;
                if begins.peek().is_some_and(|next| *next < end) {
                    continue;
                }
                let Some((label, _)) = text[begin + BEGIN.len()..end].split_once("-----") else { continue };
                let behind = &text[end + END.len()..];
                if behind.strip_prefix(label).is_some_and(|behind| behind.starts_with("-----")) {
                    let length = end - begin + END.len() + label.len() + "-----".len();
                    return Some(Block { label: Label::new(label), text: &text[begin..][..length] });
                }
            }
        })
    }

    /// Whether the block has the header of a key encrypted the old way (RFC 1421).
    pub(crate) fn is_encrypted(&self) -> bool {
        self.label == Label::EncryptedPrivate || self.text.contains("Proc-Type: 4,ENCRYPTED")
    }

    /// The bytes, in a buffer that is wiped. Blanks around a line are ignored, as OpenSSL does.
    pub(crate) fn decode(&self) -> Result<Zeroizing<Vec<u8>>, KeyError> {
        let found = self.label.found();
        if self.text.contains(r"\n") {
            return Err(KeyError::EscapedLineBreaks { found });
        }
        if !self.text.contains(['\n', '\r']) {
            return Err(KeyError::NoLineBreaks { found });
        }
        // The buffer is large enough from the start, because a buffer that grows leaves a copy that is not wiped.
        let mut text = Zeroizing::new(String::with_capacity(self.text.len() + 1));
        for line in self.text.lines() {
            text.push_str(line.trim());
            text.push('\n');
        }
        let malformed = |_| KeyError::Malformed { found };
        let mut decoder = Decoder::new_detect_wrap(text.as_bytes()).map_err(malformed)?;
        let mut bytes = Zeroizing::new(vec![0; decoder.remaining_len()]);
        decoder.decode(&mut bytes).map_err(malformed)?;
        Ok(bytes)
    }
}
