//! What differs from region to region.

use amazonpay_update::region::RegionName;

#[derive(Debug)]
pub(crate) struct Place {
    pub(crate) region: RegionName,
    /// The language of the shop's pages.
    pub(crate) lang: &'static str,
    /// The first line of an address that the shop sends to, and not the one the buyer has.
    pub(crate) allowed: &'static str,
    /// City, state or region, and postal code of it, when the buyer has to enter it: it is not in their address book.
    pub(crate) entered: Option<[&'static str; 3]>,
    /// The first line of one in the address book that it does not send to, and why.
    pub(crate) refused: (&'static str, &'static str),
}

pub(crate) static US: Place = Place {
    region: RegionName::Us,
    lang: "en-US",
    allowed: "7 Example Street",
    entered: Some(["Spokane", "WA", "99201"]),
    refused: ("PO Box 123", "the shop does not deliver to PO boxes"),
};

pub(crate) static EU: Place = Place {
    region: RegionName::Eu,
    lang: "de",
    allowed: "1 Rue de l’Exemple",
    entered: None,
    refused: ("Packstation 123", "the shop does not deliver to Packstations"),
};

pub(crate) static UK: Place = Place {
    region: RegionName::Uk,
    lang: "en-GB",
    allowed: "7 Example Road",
    entered: Some(["Cardiff", "", "CF10 1AA"]),
    refused: ("2 Example Road", "the shop does not deliver to this region or postal code"),
};

pub(crate) static JP: Place = Place {
    region: RegionName::Jp,
    lang: "ja",
    allowed: "見本条1-2",
    entered: None,
    refused: ("10 Example Street", "the shop does not deliver to this country"),
};

pub(crate) static PLACES: [&Place; 4] = [&US, &EU, &UK, &JP];
