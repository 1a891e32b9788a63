//! The JSON of a payload.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| amazonpay_update_fuzz::checked_payload(data));
