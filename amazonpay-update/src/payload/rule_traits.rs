//! The rules that a builder asks of what was set before. rustc says a rule's words where its trait is not
//! implemented.

amazonpay_update_derive::from_schema!(rule_traits);
