//! Countries, states, regions and postal codes, for delivery specifications.

use super::checked::Checked;
use super::error::InvalidValue;
use super::literal::literal_macro;
use super::text_value::{assert_kept, short, text_value, value_conversions};
use crate::canonical::CanonicalText;
use amazonpay_update_rules::{RuleSet, place, text};
use std::borrow::Cow;

text_value! { $
    /// An ISO 3166-1 alpha-2 country code in upper case.
    CountryCode is "restrictions", checked by place::country_code,
    literal country_code!("JP"), not "JPN"
}

text_value! { $
    /// A postal code of ASCII letters, digits, spaces and hyphens, or a pattern: `*` stands for
    /// any run of characters and `?` for one.
    ZipPattern is "zipCodes", checked by text::zip_pattern,
    literal zip_pattern!("950??"), not "950_5"
}

text_value! { $
    /// A kind of address to which no order is sent, in Amazon's spelling.
    SpecialRestriction is "specialRestrictions", checked by text::special_restriction,
    literal special_restriction!("RestrictPOBoxes"), not "restrictPOBoxes"
}

impl SpecialRestriction {
    /// PO boxes in the US, CA, GB, FR, DE, ES, PT, IT and AU.
    pub const RESTRICT_PO_BOXES: SpecialRestriction = SpecialRestriction::from_static("RestrictPOBoxes");
    /// Packstations in DE.
    pub const RESTRICT_PACKSTATIONS: SpecialRestriction =
        SpecialRestriction::from_static("RestrictPackstations");

    /// A restriction that this crate does not know, without a check, because Amazon may add restrictions.
    #[must_use]
    pub fn other(name: impl Into<Cow<'static, str>>) -> SpecialRestriction {
        SpecialRestriction(name.into())
    }
}

impl CountryCode {
    /// A code that this crate does not know, without a check, because ISO 3166-1 may get new codes.
    #[must_use]
    pub fn other(code: impl Into<Cow<'static, str>>) -> CountryCode {
        CountryCode(code.into())
    }
}

/// A state or region together with its country, joined by a hyphen: `US-WA`. The states of the United States are
/// two-letter codes. Elsewhere it is free text, so list every spelling that buyers use. `*` stands for any run of
/// characters and `?` for one.
///
/// # Examples
///
/// ```
/// use amazonpay_update::{StateOrRegion, state_or_region};
///
/// let literal = state_or_region!("US-WA"); // checked by `cargo check`
/// let arrived: StateOrRegion = "US-WA".parse()?; // checked when it arrives
/// assert_eq!(literal, arrived);
/// assert_eq!((arrived.country().as_str(), arrived.region()), ("US", "WA"));
/// assert!("US-Washington".parse::<StateOrRegion>().is_err());
/// # Ok::<(), amazonpay_update::InvalidValue>(())
/// ```
// The number is the length of the country, because a country of `CountryCode::other` may have a hyphen.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StateOrRegion(Cow<'static, str>, usize);

value_conversions! { StateOrRegion }

literal_macro! { $ state_or_region is StateOrRegion like "US-WA" }

impl CanonicalText for StateOrRegion {
    const MEMBER: &'static str = StateOrRegion::MEMBER;

    /// The state or region without its country, because the country is the key above it.
    fn text(&self) -> &str {
        self.region()
    }
}

impl StateOrRegion {
    /// Amazon's name for the member.
    pub const MEMBER: &'static str = "statesOrRegions";

    /// The value of a literal.
    ///
    /// # Panics
    ///
    /// When the literal breaks a rule, or has more than 16 KiB. In a constant, where
    /// [`state_or_region!`](crate::state_or_region) puts it, that is an error while compiling.
    #[must_use]
    #[track_caller]
    pub const fn from_static(text: &'static str) -> StateOrRegion {
        assert_kept(place::country_and_region(short(text)));
        StateOrRegion(Cow::Borrowed(text), place::split_region(text).0.len())
    }

    /// The value of a literal that its macro has checked.
    #[doc(hidden)]
    #[must_use]
    pub const fn from_checked(text: &'static str, _: Checked) -> StateOrRegion {
        StateOrRegion(Cow::Borrowed(text), place::split_region(text).0.len())
    }

    /// A state or region of a country.
    ///
    /// # Errors
    ///
    /// [`Rule::UsStateCode`](crate::rules::Rule::UsStateCode) or
    /// [`Rule::StateOrRegionText`](crate::rules::Rule::StateOrRegionText) when the text is not valid.
    /// [`Rule::CountryCode`](crate::rules::Rule::CountryCode) when only [`CountryCode::other`] makes the country,
    /// because its states are not known. Use [`StateOrRegion::other`] then.
    pub fn new(country: &CountryCode, text: &str) -> Result<StateOrRegion, InvalidValue> {
        let broken = place::country_with_region(country.as_str(), text);
        kept(broken, StateOrRegion::other(country, text))
    }

    /// A text that this crate would refuse, without a check, because a state may get a new code.
    #[must_use]
    pub fn other(country: &CountryCode, text: &str) -> StateOrRegion {
        StateOrRegion(format!("{country}-{text}").into(), country.as_str().len())
    }

    /// The country, a hyphen, and the state or region.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The country of the state or region.
    #[must_use]
    pub fn country(&self) -> CountryCode {
        CountryCode(self.0[..self.1].to_owned().into())
    }

    /// The state or region without its country, as `statesOrRegions` holds it.
    #[must_use]
    pub fn region(&self) -> &str {
        &self.0[self.1 + 1..]
    }

    fn checked(text: Cow<'static, str>) -> Result<StateOrRegion, InvalidValue> {
        let country = place::split_region(&text).0.len();
        kept(place::country_and_region(&text), StateOrRegion(text, country))
    }
}

fn kept(broken: RuleSet, value: StateOrRegion) -> Result<StateOrRegion, InvalidValue> {
    match InvalidValue::new(StateOrRegion::MEMBER, broken) {
        Some(error) => Err(error),
        None => Ok(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use amazonpay_update_rules::Rule;

    #[test]
    fn a_state_or_region_gives_back_what_went_in() {
        for (country, text) in [("X-Y", "Z-1"), ("us", "Washington"), ("", ""), ("JP", "a-b")] {
            let region = StateOrRegion::other(&CountryCode::other(country), text);
            assert_eq!((region.country().as_str(), region.region()), (country, text));
            assert_eq!(region.as_str(), format!("{country}-{text}"));
        }
        let [split_late, split_early] = [("X-Y", "Z"), ("X", "Y-Z")]
            .map(|(country, text)| StateOrRegion::other(&CountryCode::other(country), text));
        assert_ne!(split_late, split_early);
        let parsed: StateOrRegion = "GB-a-b".parse().unwrap();
        assert_eq!(parsed, StateOrRegion::from_static("GB-a-b"));
        assert_eq!(parsed, StateOrRegion::new(&CountryCode::from_static("GB"), "a-b").unwrap());
    }

    #[test]
    fn a_state_or_region_of_an_unknown_country_is_not_checked_as_if_it_were_known() {
        for country in ["us", "US ", "JP-a", ""] {
            let refused = StateOrRegion::new(&CountryCode::other(country), "Washington").unwrap_err();
            assert_eq!(refused.rule(), Rule::CountryCode, "{country}");
        }
    }
}
