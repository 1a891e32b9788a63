//! `deliverySpecifications`: the addresses that a shop delivers to.

use super::buyer::Address;
use crate::json::Member;
use crate::refused::Refused;
use crate::region::Environment;
use serde_json::Value;

/// An address that the payload's `deliverySpecifications` do not allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotAllowed {
    /// The country is not allowed.
    #[error("the shop does not deliver to this country")]
    Country,
    /// The state, region or postal code is not allowed.
    #[error("the shop does not deliver to this region or postal code")]
    Place,
    /// `RestrictPOBoxes` excludes the address.
    #[error("the shop does not deliver to PO boxes")]
    PostOfficeBox,
    /// `RestrictPackstations` excludes the address.
    #[error("the shop does not deliver to Packstations")]
    Packstation,
}

/// The specifications of a payload.
#[derive(Clone, Debug, Default)]
pub(crate) struct DeliverySpecifications {
    no_post_office_boxes: bool,
    no_packstations: bool,
    addresses: Option<AddressRestrictions>,
}

#[derive(Clone, Debug)]
struct AddressRestrictions {
    /// Whether matching addresses are allowed or excluded.
    allowed: bool,
    countries: Vec<(String, Places)>,
}

/// Parts of a country. Without any part, the whole country.
#[derive(Clone, Debug, Default)]
struct Places {
    states_or_regions: Vec<String>,
    zip_codes: Vec<String>,
    except: Option<Box<Places>>,
}

/// A mistake for both environments, or a mistake that Live silently ignores.
enum Wrong {
    Always(Refused),
    InSandbox(Refused),
}

impl From<Refused> for Wrong {
    fn from(refused: Refused) -> Wrong {
        Wrong::Always(refused)
    }
}

impl DeliverySpecifications {
    /// Reads the member of a payload. Sandbox refuses an unknown type, country or special restriction. Live ignores
    /// the parameter that has it.
    pub(crate) fn read(value: &Value, environment: Environment) -> Result<DeliverySpecifications, Refused> {
        let all = Member::new("deliverySpecifications", value);
        all.only(&["specialRestrictions", "addressRestrictions"])?;
        let special = all.get("specialRestrictions").map(|member| special(&member));
        let (no_post_office_boxes, no_packstations) = forgiven(special, environment)?.unwrap_or_default();
        let addresses = all.get("addressRestrictions").map(|member| AddressRestrictions::read(&member));
        let addresses = forgiven(addresses, environment)?;
        Ok(DeliverySpecifications { no_post_office_boxes, no_packstations, addresses })
    }

    pub(crate) fn check(&self, address: &Address) -> Result<(), NotAllowed> {
        if self.no_post_office_boxes && is_post_office_box(address) {
            return Err(NotAllowed::PostOfficeBox);
        }
        if self.no_packstations && is_packstation(address) {
            return Err(NotAllowed::Packstation);
        }
        self.addresses.as_ref().map_or(Ok(()), |addresses| addresses.check(address))
    }
}

fn forgiven<T>(read: Option<Result<T, Wrong>>, environment: Environment) -> Result<Option<T>, Refused> {
    match read.transpose() {
        Ok(value) => Ok(value),
        Err(Wrong::InSandbox(_)) if environment == Environment::Live => Ok(None),
        Err(Wrong::Always(refused) | Wrong::InSandbox(refused)) => Err(refused),
    }
}

fn special(member: &Member<'_>) -> Result<(bool, bool), Wrong> {
    let mut found = (false, false);
    for restriction in member.list()? {
        restriction.text()?;
        match restriction.one_of(&["RestrictPOBoxes", "RestrictPackstations"]).map_err(Wrong::InSandbox)? {
            "RestrictPOBoxes" => found.0 = true,
            _ => found.1 = true,
        }
    }
    Ok(found)
}

impl AddressRestrictions {
    fn read(member: &Member<'_>) -> Result<AddressRestrictions, Wrong> {
        member.only(&["type", "restrictions"])?;
        let kind = member.needed("type")?;
        kind.text()?;
        let mut countries = Vec::new();
        for (code, places) in member.needed("restrictions")?.object()? {
            if !is_country(code) {
                return Err(Wrong::InSandbox(places.refuse(
                    "InvalidParameterValue",
                    "it is not a country code",
                    "write a country's two letters of ISO 3166-1 in upper case, such as US or GB",
                )));
            }
            countries.push((code.clone(), Places::read(&places, true)?));
        }
        let allowed = kind.one_of(&["Allowed", "NotAllowed"]).map_err(Wrong::InSandbox)? == "Allowed";
        Ok(AddressRestrictions { allowed, countries })
    }

    fn check(&self, address: &Address) -> Result<(), NotAllowed> {
        let listed = self.countries.iter().find(|(code, _)| *code == address.country_code);
        let matches = listed.is_some_and(|(_, places)| places.hold(address));
        if matches == self.allowed {
            return Ok(());
        }
        match listed {
            Some((_, places)) if !places.are_whole_country() => Err(NotAllowed::Place),
            _ => Err(NotAllowed::Country),
        }
    }
}

impl Places {
    fn read(member: &Member<'_>, with_except: bool) -> Result<Places, Refused> {
        let known = ["statesOrRegions", "zipCodes", "except"];
        member.only(&known[..if with_except { 3 } else { 2 }])?;
        let texts = |name| -> Result<Vec<String>, Refused> {
            let Some(list) = member.get(name) else { return Ok(Vec::new()) };
            list.list()?.map(|text| text.text().map(str::to_owned)).collect()
        };
        let except = member.get("except").map(|except| Places::read(&except, false)).transpose()?;
        Ok(Places {
            states_or_regions: texts("statesOrRegions")?,
            zip_codes: texts("zipCodes")?,
            except: except.map(Box::new),
        })
    }

    fn are_whole_country(&self) -> bool {
        self.states_or_regions.is_empty() && self.zip_codes.is_empty() && self.except.is_none()
    }

    /// Whether an address of the country is in one of the parts, and in no excepted part.
    fn hold(&self, address: &Address) -> bool {
        let no_parts = self.states_or_regions.is_empty() && self.zip_codes.is_empty();
        let excepted = self.except.as_ref().is_some_and(|except| except.name(address));
        (no_parts || self.name(address)) && !excepted
    }

    fn name(&self, address: &Address) -> bool {
        let state = lower(address.state_or_region.as_deref());
        let postal_code = lower(address.postal_code.as_deref());
        self.states_or_regions.iter().any(|name| !state.is_empty() && lower(Some(name)) == state)
            || self.zip_codes.iter().any(|pattern| matches(&lower(Some(pattern)), &postal_code))
    }
}

fn lower(text: Option<&str>) -> String {
    text.unwrap_or_default().trim().to_lowercase()
}

/// Whether a text fits a pattern, in which `*` is any run of characters and `?` any one.
fn matches(pattern: &str, text: &str) -> bool {
    let (pattern, text): (Vec<char>, Vec<char>) = (pattern.chars().collect(), text.chars().collect());
    let (mut p, mut t) = (0, 0);
    // The last `*`, and where what follows it was last tried.
    let mut star = None;
    while t < text.len() {
        match pattern.get(p) {
            Some('*') => {
                star = Some((p, t));
                p += 1;
            }
            Some(&c) if c == '?' || c == text[t] => (p, t) = (p + 1, t + 1),
            _ => match star {
                None => return false,
                Some((at, tried)) => {
                    star = Some((at, tried + 1));
                    (p, t) = (at + 1, tried + 1);
                }
            },
        }
    }
    pattern[p..].iter().all(|c| *c == '*')
}

/// The words for a PO box in the countries for which Amazon documents `RestrictPOBoxes`. Beside each word are the
/// countries where it has this meaning. None means all.
const POST_OFFICE_BOXES: [(&str, &str); 19] = [
    ("po box", ""),
    ("p o box", ""),
    ("pobox", ""),
    ("pob", ""),
    ("p o b", ""),
    ("post office box", ""),
    ("gpo box", "AU"),
    ("postfach", ""),
    ("boite postale", ""),
    ("boîte postale", ""),
    ("bp", "FR CA"),
    ("b p", "FR CA"),
    ("case postale", "CA"),
    ("cp", "IT CA"),
    ("c p", "IT CA"),
    ("casella postale", ""),
    ("apartado", "ES PT"),
    ("apdo", "ES"),
    ("caixa postal", "PT"),
];

fn is_post_office_box(address: &Address) -> bool {
    const COUNTRIES: [&str; 9] = ["US", "CA", "GB", "FR", "DE", "ES", "PT", "IT", "AU"];
    let country = address.country_code.as_str();
    let here = |countries: &str| countries.is_empty() || countries.split(' ').any(|known| known == country);
    COUNTRIES.contains(&country)
        && lines(address).any(|line| {
            POST_OFFICE_BOXES.iter().any(|(words, countries)| here(countries) && has(&line, words))
        })
}

fn is_packstation(address: &Address) -> bool {
    address.country_code == "DE" && lines(address).any(|line| has(&line, "packstation"))
}

/// Whether these words stand in a line, one after another and whole: there is no PO box in `Repo Boxwood`.
fn has(line: &str, words: &str) -> bool {
    format!(" {line} ").contains(&format!(" {words} "))
}

/// The words of each line in lower case, with a space between them; digits end a word.
fn lines(address: &Address) -> impl Iterator<Item = String> {
    let others = [&address.address_line2, &address.address_line3];
    let lines = [Some(&address.address_line1)].into_iter().chain(others.map(Option::as_ref)).flatten();
    lines.map(|line| {
        let words = line.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
    })
}

/// Whether this is an assigned code of ISO 3166-1 alpha-2.
pub(crate) fn is_country(code: &str) -> bool {
    COUNTRIES.split_ascii_whitespace().any(|known| known == code)
}

const COUNTRIES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ \
    BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER \
    ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM \
    IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF \
    MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK \
    PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD \
    TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

#[cfg(test)]
mod tests {
    use super::{COUNTRIES, is_post_office_box, matches};
    use crate::world::Address;

    #[test]
    fn every_country_is_listed_once() {
        let codes: Vec<&str> = COUNTRIES.split_ascii_whitespace().collect();
        assert_eq!(codes.len(), 249);
        assert!(codes.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn a_post_office_box_is_known_by_whole_words() {
        for (country, line, is_one) in [
            ("US", "PO Box 1", true),
            ("US", "P.O. Box 12", true),
            ("CA", "P O BOX12", true),
            ("GB", "po-box 5", true),
            ("US", "POB 12", true),
            ("US", "P.O.B. 5", true),
            ("AU", "GPO Box 7", true),
            ("US", "Post Office Box 7", true),
            ("DE", "Postfach 12", true),
            ("FR", "BP 123", true),
            ("FR", "B.P. 123", true),
            ("FR", "Boîte postale 3", true),
            ("CA", "C.P. 6128", true),
            ("ES", "Apartado de Correos 3", true),
            ("ES", "Apdo. 3", true),
            ("PT", "Apartado 12", true),
            ("IT", "Casella Postale 9", true),
            ("IT", "C.P. 9", true),
            ("ES", "C.P. 28001", false),
            ("US", "12 Repo Boxwood Ave", false),
            ("US", "Spoboxville 3", false),
            ("US", "Post Office Boxing Club", false),
            ("GB", "1 BP Way", false),
            ("JP", "PO Box 1", false),
        ] {
            let address = Address {
                address_line2: Some(line.to_owned()),
                country_code: country.to_owned(),
                ..Address::default()
            };
            assert_eq!(is_post_office_box(&address), is_one, "{country} {line}");
        }
    }

    #[test]
    fn patterns_match_whole_texts() {
        for (pattern, text, fits) in [
            ("123-*", "123-4567", true),
            ("123-*", "1234567", false),
            ("9505?", "95050", true),
            ("9505?", "9505", false),
            ("*", "", true),
            ("", "1", false),
            ("9*0", "95050", true),
            ("9*0", "95051", false),
            ("*5*5*", "95050", true),
            ("95050", "950501", false),
        ] {
            assert_eq!(matches(pattern, text), fits, "{pattern} {text}");
        }
    }
}
