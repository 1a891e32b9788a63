//! A whole page with one button, to try it.

use super::{Button, Nonce};
use crate::region::Region;
use maud::{DOCTYPE, Markup, PreEscaped, html};

const STYLE: &str = include_str!("page.css");

impl<R: Region> Button<'_, R> {
    /// A whole page with Amazon's script and this button, in the button's language. Use it to try the button or to
    /// start from.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use amazonpay_update::{PayOnly, Signed, Us};
    ///
    /// fn save(signed: &Signed<Us, PayOnly>) -> std::io::Result<()> {
    ///     std::fs::write("update.html", signed.button().to_page())
    /// }
    /// ```
    #[must_use]
    pub fn to_page(&self) -> String {
        self.page(None, &html! { (self.script(None)) (self.inline()) })
    }

    /// The same page without an inline handler, for [`content_security_policy`](Button::content_security_policy). The
    /// server sends the policy, with a new nonce every time.
    #[must_use]
    pub fn to_page_with_nonce(&self, nonce: &Nonce) -> String {
        self.page(Some(nonce), &html! { (self.script(Some(nonce))) (self.with_nonce(nonce)) })
    }

    fn page(&self, nonce: Option<&Nonce>, button: &Markup) -> String {
        let words = self.words();
        html! {
            (DOCTYPE)
            html lang=(words.lang) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    title { "Amazon Pay" }
                    style nonce=[nonce.map(Nonce::as_str)] { (PreEscaped(STYLE)) }
                }
                body {
                    main {
                        h1 { "Amazon Pay" }
                        @match &self.stand_in {
                            None => { p { (words.explanation) } }
                            Some(origin) => {
                                p lang="en" { "A test: this button leads to the stand-in at " (origin) ", and not to Amazon." }
                            }
                        }
                        (button)
                    }
                }
            }
        }
        .into_string()
    }
}
