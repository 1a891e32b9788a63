//! A key for state tokens, in PEM form.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| amazonpay_update_fuzz::state_key(data));
