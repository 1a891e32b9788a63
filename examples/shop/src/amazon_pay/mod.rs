//! All that the shop does with Amazon Pay: what somebody who builds such a shop has to write.

mod account;
mod charge;
mod come_back;
mod notified;
mod refresh;
mod start_update;

pub use account::{AmazonPay, Fetcher, StartedUpdate};
pub use charge::charge;
pub use come_back::{come_back, complete_unsettled};
pub use notified::endpoint;
pub use refresh::{Reason, refresh};
pub use start_update::start_update;
