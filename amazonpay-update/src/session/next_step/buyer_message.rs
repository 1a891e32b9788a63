//! The sentences that a page of the shop shows to the buyer.

use super::{NextStep, StartAgainReason};
use crate::region::language::ALL as LANGUAGES;
use crate::region::{Language, Region};

/// A message in each language, in the order of [`LANGUAGES`].
pub(crate) type Message = [&'static str; LANGUAGES.len()];

const UPDATED: Message = [
    "Your details have been updated.",
    "Your details have been updated.",
    "Ihre Angaben wurden aktualisiert.",
    "Vos informations ont été mises à jour.",
    "I tuoi dati sono stati aggiornati.",
    "Tus datos se han actualizado.",
    "ご登録内容を更新しました。",
];

const CANCELED: Message = [
    "You canceled the update, so nothing has changed. You can start again at any time.",
    "You cancelled the update, so nothing has changed. You can start again at any time.",
    "Sie haben die Aktualisierung abgebrochen. Es wurde nichts geändert; Sie können jederzeit neu beginnen.",
    "Vous avez annulé la mise à jour et rien n’a été modifié. Vous pouvez recommencer à tout moment.",
    "Hai annullato l’aggiornamento e non è cambiato nulla. Puoi ricominciare in qualsiasi momento.",
    "Has cancelado la actualización y no ha cambiado nada. Puedes volver a empezar cuando quieras.",
    "更新はキャンセルされ、何も変更されていません。いつでももう一度お試しいただけます。",
];

const DECLINED: Message = [
    "Your payment method was declined. Please try again with another one.",
    "Your payment method was declined. Please try again with another one.",
    "Ihre Zahlungsart wurde abgelehnt. Bitte versuchen Sie es mit einer anderen.",
    "Votre moyen de paiement a été refusé. Veuillez réessayer avec un autre.",
    "Il tuo metodo di pagamento è stato rifiutato. Riprova con un altro.",
    "Tu método de pago ha sido rechazado. Inténtalo de nuevo con otro.",
    "お支払い方法が承認されませんでした。別のお支払い方法でもう一度お試しください。",
];

pub(crate) const EXPIRED: Message = [
    "The update was not finished in time. Please try again.",
    "The update was not finished in time. Please try again.",
    "Die Aktualisierung wurde nicht rechtzeitig abgeschlossen. Bitte versuchen Sie es erneut.",
    "La mise à jour n’a pas été terminée à temps. Veuillez réessayer.",
    "L’aggiornamento non è stato completato in tempo. Riprova.",
    "La actualización no se ha completado a tiempo. Inténtalo de nuevo.",
    "更新が時間内に完了しませんでした。もう一度お試しください。",
];

pub(crate) const FAILED: Message = [
    "Your address or payment method could not be updated. Please try again.",
    "Your address or payment method could not be updated. Please try again.",
    "Ihre Adresse oder Zahlungsart konnte nicht aktualisiert werden. Bitte versuchen Sie es erneut.",
    "Votre adresse ou votre moyen de paiement n’a pas pu être mis à jour. Veuillez réessayer.",
    "Non è stato possibile aggiornare l’indirizzo o il metodo di pagamento. Riprova.",
    "No se ha podido actualizar tu dirección o método de pago. Inténtalo de nuevo.",
    "ご住所またはお支払い方法を更新できませんでした。もう一度お試しください。",
];

const SET_UP_AGAIN: Message = [
    "Your saved payment method can no longer be used here. Please set up Amazon Pay again.",
    "Your saved payment method can no longer be used here. Please set up Amazon Pay again.",
    "Ihre hinterlegte Zahlungsart kann hier nicht mehr verwendet werden. Bitte richten Sie Amazon Pay neu ein.",
    "Votre moyen de paiement enregistré ne peut plus être utilisé ici. Veuillez configurer à nouveau Amazon Pay.",
    "Il metodo di pagamento salvato non può più essere usato qui. Configura di nuovo Amazon Pay.",
    "El método de pago guardado ya no se puede usar aquí. Vuelve a configurar Amazon Pay.",
    "保存されたお支払い方法はご利用いただけなくなりました。Amazon Payをもう一度設定してください。",
];

pub(crate) const BEING_CHECKED: Message = [
    "We are checking whether your update went through. Please look again in a few minutes.",
    "We are checking whether your update went through. Please look again in a few minutes.",
    "Wir prüfen, ob Ihre Aktualisierung angekommen ist. Bitte sehen Sie in einigen Minuten noch einmal nach.",
    "Nous vérifions si votre mise à jour a bien été enregistrée. Veuillez revenir dans quelques minutes.",
    "Stiamo verificando se l’aggiornamento è andato a buon fine. Ricontrolla tra qualche minuto.",
    "Estamos comprobando si la actualización se ha realizado. Vuelve a mirarlo dentro de unos minutos.",
    "更新が完了したか確認しています。数分後にもう一度ご確認ください。",
];

const TRY_LATER: Message = [
    "Your details could not be updated just now. Please try again in a few minutes.",
    "Your details could not be updated just now. Please try again in a few minutes.",
    "Ihre Angaben konnten gerade nicht aktualisiert werden. Bitte versuchen Sie es in einigen Minuten erneut.",
    "Vos informations n’ont pas pu être mises à jour pour le moment. Veuillez réessayer dans quelques minutes.",
    "Al momento non è stato possibile aggiornare i tuoi dati. Riprova tra qualche minuto.",
    "En este momento no se han podido actualizar tus datos. Inténtalo de nuevo dentro de unos minutos.",
    "ただいま更新できませんでした。数分後にもう一度お試しください。",
];

const OUR_FAULT: Message = [
    "Something went wrong on our side, and nothing has changed. Please try again later.",
    "Something went wrong on our side, and nothing has changed. Please try again later.",
    "Bei uns ist ein Fehler aufgetreten, und es wurde nichts geändert. Bitte versuchen Sie es später erneut.",
    "Une erreur s’est produite de notre côté et rien n’a été modifié. Veuillez réessayer plus tard.",
    "Si è verificato un errore da parte nostra e non è cambiato nulla. Riprova più tardi.",
    "Se ha producido un error por nuestra parte y no ha cambiado nada. Inténtalo de nuevo más tarde.",
    "当店側で問題が発生したため、何も変更されていません。しばらくしてからもう一度お試しください。",
];

impl NextStep {
    /// A message for the buyer, as plain text. If there is no message in this language, it is in the region's default
    /// language.
    ///
    /// While the session may be completed, no message says that the update failed. For a region or a language known
    /// only while the program runs, use [`Language::of`] or [`Language::first_of`].
    ///
    /// # Examples
    ///
    /// ```
    /// use amazonpay_update::InvalidValue;
    /// use amazonpay_update::region::{Language, RegionName};
    /// use amazonpay_update::session::NextStep;
    ///
    /// fn page(step: &NextStep, region: RegionName, language: &str) -> Result<String, InvalidValue> {
    ///     let language = Language::of(region, language)?; // one that the region does not have is refused
    ///     Ok(format!("<p>{}</p>", step.buyer_message(&language)))
    /// }
    /// ```
    #[must_use]
    pub fn buyer_message<R: Region>(&self, language: &Language<R>) -> &'static str {
        let message = match self {
            NextStep::Updated(_) | NextStep::AlreadyCompleted(_) => &UPDATED,
            NextStep::StartAgain(reason) => return reason.buyer_message(language),
            NextStep::SetUpAgain(_) => &SET_UP_AGAIN,
            NextStep::RetryLater { may_be_completed: true, .. }
            | NextStep::FixConfiguration { may_be_completed: true, .. } => &BEING_CHECKED,
            NextStep::RetryLater { .. } => &TRY_LATER,
            NextStep::FixConfiguration { .. } => &OUR_FAULT,
        };
        said(message, language)
    }
}

impl StartAgainReason {
    /// A message for the buyer, as plain text. If there is no message in this language, it is in the region's default
    /// language.
    ///
    /// Amazon's page on the hosted update page asks the shop to say that the update failed and to offer another try.
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
        let message = match self {
            StartAgainReason::BuyerCanceled => &CANCELED,
            StartAgainReason::Declined => &DECLINED,
            StartAgainReason::Expired => &EXPIRED,
            StartAgainReason::OtherUpdate(mismatch) if mismatch.may_be_completed() => &BEING_CHECKED,
            StartAgainReason::OtherUpdate(_)
            | StartAgainReason::AmazonCanceled
            | StartAgainReason::NotFinished
            | StartAgainReason::SessionNotFound
            | StartAgainReason::Other(_)
            | StartAgainReason::NotSaid => &FAILED,
        };
        said(message, language)
    }
}

/// The message in this language, or else in the region's default language.
pub(crate) fn said<R: Region>(message: &Message, language: &Language<R>) -> &'static str {
    let place = |language: &str| LANGUAGES.iter().position(|known| *known == language);
    let first = language.region().languages()[0];
    message[place(language.as_str()).or_else(|| place(first)).unwrap_or_default()]
}
