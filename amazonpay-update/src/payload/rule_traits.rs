//! The rules that a builder applies to the members that were set before. rustc prints a rule's words when its trait is
//! not implemented.

amazonpay_update_derive::from_schema!(rule_traits);
