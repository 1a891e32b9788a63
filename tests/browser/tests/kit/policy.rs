//! The library's policy lets the button go on. This test sees that another policy does not.

use crate::places::US;
use crate::world::World;
use amazonpay_update::button::EntryPoint;
use amazonpay_update_browser_tests::browser::{Hosts, console, with_browser};
use amazonpay_update_browser_tests::buyer::Buyer;
use std::time::Duration;

#[tokio::test]
async fn under_a_policy_for_amazons_hosts_the_button_does_not_lead_to_the_stand_in() {
    with_browser(Hosts::AsTheyAre, |client| async move {
        let (buyer, world) = (Buyer::new(client), World::start(&US).await);
        let page = format!("{}?amazon", world.account(EntryPoint::InitCheckout, "PayOnly"));
        buyer.opens(&page).await;
        // The nonce lets the script in, but the policy does not allow the script's target.
        buyer.presses("Update").await;
        let mut complaints = Vec::new();
        for _ in 0..3000 {
            complaints.extend(console(&buyer.client).await);
            if !complaints.is_empty() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        let seen =
            complaints.iter().any(|said| said.contains("form-action") && said.contains("/checkout/initiate"));
        assert!(seen, "{complaints:?}");
        assert_eq!(buyer.reads("Amazon Pay").await, page);
    })
    .await;
}
