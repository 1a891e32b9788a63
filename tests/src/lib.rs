//! What several tests share.

pub mod openssl;
pub mod payloads;
