//! Every seed passes its target.

use std::path::Path;

type Target = fn(&[u8]);

#[test]
fn every_seed_passes_its_target() {
    let targets: [(&str, Target); 11] = [
        ("buyer_return", amazonpay_update_fuzz::buyer_return),
        ("certificate", amazonpay_update_fuzz::certificate),
        ("charge_permission", amazonpay_update_fuzz::charge_permission),
        ("checked_payload", amazonpay_update_fuzz::checked_payload),
        ("checkout_session", amazonpay_update_fuzz::checkout_session),
        ("configuration", amazonpay_update_fuzz::configuration),
        ("envelope", amazonpay_update_fuzz::envelope),
        ("notification", amazonpay_update_fuzz::notification),
        ("request", amazonpay_update_fuzz::request),
        ("state_key", amazonpay_update_fuzz::state_key),
        ("state_token", amazonpay_update_fuzz::state_token),
    ];
    for (name, target) in targets {
        let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds").join(name);
        let seeds: Vec<_> =
            directory.read_dir().expect(name).map(|entry| entry.expect(name).path()).collect();
        assert!(!seeds.is_empty(), "{name}");
        for seed in seeds {
            target(&std::fs::read(&seed).expect("a seed"));
        }
    }
}
