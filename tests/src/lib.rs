//! What several tests share.

pub mod node;
pub mod openssl;
pub mod payloads;
pub mod scratch;
