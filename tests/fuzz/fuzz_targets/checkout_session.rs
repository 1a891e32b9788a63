//! An answer to Complete or Get Checkout Session, and what to do next.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| amazonpay_update_fuzz::checkout_session(data));
