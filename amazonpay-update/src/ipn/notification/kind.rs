//! The open values of a notification. A value that Amazon adds later is kept as it came.

use crate::open_enum::{open_conversions, open_enum};
use std::str::FromStr;

open_enum! {
    /// `ObjectType`: the kind of object that changed.
    ObjectType {
        /// A charge permission.
        ChargePermission = "CHARGE_PERMISSION",
        /// A charge.
        Charge = "CHARGE",
        /// A refund.
        Refund = "REFUND",
        /// A chargeback.
        Chargeback = "CHARGEBACK",
    }
}

open_enum! {
    /// `NotificationType`: the part of the object that changed.
    NotificationType {
        /// The state.
        StateChange = "STATE_CHANGE",
        /// Another attribute.
        AttributeChange = "ATTRIBUTE_CHANGE",
    }
}

/// An id as it came: in the form that this crate knows, or in another form.
///
/// The forms are known only from Amazon's samples. A notification with a new form must not be lost.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Id<T> {
    /// An id of the known form.
    Valid(T),
    /// An id of another form.
    Other(String),
}

impl<T: AsRef<str>> Id<T> {
    /// The text of the id, as it came.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Id::Valid(id) => id.as_ref(),
            Id::Other(text) => text,
        }
    }
}

open_conversions! {
    Id<T>,
    [T: AsRef<str> + FromStr],
    |text| text.parse().map_or_else(|_| Id::Other(text.to_owned()), Id::Valid)
}

impl<T> Id<T> {
    /// The id, when it has the known form.
    #[must_use]
    pub fn valid(&self) -> Option<&T> {
        match self {
            Id::Valid(id) => Some(id),
            Id::Other(_) => None,
        }
    }
}
