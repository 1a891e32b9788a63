//! What a shop in Live does not have: stand-ins for Amazon Pay, throw-away keys, and buyers that are made by a click.

mod accounts;
mod buyers;
mod stand_ins;

pub use accounts::accounts;
pub use buyers::{new_buyer, register_again};
pub use stand_ins::{DemoError, StandIns, Started};
