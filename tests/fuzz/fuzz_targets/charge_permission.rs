//! An answer to Get Charge Permission, and what to do next.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| amazonpay_update_fuzz::charge_permission(data));
