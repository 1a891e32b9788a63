//! Why the update came to nothing, for the shop and for the buyer.

use super::expected::UpdateMismatch;
use crate::region::Region;
use crate::region::language::Language;
use crate::session::answer::CheckoutSessionReason;

/// Why the buyer has to start the update again.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum StartAgainReason {
    /// The buyer left Amazon's page.
    BuyerCanceled,
    /// The payment method was declined.
    Declined,
    /// The session was not completed within 24 hours.
    Expired,
    /// Amazon canceled the session.
    AmazonCanceled,
    /// The buyer has not been through Amazon's page yet.
    NotFinished,
    /// Amazon Pay has no such session: it is older than 30 days, the id is not one of Amazon's, or it is
    /// of another environment (Sandbox or Live) or region. When this happens to every buyer, see that
    /// payload and request go to the same one.
    SessionNotFound,
    /// The completed session is of another update than this buyer started, and nothing of this buyer's was
    /// updated.
    OtherUpdate(UpdateMismatch),
    /// The session is canceled for a reason this crate does not know; on one line, and 100 characters of it
    /// at most.
    Other(String),
    /// The session is canceled, and no reason is known.
    NotSaid,
}

impl StartAgainReason {
    pub(super) fn of(reason: Option<&CheckoutSessionReason>) -> StartAgainReason {
        match reason {
            Some(CheckoutSessionReason::BuyerCanceled) => StartAgainReason::BuyerCanceled,
            Some(CheckoutSessionReason::Declined) => StartAgainReason::Declined,
            Some(CheckoutSessionReason::Expired) => StartAgainReason::Expired,
            Some(CheckoutSessionReason::AmazonCanceled) => StartAgainReason::AmazonCanceled,
            Some(reason @ CheckoutSessionReason::Other(_)) => StartAgainReason::Other(reason.to_string()),
            None => StartAgainReason::NotSaid,
        }
    }

    /// What to tell the buyer, as plain text; in the region's default language where there are no words
    /// in this one.
    ///
    /// Amazon's page on the update asks the shop to say that it failed and to try again.
    ///
    /// # Examples
    ///
    /// ```
    /// use amazonpay_update::Us;
    /// use amazonpay_update::region::Language;
    /// use amazonpay_update::session::StartAgainReason;
    ///
    /// assert_eq!(
    ///     StartAgainReason::Declined.buyer_message(&Language::<Us>::default()),
    ///     "Your payment method was declined. Please try again with another one.",
    /// );
    /// ```
    #[must_use]
    pub fn buyer_message<R: Region>(&self, language: &Language<R>) -> &'static str {
        let messages = Messages::of(language.as_str())
            .or_else(|| Messages::of(R::NAME.languages()[0]))
            .unwrap_or(&MESSAGES[0]);
        match self {
            StartAgainReason::BuyerCanceled => messages.canceled,
            StartAgainReason::Declined => messages.declined,
            StartAgainReason::Expired => messages.expired,
            StartAgainReason::AmazonCanceled
            | StartAgainReason::NotFinished
            | StartAgainReason::SessionNotFound
            | StartAgainReason::OtherUpdate(_)
            | StartAgainReason::Other(_)
            | StartAgainReason::NotSaid => messages.failed,
        }
    }
}

/// What to tell a buyer, in one language.
struct Messages {
    language: &'static str,
    canceled: &'static str,
    declined: &'static str,
    expired: &'static str,
    failed: &'static str,
}

impl Messages {
    fn of(language: &str) -> Option<&'static Messages> {
        MESSAGES.iter().find(|messages| messages.language == language)
    }
}

/// For every language of the table of regions.
const MESSAGES: &[Messages] = &[
    Messages {
        language: "en_US",
        canceled: "You canceled the update, so nothing has changed. You can start again at any time.",
        declined: "Your payment method was declined. Please try again with another one.",
        expired: "The update was not finished in time. Please try again.",
        failed: "Your address or payment method could not be updated. Please try again.",
    },
    Messages {
        language: "en_GB",
        canceled: "You cancelled the update, so nothing has changed. You can start again at any time.",
        declined: "Your payment method was declined. Please try again with another one.",
        expired: "The update was not finished in time. Please try again.",
        failed: "Your address or payment method could not be updated. Please try again.",
    },
    Messages {
        language: "de_DE",
        canceled: "Sie haben die Aktualisierung abgebrochen. Es wurde nichts geändert; Sie können jederzeit neu beginnen.",
        declined: "Ihre Zahlungsart wurde abgelehnt. Bitte versuchen Sie es mit einer anderen.",
        expired: "Die Aktualisierung wurde nicht rechtzeitig abgeschlossen. Bitte versuchen Sie es erneut.",
        failed: "Ihre Adresse oder Zahlungsart konnte nicht aktualisiert werden. Bitte versuchen Sie es erneut.",
    },
    Messages {
        language: "fr_FR",
        canceled: "Vous avez annulé la mise à jour et rien n’a été modifié. Vous pouvez recommencer à tout moment.",
        declined: "Votre moyen de paiement a été refusé. Veuillez réessayer avec un autre.",
        expired: "La mise à jour n’a pas été terminée à temps. Veuillez réessayer.",
        failed: "Votre adresse ou votre moyen de paiement n’a pas pu être mis à jour. Veuillez réessayer.",
    },
    Messages {
        language: "it_IT",
        canceled: "Hai annullato l’aggiornamento e non è cambiato nulla. Puoi ricominciare in qualsiasi momento.",
        declined: "Il tuo metodo di pagamento è stato rifiutato. Riprova con un altro.",
        expired: "L’aggiornamento non è stato completato in tempo. Riprova.",
        failed: "Non è stato possibile aggiornare l’indirizzo o il metodo di pagamento. Riprova.",
    },
    Messages {
        language: "es_ES",
        canceled: "Has cancelado la actualización y no ha cambiado nada. Puedes volver a empezar cuando quieras.",
        declined: "Tu método de pago ha sido rechazado. Inténtalo de nuevo con otro.",
        expired: "La actualización no se ha completado a tiempo. Inténtalo de nuevo.",
        failed: "No se ha podido actualizar tu dirección o método de pago. Inténtalo de nuevo.",
    },
    Messages {
        language: "ja_JP",
        canceled: "更新はキャンセルされ、何も変更されていません。いつでももう一度お試しいただけます。",
        declined: "お支払い方法が承認されませんでした。別のお支払い方法でもう一度お試しください。",
        expired: "更新が時間内に完了しませんでした。もう一度お試しください。",
        failed: "ご住所またはお支払い方法を更新できませんでした。もう一度お試しください。",
    },
];
