//! A member before its name is checked.

use zeroize::Zeroizing;

/// The name of a member, and its value if the value is a text.
pub(super) type Member = (String, Option<Zeroizing<String>>);
