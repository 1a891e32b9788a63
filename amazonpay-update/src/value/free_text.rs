//! Texts that may hold anything, up to a number of characters.

use super::text_value::text_value;
use amazonpay_update_rules::text;

text_value! { $
    /// The merchant's reference for the update, at most 256 characters. The buyer sees it.
    MerchantReferenceId is "merchantReferenceId", checked by text::merchant_reference_id,
    literal merchant_reference_id!("customer-4711"), not "x".repeat(257)
}

text_value! { $
    /// The store's name, at most 50 characters. The buyer sees it.
    MerchantStoreName is "merchantStoreName", checked by text::merchant_store_name,
    literal merchant_store_name!("Example Store"), not "x".repeat(51)
}

text_value! { $
    /// A note, at most 255 characters. The buyer sees it, so put nothing confidential in it.
    NoteToBuyer is "noteToBuyer", checked by text::note_to_buyer,
    literal note_to_buyer!("You are changing how you pay for your subscription."), not "x".repeat(256)
}

text_value! { $
    /// The merchant's own data, at most 4,096 characters. Put nothing confidential in it.
    CustomInformation is "customInformation", checked by text::custom_information,
    literal custom_information!("{\"tier\":\"gold\"}"), not "x".repeat(4097)
}
