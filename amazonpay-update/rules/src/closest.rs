//! "Did you mean": the known name nearest to a misspelt one.

use crate::spelling::snake_case;

/// The candidate with the fewest edits (insertions, deletions, replacements, swaps of neighbours), if these are few
/// enough for a slip. Otherwise the only candidate that the name is a part of: `return_url` is a part of
/// `checkout_result_return_url`, and `product` of `productType`. Case and underscores only separate words.
#[must_use]
pub fn closest<'a>(name: &str, candidates: &[&'a str]) -> Option<&'a str> {
    let parts = words(name);
    let name = folded(name);
    let mut fewest: Option<(usize, &str)> = None;
    let mut longer = Vec::new();
    for &candidate in candidates {
        let (folded, most) = (folded(candidate), 1 + candidate.len() / 5);
        let is_end = name.len() >= SHORT_END && folded.ends_with(&name);
        if is_end || (name.len() >= SHORT_WORD && has_words(candidate, &parts)) {
            longer.push(candidate);
        }
        // Each edit changes the length by at most one. Comparing lengths is much faster than counting edits.
        if name.len().abs_diff(folded.len()) > most {
            continue;
        }
        let edits = distance(&name, &folded);
        if edits <= most && fewest.is_none_or(|(before, _)| edits < before) {
            fewest = Some((edits, candidate));
        }
    }
    fewest.map(|(_, candidate)| candidate).or(if let [one] = longer[..] { Some(one) } else { None })
}

/// How many letters a name needs to be taken for the end of a longer name.
const SHORT_END: usize = 7;

/// How many letters a name needs to be taken for words of a longer name.
const SHORT_WORD: usize = 4;

/// The words of a name in snake case or camel case, in lower case.
fn words(name: &str) -> Vec<String> {
    // No member is longer.
    let short: String = name.chars().take(64).collect();
    snake_case(&short).split('_').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Whether these words stand in a name, in this order.
fn has_words(name: &str, parts: &[String]) -> bool {
    let mut words = words(name).into_iter();
    parts.iter().all(|part| words.any(|word| word == *part))
}

fn folded(name: &str) -> Vec<char> {
    // No member is longer. The bound keeps the work of `distance` small for any input.
    name.chars().filter(|c| *c != '_').map(|c| c.to_ascii_lowercase()).take(64).collect()
}

fn distance(a: &[char], b: &[char]) -> usize {
    let mut before_last = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 0..a.len() {
        let mut row = vec![i + 1];
        for j in 0..b.len() {
            let replaced = last[j] + usize::from(a[i] != b[j]);
            let mut best = replaced.min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j] {
                best = best.min(before_last[j - 1] + 1);
            }
            row.push(best);
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_found_and_strangers_are_not() {
        let known = ["storeId", "chargePermissionId", "chargePermissionType", "scopes"];
        assert_eq!(closest("store_id", &known), Some("storeId"));
        assert_eq!(closest("stroeId", &known), Some("storeId"));
        assert_eq!(closest("chargePermisionTyp", &known), Some("chargePermissionType"));
        assert_eq!(closest("scope", &known), Some("scopes"));
        assert_eq!(closest("orderTotal", &known), None);
        let urls = ["checkout_result_return_url", "checkout_cancel_url"];
        assert_eq!(closest("return_url", &urls), Some("checkout_result_return_url"));
        assert_eq!(closest("cancelUrl", &urls), Some("checkout_cancel_url"));
        assert_eq!(closest("url", &urls), None);
        assert_eq!(closest("permissionId", &["chargePermissionId", "otherPermissionId"]), None);
        assert_eq!(closest("product", &["chargePermissionType", "productType"]), Some("productType"));
        assert_eq!(closest("note", &["noteToBuyer", "storeId"]), Some("noteToBuyer"));
        assert_eq!(closest("permission_of_id", &["chargePermissionId"]), None);
        assert_eq!(closest("id_permission", &["chargePermissionId"]), None);
        assert_eq!(closest("address", &["billingAddress", "shippingAddress"]), None);
        assert_eq!(closest("", &known), None);
        assert_eq!(closest("orderTo", &["orderTotal"]), Some("orderTotal"));
        assert_eq!(closest("orderT", &["orderTotal"]), None);
        assert_eq!(closest("ordeXXXXal", &["orderTotal"]), None);
    }
}
