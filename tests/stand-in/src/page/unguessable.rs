//! Ids and tokens that nobody can guess.

use std::hash::{BuildHasher, RandomState};

/// 128 bits. Each state has keys of its own, from the system's randomness.
fn bits() -> u128 {
    let half = || u128::from(RandomState::new().hash_one(0_u8));
    half() << 64 | half()
}

/// A UUID of version 4, in lower case.
pub(super) fn uuid() -> String {
    let bits = bits() & !(0xF << 76) & !(0x3 << 62) | 0x4 << 76 | 0x2 << 62;
    let hex = format!("{bits:032x}");
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}

pub(super) fn token() -> String {
    format!("{:032x}", bits())
}

#[cfg(test)]
mod tests {
    use super::uuid;

    #[test]
    fn an_id_has_the_form_of_version_4() {
        for _ in 0..100 {
            let id = uuid();
            let dashes: Vec<usize> = id.match_indices('-').map(|(at, _)| at).collect();
            assert_eq!((id.len(), dashes.as_slice()), (36, [8, 13, 18, 23].as_slice()), "{id}");
            assert_eq!(&id[14..15], "4", "{id}");
            assert!("89ab".contains(&id[19..20]), "{id}");
        }
        assert_ne!(uuid(), uuid());
    }
}
