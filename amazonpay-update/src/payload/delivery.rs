//! `deliverySpecifications`: which addresses the buyer may choose.

use super::canonical::{CanonicalText, CanonicalValue};
use super::choice::PayAndShip;
use super::object::{ObjectWriter, write_list, write_text};
use crate::value::{CountryCode, SpecialRestriction, StateOrRegion, ZipPattern};
use amazonpay_update_derive::refuses;
use std::marker::PhantomData;
use std::sync::Arc;

/// Which addresses the buyer may choose. It restricts something, always: there is no empty one.
/// Clones share one text, so keep one for all updates.
///
/// Only an update that [`PayAndShip`] stands for has one. In Live Amazon ignores a wrong value
/// without a word, so every value here is checked; what the buyer chose should be checked by the
/// shop all the same.
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

/// Parts of a country; with none, the whole of it.
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
#[refuses(restrictions_empty, label = "`{Self}` is restricted so far")]
pub trait RestrictsSomething {}

#[diagnostic::do_not_recommend]
impl RestrictsSomething for Something {}

/// Collects [`DeliverySpecifications`]; `build()` exists once something is restricted.
#[derive(Clone, Debug)]
#[must_use = "nothing is restricted until `build()`"]
pub struct DeliverySpecificationsBuilder<S = Nothing> {
    kind: &'static str,
    special: Vec<SpecialRestriction>,
    countries: Vec<(CountryCode, Areas)>,
    state: PhantomData<S>,
}

impl DeliverySpecifications {
    /// Only the addresses named from here on can be chosen (`Allowed`).
    pub const fn allow() -> DeliverySpecificationsBuilder {
        DeliverySpecificationsBuilder::new("Allowed")
    }

    /// All addresses but those named from here on can be chosen (`NotAllowed`).
    pub const fn not_allow() -> DeliverySpecificationsBuilder {
        DeliverySpecificationsBuilder::new("NotAllowed")
    }

    /// Any address of any country, but for a kind of it.
    #[must_use]
    pub fn special(restriction: SpecialRestriction) -> DeliverySpecifications {
        DeliverySpecifications::allow().special_restriction(restriction).build()
    }
}

impl DeliverySpecificationsBuilder {
    const fn new(kind: &'static str) -> Self {
        DeliverySpecificationsBuilder { kind, special: Vec::new(), countries: Vec::new(), state: PhantomData }
    }
}

impl<S> DeliverySpecificationsBuilder<S> {
    /// A whole country, unless a part of it is named too.
    pub fn country(self, country: CountryCode) -> DeliverySpecificationsBuilder<Something> {
        self.area(country, |_| {})
    }

    /// A state or region of a country.
    pub fn state_or_region(self, region: StateOrRegion) -> DeliverySpecificationsBuilder<Something> {
        self.area(region.country(), |areas| areas.only.states_or_regions.push(region))
    }

    /// A postal code of a country, or a pattern for several.
    pub fn zip_code(self, country: CountryCode, zip: ZipPattern) -> DeliverySpecificationsBuilder<Something> {
        self.area(country, |areas| areas.only.zip_codes.push(zip))
    }

    /// A country without this state or region.
    pub fn except_state_or_region(self, region: StateOrRegion) -> DeliverySpecificationsBuilder<Something> {
        self.area(region.country(), |areas| areas.except.states_or_regions.push(region))
    }

    /// A country without this postal code, or without those of a pattern.
    pub fn except_zip_code(
        self,
        country: CountryCode,
        zip: ZipPattern,
    ) -> DeliverySpecificationsBuilder<Something> {
        self.area(country, |areas| areas.except.zip_codes.push(zip))
    }

    /// A kind of address that cannot be chosen anywhere.
    pub fn special_restriction(
        mut self,
        restriction: SpecialRestriction,
    ) -> DeliverySpecificationsBuilder<Something> {
        self.special.push(restriction);
        self.something()
    }

    /// The finished specifications.
    #[must_use]
    pub fn build(self) -> DeliverySpecifications
    where
        S: RestrictsSomething,
    {
        let mut canonical = String::new();
        self.write(&mut canonical);
        DeliverySpecifications { canonical: canonical.into(), product_type: PhantomData }
    }

    fn area(
        mut self,
        country: CountryCode,
        add: impl FnOnce(&mut Areas),
    ) -> DeliverySpecificationsBuilder<Something> {
        // RFC 8785 orders names by UTF-16 code units. `CountryCode::other` may hold any text.
        let order = |(known, _): &(CountryCode, Areas)| {
            known.as_str().encode_utf16().cmp(country.as_str().encode_utf16())
        };
        let at = match self.countries.binary_search_by(order) {
            Ok(at) => at,
            Err(at) => {
                self.countries.insert(at, (country, Areas::default()));
                at
            }
        };
        add(&mut self.countries[at].1);
        self.something()
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
            write_text(self.kind, addresses.member("type"));
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
