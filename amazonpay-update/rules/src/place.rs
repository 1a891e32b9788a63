//! Countries, and the states of the United States.

use crate::catalogue::Rule;
use crate::rule_set::RuleSet;
use crate::text::{has_control, is_blank, same};

/// ISO 3166-1 alpha-2, the officially assigned codes.
pub const COUNTRIES: &[u8] = b"ADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBYBZ\
CACCCDCFCGCHCICKCLCMCNCOCRCUCVCWCXCYCZDEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFRGAGBGDGEGFGGGHGIGLGMGNGPGQGRGSGTGUGWGY\
HKHMHNHRHTHUIDIEILIMINIOIQIRISITJEJMJOJPKEKGKHKIKMKNKPKRKWKYKZLALBLCLILKLRLSLTLULVLYMAMCMDMEMFMGMHMKMLMMMNMOMPMQMRMSMTMUMVMWMXMYMZ\
NANCNENFNGNINLNONPNRNUNZOMPAPEPFPGPHPKPLPMPNPRPSPTPWPYQARERORSRURWSASBSCSDSESGSHSISJSKSLSMSNSOSRSSSTSVSXSYSZ\
TCTDTFTGTHTJTKTLTMTNTOTRTTTVTWTZUAUGUMUSUYUZVAVCVEVGVIVNVUWFWSYEYTZAZMZW";

/// The 50 states, DC, the territories, and the military addresses AA, AE and AP.
pub const US_STATES: &[u8] =
    b"ALAKAZARCACOCTDEFLGAHIIDILINIAKSKYLAMEMDMAMIMNMSMOMTNENVNHNJNMNYNCNDOHOKORPARISCSDTNTXUTVTVAWAWVWIWYDC\
ASGUMPPRVIAAAEAP";

/// An ISO 3166-1 alpha-2 code in upper case.
pub const fn country_code(text: &str) -> RuleSet {
    RuleSet::EMPTY.with_if(!is_pair_of(text, COUNTRIES), Rule::CountryCode)
}

/// A state or region in the `statesOrRegions` of the country.
pub const fn state_or_region(country: &str, text: &str) -> RuleSet {
    if same(country, "US") {
        RuleSet::EMPTY.with_if(!is_pair_of(text, US_STATES), Rule::UsStateCode)
    } else {
        RuleSet::EMPTY.with_if(is_blank(text) || has_control(text), Rule::StateOrRegionText)
    }
}

/// The two halves of `US-WA` or `JP-\u{6771}\u{4EAC}\u{90FD}`: a country and its state or region.
/// Without a hyphen the whole text is the country.
#[must_use]
pub const fn split_region(text: &str) -> (&str, &str) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == b'-' {
            let (country, rest) = text.split_at(at);
            return (country, rest.split_at(1).1);
        }
        at += 1;
    }
    (text, "")
}

/// `US-WA`: a country code, a hyphen, and a state or region of that country.
pub const fn country_and_region(text: &str) -> RuleSet {
    let (country, region) = split_region(text);
    country_with_region(country, region)
}

/// A country code, and a state or region of that country.
pub const fn country_with_region(country: &str, region: &str) -> RuleSet {
    let found = country_code(country);
    if found.is_empty() { state_or_region(country, region) } else { found }
}

const fn is_pair_of(text: &str, pairs: &[u8]) -> bool {
    let text = text.as_bytes();
    if text.len() != 2 {
        return false;
    }
    let mut at = 0;
    while at + 1 < pairs.len() {
        if pairs[at] == text[0] && pairs[at + 1] == text[1] {
            return true;
        }
        at += 2;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_hold_what_iso_and_the_postal_service_list() {
        assert_eq!(COUNTRIES.len(), 2 * 249);
        assert_eq!(US_STATES.len(), 2 * (50 + 1 + 5 + 3));
        let sorted = COUNTRIES.chunks(2).is_sorted();
        assert!(sorted, "countries are in order");
    }

    #[test]
    fn countries() {
        for code in ["US", "GB", "JP", "IN", "DE"] {
            assert!(country_code(code).is_empty(), "{code}");
        }
        for wrong in ["", "us", "UK", "USA", "XX", "EU", "AD ", "DA"] {
            assert!(country_code(wrong).contains(Rule::CountryCode), "{wrong:?}");
        }
    }

    #[test]
    fn regions() {
        for right in
            ["US-WA", "US-DC", "US-AE", "IN-AP", "JP-\u{6771}\u{4EAC}\u{90FD}", "GB-Greater London", "JP-*"]
        {
            assert!(country_and_region(right).is_empty(), "{right}");
        }
        for (wrong, rule) in [
            ("US-Washington", Rule::UsStateCode),
            ("US-wa", Rule::UsStateCode),
            ("US-", Rule::UsStateCode),
            ("US", Rule::UsStateCode),
            ("IN-", Rule::StateOrRegionText),
            ("IN- ", Rule::StateOrRegionText),
            ("IN-A\tP", Rule::StateOrRegionText),
            ("UK-London", Rule::CountryCode),
            ("Washington", Rule::CountryCode),
            ("\u{6771}\u{4EAC}", Rule::CountryCode),
        ] {
            assert_eq!(country_and_region(wrong).first(), Some(rule), "{wrong}");
        }
    }
}
