//! Amazon's script in a page, and what a Content-Security-Policy says about it.

use super::{Button, StandInOrigin};
use crate::conversions::text_conversions;
use crate::region::Region;
use crate::signing::random_bytes;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use std::fmt;
use std::str::FromStr;

/// The nonce of a Content-Security-Policy: Base64, as the policy itself demands.
///
/// Make a new nonce for every answer of the server, with [`Nonce::random`] or from at least 16 random bytes. A nonce
/// that is used twice protects nothing.
///
/// `Debug` does not show the nonce, because it is a secret of its page. `Display` writes it into the page. With serde
/// it is a text.
///
/// Documented in Content Security Policy Level 3, section 2.3.1 (`nonce-source`).
///
/// # Examples
///
/// ```
/// use amazonpay_update::button::Nonce;
///
/// let nonce = Nonce::random();
/// let script = format!(r#"<script nonce="{nonce}">"#);
/// let of_the_server: Nonce = "4AEemGb0xJptoIGFP3Nd".parse()?;
/// assert!("'; script-src *".parse::<Nonce>().is_err());
/// # Ok::<(), amazonpay_update::button::InvalidNonce>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Nonce(String);

impl Nonce {
    /// A new nonce of 24 random bytes, 32 characters, from the randomness of the backend that signs.
    ///
    /// # Panics
    ///
    /// When the system gives no random bytes. A page cannot be protected then.
    #[must_use]
    pub fn random() -> Nonce {
        Nonce(BASE64_STANDARD.encode(random_bytes::<24>()))
    }

    /// The text, without the word `nonce-` before it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Nonce {
    type Err = InvalidNonce;

    fn from_str(text: &str) -> Result<Nonce, InvalidNonce> {
        let digits = text.trim_end_matches('=');
        let base64 = |byte: u8| byte.is_ascii_alphanumeric() || b"+/-_".contains(&byte);
        let fine = !digits.is_empty() && text.len() - digits.len() <= 2 && digits.bytes().all(base64);
        if fine { Ok(Nonce(text.to_owned())) } else { Err(InvalidNonce) }
    }
}

text_conversions! { Nonce }

impl fmt::Debug for Nonce {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Nonce").finish_non_exhaustive()
    }
}

/// A text is not a nonce of a Content-Security-Policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a nonce is Base64: write letters, digits, `+`, `/`, `-` and `_`, and at most two `=` at the end")]
pub struct InvalidNonce;

impl<R: Region> Button<'_, R> {
    /// A Content-Security-Policy that lets this button and Amazon's script run, and no other script.
    ///
    /// The policy names only the hosts of the button's region, and `'self'` for the page's own requests, images,
    /// frames and forms:
    ///
    /// | directive | sources | evidence |
    /// |---|---|---|
    /// | `script-src` | the nonce, and [`script_source`](crate::region::RegionName::script_source) | Amazon's page |
    /// | `connect-src` | `'self'`, and [`connect_sources`](crate::region::RegionName::connect_sources) | Amazon's plugin for Magento |
    /// | `img-src` | `'self'`, and [`image_sources`](crate::region::RegionName::image_sources) | the same |
    /// | `frame-src` | `'self'`, and [`frame_sources`](crate::region::RegionName::frame_sources) | the same |
    /// | `form-action` | `'self'`, and [`form_action_sources`](crate::region::RegionName::form_action_sources) | the same, and a copy of Amazon's script |
    /// | `object-src`, `base-uri` | `'none'` | every strict policy has them |
    ///
    /// The sources that the script needs in `style-src`, `font-src` and `default-src` are not known, so the policy
    /// leaves these directives open. Amazon documents only the script's host, so send a new policy as
    /// `Content-Security-Policy-Report-Only` first. If a page needs more sources, add them to these directives. Do
    /// not send a second policy, because a browser then allows only what both policies allow.
    ///
    /// For a button [at a stand-in](Button::at_stand_in), the stand-in's origin stands in place of all these hosts.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use amazonpay_update::button::Nonce;
    /// use amazonpay_update::{PayOnly, Signed, Us};
    ///
    /// fn header(signed: &Signed<Us, PayOnly>, nonce: &Nonce) -> (&'static str, String) {
    ///     ("Content-Security-Policy", signed.button().content_security_policy(nonce))
    /// }
    /// ```
    #[must_use]
    pub fn content_security_policy(&self, nonce: &Nonce) -> String {
        let (region, nonce) = (self.region.name(), nonce.as_str());
        let stand_in = self.stand_in.as_ref().map(StandInOrigin::as_str);
        let script = stand_in.unwrap_or(region.script_source());
        let [connect, image, frame, form] = [
            region.connect_sources(),
            region.image_sources(),
            region.frame_sources(),
            region.form_action_sources(),
        ]
        .map(|sources| stand_in.map_or_else(|| sources.join(" "), str::to_owned));
        format!(
            "script-src 'nonce-{nonce}' {script}; connect-src 'self' {connect}; img-src 'self' {image}; \
             frame-src 'self' {frame}; form-action 'self' {form}; object-src 'none'; base-uri 'none'"
        )
    }
}
