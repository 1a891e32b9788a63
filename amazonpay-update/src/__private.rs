//! What generated code uses, and what this project's own tests look at: not part of the interface.

pub use crate::payload::{
    ChargePermissionType, DeliverySpecifications, MerchantMetadata, PayAndShip, PayOnly, PaymentMethodOnFile,
    ProductType, UpdatePayload, WebCheckoutDetails, canonical, member, state,
};
pub use crate::rules;
pub use crate::value::{
    CancelUrl, ChargePermissionId, CheckoutSessionId, CountryCode, CustomInformation, InvalidValue,
    MerchantId, MerchantReferenceId, MerchantStoreName, NoteToBuyer, PublicKeyId, ReturnUrl, Scope, Scopes,
    SpecialRestriction, StateOrRegion, StoreId, ZipPattern,
};
pub use std::option::Option::{self, None, Some};
pub use std::string::String;

/// For this project's own tests.
pub mod testing {
    #[cfg(feature = "ipn")]
    pub mod ipn {
        pub use crate::ipn::testing::*;
    }

    #[cfg(feature = "return-state")]
    pub mod return_state {
        pub use crate::return_state::testing::*;
    }

    #[cfg(feature = "session")]
    pub mod session {
        pub use crate::session::testing::*;
    }

    pub mod signing {
        pub use crate::signing::testing::*;
    }
}
