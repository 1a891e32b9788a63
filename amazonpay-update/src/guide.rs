//! Guides: how the parts of this library work together.
//!
//! In the order in which a shop needs them:
//!
//! 1. [`configuration`]: an account from the environment or a file, and whether it is in order
//! 2. [`page`]: the button, and a Content-Security-Policy for it
//! 3. `buyer_return`: the buyer is back (features `client` and `return-state`)
//! 4. `notifications`: what changes later (feature `ipn`)
//! 5. [`testing`]: your shop against a stand-in for Amazon Pay
//! 6. [`production`]: from a first update to a shop in Live
//! 7. `rotating_keys`: changing keys while buyers are on their way (features `client` and `return-state`)
//! 8. [`command_line`]: the tool

#[doc = include_str!("../docs/configuration.md")]
pub mod configuration {}

#[doc = include_str!("../docs/page.md")]
pub mod page {}

#[cfg(all(feature = "client", feature = "return-state"))]
#[doc = include_str!("../docs/buyer-return.md")]
pub mod buyer_return {}

#[cfg(feature = "ipn")]
#[doc = include_str!("../docs/notifications.md")]
pub mod notifications {}

#[doc = include_str!("../docs/production.md")]
pub mod production {}

#[cfg(all(feature = "client", feature = "return-state"))]
#[doc = include_str!("../docs/rotating-keys.md")]
pub mod rotating_keys {}

#[doc = include_str!("../docs/testing.md")]
pub mod testing {}

#[doc = include_str!("../docs/command-line.md")]
pub mod command_line {}
