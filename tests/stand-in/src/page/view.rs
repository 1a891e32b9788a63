//! The update page's HTML.

use super::address_form::AddressForm;
use super::form::MAX_BYTES;
use super::layout::Page;
use crate::return_origins::mapped;
use crate::setup::Setup;
use crate::world::{Address, CancelReason, Card, CardOutcome, ProductType, SessionState, Standing};
use http::StatusCode;
use maud::{Markup, html};
use std::hash::{DefaultHasher, Hash, Hasher};
use url::Url;

pub(super) struct View<'a> {
    pub(super) setup: &'a Setup,
    pub(super) id: &'a str,
    pub(super) standing: &'a Standing,
    /// The problem with the chosen address.
    pub(super) problem: Option<&'a str>,
    pub(super) form: &'a AddressForm,
}

/// An address's name in the form.
pub(super) fn key(address: &Address) -> String {
    let mut hasher = DefaultHasher::new();
    address.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

impl View<'_> {
    pub(super) fn page(&self, status: StatusCode) -> Page {
        let standing = self.standing;
        let ships = standing.request.product_type == ProductType::PayAndShip;
        let heading =
            if ships { "Update your payment method and address" } else { "Update your payment method" };
        let body = html! {
            h1 { (heading) }
            @if self.problem.is_some() || self.form.has_problems() {
                div .alert role="alert" {
                    @if let Some(problem) = self.problem {
                        @if ships {
                            p { a href="#addresses" { (problem) } }
                        } @else {
                            p { (problem) }
                        }
                    }
                    @if self.form.has_problems() { (self.form.summary()) }
                }
            }
            (self.facts(ships))
            form method="post" action={ "/update/" (self.id) } {
                input type="hidden" name="token" value=(standing.token);
                (self.cards())
                @if ships { (self.addresses()) }
                // First, for the key Enter presses the first button of a form.
                div .buttons {
                    button .primary type="submit" name="action" value="confirm" { "Confirm" }
                    button type="submit" name="action" value="cancel" { "Cancel" }
                    button type="submit" name="action" value="decline" { "Have every card declined" }
                    button type="submit" name="action" value="go-away" { "Leave without an answer" }
                }
                @if ships { (self.new_address()) }
            }
        };
        let failed = self.problem.is_some() || self.form.has_problems();
        let title = if failed { format!("Error: {heading}") } else { heading.to_owned() };
        Page::new(status, title, body)
    }

    /// The URL that a return URL is mapped to.
    fn target(&self, url: &str) -> String {
        Url::parse(url).map_or_else(|_| url.to_owned(), |url| mapped(self.setup, &url))
    }

    fn facts(&self, ships: bool) -> Markup {
        let standing = self.standing;
        let url = &standing.request.return_url;
        let origin = |url: &str| Url::parse(url).ok().map(|url| url.origin().ascii_serialization());
        let (own, mapped) = (origin(url), origin(&self.target(url)));
        html! {
            dl {
                dt { "Return URL" }
                dd {
                    code { (url) }
                    // The rest of it is long, and the same.
                    @if let (Some(own), Some(mapped)) = (&own, &mapped) && own != mapped {
                        " – this stand-in maps " code { (own) "/" } " to " code { (mapped) "/" }
                    }
                }
                @if let Some(cancel) = &standing.request.cancel_url {
                    dt { "Cancel URL" }
                    dd { code { (self.target(cancel)) } }
                }
                dt { "Charge Permission" }
                dd { code { (standing.charge_permission_id) } }
                dt { "Current payment method" }
                dd { (standing.current_card.descriptor()) }
                @if ships {
                    dt { "Current address" }
                    dd {
                        @match &standing.current_address {
                            Some(address) => { (written_out(address)) }
                            None => { "None" }
                        }
                    }
                }
                dt { "Language of the button" }
                dd { code { (standing.request.checkout_language) } }
            }
        }
    }

    fn cards(&self) -> Markup {
        html! {
            fieldset {
                legend { "Payment method" }
                @for &card in Card::ALL {
                    @let id = format!("card-{}", card.last_four());
                    div .choice {
                        input type="radio" name="card" id=(id) value=(card.last_four())
                            checked[card == self.standing.card];
                        label for=(id) { (card.descriptor()) " " span .note { (comes_of(card)) } }
                    }
                }
            }
        }
    }

    fn addresses(&self) -> Markup {
        html! {
            fieldset id="addresses" aria-describedby=[self.problem.map(|_| "addresses-problem")] {
                legend { "Shipping address" }
                @if let Some(problem) = self.problem {
                    p .problem id="addresses-problem" { (problem) }
                }
                @for (address, allowed) in &self.standing.offered {
                    @let id = format!("address-{}", key(address));
                    div .choice {
                        input type="radio" name="address" id=(id) value=(key(address))
                            checked[self.standing.address.as_ref() == Some(address)]
                            disabled[allowed.is_err()];
                        label for=(id) {
                            (written_out(address))
                            @if let Err(reason) = allowed {
                                " " span .note { "Cannot be used: " (reason) "." }
                            }
                        }
                    }
                }
            }
        }
    }

    /// In the form of the page, so that what is chosen there is posted with it.
    fn new_address(&self) -> Markup {
        html! {
            fieldset {
                legend { "New address" }
                (self.form.fields())
                button type="submit" formaction={ "/update/" (self.id) "/address" } {
                    "Add this address and choose it"
                }
            }
        }
    }
}

fn comes_of(card: Card) -> &'static str {
    match card.outcome() {
        CardOutcome::Accepted => "is accepted",
        CardOutcome::BuyerCanceled => "cancels the update (BuyerCanceled)",
        CardOutcome::Declined => "is declined",
        CardOutcome::AuthorizeInitiated => "is accepted, but a later charge stays AuthorizationInitiated",
    }
}

fn written_out(address: &Address) -> Markup {
    let parts = [
        Some(&address.name),
        Some(&address.address_line1),
        address.address_line2.as_ref(),
        address.address_line3.as_ref(),
        address.city.as_ref(),
        address.state_or_region.as_ref(),
        address.postal_code.as_ref(),
        Some(&address.country_code),
    ];
    let text = parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(", ");
    html! { span lang=[(address.country_code == "JP").then_some("ja")] { (text) } }
}

/// The page of a session that is no longer open, with its state and a link back.
pub(super) fn over(standing: &Standing, back: &str) -> Page {
    let (heading, words) = match standing.state {
        SessionState::Open => ("This session is open", "You can go on."),
        SessionState::Confirmed => {
            ("You have confirmed", "The update takes effect when the shop completes the Checkout Session.")
        }
        SessionState::Completed => {
            ("The update is completed", "The shop has completed the Checkout Session.")
        }
        SessionState::Canceled(reason) => ("This session is canceled", canceled(reason)),
    };
    let body = html! {
        h1 { (heading) }
        p { (words) " You cannot change anything here any more." }
        p { "Charge Permission: " code { (standing.charge_permission_id) } }
        p { a href=(back) { "Go back to the shop" } }
    };
    Page::new(StatusCode::OK, heading, body)
}

fn canceled(reason: CancelReason) -> &'static str {
    match reason {
        CancelReason::BuyerCanceled => "You canceled the update (BuyerCanceled).",
        CancelReason::Declined => "The payment method was declined (Declined).",
        CancelReason::Expired => "The shop did not complete the Checkout Session within 24 hours (Expired).",
        CancelReason::AmazonCanceled => "Amazon canceled the Checkout Session (AmazonCanceled).",
    }
}

pub(super) fn gone_away(id: &str) -> Page {
    let body = html! {
        h1 { "You have left the update page" }
        p { "The session stays open, and the shop is told nothing. The same happens when a buyer closes the window." }
        p { a href={ "/update/" (id) } { "Go back to the update page" } }
    };
    Page::new(StatusCode::OK, "You have left the update page", body)
}

pub(super) fn no_session() -> Page {
    let body = html! {
        h1 { "There is no such session" }
        p {
            "The address is wrong, the session is older than 30 days, or the stand-in was reset or restarted. \
             Go back to the shop and press its button again."
        }
    };
    Page::new(StatusCode::NOT_FOUND, "No such session", body)
}

pub(super) fn too_large(id: &str) -> Page {
    let body = html! {
        div role="alert" {
            h1 { "This form is too large" }
            p {
                "Nothing was changed. The form has more than " (MAX_BYTES) " bytes, or a part of it did not arrive."
            }
        }
        p { a href={ "/update/" (id) } { "Go to the update page" } }
    };
    Page::new(StatusCode::PAYLOAD_TOO_LARGE, "Error: too large", body)
}

/// A form that this page did not make.
pub(super) fn not_from_here(id: &str) -> Page {
    let body = html! {
        div role="alert" {
            h1 { "This form is not from this page" }
            p {
                "Nothing was changed. The form does not have the session's token, or names no action of the page. \
                 Use the buttons on the update page."
            }
        }
        p { a href={ "/update/" (id) } { "Go to the update page" } }
    };
    Page::new(StatusCode::FORBIDDEN, "Error: not from this page", body)
}
