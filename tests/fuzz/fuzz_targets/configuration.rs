//! An account's configuration: JSON, TOML, variables.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| amazonpay_update_fuzz::configuration(data));
