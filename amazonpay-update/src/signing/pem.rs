//! PEM blocks (RFC 7468) within a text.

use super::error::KeyError;
use pem_rfc7468::Decoder;
use zeroize::Zeroizing;

/// What the first line of a block says it holds.
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
    /// The first block whose label is `wanted`; without one, the first block there is. What stands
    /// around it (`openssl` writes parameters and certificates, people write comments) is skipped.
    pub(crate) fn find(text: &'a str, wanted: fn(Label) -> bool) -> Result<Block<'a>, KeyError> {
        let mut first = None;
        let mut rest = text;
        while let Some((block, behind)) = Block::next(rest) {
            if wanted(block.label) {
                return Ok(block);
            }
            first = first.or(Some(block));
            rest = behind;
        }
        first.ok_or_else(|| {
            // The other file `ssh-keygen` writes.
            if text.trim_start().starts_with("ssh-rsa ") { KeyError::OpenSshPublic } else { KeyError::NotPem }
        })
    }

    /// The first block of a text that is complete, and what stands behind it.
    fn next(text: &'a str) -> Option<(Block<'a>, &'a str)> {
        const BEGIN: &str = "-----BEGIN ";
        text.match_indices(BEGIN).find_map(|(at, _)| {
            let block = &text[at..];
            let (label, _) = block[BEGIN.len()..].split_once("-----")?;
            let end = format!("-----END {label}-----");
            let (text, behind) = block.split_at(block.find(&end)? + end.len());
            Some((Block { label: Label::new(label), text }, behind))
        })
    }

    /// Whether it has the header of a key encrypted the old way (RFC 1421).
    pub(crate) fn is_encrypted(&self) -> bool {
        self.label == Label::EncryptedPrivate || self.text.contains("Proc-Type: 4,ENCRYPTED")
    }

    /// The bytes, in a buffer that is wiped. Blanks around a line do not count, as with OpenSSL.
    pub(crate) fn decode(&self) -> Result<Zeroizing<Vec<u8>>, KeyError> {
        let found = self.label.found();
        if self.text.contains(r"\n") {
            return Err(KeyError::EscapedLineBreaks { found });
        }
        if !self.text.contains(['\n', '\r']) {
            return Err(KeyError::NoLineBreaks { found });
        }
        // Large enough from the start: a buffer that grows leaves a copy behind that is not wiped.
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
