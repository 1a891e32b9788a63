//! A stand-in in this process makes the same values of the library as one in another process.

use amazonpay_update::config::AnyAccount;
use amazonpay_update::region::RegionName;
use amazonpay_update_stand_in::{Environment, Region, Setup, StandIn};
use std::collections::BTreeSet;

#[tokio::test]
async fn both_make_the_account_of_a_region_that_is_known_late() {
    let setup = Setup::with_new_key(Region::Jp).environment(Environment::Live);
    let stand_in = StandIn::start(setup).await.expect("it starts");
    let here: AnyAccount = stand_in.any_account().expect("an account");
    let elsewhere: AnyAccount = stand_in.whereabouts().any_account().expect("an account");
    for account in [here, elsewhere] {
        assert_eq!(account.region(), RegionName::Jp);
        assert_eq!(account.environment(), amazonpay_update::Environment::Live);
        stand_in.client(&account).expect("its client");
    }
}

#[test]
fn both_have_the_same_methods() {
    let source = include_str!("../src/library.rs");
    let methods = |of: &str| -> BTreeSet<&str> {
        let own = source.split_once(&format!("\nimpl {of} {{\n")).expect("methods").1;
        let own = own.split("\n}\n").next().unwrap_or_default();
        own.split("\n    pub fn ").skip(1).filter_map(|rest| rest.split(['<', '(']).next()).collect()
    };
    let here = methods("StandIn");
    assert_eq!(here, methods("Whereabouts"));
    assert!(here.contains("account") && here.contains("verifier"), "{here:?}");
}
