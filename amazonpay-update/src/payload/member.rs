//! Amazon's members as types, in Amazon's spelling, for errors to name.

macro_rules! members {
    ($($name:ident)+) => {
        $(
            #[doc = concat!("`", stringify!($name), "`.")]
            #[allow(non_camel_case_types, reason = "Amazon's spelling, which errors print")]
            #[derive(Debug)]
            pub enum $name {}
        )+

        #[cfg(test)]
        const ALL: &[&str] = &[$(stringify!($name)),+];
    };
}

members! {
    storeId
    chargePermissionId
    chargePermissionType
    productType
    webCheckoutDetails
    checkoutResultReturnUrl
    checkoutCancelUrl
    setupOnly
    paymentIntent
    canHandlePendingAuthorization
    scopes
    merchantMetadata
    merchantReferenceId
    merchantStoreName
    noteToBuyer
    customInformation
    deliverySpecifications
    specialRestrictions
    addressRestrictions
}

/// A field that is not part of the payload.
#[allow(non_camel_case_types, reason = "errors print it beside the members")]
#[derive(Debug)]
pub enum skipped_field {}

#[test]
fn every_member_of_the_schema_is_here() {
    let schema: Vec<_> = amazonpay_update_rules::schema::MEMBERS.iter().map(|member| member.name).collect();
    assert_eq!(ALL, schema);
}
