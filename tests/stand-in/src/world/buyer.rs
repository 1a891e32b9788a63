//! The buyer, with cards and addresses.

use crate::region::Region;
use serde::{Deserialize, Serialize};

pub(crate) const BUYER_ID: &str = "amzn1.account.STANDIN";

/// A card of Amazon's Sandbox, by its last four digits. Amazon documents the result of an update with each card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Card {
    brand: &'static str,
    last_four: &'static str,
    outcome: CardOutcome,
}

/// The result of an update or a charge with a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CardOutcome {
    /// The card is accepted.
    Accepted,
    /// The session is canceled: `BuyerCanceled`.
    BuyerCanceled,
    /// The session is canceled: `Declined`.
    Declined,
    /// The card is accepted, and a charge stays `AuthorizationInitiated`.
    AuthorizeInitiated,
}

impl Card {
    /// Visa ending in 1111: accepted.
    pub const VISA: Card = Card::new("Visa", "1111", CardOutcome::Accepted);
    /// American Express ending in 0005: accepted.
    pub const AMEX: Card = Card::new("Amex", "0005", CardOutcome::Accepted);
    /// Mastercard ending in 4444: accepted.
    pub const MASTERCARD: Card = Card::new("Mastercard", "4444", CardOutcome::Accepted);
    /// Discover ending in 9424: accepted.
    pub const DISCOVER: Card = Card::new("Discover", "9424", CardOutcome::Accepted);
    /// JCB ending in 0000: accepted.
    pub const JCB: Card = Card::new("JCB", "0000", CardOutcome::Accepted);
    /// Ending in 3064: the session is canceled with `BuyerCanceled`.
    pub const BUYER_CANCELED: Card = Card::new("Visa", "3064", CardOutcome::BuyerCanceled);
    /// Ending in 3434: the session is canceled with `Declined`.
    pub const DECLINED: Card = Card::new("Amex", "3434", CardOutcome::Declined);
    /// Ending in 0701: accepted, and a charge stays `AuthorizationInitiated`.
    pub const AUTHORIZE_INITIATED: Card = Card::new("Visa", "0701", CardOutcome::AuthorizeInitiated);

    /// Every card.
    pub const ALL: &'static [Card] = &[
        Card::VISA,
        Card::AMEX,
        Card::MASTERCARD,
        Card::DISCOVER,
        Card::JCB,
        Card::BUYER_CANCELED,
        Card::DECLINED,
        Card::AUTHORIZE_INITIATED,
    ];

    const fn new(brand: &'static str, last_four: &'static str, outcome: CardOutcome) -> Card {
        Card { brand, last_four, outcome }
    }

    /// The card with these last four digits.
    #[must_use]
    pub fn ending(last_four: &str) -> Option<Card> {
        Card::ALL.iter().copied().find(|card| card.last_four == last_four)
    }

    /// The card's last four digits.
    #[must_use]
    pub const fn last_four(self) -> &'static str {
        self.last_four
    }

    /// The result of an update with the card.
    #[must_use]
    pub const fn outcome(self) -> CardOutcome {
        self.outcome
    }

    /// Amazon Pay's text for the card: `Visa ****1111`.
    #[must_use]
    pub fn descriptor(self) -> String {
        format!("{} ****{}", self.brand, self.last_four)
    }
}

/// An address of the buyer's, with all members that Amazon Pay has. A test writes those that it needs, and
/// `..Address::default()` for the others.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Address {
    /// `name`.
    pub name: String,
    /// `addressLine1`.
    pub address_line1: String,
    /// `addressLine2`.
    pub address_line2: Option<String>,
    /// `addressLine3`.
    pub address_line3: Option<String>,
    /// `city`.
    pub city: Option<String>,
    /// `county`.
    pub county: Option<String>,
    /// `district`.
    pub district: Option<String>,
    /// `stateOrRegion`.
    pub state_or_region: Option<String>,
    /// `postalCode`.
    pub postal_code: Option<String>,
    /// `countryCode`: ISO 3166-1, two letters.
    pub country_code: String,
    /// `phoneNumber`.
    pub phone_number: Option<String>,
}

/// The one buyer of the stand-in: the name, the e-mail address and the address book.
///
/// [`StandIn::buyer`](crate::StandIn::buyer) returns a copy to change, for
/// [`StandIn::set_buyer`](crate::StandIn::set_buyer).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Buyer {
    /// The name.
    pub name: String,
    /// The e-mail address.
    pub email: String,
    /// The address book. The first is the default.
    pub addresses: Vec<Address>,
}

impl Buyer {
    /// A buyer with a few addresses of the region, and one abroad.
    pub(crate) fn of(region: Region) -> Buyer {
        let seattle = address("10 Example Street", "Seattle", Some("WA"), "98109", "US");
        let honolulu = address("1 Example Avenue", "Honolulu", Some("HI"), "96813", "US");
        let post_box = address("PO Box 123", "Portland", Some("OR"), "97201", "US");
        let munich = address("Beispielstraße 1", "München", None, "80331", "DE");
        let packstation = address("Packstation 123", "Berlin", None, "10115", "DE");
        let paris = address("1 Rue de l’Exemple", "Paris", None, "75001", "FR");
        let london = address("1 Example Road", "London", None, "EC1A 1BB", "GB");
        let belfast = address("2 Example Road", "Belfast", None, "BT1 1AA", "GB");
        let tokyo = address("見本町1-2-3", "目黒区", Some("東京都"), "1530064", "JP");
        let sapporo = address("見本条1-2", "札幌市", Some("北海道"), "0600001", "JP");
        let addresses = match region {
            Region::Us => vec![seattle, honolulu, post_box, munich],
            Region::Eu => vec![munich, paris, packstation, london],
            Region::Uk => vec![london, belfast, paris, seattle],
            Region::Jp => vec![tokyo, sapporo, seattle],
        };
        Buyer { name: NAME.to_owned(), email: "buyer@example.com".to_owned(), addresses }
    }
}

const NAME: &str = "Stand-In Buyer";

fn address(line: &str, city: &str, state: Option<&str>, postal_code: &str, country: &str) -> Address {
    Address {
        name: NAME.to_owned(),
        address_line1: line.to_owned(),
        city: Some(city.to_owned()),
        state_or_region: state.map(str::to_owned),
        postal_code: Some(postal_code.to_owned()),
        country_code: country.to_owned(),
        phone_number: Some("800-000-0000".to_owned()),
        ..Address::default()
    }
}
