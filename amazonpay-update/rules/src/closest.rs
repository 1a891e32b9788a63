//! "Did you mean": the known name nearest to a misspelt one.

/// The candidate with the fewest edits (insertions, deletions, replacements, swaps of
/// neighbours), when they are few enough to be a slip; case and underscores count for nothing.
pub fn closest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let name = folded(name);
    candidates
        .into_iter()
        .map(|candidate| (distance(&name, &folded(candidate)), candidate))
        .filter(|(edits, candidate)| *edits <= 1 + candidate.len() / 5)
        .min_by_key(|(edits, _)| *edits)
        .map(|(_, candidate)| candidate)
}

fn folded(name: &str) -> Vec<char> {
    // No member is longer; a bound keeps the square below small for any input.
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
        assert_eq!(closest("store_id", known), Some("storeId"));
        assert_eq!(closest("stroeId", known), Some("storeId"));
        assert_eq!(closest("chargePermisionTyp", known), Some("chargePermissionType"));
        assert_eq!(closest("scope", known), Some("scopes"));
        assert_eq!(closest("orderTotal", known), None);
        assert_eq!(closest("", known), None);
    }
}
