//! A configuration as names and texts, from any of its forms.

use super::error::{ConfigError, WrongValue};
use super::json;
use super::key_source::KeySource;
use super::member::{Member, Value};
use super::names::{KEY, KEY_FILE, Known, MEMBERS, Meant, meant, names};
use crate::region::RegionName;
use crate::shown::{NOT_SHOWN, holds_pem, looks_like_a_key, may_be_shown, shown};
use crate::violation::{Path, Violations};
use amazonpay_update_rules::{Refusal, Rule};
use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ffi::OsString;
use std::str::FromStr;
use zeroize::Zeroizing;

/// The most unknown members that are reported, because finding the intended name takes time.
const LISTED: usize = 20;

pub(super) struct Members {
    /// The values by their names without the prefix.
    values: BTreeMap<String, Value>,
    /// The members that are there twice. The first counts.
    duplicates: Violations,
    /// The prefix of the variables' names. Empty for the other forms.
    prefix: String,
}

impl Members {
    pub(super) fn from_variables(
        prefix: &str,
        variables: impl IntoIterator<Item = (impl Into<OsString>, impl Into<OsString>)>,
    ) -> Result<Members, ConfigError> {
        // With an empty prefix, `_REGION` would be read, and with `SHOP_` `SHOP__REGION`. Nobody means that.
        if prefix.is_empty() || prefix.ends_with('_') {
            return Err(ConfigError::Prefix { prefix: shown(prefix).to_owned() });
        }
        let prefix = format!("{prefix}_");
        let mut values = BTreeMap::new();
        for (name, value) in variables {
            let Ok(name) = name.into().into_string() else { continue };
            let Some(member) = name.strip_prefix(&prefix) else { continue };
            // An empty variable counts as missing, because templates make it from an unset variable.
            let value: OsString = value.into();
            if !value.is_empty() {
                let text = value.into_string().map(Zeroizing::new);
                values.insert(member.to_owned(), text.map_or(Value::NotUnicode, Value::Text));
            }
        }
        let others = other_accounts(values.keys());
        let is_of_other = |name: &str| !is_member(name) && others.iter().any(|other| name.starts_with(other));
        values.retain(|name, _| !is_of_other(name));
        Ok(Members { prefix, ..Members::named_alike(values) })
    }

    pub(super) fn from_json(text: &str) -> Result<Members, ConfigError> {
        json::members(text).map(Members::from_list)
    }

    #[cfg(feature = "toml")]
    pub(super) fn from_toml(text: &str) -> Result<Members, ConfigError> {
        super::toml::members(text).map(Members::from_list)
    }

    fn from_list(list: Vec<Member>) -> Members {
        let mut members = Members::named_alike(BTreeMap::new());
        for (member, value) in list {
            match members.values.entry(member) {
                Entry::Vacant(place) => drop(place.insert(value)),
                Entry::Occupied(first) => {
                    let path = Path::Root.key(first.key());
                    members.duplicates.add(&path, || Refusal::new(Rule::DuplicateKey));
                }
            }
        }
        members
    }

    fn named_alike(values: BTreeMap<String, Value>) -> Members {
        Members { values, duplicates: Violations::none(), prefix: String::new() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.values.is_empty()
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
    pub(super) fn full_name(&self, member: Known) -> String {
        format!("{}{}", self.prefix, self.written(member.name))
    }

    fn take(&mut self, member: Known) -> Result<Option<Zeroizing<String>>, ConfigError> {
        match self.values.remove(&self.written(member.name)) {
            Some(Value::Text(text)) => Ok(Some(text)),
            Some(Value::Table | Value::Other) => Err(not_text(&self.full_name(member))),
            Some(Value::NotUnicode) => Err(ConfigError::NotUnicode { member: self.full_name(member) }),
            None => Ok(None),
        }
    }

    pub(super) fn parse_optional<T>(&mut self, member: Known) -> Result<Option<T>, ConfigError>
    where
        T: FromStr<Err: WrongValue>,
    {
        let Some(text) = self.take(member)? else { return Ok(None) };
        text.parse().map(Some).map_err(|error: T::Err| error.of(self.full_name(member)))
    }

    pub(super) fn parse<T>(&mut self, member: Known) -> Result<T, ConfigError>
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
            (Some(pem), None) if may_be_a_path(&pem) => Err(ConfigError::NoTextInKey { key, key_file }),
            (Some(pem), None) => Ok(KeySource::Pem { member: key, pem }),
            (None, Some(path)) if holds_pem(&path) => Err(ConfigError::TextInKeyFile { key, key_file }),
            (None, Some(path)) => Ok(KeySource::File { member: key_file, path: path.as_str().into() }),
            (Some(_), Some(_)) => Err(ConfigError::TwoKeys { key, key_file }),
            (None, None) => Err(self.missing(KEY_FILE)),
        }
    }

    /// Errors for the members that nobody has taken, up to `LISTED`.
    pub(super) fn unknown(&self) -> Vec<ConfigError> {
        self.values.iter().take(LISTED).map(|(name, value)| self.unknown_member(name, value)).collect()
    }

    fn unknown_member(&self, unknown: &str, value: &Value) -> ConfigError {
        // Checks the name in small letters too, because in capitals a key does not look like a key.
        let is_shown = may_be_shown(unknown) && may_be_shown(&unknown.to_lowercase());
        let member = if is_shown { format!("{}{unknown}", self.prefix) } else { NOT_SHOWN.to_owned() };
        ConfigError::Unknown { member, remedy: self.remedy(unknown, value) }
    }

    fn remedy(&self, unknown: &str, value: &Value) -> String {
        if matches!(value, Value::Table) {
            return "if the account's members are in it, move them to the top, or pass only that table; \
                    otherwise remove it"
                .to_owned();
        }
        let remedy = match meant(unknown) {
            Some(Meant::Spelling(member)) => {
                return format!("did you mean `{}`?", self.full_name(of_its_value(member, value)));
            }
            Some(Meant::Name(member)) => {
                let member = of_its_value(member, value);
                format!("did you mean `{}`? Set it to {}", self.full_name(member), member.value)
            }
            None => {
                let name = |member: &Known| format!("`{}`", self.full_name(*member));
                let names: Vec<String> = MEMBERS.iter().map(name).collect();
                format!("remove it, or write one of {}", names.join(", "))
            }
        };
        // For example `AMAZON_PAY_PREVIOUS_KEY_FILE`, which belongs to the account with `AMAZON_PAY_PREVIOUS_REGION`.
        let may_be_of_other = !self.prefix.is_empty() && unknown.contains('_');
        let of_other = "; if it is another account's, set that account's region, too";
        remedy + if may_be_of_other { of_other } else { "" }
    }

    fn missing(&self, member: Known) -> ConfigError {
        ConfigError::MissingMember { member: self.full_name(member), value: member.value }
    }
}

/// Whether the rest of a variable's name after the prefix is a member.
fn is_member(name: &str) -> bool {
    names().any(|member| member.to_uppercase() == name)
}

/// The words after the prefix that belong to other accounts. Such a word is a region, as in `AMAZON_PAY_US_KEY_FILE`,
/// or has its own region, as `AMAZON_PAY_SHOP2_KEY_FILE` beside `AMAZON_PAY_SHOP2_REGION`. No account can be read
/// without its region, so every other word is a mistake.
fn other_accounts<'n>(names: impl Iterator<Item = &'n String>) -> Vec<String> {
    let regions = RegionName::ALL.iter().map(|region| region.as_str().to_uppercase());
    let own_region = names.filter_map(|name| name.strip_suffix("_REGION")).map(str::to_owned);
    regions.chain(own_region).map(|other| other + "_").collect()
}

/// The one of the two members of the key that takes such a value.
fn of_its_value(member: Known, value: &Value) -> Known {
    match (member, value) {
        (KEY | KEY_FILE, Value::Text(text)) => {
            if holds_pem(text) {
                KEY
            } else {
                KEY_FILE
            }
        }
        _ => member,
    }
}

/// Whether a text is no key, and may be the path of one.
fn may_be_a_path(text: &str) -> bool {
    !text.contains('\n') && !looks_like_a_key(text)
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
        let mut values = BTreeMap::new();
        while let Some(member) = map.next_key::<String>()? {
            let Read(value) = map.next_value()?;
            if !matches!(value, Value::Text(_)) && names().any(|name| name == member) {
                return Err(Error::custom(not_text(&member)));
            }
            if values.insert(member.clone(), value).is_some() {
                return Err(Error::custom(format_args!(
                    "`{}` stands there twice: remove one",
                    shown(&member)
                )));
            }
        }
        Ok(Members::named_alike(values))
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<Members, E> {
        Err(E::custom(ConfigError::NotAnObject))
    }

    fn visit_bytes<E: Error>(self, _: &[u8]) -> Result<Members, E> {
        Err(E::custom(ConfigError::NotAnObject))
    }
}

/// A text, or any other value, which is skipped.
struct Read(Value);

impl<'de> Deserialize<'de> for Read {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ReadVisitor)
    }
}

struct ReadVisitor;

impl<'de> Visitor<'de> for ReadVisitor {
    type Value = Read;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a text")
    }

    fn visit_str<E>(self, text: &str) -> Result<Read, E> {
        Ok(Read(Value::Text(text.to_owned().into())))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Read, E> {
        Ok(Read(Value::Other))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Read, E> {
        Ok(Read(Value::Other))
    }

    fn visit_u64<E>(self, _: u64) -> Result<Read, E> {
        Ok(Read(Value::Other))
    }

    fn visit_i128<E>(self, _: i128) -> Result<Read, E> {
        Ok(Read(Value::Other))
    }

    fn visit_u128<E>(self, _: u128) -> Result<Read, E> {
        Ok(Read(Value::Other))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Read, E> {
        Ok(Read(Value::Other))
    }

    fn visit_bytes<E>(self, _: &[u8]) -> Result<Read, E> {
        Ok(Read(Value::Other))
    }

    fn visit_none<E>(self) -> Result<Read, E> {
        Ok(Read(Value::Other))
    }

    fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<Read, D::Error> {
        Read::deserialize(inner)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<Read, D::Error> {
        Read::deserialize(inner)
    }

    fn visit_unit<E>(self) -> Result<Read, E> {
        Ok(Read(Value::Other))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Read, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Read(Value::Other))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Read, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Read(Value::Table))
    }
}
