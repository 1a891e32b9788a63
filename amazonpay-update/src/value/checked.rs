//! What says that a literal was checked while its macro expanded.

/// It has a name in `__private` alone.
#[derive(Clone, Copy, Debug)]
pub struct Checked(());

/// For the expansion of a literal macro.
pub const CHECKED: Checked = Checked(());
