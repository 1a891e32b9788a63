//! Countries, states and regions, postal codes: what delivery specifications are made of.

use super::error::InvalidValue;
use super::text_value::text_value;
use amazonpay_update_rules::{place, text};
use std::borrow::Cow;

text_value! {
    /// An ISO 3166-1 alpha-2 country code in upper case.
    CountryCode is "restrictions", checked by place::country_code,
    literal country_code!("JP"), not "JPN"
}

text_value! {
    /// A state or region together with its country, joined by a hyphen: `US-WA`. Those of the
    /// United States are two-letter codes; elsewhere it is free text, so list every spelling
    /// buyers use. `*` stands for any run of characters and `?` for one.
    StateOrRegion is "statesOrRegions", checked by place::country_and_region,
    literal state_or_region!("US-WA"), not "US-Washington"
}

text_value! {
    /// A postal code of ASCII letters, digits, spaces and hyphens, or a pattern: `*` stands for
    /// any run of characters and `?` for one.
    ZipPattern is "zipCodes", checked by text::zip_pattern,
    literal zip_pattern!("950??"), not "950_5"
}

text_value! {
    /// A kind of address no order is sent to, in Amazon's spelling.
    SpecialRestriction is "specialRestrictions", checked by text::special_restriction,
    literal special_restriction!("RestrictPOBoxes"), not "restrictPOBoxes"
}

impl SpecialRestriction {
    /// PO boxes in the US, CA, GB, FR, DE, ES, PT, IT and AU.
    pub const RESTRICT_PO_BOXES: SpecialRestriction = SpecialRestriction::from_static("RestrictPOBoxes");
    /// Packstations in DE.
    pub const RESTRICT_PACKSTATIONS: SpecialRestriction =
        SpecialRestriction::from_static("RestrictPackstations");

    /// A restriction this crate does not know, unchecked: for the day Amazon adds one.
    #[must_use]
    pub fn other(name: impl Into<Cow<'static, str>>) -> SpecialRestriction {
        SpecialRestriction(name.into())
    }
}

impl CountryCode {
    /// A code this crate does not know, unchecked: for the day ISO 3166-1 has a new one.
    #[must_use]
    pub fn other(code: impl Into<Cow<'static, str>>) -> CountryCode {
        CountryCode(code.into())
    }
}

impl StateOrRegion {
    /// A state or region of a country.
    ///
    /// # Errors
    ///
    /// [`Rule::UsStateCode`](crate::Rule::UsStateCode) or
    /// [`Rule::StateOrRegionText`](crate::Rule::StateOrRegionText).
    pub fn new(country: &CountryCode, text: &str) -> Result<StateOrRegion, InvalidValue> {
        match InvalidValue::new(Self::MEMBER, place::state_or_region(country.as_str(), text)) {
            Some(error) => Err(error),
            None => Ok(StateOrRegion(format!("{country}-{text}").into())),
        }
    }

    /// A text this crate would refuse, unchecked: for the day a state has a new code.
    #[must_use]
    pub fn other(country: &CountryCode, text: &str) -> StateOrRegion {
        StateOrRegion(format!("{country}-{text}").into())
    }

    /// The country it lies in.
    #[must_use]
    pub fn country(&self) -> CountryCode {
        CountryCode(place::split_region(&self.0).0.to_owned().into())
    }

    /// The state or region alone, as `statesOrRegions` holds it.
    #[must_use]
    pub fn region(&self) -> &str {
        place::split_region(&self.0).1
    }
}
