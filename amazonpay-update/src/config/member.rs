//! A member as it was read, before its name is looked at.

use zeroize::Zeroizing;

/// The name of a member, and its value if that is a text.
pub(super) type Member = (String, Option<Zeroizing<String>>);
