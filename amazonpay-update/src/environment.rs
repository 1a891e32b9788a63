//! Sandbox and Live.

use crate::value::word::words;

words! {
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
    Environment is "environment" in_any_case {
        /// For tests without money.
        Sandbox = "sandbox",
        /// For real buyers.
        Live = "live",
    }
}

impl Environment {
    /// Whether it is [`Environment::Live`].
    #[must_use]
    pub const fn is_live(self) -> bool {
        matches!(self, Environment::Live)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::UnknownWord;

    #[test]
    fn an_environment_is_parsed_from_its_name() {
        for environment in Environment::ALL {
            assert_eq!(environment.to_string().parse(), Ok(*environment));
        }
        assert_eq!("Sandbox".parse(), Ok(Environment::Sandbox));
        assert_eq!(
            "production".parse::<Environment>(),
            Err(UnknownWord::new("environment", &["sandbox", "live"]))
        );
    }
}
