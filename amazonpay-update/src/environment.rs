//! Sandbox and Live.

use crate::serde_as_text::serde_as_text;
use std::fmt;
use std::str::FromStr;

/// Where an account's requests take effect.
///
/// It is parsed from [its name](Environment::as_str), in capitals too. With serde it is the name, a text.
///
/// # Examples
///
/// ```
/// use amazonpay_update::Environment;
///
/// assert_eq!("Sandbox".parse(), Ok(Environment::Sandbox));
/// assert_eq!(Environment::Sandbox.to_string(), "sandbox");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Environment {
    /// Trials without money.
    Sandbox,
    /// Real buyers.
    Live,
}

impl Environment {
    /// Both environments.
    pub const ALL: &'static [Environment] = &[Environment::Sandbox, Environment::Live];

    /// Whether it is [`Environment::Live`].
    #[must_use]
    pub const fn is_live(self) -> bool {
        matches!(self, Environment::Live)
    }

    /// Its name in lower case: `sandbox` or `live`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Environment::Sandbox => "sandbox",
            Environment::Live => "live",
        }
    }
}

/// A text that names no environment: the names are `sandbox` and `live`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no such environment: write `sandbox` or `live`")]
pub struct UnknownEnvironment;

impl FromStr for Environment {
    type Err = UnknownEnvironment;

    fn from_str(text: &str) -> Result<Environment, UnknownEnvironment> {
        let same = |environment: &&Environment| environment.as_str().eq_ignore_ascii_case(text);
        Environment::ALL.iter().find(same).copied().ok_or(UnknownEnvironment)
    }
}

impl fmt::Display for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

serde_as_text!(Environment);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_environment_is_parsed_from_its_name() {
        for environment in Environment::ALL {
            assert_eq!(environment.to_string().parse(), Ok(*environment));
        }
        assert_eq!("Sandbox".parse(), Ok(Environment::Sandbox));
        assert_eq!("production".parse::<Environment>(), Err(UnknownEnvironment));
    }
}
