//! The prepared actions of a buyer on the page.

use super::buyer::{Address, Card};

/// What the buyer does on the hosted page.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[expect(clippy::large_enum_variant, reason = "a test has a few of them, and a box would be in its way")]
pub enum Outcome {
    /// Confirms without a change.
    Confirm,
    /// Chooses this card, and confirms. The card decides the result.
    ChangeCard(Card),
    /// Chooses this address, and confirms. An address that the payload's `deliverySpecifications` do not allow
    /// keeps the buyer on the page.
    ChangeAddress(Address),
    /// Cancels. The session is canceled with `BuyerCanceled`.
    Cancel,
    /// No card of the buyer is accepted. The session is canceled with `Declined`.
    Decline,
    /// Closes the window. The session stays open, and the buyer does not come back.
    GoAway,
}
