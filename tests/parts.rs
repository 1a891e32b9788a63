//! The types of a payload's parts have a field for each row of the table.

use amazonpay_update::__private::CanonicalValue;
use amazonpay_update::payload::{MerchantMetadata, WebCheckoutDetails};
use amazonpay_update::{
    cancel_url, custom_information, merchant_reference_id, merchant_store_name, note_to_buyer, return_url,
};
use amazonpay_update_rules::schema::members_of;
use serde_json::{Map, Value};

#[track_caller]
fn assert_writes_every_row(of: &str, part: &impl CanonicalValue) {
    let mut text = String::new();
    part.write_canonical(&mut text);
    let members: Map<String, Value> = serde_json::from_str(&text).expect("an object");
    let mut rows: Vec<&str> = members_of(of).iter().map(|member| member.name).collect();
    rows.sort_unstable();
    assert_eq!(members.keys().collect::<Vec<_>>(), rows);
}

#[test]
fn a_part_writes_every_row_of_its_object() {
    let mut metadata = MerchantMetadata::new();
    metadata.merchant_reference_id = Some(merchant_reference_id!("a"));
    metadata.merchant_store_name = Some(merchant_store_name!("b"));
    metadata.note_to_buyer = Some(note_to_buyer!("c"));
    metadata.custom_information = Some(custom_information!("d"));
    assert_writes_every_row("merchantMetadata", &metadata);

    let mut details = WebCheckoutDetails::new(return_url!("https://a.com/"));
    details.checkout_cancel_url = Some(cancel_url!("https://a.com/"));
    assert_writes_every_row("webCheckoutDetails", &details);
}
