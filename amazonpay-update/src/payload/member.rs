//! Amazon's members as types, in Amazon's spelling, for errors to name.

amazonpay_update_derive::from_schema!(members);

/// A field that is not part of the payload.
#[allow(non_camel_case_types, reason = "errors print it beside the members")]
#[derive(Debug)]
pub enum skipped_field {}
