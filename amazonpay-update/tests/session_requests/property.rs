//! Any text as a part of a request.

use amazonpay_update::__private::testing::session;
use amazonpay_update::session::{ApiRequest, IdempotencyKey};
use http::Method;
use proptest::prelude::*;

proptest! {
    #[test]
    fn an_id_is_one_segment_whatever_it_holds(id in ".{1,40}") {
        prop_assume!(id != "." && id != "..");
        let request = ApiRequest::new(Method::GET, "charges").unwrap().segment(&id).unwrap();
        let segment = request.path().strip_prefix("/v2/charges/").unwrap();
        prop_assert!(segment.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~%".contains(&byte)));
        let decoded = percent_encoding::percent_decode_str(segment).decode_utf8().unwrap();
        prop_assert_eq!(decoded, id);
    }

    #[test]
    fn a_path_has_no_empty_segment_and_says_what_it_said(path in "[a-c/ é%]{0,20}") {
        let encoded = session::path(&path);
        prop_assert!(encoded.starts_with('/') && !encoded.contains("//"));
        let said = |text: &str| text.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect::<Vec<_>>();
        let decoded = percent_encoding::percent_decode_str(&encoded).decode_utf8().unwrap();
        prop_assert_eq!(said(&decoded), said(&path));
    }

    #[test]
    fn a_query_is_sorted_and_says_what_it_said(mut parameters in prop::collection::vec((".{0,8}", ".{0,8}"), 0..6)) {
        let pairs: Vec<_> = parameters.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let query = session::query(&pairs);
        let encoded: Vec<_> = query.split('&').filter(|pair| !pair.is_empty()).map(|pair| pair.split_once('=').unwrap()).collect();
        prop_assert!(encoded.is_sorted());
        let decode = |text: &str| percent_encoding::percent_decode_str(text).decode_utf8().unwrap().into_owned();
        let mut decoded: Vec<_> = encoded.iter().map(|(name, value)| (decode(name), decode(value))).collect();
        decoded.sort();
        parameters.sort();
        prop_assert_eq!(decoded, parameters);
    }

    #[test]
    fn any_key_is_kept_or_refused(text in ".{0,40}") {
        if let Ok(key) = text.parse::<IdempotencyKey>() {
            prop_assert_eq!(key.as_str(), text);
        }
    }
}
