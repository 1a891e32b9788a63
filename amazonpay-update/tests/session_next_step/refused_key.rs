//! Which answers say that the public key id is not known.

use super::table::{CLEAR, UNSETTLED};
use super::{canceled, refusal, response, state};
use amazonpay_update::session::refuses_public_key;
use http::Response;
use serde_json::json;

#[test]
fn an_unknown_public_key_id_is_told_from_all_other_refusals() {
    let codes = CLEAR.iter().map(|row| row.1).chain(UNSETTLED.iter().map(|row| row.1));
    for code in codes {
        for status in [400, 401, 403] {
            let of_the_key = ["InvalidAuthentication", "UnauthorizedAccess"].contains(&code);
            assert_eq!(refuses_public_key(&refusal(status, code)), of_the_key, "{status} {code}");
        }
    }
    for answer in [
        state("Completed"),
        canceled("Declined"),
        response(200, &json!({ "reasonCode": "InvalidAuthentication" })),
        response(403, &json!({ "message": "InvalidAuthentication" })),
        response(403, &json!({ "reasonCode": "AddedLater" })),
        response(403, &json!({ "reasonCode": ["InvalidAuthentication"] })),
        Response::builder().status(403).body(b"InvalidAuthentication".to_vec()).expect("a response"),
        Response::builder().status(401).body(Vec::new()).expect("a response"),
    ] {
        assert!(!refuses_public_key(&answer), "{answer:?}");
    }
}
