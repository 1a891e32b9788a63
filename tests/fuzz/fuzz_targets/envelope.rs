//! A posted notification.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| amazonpay_update_fuzz::envelope(data));
