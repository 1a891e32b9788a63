//! The pages, as HTML. What they say stands in [`Texts`].

mod account;
mod change;
mod home;
mod layout;
mod panel;
mod result;
mod texts;

pub use account::account;
pub use change::change;
pub use home::home;
pub use layout::{ICON, ICON_PATH, STYLE, failed, not_found, style_path};
pub use result::result;
pub use texts::Texts;
