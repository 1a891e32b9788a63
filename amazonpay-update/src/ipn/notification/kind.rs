//! Values of a notification that are open: what Amazon adds one day is kept as it came.

use std::fmt;
use std::str::FromStr;

/// An enum of documented texts that keeps any other text.
macro_rules! open_enum {
    (
        $(#[$doc:meta])*
        $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $text:literal,)+ }
    ) => {
        $(#[$doc])*
        ///
        /// It is compared to the letter; a text that is not documented is kept, and
        /// [`as_str`](Self::as_str) gives every text back as it came.
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $(
                $(#[$variant_doc])*
                #[doc = concat!("`", $text, "`.")]
                $variant,
            )+
            /// A text that Amazon does not document. `From` never puts a documented one here.
            Other(String),
        }

        impl $name {
            /// The text, in Amazon's spelling.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $($name::$variant => $text,)+
                    $name::Other(text) => text,
                }
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> $name {
                match text {
                    $($text => $name::$variant,)+
                    _ => $name::Other(text.to_owned()),
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}

open_enum! {
    /// `ObjectType`: the kind of object that changed.
    ObjectType {
        /// A charge permission:
        ChargePermission = "CHARGE_PERMISSION",
        /// A charge:
        Charge = "CHARGE",
        /// A refund:
        Refund = "REFUND",
        /// A chargeback:
        Chargeback = "CHARGEBACK",
    }
}

open_enum! {
    /// `NotificationType`: what about the object changed.
    NotificationType {
        /// Its state:
        StateChange = "STATE_CHANGE",
        /// Something else about it:
        AttributeChange = "ATTRIBUTE_CHANGE",
    }
}

/// An id as it came: of the form this crate knows, or of another one, which is kept.
///
/// The forms of ids are known from Amazon's samples, and a notification must not be lost on the day a
/// new one appears.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Id<T> {
    /// An id of the known form.
    Valid(T),
    /// An id of another form.
    Other(String),
}

impl<T: FromStr> Id<T> {
    pub(super) fn new(text: String) -> Id<T> {
        match text.parse() {
            Ok(id) => Id::Valid(id),
            Err(_) => Id::Other(text),
        }
    }
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
