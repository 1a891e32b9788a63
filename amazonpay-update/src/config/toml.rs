//! The members of a TOML document, in memory that is wiped.

use super::error::ConfigError;
use super::member::{self, Member};
use toml::{Table, Value};
use zeroize::Zeroize;

pub(super) fn members(text: &str) -> Result<Vec<Member>, ConfigError> {
    let table: Table = text.parse().map_err(|error: toml::de::Error| {
        let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
        ConfigError::Toml { line: before.matches('\n').count() + 1 }
    })?;
    Ok(table
        .into_iter()
        .map(|(name, value)| match value {
            Value::String(text) => (name, member::Value::Text(text.into())),
            mut other => {
                wipe(&mut other);
                (name, if other.is_table() { member::Value::Table } else { member::Value::Other })
            }
        })
        .collect())
}

/// A key may stand in a part of a larger document.
fn wipe(value: &mut Value) {
    match value {
        Value::String(text) => text.zeroize(),
        Value::Array(values) => values.iter_mut().for_each(wipe),
        Value::Table(members) => members.iter_mut().for_each(|(_, value)| wipe(value)),
        Value::Integer(_) | Value::Float(_) | Value::Boolean(_) | Value::Datetime(_) => {}
    }
}
