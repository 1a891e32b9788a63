//! The payload itself in place of the path of its file, no path, a path too many, and a path that is absolute.

use amazonpay_update::include_update_payload;

fn main() {
    let _ = include_update_payload!(PayOnly, {"storeId": "amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId"});
    let _ = include_update_payload!(PayOnly);
    let _ = include_update_payload!(PayOnly, "update.json", "other.json");
    let _ = include_update_payload!(PayOnly, "/etc/update.json");
}

// breaks: not_json, not_json, not_json, not_json
