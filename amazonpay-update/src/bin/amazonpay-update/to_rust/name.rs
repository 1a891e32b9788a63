//! The name of a struct.

use std::str::FromStr;

/// A name that a struct can have, as Rust spells names of types.
#[derive(Clone)]
pub(super) struct StructName(String);

#[derive(Clone, Debug, thiserror::Error)]
#[error("a struct is named by ASCII letters and digits, an upper-case letter first, like `ChangeAddress`")]
pub(super) struct NoStructName;

impl StructName {
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for StructName {
    type Err = NoStructName;

    fn from_str(name: &str) -> Result<StructName, NoStructName> {
        let begins_upper = name.starts_with(|first: char| first.is_ascii_uppercase());
        let is_name = begins_upper && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if is_name && name != "Self" { Ok(StructName(name.to_owned())) } else { Err(NoStructName) }
    }
}
