//! `deliverySpecifications`: the addresses that the buyer may choose.

use super::choice::PayAndShip;
use crate::canonical::{CanonicalText, CanonicalValue, ObjectWriter, write_list};
use crate::value::{CountryCode, InvalidValue, SpecialRestriction, StateOrRegion, ZipPattern};
use amazonpay_update_derive::refuses;
use amazonpay_update_rules::escape::push_string;
use amazonpay_update_rules::json::by_utf16;
use amazonpay_update_rules::{Rule, RuleSet};
use std::marker::PhantomData;
use std::sync::Arc;

/// The addresses that the buyer may choose. Specifications always restrict something. Clones share one text, so keep
/// one value for all updates.
///
/// Only an update with [`PayAndShip`] has specifications. In Live, Amazon silently ignores a wrong value, so this
/// crate checks every value. The shop should still check the address that the buyer chose.
///
/// # Examples
///
/// The addresses of the update page's own sample:
///
/// ```
/// use amazonpay_update::{DeliverySpecifications, SpecialRestriction};
/// use amazonpay_update::{country_code, state_or_region, zip_pattern};
///
/// let specifications = DeliverySpecifications::allow()
///     .state_or_region(state_or_region!("US-WA"))
///     .zip_code(country_code!("US"), zip_pattern!("95050"))
///     .zip_code(country_code!("US"), zip_pattern!("93405"))
///     .zip_code(country_code!("GB"), zip_pattern!("72046"))
///     .zip_code(country_code!("GB"), zip_pattern!("72047"))
///     .state_or_region(state_or_region!("IN-AP"))
///     .country(country_code!("JP"))
///     .special_restriction(SpecialRestriction::RESTRICT_PO_BOXES)
///     .build();
/// ```
///
/// See Amazon's [address restriction samples][samples].
///
/// [samples]: https://developer.amazon.com/docs/amazon-pay-checkout/address-restriction-samples.html
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DeliverySpecifications<P = PayAndShip> {
    /// Written once: a shop has the same specifications for every buyer.
    canonical: Arc<str>,
    product_type: PhantomData<P>,
}

/// Parts of a country. Without any part, the whole country.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
struct Areas {
    except: Lists,
    only: Lists,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
struct Lists {
    states_or_regions: Vec<StateOrRegion>,
    zip_codes: Vec<ZipPattern>,
}

/// Nothing is restricted yet.
#[derive(Clone, Copy, Debug)]
pub struct Nothing;

/// Something is restricted.
#[derive(Clone, Copy, Debug)]
pub struct Something;

/// Whether something is restricted, so that `build()` can be called.
#[refuses(
    restrictions_empty,
    label = "`{Self}` is restricted so far",
    note = "countries known only at run time: add them with `countries(...)`, and finish with `try_build()?`"
)]
pub trait RestrictsSomething {}

#[diagnostic::do_not_recommend]
impl RestrictsSomething for Something {}

/// Collects [`DeliverySpecifications`]. `build()` exists once something is restricted.
///
/// A method in the singular adds one restriction, so `build()` exists from then on. A method in the plural takes any
/// number of restrictions, perhaps none. It leaves the type as it is, and
/// [`try_build`](DeliverySpecificationsBuilder::try_build) checks whether there is a restriction.
///
/// # Examples
///
/// Countries from a database:
///
/// ```
/// use amazonpay_update::{CountryCode, DeliverySpecifications, InvalidValue};
///
/// fn ships_to(rows: &[String]) -> Result<DeliverySpecifications, InvalidValue> {
///     let countries = rows.iter().map(|row| row.parse()).collect::<Result<Vec<CountryCode>, _>>()?;
///     DeliverySpecifications::allow().countries(countries).try_build()
/// }
///
/// assert!(ships_to(&["JP".to_owned(), "GB".to_owned()]).is_ok());
/// assert!(ships_to(&["Japan".to_owned()]).is_err());
/// assert!(ships_to(&[]).is_err());
/// ```
#[derive(Clone, Debug)]
#[must_use = "nothing is restricted until `build()`"]
pub struct DeliverySpecificationsBuilder<S = Nothing> {
    kind: &'static str,
    special: Vec<SpecialRestriction>,
    countries: Vec<(CountryCode, Areas)>,
    state: PhantomData<S>,
}

impl DeliverySpecifications {
    /// Amazon's name for the member.
    pub const MEMBER: &'static str = "deliverySpecifications";

    /// Allows only the addresses that the next calls name (`Allowed`).
    pub const fn allow() -> DeliverySpecificationsBuilder {
        DeliverySpecificationsBuilder::new("Allowed")
    }

    /// Allows all addresses except the addresses that the next calls name (`NotAllowed`).
    pub const fn not_allow() -> DeliverySpecificationsBuilder {
        DeliverySpecificationsBuilder::new("NotAllowed")
    }

    /// Allows all addresses except a kind of address.
    #[must_use]
    pub fn special(restriction: SpecialRestriction) -> DeliverySpecifications {
        DeliverySpecifications::allow().special_restriction(restriction).build()
    }
}

impl<P> DeliverySpecifications<P> {
    /// The same specifications with another type. The caller checks the product type when the payload is signed.
    pub(super) fn retyped<Q>(self) -> DeliverySpecifications<Q> {
        DeliverySpecifications { canonical: self.canonical, product_type: PhantomData }
    }
}

impl DeliverySpecificationsBuilder {
    const fn new(kind: &'static str) -> Self {
        DeliverySpecificationsBuilder { kind, special: Vec::new(), countries: Vec::new(), state: PhantomData }
    }
}

impl<S> DeliverySpecificationsBuilder<S> {
    /// Adds a whole country, unless a part of it is named too.
    pub fn country(self, country: CountryCode) -> DeliverySpecificationsBuilder<Something> {
        self.countries([country]).something()
    }

    /// Adds a state or region of a country.
    pub fn state_or_region(self, region: StateOrRegion) -> DeliverySpecificationsBuilder<Something> {
        self.states_or_regions([region]).something()
    }

    /// Adds a postal code of a country, or a pattern for several.
    pub fn zip_code(self, country: CountryCode, zip: ZipPattern) -> DeliverySpecificationsBuilder<Something> {
        self.zip_codes(country, [zip]).something()
    }

    /// Adds a country without this state or region.
    pub fn except_state_or_region(self, region: StateOrRegion) -> DeliverySpecificationsBuilder<Something> {
        self.except_states_or_regions([region]).something()
    }

    /// Adds a country without this postal code, or without the postal codes of a pattern.
    pub fn except_zip_code(
        self,
        country: CountryCode,
        zip: ZipPattern,
    ) -> DeliverySpecificationsBuilder<Something> {
        self.except_zip_codes(country, [zip]).something()
    }

    /// Adds a kind of address that cannot be chosen anywhere.
    pub fn special_restriction(
        self,
        restriction: SpecialRestriction,
    ) -> DeliverySpecificationsBuilder<Something> {
        self.special_restrictions([restriction]).something()
    }

    /// Adds any number of [countries](Self::country).
    pub fn countries(mut self, countries: impl IntoIterator<Item = CountryCode>) -> Self {
        for country in countries {
            self.areas(country);
        }
        self
    }

    /// Adds any number of [states or regions](Self::state_or_region).
    pub fn states_or_regions(mut self, regions: impl IntoIterator<Item = StateOrRegion>) -> Self {
        for region in regions {
            self.areas(region.country()).only.states_or_regions.push(region);
        }
        self
    }

    /// Adds any number of [postal codes](Self::zip_code) of a country. An empty list adds nothing, not even the
    /// country.
    pub fn zip_codes(mut self, country: CountryCode, zips: impl IntoIterator<Item = ZipPattern>) -> Self {
        let mut zips = zips.into_iter().peekable();
        if zips.peek().is_some() {
            self.areas(country).only.zip_codes.extend(zips);
        }
        self
    }

    /// Adds countries without these [states or regions](Self::except_state_or_region). An empty list adds nothing,
    /// not even a country.
    pub fn except_states_or_regions(mut self, regions: impl IntoIterator<Item = StateOrRegion>) -> Self {
        for region in regions {
            self.areas(region.country()).except.states_or_regions.push(region);
        }
        self
    }

    /// Adds a country without these [postal codes](Self::except_zip_code). An empty list adds nothing, not even the
    /// country. Add the country with [`country`](Self::country) if it is wanted.
    pub fn except_zip_codes(
        mut self,
        country: CountryCode,
        zips: impl IntoIterator<Item = ZipPattern>,
    ) -> Self {
        let mut zips = zips.into_iter().peekable();
        if zips.peek().is_some() {
            self.areas(country).except.zip_codes.extend(zips);
        }
        self
    }

    /// Adds any number of [kinds of address](Self::special_restriction) that cannot be chosen anywhere.
    pub fn special_restrictions(
        mut self,
        restrictions: impl IntoIterator<Item = SpecialRestriction>,
    ) -> Self {
        self.special.extend(restrictions);
        self
    }

    /// The finished specifications.
    #[must_use]
    pub fn build(self) -> DeliverySpecifications
    where
        S: RestrictsSomething,
    {
        self.finished()
    }

    /// The finished specifications, if anything is restricted. It is for lists that may be empty.
    ///
    /// # Errors
    ///
    /// [`Rule::RestrictionsEmpty`](crate::rules::Rule::RestrictionsEmpty) when nothing is restricted.
    pub fn try_build(self) -> Result<DeliverySpecifications, InvalidValue> {
        let nothing = self.countries.is_empty() && self.special.is_empty();
        let broken = RuleSet::EMPTY.with_if(nothing, Rule::RestrictionsEmpty);
        match InvalidValue::new(DeliverySpecifications::MEMBER, broken) {
            Some(error) => Err(error),
            None => Ok(self.finished()),
        }
    }

    fn finished(self) -> DeliverySpecifications {
        let mut canonical = String::new();
        self.write(&mut canonical);
        DeliverySpecifications { canonical: canonical.into(), product_type: PhantomData }
    }

    fn areas(&mut self, country: CountryCode) -> &mut Areas {
        // RFC 8785 orders names by UTF-16 code units. `CountryCode::other` may hold any text.
        let order = |(known, _): &(CountryCode, Areas)| by_utf16(known.as_str(), country.as_str());
        let at = match self.countries.binary_search_by(order) {
            Ok(at) => at,
            Err(at) => {
                self.countries.insert(at, (country, Areas::default()));
                at
            }
        };
        &mut self.countries[at].1
    }

    fn something(self) -> DeliverySpecificationsBuilder<Something> {
        let Self { kind, special, countries, state: _ } = self;
        DeliverySpecificationsBuilder { kind, special, countries, state: PhantomData }
    }
}

impl<P> CanonicalValue for DeliverySpecifications<P> {
    fn canonical_len(&self) -> usize {
        self.canonical.len()
    }

    fn write_canonical(&self, out: &mut String) {
        out.push_str(&self.canonical);
    }
}

impl<S> DeliverySpecificationsBuilder<S> {
    fn write(&self, out: &mut String) {
        let mut object = ObjectWriter::new(out);
        if !self.countries.is_empty() {
            let mut addresses = ObjectWriter::new(object.member("addressRestrictions"));
            let mut restrictions = ObjectWriter::new(addresses.member("restrictions"));
            for (country, areas) in &self.countries {
                areas.write(restrictions.member(country.as_str()));
            }
            restrictions.end();
            push_string(addresses.member("type"), self.kind);
            addresses.end();
        }
        write_list_member("specialRestrictions", &self.special, &mut object);
        object.end();
    }
}

impl Areas {
    fn write(&self, out: &mut String) {
        let mut object = ObjectWriter::new(out);
        if self.except != Lists::default() {
            let mut except = ObjectWriter::new(object.member("except"));
            self.except.write_members(&mut except);
            except.end();
        }
        self.only.write_members(&mut object);
        object.end();
    }
}

impl Lists {
    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        write_list_member("statesOrRegions", &self.states_or_regions, object);
        write_list_member("zipCodes", &self.zip_codes, object);
    }
}

fn write_list_member(name: &str, texts: &[impl CanonicalText], object: &mut ObjectWriter<'_>) {
    if !texts.is_empty() {
        write_list(texts, object.member(name));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn country(code: &str) -> CountryCode {
        code.parse().unwrap()
    }

    fn regions() -> [StateOrRegion; 2] {
        ["US-WA", "IN-AP"].map(|region| region.parse().unwrap())
    }

    fn zips() -> [ZipPattern; 2] {
        ["95050", "934??"].map(|zip| zip.parse().unwrap())
    }

    #[test]
    fn the_plural_is_the_singular_for_each() {
        let [wa, ap] = regions();
        let [one, many] = zips();
        let by_one = DeliverySpecifications::not_allow()
            .country(country("JP"))
            .country(country("DE"))
            .state_or_region(wa.clone())
            .state_or_region(ap.clone())
            .zip_code(country("GB"), one.clone())
            .zip_code(country("GB"), many.clone())
            .except_state_or_region(wa)
            .except_state_or_region(ap)
            .except_zip_code(country("FR"), one)
            .except_zip_code(country("FR"), many)
            .special_restriction(SpecialRestriction::RESTRICT_PO_BOXES)
            .build();
        let at_once = DeliverySpecifications::not_allow()
            .countries(["JP", "DE"].map(country))
            .states_or_regions(regions())
            .zip_codes(country("GB"), zips())
            .except_states_or_regions(regions())
            .except_zip_codes(country("FR"), zips())
            .special_restrictions([SpecialRestriction::RESTRICT_PO_BOXES])
            .try_build()
            .unwrap();
        assert_eq!(by_one, at_once);
        assert_eq!(
            &*at_once.canonical,
            concat!(
                r#"{"addressRestrictions":{"restrictions":{"DE":{},"FR":{"except":{"zipCodes":["95050","934??"]}},"#,
                r#""GB":{"zipCodes":["95050","934??"]},"#,
                r#""IN":{"except":{"statesOrRegions":["AP"]},"statesOrRegions":["AP"]},"JP":{},"#,
                r#""US":{"except":{"statesOrRegions":["WA"]},"statesOrRegions":["WA"]}},"type":"NotAllowed"},"#,
                r#""specialRestrictions":["RestrictPOBoxes"]}"#,
            )
        );
    }

    #[test]
    fn empty_lists_restrict_nothing() {
        let nothing = DeliverySpecifications::allow()
            .countries([])
            .states_or_regions([])
            .zip_codes(country("US"), [])
            .except_states_or_regions([])
            .except_zip_codes(country("US"), [])
            .special_restrictions([]);
        let refused = nothing.clone().try_build().unwrap_err();
        assert_eq!((refused.member(), refused.rule()), ("deliverySpecifications", Rule::RestrictionsEmpty));
        let japan = nothing.country(country("JP")).build();
        assert_eq!(
            &*japan.canonical,
            r#"{"addressRestrictions":{"restrictions":{"JP":{}},"type":"Allowed"}}"#
        );
    }
}
