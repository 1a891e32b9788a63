//! The objects that both a Checkout Session and a Charge Permission have.

use super::object::{Brief, Members, is_default, object};

object! {
    /// The buyer.
    Buyer {
        /// Amazon's id for the buyer.
        buyer_id: Option<String> = "buyerId",
        /// The name.
        name: Option<String> = "name",
        /// The e-mail address.
        email: Option<String> = "email",
        /// The phone number.
        phone_number: Option<String> = "phoneNumber",
        /// Which Prime memberships the buyer has, for shops that may know.
        prime_membership_types: Vec<String> = "primeMembershipTypes",
    }
    debug {}
}

object! {
    /// A shipping or billing address.
    Address {
        /// Its id; only `shippingAddressList` has one.
        address_id: Option<String> = "addressId",
        /// The name.
        name: Option<String> = "name",
        /// The first line.
        address_line1: Option<String> = "addressLine1",
        /// The second line.
        address_line2: Option<String> = "addressLine2",
        /// The third line.
        address_line3: Option<String> = "addressLine3",
        /// The city.
        city: Option<String> = "city",
        /// The county.
        county: Option<String> = "county",
        /// The district.
        district: Option<String> = "district",
        /// The state, region or prefecture.
        state_or_region: Option<String> = "stateOrRegion",
        /// The postal code.
        postal_code: Option<String> = "postalCode",
        /// The country, as of ISO 3166-1 alpha-2.
        country_code: Option<String> = "countryCode",
        /// The phone number.
        phone_number: Option<String> = "phoneNumber",
    }
    debug {}
}

object! {
    /// A payment method the buyer has chosen.
    PaymentPreference {
        /// What to show for it, such as the brand of a card and the end of its number.
        payment_descriptor: Option<String> = "paymentDescriptor",
    }
    debug {}
}

object! {
    /// How a Saved Wallet permission is used.
    PaymentMethodOnFileMetadata {
        /// Whether the session only sets the permission up, without a payment.
        setup_only: Option<bool> = "setupOnly",
    }
    debug { setup_only }
}

object! {
    /// An amount of money.
    Price {
        /// The amount, in decimal digits.
        amount: Option<String> = "amount",
        /// The currency, as of ISO 4217.
        currency_code: Option<String> = "currencyCode",
    }
    debug { amount, currency_code }
}
