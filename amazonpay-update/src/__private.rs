//! Items for generated code and for this project's own tests: not part of the interface.

pub use crate::canonical::{CanonicalText, CanonicalValue, Length, Sink, WriteParts};
pub use crate::payload::check::check_stated;
pub use crate::payload::derived::{Derived, Verdict};
pub use crate::payload::needed::part_of_chosen;
pub use crate::payload::state::NoSetter;
pub use crate::payload::*;
pub use crate::rules;
pub use crate::value::checked::CHECKED;
pub use crate::value::*;
pub use amazonpay_update_derive::{
    constant_list, constant_value, include_update_payload, literal_list, literal_value, no_text,
    update_payload,
};
pub use amazonpay_update_rules::Rule;
pub use std::default::Default;
pub use std::marker::PhantomData;
pub use std::ops::Deref;
pub use std::option::Option::{self, None, Some};
pub use std::primitive::{bool, str, usize};
pub use std::string::String;

/// The parts of its arguments that the command-line tool may show.
pub mod shown {
    pub use crate::shown::{NOT_SHOWN, holds_pem, is_invisible, looks_like_a_key, may_be_shown, shown};
}

/// Broken rules in the order of the check, for the command-line tool.
pub mod violation {
    use crate::violation::Violation;
    use amazonpay_update_rules::json::NotRead;
    use amazonpay_update_rules::{Path, Refusal};

    #[must_use]
    pub fn at_path(refusal: Refusal, path: &Path<'_>) -> Violation {
        Violation::at(refusal, path)
    }

    #[must_use]
    pub fn not_read(why: NotRead) -> Violation {
        Violation::not_read(why)
    }
}

/// For this project's own tests.
pub mod testing {
    #[cfg(feature = "ipn")]
    pub mod ipn {
        pub use crate::ipn::testing::*;
    }

    #[cfg(feature = "return-state")]
    pub mod return_state {
        pub use crate::return_state::testing::*;
    }

    #[cfg(feature = "session")]
    pub mod session {
        pub use crate::session::testing::*;
    }

    pub mod signing {
        pub use crate::signing::testing::*;
    }
}
