//! The proof that a literal was checked while its macro expanded.

/// Only `__private` names this type.
#[derive(Clone, Copy, Debug)]
pub struct Checked(());

/// For the expansion of a literal macro.
pub const CHECKED: Checked = Checked(());
