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
        /// The buyer's Prime memberships, for shops that may know them.
        prime_membership_types: Vec<String> = "primeMembershipTypes",
    }
    debug {}
}

object! {
    /// A shipping or billing address.
    Address {
        /// The address's id. Only the addresses of `shippingAddressList` have one.
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
        /// The country code of ISO 3166-1 alpha-2.
        country_code: Option<String> = "countryCode",
        /// The phone number.
        phone_number: Option<String> = "phoneNumber",
    }
    debug {}
}

object! {
    /// A payment method that the buyer chose.
    PaymentPreference {
        /// A text to show for the payment method, such as the brand of a card and the end of its number.
        payment_descriptor: Option<String> = "paymentDescriptor",
    }
    debug {}
}

object! {
    /// How a Saved Wallet permission is used.
    PaymentMethodOnFileMetadata {
        /// Whether the session sets the permission up without a payment.
        setup_only: Option<bool> = "setupOnly",
    }
    debug { setup_only }
}

object! {
    /// An amount of money.
    Price {
        /// The amount, in decimal digits.
        amount: Option<String> = "amount",
        /// The currency code of ISO 4217.
        currency_code: Option<String> = "currencyCode",
    }
    debug { amount, currency_code }
}
