//! Nothing, bytes, a text of C and a character where a text belongs.
// breaks: wrong_member_type, wrong_member_type, wrong_member_type, wrong_member_type

use amazonpay_update::store_id;

fn main() {
    let _ = store_id!();
    let _ = store_id!(b"amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId");
    let _ = store_id!(c"amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId");
    let _ = store_id!('a');
}
