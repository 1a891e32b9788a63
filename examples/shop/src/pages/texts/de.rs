//! German.

use super::words::{Item, Texts};

/// As in Germany.
pub(super) const DE: Texts = Texts {
    lang: "de",
    buyer: "Jonas",
    country: "Deutschland",
    log_in: "Als Jonas anmelden",
    log_out: "Abmelden",
    demo: "Dies ist eine Demo auf Ihrem Rechner. Es wird nichts verkauft, und statt Amazon Pay antwortet ein Ersatz.",
    account: "Ihre Abonnements",
    greeting: "Schön, dass Sie da sind, Jonas.",
    products: [
        Item {
            name: "Schwarzer Morgen",
            about: "Jeden Monat 100 g Assam",
            price: "16,00 €",
            amount: "16.00",
        },
        Item {
            name: "Grüner Frühling", about: "Jeden Monat 80 g Sencha", price: "20,00 €", amount: "20.00"
        },
        Item {
            name: "Teeschule",
            about: "Jede Woche eine Lektion, jetzt mit einem Paket voller Proben",
            price: "8,00 €",
            amount: "8.00",
        },
    ],
    a_month: "im Monat",
    paid_with: "Bezahlt mit",
    sent_to: "Geht an",
    by_email: "Nur per E-Mail. Ihre Adresse kennen wir noch nicht.",
    works: "Ihre Zahlungsart funktioniert.",
    needs_change: "Amazon Pay kann Ihre Zahlungsart nicht belasten. Bitte ändern Sie sie.",
    in_progress: "Amazon Pay bearbeitet gerade eine Zahlung.",
    is_closed: "Ihre hinterlegte Zahlungsart kann hier nicht mehr verwendet werden. Bitte richten Sie Amazon Pay neu ein.",
    is_unknown: "Wir fragen bei Amazon Pay nach Ihrer Zahlungsart.",
    payment: "Dieser Monat",
    paid: "Bezahlt",
    due: "Noch nicht bezahlt",
    pending: "Amazon Pay prüft die Zahlung",
    refused: "Amazon Pay hat die Zahlung abgelehnt",
    our_fault: "Noch nicht bezahlt, weil bei uns ein Fehler aufgetreten ist. Ihre Zahlungsart wurde nicht abgelehnt. Bitte versuchen Sie es später erneut.",
    charge_again: "Zahlung noch einmal versuchen",
    change_payment_method: "Zahlungsart ändern",
    change_address: "Adresse ändern",
    add_address: "Adresse hinzufügen",
    at_amazon: "Das ändern Sie auf einer Seite von Amazon Pay. Danach kommen Sie hierher zurück.",
    to_amazon: "Weiter zu Amazon Pay",
    back: "Zurück zu Ihren Abonnements",
    result: "Ihre Änderung",
    start_again: "Noch einmal beginnen",
    look_again: "Noch einmal nachsehen",
    failed: "Bei uns ist ein Fehler aufgetreten.",
    try_later: "Bitte versuchen Sie es später erneut.",
    to_the_shop: "Zum Shop",
};
