//! A configuration as names and texts, from any of its forms.

use super::error::{ConfigError, WrongValue};
use super::json;
use super::key_source::KeySource;
use super::member::Member;
use crate::region::RegionName;
use crate::shown::{NOT_SHOWN, may_be_shown, shown};
use crate::violation::{Path, Violations};
use amazonpay_update_rules::{Refusal, Rule};
use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ffi::OsString;
use std::str::FromStr;
use zeroize::Zeroizing;

/// Every member, and a description of its value.
const MEMBERS: &[(&str, &str)] = &[
    ("region", "`us`, `eu`, `uk` or `jp`"),
    ("environment", "`sandbox` or `live`"),
    ("merchant_id", "the merchant id from Seller Central"),
    ("public_key_id", "the id Seller Central shows beside the key"),
    (KEY_FILE, "the path of the private key's PEM file"),
    (KEY, "the PEM text of the private key"),
    ("algorithm", "`AMZN-PAY-RSASSA-PSS-V2` or `AMZN-PAY-RSASSA-PSS`"),
    ("store_id", "the store id from Seller Central"),
    ("return_url", "the URL of the page the buyer returns to"),
];

/// The most unknown members that are reported, because finding the intended name takes time.
const LISTED: usize = 20;

const KEY: &str = "key";
const KEY_FILE: &str = "key_file";

pub(super) struct Members {
    /// The values by their names without the prefix. `None` is a value that is not a text.
    texts: BTreeMap<String, Option<Zeroizing<String>>>,
    /// The members that are there twice. The first counts.
    duplicates: Violations,
    /// The prefix of the variables' names. Empty for the other forms.
    prefix: String,
}

impl Members {
    pub(super) fn from_variables(
        prefix: &str,
        variables: impl IntoIterator<Item = (impl Into<OsString>, impl Into<OsString>)>,
    ) -> Members {
        let prefix = format!("{prefix}_");
        let mut texts = BTreeMap::new();
        for (name, value) in variables {
            let Ok(name) = name.into().into_string() else { continue };
            let Some(member) = name.strip_prefix(&prefix) else { continue };
            // An empty variable counts as missing, because templates make it from an unset variable.
            let value: OsString = value.into();
            if !value.is_empty() {
                texts.insert(member.to_owned(), value.into_string().ok().map(Zeroizing::new));
            }
        }
        let others = other_accounts(texts.keys());
        let is_of_other = |name: &str| !is_member(name) && others.iter().any(|other| name.starts_with(other));
        texts.retain(|name, _| !is_of_other(name));
        Members { prefix, ..Members::named_alike(texts) }
    }

    pub(super) fn from_json(text: &str) -> Result<Members, ConfigError> {
        json::members(text).map(Members::from_texts)
    }

    #[cfg(feature = "toml")]
    pub(super) fn from_toml(text: &str) -> Result<Members, ConfigError> {
        super::toml::members(text).map(Members::from_texts)
    }

    fn from_texts(texts: Vec<Member>) -> Members {
        let mut members = Members::named_alike(BTreeMap::new());
        for (member, text) in texts {
            match members.texts.entry(member) {
                Entry::Vacant(place) => drop(place.insert(text)),
                Entry::Occupied(first) => {
                    let path = Path::Root.key(first.key());
                    members.duplicates.add(&path, || Refusal::new(Rule::DuplicateKey));
                }
            }
        }
        members
    }

    fn named_alike(texts: BTreeMap<String, Option<Zeroizing<String>>>) -> Members {
        Members { texts, duplicates: Violations::none(), prefix: String::new() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// Whether each member is there once.
    pub(super) fn form(&self) -> Result<(), ConfigError> {
        if self.duplicates.is_empty() { Ok(()) } else { Err(self.duplicates.clone().into()) }
    }

    /// The spelling of a member after the prefix: in capitals, if there is a prefix. Another spelling is an unknown
    /// variable.
    fn written(&self, member: &str) -> String {
        if self.prefix.is_empty() { member.to_owned() } else { member.to_uppercase() }
    }

    /// The full name of a member, with the prefix.
    pub(super) fn full_name(&self, member: &str) -> String {
        format!("{}{}", self.prefix, self.written(member))
    }

    fn take(&mut self, member: &str) -> Result<Option<Zeroizing<String>>, ConfigError> {
        match self.texts.remove(&self.written(member)) {
            Some(None) => Err(not_text(&self.full_name(member))),
            text => Ok(text.flatten()),
        }
    }

    pub(super) fn parse_optional<T>(&mut self, member: &str) -> Result<Option<T>, ConfigError>
    where
        T: FromStr<Err: WrongValue>,
    {
        let Some(text) = self.take(member)? else { return Ok(None) };
        text.parse().map(Some).map_err(|error: T::Err| error.of(self.full_name(member)))
    }

    pub(super) fn parse<T>(&mut self, member: &str) -> Result<T, ConfigError>
    where
        T: FromStr<Err: WrongValue>,
    {
        self.parse_optional(member)?.ok_or_else(|| self.missing(member))
    }

    pub(super) fn key(&mut self) -> Result<KeySource, ConfigError> {
        let (key, key_file) = (self.full_name(KEY), self.full_name(KEY_FILE));
        // Takes both, even if the first is wrong.
        let (pem, path) = (self.take(KEY), self.take(KEY_FILE));
        match (pem?, path?) {
            (Some(pem), None) => Ok(KeySource::Pem { member: key, pem }),
            (None, Some(path)) => Ok(KeySource::File { member: key_file, path: path.as_str().into() }),
            (Some(_), Some(_)) => Err(ConfigError::TwoKeys { key, key_file }),
            (None, None) => Err(self.missing(KEY_FILE)),
        }
    }

    /// Errors for the members that nobody has taken, up to `LISTED`.
    pub(super) fn unknown(&self) -> Vec<ConfigError> {
        self.texts.keys().take(LISTED).map(|name| self.unknown_member(name)).collect()
    }

    fn unknown_member(&self, unknown: &str) -> ConfigError {
        let names: Vec<&str> = MEMBERS.iter().map(|(name, _)| *name).collect();
        let remedy = match amazonpay_update_rules::closest(&unknown.to_lowercase(), &names) {
            Some(meant) => format!("did you mean `{}`?", self.full_name(meant)),
            None => {
                let names: Vec<String> =
                    names.iter().map(|name| format!("`{}`", self.full_name(name))).collect();
                let remedy = format!("remove it, or write one of {}", names.join(", "));
                // For example `AMAZON_PAY_PREVIOUS_KEY_FILE`, which belongs to the account with
                // `AMAZON_PAY_PREVIOUS_REGION`.
                let may_be_of_other = !self.prefix.is_empty() && unknown.contains('_');
                let of_other = "; if it is another account's, set that account's region, too";
                remedy + if may_be_of_other { of_other } else { "" }
            }
        };
        // Checks the name in small letters too, because in capitals a key does not look like a key.
        let is_shown = may_be_shown(unknown) && may_be_shown(&unknown.to_lowercase());
        let member = if is_shown { format!("{}{unknown}", self.prefix) } else { NOT_SHOWN.to_owned() };
        ConfigError::Unknown { member, remedy }
    }

    fn missing(&self, member: &str) -> ConfigError {
        let value = MEMBERS.iter().find(|(name, _)| *name == member).map_or("its value", |(_, value)| value);
        ConfigError::MissingMember { member: self.full_name(member), value }
    }
}

/// Whether the rest of a variable's name after the prefix is a member.
fn is_member(name: &str) -> bool {
    MEMBERS.iter().any(|(member, _)| member.to_uppercase() == name)
}

/// The words after the prefix that belong to other accounts. Such a word is a region, as in `AMAZON_PAY_US_KEY_FILE`,
/// or has its own region, as `AMAZON_PAY_SHOP2_KEY_FILE` beside `AMAZON_PAY_SHOP2_REGION`. No account can be read
/// without its region, so every other word is a mistake.
fn other_accounts<'n>(names: impl Iterator<Item = &'n String>) -> Vec<String> {
    let regions = RegionName::ALL.iter().map(|region| region.as_str().to_uppercase());
    let own_region = names.filter_map(|name| name.strip_suffix("_REGION")).map(str::to_owned);
    regions.chain(own_region).map(|other| other + "_").collect()
}

fn not_text(member: &str) -> ConfigError {
    ConfigError::NotText { member: shown(member).to_owned() }
}

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(MembersVisitor)
    }
}

/// Reads the members of a larger configuration. serde's own errors repeat the refused value, which can be the key.
/// These errors do not.
struct MembersVisitor;

impl<'de> Visitor<'de> for MembersVisitor {
    type Value = Members;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", ConfigError::NotAnObject)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
        let mut texts = BTreeMap::new();
        while let Some(member) = map.next_key::<String>()? {
            let Text(text) = map.next_value()?;
            let text = text.ok_or_else(|| Error::custom(not_text(&member)))?;
            if texts.insert(member.clone(), Some(text)).is_some() {
                return Err(Error::custom(format_args!(
                    "`{}` stands there twice: remove one",
                    shown(&member)
                )));
            }
        }
        Ok(Members::named_alike(texts))
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<Members, E> {
        Err(E::custom(ConfigError::NotAnObject))
    }

    fn visit_bytes<E: Error>(self, _: &[u8]) -> Result<Members, E> {
        Err(E::custom(ConfigError::NotAnObject))
    }
}

/// A text, or any other value, which is skipped.
struct Text(Option<Zeroizing<String>>);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TextVisitor)
    }
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Text;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a text")
    }

    fn visit_str<E>(self, text: &str) -> Result<Text, E> {
        Ok(Text(Some(text.to_owned().into())))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Text, E> {
        Ok(Text(None))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Text, E> {
        Ok(Text(None))
    }

    fn visit_u64<E>(self, _: u64) -> Result<Text, E> {
        Ok(Text(None))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Text, E> {
        Ok(Text(None))
    }

    fn visit_unit<E>(self) -> Result<Text, E> {
        Ok(Text(None))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Text, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Text(None))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Text, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Text(None))
    }
}
