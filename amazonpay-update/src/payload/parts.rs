//! Objects of the payload that a struct may hold whole, in one field.

use crate::canonical::{CanonicalText, CanonicalValue, ObjectWriter, list_len, write_list};
use crate::value::{
    CancelUrl, CustomInformation, MerchantReferenceId, MerchantStoreName, NoteToBuyer, ReturnUrl, Scopes,
};

/// `merchantMetadata`: the merchant's own data.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct MerchantMetadata {
    /// The merchant's reference for the update.
    pub merchant_reference_id: Option<MerchantReferenceId>,
    /// The store's name.
    pub merchant_store_name: Option<MerchantStoreName>,
    /// A note the buyer sees.
    pub note_to_buyer: Option<NoteToBuyer>,
    /// The merchant's own data.
    pub custom_information: Option<CustomInformation>,
}

impl MerchantMetadata {
    /// Merchant metadata without members. Set the fields that you need.
    #[must_use]
    pub fn new() -> MerchantMetadata {
        MerchantMetadata::default()
    }
}

/// `webCheckoutDetails`: the pages that the buyer goes to afterwards.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct WebCheckoutDetails {
    /// The page the buyer returns to.
    pub checkout_result_return_url: ReturnUrl,
    /// The page for a buyer who cancels.
    pub checkout_cancel_url: Option<CancelUrl>,
}

impl WebCheckoutDetails {
    /// Details without a separate page for buyers who cancel.
    #[must_use]
    pub const fn new(checkout_result_return_url: ReturnUrl) -> WebCheckoutDetails {
        WebCheckoutDetails { checkout_result_return_url, checkout_cancel_url: None }
    }
}

impl CanonicalValue for MerchantMetadata {
    fn canonical_len(&self) -> usize {
        text_len(self.custom_information.as_ref())
            + text_len(self.merchant_reference_id.as_ref())
            + text_len(self.merchant_store_name.as_ref())
            + text_len(self.note_to_buyer.as_ref())
            + 2
    }

    fn write_canonical(&self, out: &mut String) {
        let mut object = ObjectWriter::new(out);
        write_text_member(self.custom_information.as_ref(), &mut object);
        write_text_member(self.merchant_reference_id.as_ref(), &mut object);
        write_text_member(self.merchant_store_name.as_ref(), &mut object);
        write_text_member(self.note_to_buyer.as_ref(), &mut object);
        object.end();
    }
}

impl CanonicalValue for WebCheckoutDetails {
    fn canonical_len(&self) -> usize {
        text_len(self.checkout_cancel_url.as_ref()) + text_len(Some(&self.checkout_result_return_url)) + 2
    }

    fn write_canonical(&self, out: &mut String) {
        let mut object = ObjectWriter::new(out);
        write_text_member(self.checkout_cancel_url.as_ref(), &mut object);
        write_text_member(Some(&self.checkout_result_return_url), &mut object);
        object.end();
    }
}

impl CanonicalValue for Scopes {
    fn canonical_len(&self) -> usize {
        list_len(self.as_slice())
    }

    fn write_canonical(&self, out: &mut String) {
        write_list(self.as_slice(), out);
    }
}

fn text_len<T: CanonicalText>(text: Option<&T>) -> usize {
    text.map_or(0, |text| T::MEMBER.len() + text.text().len() + 6)
}

fn write_text_member<T: CanonicalText>(text: Option<&T>, object: &mut ObjectWriter<'_>) {
    if let Some(text) = text {
        let out = object.member(T::MEMBER);
        out.push('"');
        text.push_text(out);
        out.push('"');
    }
}
