//! Instant Payment Notifications, signed and delivered as Amazon SNS does, with the stand-in's own code and
//! authority.

mod address;
mod attempt;
mod authority;
mod compose;
mod delivery;
mod envelope;
mod handle;
mod notification;
mod outbox;
mod sns;

pub use address::InvalidIpnUrl;
pub(crate) use address::parse as parse_ipn_url;
pub use attempt::{Attempt, Delivery, NoAnswer};
pub(crate) use authority::{ISSUER_HOST, ISSUER_PATH, sns as sns_authority};
pub(crate) use compose::merchants_topic;
pub(crate) use delivery::deliver_by_itself;
pub use handle::{DeliverError, NotificationHandle};
pub(crate) use handle::{Order, all, announce, deliver_all, settled};
pub use notification::{Forgery, Notification, SignatureVersion};
pub(crate) use outbox::Outbox;
pub(crate) use sns::{answer as sns_answer, issuer_certificate};
#[cfg(feature = "amazonpay-update")]
pub(crate) use sns::{certificate_at, issuer_der};
