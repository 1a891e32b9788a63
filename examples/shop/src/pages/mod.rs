//! The pages, as HTML. What they say stands in [`Texts`].

mod account;
mod change;
mod home;
mod layout;
mod panel;
mod problem;
mod result;
mod texts;

pub use account::account;
pub use change::change;
pub use home::home;
pub use layout::{ICON, ICON_PATH, STYLE, style_path};
pub use problem::{failed, long_return, not_found, other_site, unknown_region, wrong_method};
pub use result::result;
pub use texts::Texts;
