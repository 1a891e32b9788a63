//! The button as an HTML element, in its three forms.

use super::{Button, Nonce, StandInOrigin};
use crate::region::Region;
use maud::{Markup, PreEscaped, html};

impl<R: Region> Button<'_, R> {
    /// The element with its click handler in an attribute, as on Amazon's page.
    ///
    /// A strict Content-Security-Policy blocks this handler. [`to_html_with_nonce`](Button::to_html_with_nonce) works
    /// under such a policy.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use amazonpay_update::{PayOnly, Signed, Us};
    ///
    /// fn body(signed: &Signed<Us, PayOnly>) -> String {
    ///     let button = signed.button().label("Change payment method");
    ///     format!("{}\n{}", button.script_tag(), button.to_html())
    /// }
    /// ```
    #[must_use]
    pub fn to_html(&self) -> String {
        self.inline().into_string()
    }

    /// The element, and right behind it a script with the page's nonce that binds the click. It is for a page whose
    /// Content-Security-Policy allows no inline handlers. Keep element and script together.
    ///
    /// [`content_security_policy`](Button::content_security_policy) makes the policy.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use amazonpay_update::button::Nonce;
    /// use amazonpay_update::{PayOnly, Signed, Us};
    ///
    /// fn body(signed: &Signed<Us, PayOnly>, nonce: &Nonce) -> String {
    ///     let button = signed.button();
    ///     format!("{}\n{}", button.script_tag_with_nonce(nonce), button.to_html_with_nonce(nonce))
    /// }
    /// ```
    #[must_use]
    pub fn to_html_with_nonce(&self, nonce: &Nonce) -> String {
        self.with_nonce(nonce).into_string()
    }

    /// The element with function and options as data attributes, and without a click handler. It is for a shop with
    /// its own front end.
    ///
    /// `data-amazon-pay-function` has the function's name, and `data-amazon-pay-options` its argument as JSON. This
    /// script binds every such button of a page:
    ///
    /// ```js
    #[doc = include_str!("../../docs/data-button.js")]
    /// ```
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use amazonpay_update::{PayOnly, Signed, Us};
    ///
    /// fn element(signed: &Signed<Us, PayOnly>) -> String {
    ///     signed.button().id("update-wallet").to_html_with_data()
    /// }
    /// ```
    #[must_use]
    pub fn to_html_with_data(&self) -> String {
        let element = &self.element;
        html! {
            button type="button" lang=[self.label_language()] id=[&element.id] class=[&element.class]
                data-amazon-pay-function=(self.entry_point.as_str()) data-amazon-pay-options=(self.to_json()) {
                (self.label_text())
            }
        }
        .into_string()
    }

    /// Amazon's script for the region, or [a stand-in's](Button::at_stand_in). A page needs it once for any number of
    /// buttons.
    ///
    /// The tag has no `integrity`, because Amazon changes the script. It has no `crossorigin`, because that needs a
    /// response header from Amazon's server, and Amazon documents none.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # use amazonpay_update::{PayOnly, Signed, Us};
    /// # fn page(signed: &Signed<Us, PayOnly>) {
    /// assert_eq!(
    ///     signed.button().script_tag(),
    ///     r#"<script src="https://static-na.payments-amazon.com/checkout.js"></script>"#
    /// );
    /// # }
    /// ```
    #[must_use]
    pub fn script_tag(&self) -> String {
        self.script(None).into_string()
    }

    /// [`script_tag`](Button::script_tag) with a nonce, for a policy that names no hosts (`'strict-dynamic'`). Under
    /// a policy that names hosts the nonce does no harm.
    #[must_use]
    pub fn script_tag_with_nonce(&self, nonce: &Nonce) -> String {
        self.script(Some(nonce)).into_string()
    }

    pub(super) fn script(&self, nonce: Option<&Nonce>) -> Markup {
        let stand_in = self.stand_in.as_ref().map(StandInOrigin::script_url);
        let url = stand_in.as_deref().unwrap_or(self.region.name().script_url());
        html! { script src=(url) nonce=[nonce.map(Nonce::as_str)] {} }
    }

    pub(super) fn inline(&self) -> Markup {
        let element = &self.element;
        html! {
            button type="button" lang=[self.label_language()] id=[&element.id] class=[&element.class] onclick=(self.call()) {
                (self.label_text())
            }
        }
    }

    /// The script finds its button by position and not by id, so it never binds another button.
    pub(super) fn with_nonce(&self, nonce: &Nonce) -> Markup {
        let element = &self.element;
        let bind = format!(
            "document.currentScript.previousElementSibling.addEventListener(\"click\", function () {{ {}; }});",
            self.call()
        );
        html! {
            button type="button" lang=[self.label_language()] id=[&element.id] class=[&element.class] { (self.label_text()) }
            script nonce=(nonce.as_str()) { (PreEscaped(bind)) }
        }
    }

    /// The call of Amazon's function, in JavaScript.
    fn call(&self) -> String {
        format!("amazon.Pay.{}({})", self.entry_point, self.to_json())
    }

    /// The language of the built-in label. The shop's own label is in the page's language.
    fn label_language(&self) -> Option<&'static str> {
        self.element.label.is_none().then(|| self.words().lang)
    }

    fn label_text(&self) -> &str {
        self.element.label.as_deref().unwrap_or(self.words().update)
    }

    pub(super) fn words(&self) -> &'static Words {
        let language = self.language.as_str().split('_').next();
        WORDS.iter().find(|words| Some(words.lang) == language).unwrap_or(&WORDS[0])
    }
}

/// The words for a buyer in one language.
pub(super) struct Words {
    pub(super) lang: &'static str,
    pub(super) update: &'static str,
    pub(super) explanation: &'static str,
}

const WORDS: &[Words] = &[
    Words {
        lang: "en",
        update: "Update",
        explanation: "Review your details on a page of Amazon's. You return here afterwards.",
    },
    Words {
        lang: "de",
        update: "Aktualisieren",
        explanation: "Prüfen Sie Ihre Angaben auf einer Seite von Amazon. Danach kommen Sie hierher zurück.",
    },
    Words {
        lang: "fr",
        update: "Mettre à jour",
        explanation: "Vérifiez vos informations sur une page d’Amazon. Vous reviendrez ensuite ici.",
    },
    Words {
        lang: "it",
        update: "Aggiorna",
        explanation: "Controlla i tuoi dati su una pagina di Amazon. Dopo tornerai qui.",
    },
    Words {
        lang: "es",
        update: "Actualizar",
        explanation: "Revisa tus datos en una página de Amazon. Después volverás aquí.",
    },
    Words {
        lang: "ja",
        update: "更新",
        explanation: "Amazonのページで登録内容を確認できます。完了後、このページに戻ります。",
    },
];

#[cfg(test)]
mod tests {
    use super::WORDS;
    use crate::region::RegionName;

    /// A language without words of its own would get the English words.
    #[test]
    fn every_language_of_a_region_has_its_words() {
        for language in RegionName::ALL.iter().flat_map(|region| region.languages()) {
            assert!(WORDS.iter().any(|words| language.starts_with(words.lang)), "{language}");
        }
    }
}
