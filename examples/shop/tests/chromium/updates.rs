//! The buyer changes something.

use crate::visitor::Visitor;
use crate::world::{Rows, World};
use amazonpay_update::payload::StoredPermission;
use amazonpay_update::session::ChargePermissionStep;
use amazonpay_update_shop::database::{PaymentState, Product};

pub(crate) async fn of_a_lapsed_wallet_that_is_charged_again(world: &World) {
    let visitor = Visitor::new(world, "a lapsed wallet is charged again", Product::GreenTea).await;
    let before = &visitor.before;
    assert_eq!(
        (before.step, before.payment),
        (ChargePermissionStep::SendToUpdatePage, PaymentState::Refused)
    );
    let key = world.shop.wallet(&visitor.id).await.idempotency_key;
    world.clicks(&visitor.of_wallet("[data-test=charge]")).await;
    // One that was refused gets another key.
    world.shop.until(&visitor.id, |wallet| wallet.idempotency_key != key).await;
    visitor.nothing_is_changed().await;

    let hosted = visitor.goes_to_amazon("payment-method", "PayAndShip").await;
    visitor.chooses("Visa ****1111").await;
    visitor.presses("Confirm").await;
    visitor.is_told("updated").await;
    let updated = visitor.has_completed(&[&hosted]).await;
    let expected = Rows {
        step: ChargePermissionStep::NothingToDo,
        reasons: String::new(),
        card: "Visa ****1111".to_owned(),
        completed_updates: updated.completed_updates.clone(),
        ..before.clone()
    };
    assert_eq!(updated, expected);

    world.clicks("[data-test=to-account]").await;
    world.clicks(&visitor.of_wallet("[data-test=charge]")).await;
    world.sees("#green-tea[data-payment=paid]").await;
    let paid = visitor.rows().await;
    assert!(paid.charge_id.is_some());
    let expected = Rows { payment: PaymentState::Paid, charge_id: paid.charge_id.clone(), ..updated };
    assert_eq!(paid, expected);
    visitor.sees_on_the_account_page(&paid).await;
    visitor.ends().await;
}

pub(crate) async fn of_an_address(world: &World) {
    let visitor = Visitor::new(world, "an address is changed", Product::BlackTea).await;
    let hosted = visitor.goes_to_amazon("address", "PayAndShip").await;
    visitor.chooses_another_address().await;
    visitor.presses("Confirm").await;
    visitor.is_told("updated").await;
    moved(&visitor, &visitor.has_completed(&[&hosted]).await);
    visitor.sees_on_the_account_page(&visitor.rows().await).await;
    visitor.ends().await;
}

/// Another address is all that has changed.
fn moved(visitor: &Visitor<'_>, rows: &Rows) {
    let expected = Rows {
        address: Some(visitor.world.place.allowed.to_owned()),
        completed_updates: rows.completed_updates.clone(),
        ..visitor.before.clone()
    };
    assert_ne!(visitor.before.address, expected.address);
    assert_eq!(*rows, expected);
}

/// Amazon's page does not let the buyer choose it, and its server does not either.
pub(crate) async fn to_an_address_outside_the_restrictions(world: &World) {
    let visitor = Visitor::new(world, "an address outside the restrictions", Product::BlackTea).await;
    let hosted = visitor.goes_to_amazon("address", "PayAndShip").await;
    let (line, reason) = world.place.refused;
    assert!(!world.buyer.can_choose(line).await);
    world.buyer.forces(line).await;
    visitor.presses("Confirm").await;
    world.buyer.reads("Choose another one, or enter a new one.").await;
    let alert = world.buyer.text_of("[role=alert]").await;
    assert!(alert.contains(reason), "{alert}");
    assert_eq!(visitor.rows().await, visitor.before);

    // From there they can go on all the same.
    visitor.chooses_another_address().await;
    visitor.presses("Confirm").await;
    visitor.is_told("updated").await;
    moved(&visitor, &visitor.has_completed(&[&hosted]).await);
    visitor.ends_but(&[422]).await;
}

pub(crate) async fn of_a_wallet_without_an_address(world: &World) {
    let visitor = Visitor::new(world, "`PayOnly` is upgraded", Product::TeaSchool).await;
    assert_eq!(visitor.before.stored, StoredPermission::WithoutAddress);
    // Another payment method alone leaves it as it is.
    let card_only = visitor.goes_to_amazon("payment-method", "PayOnly").await;
    visitor.chooses("JCB ****0000").await;
    visitor.presses("Confirm").await;
    visitor.is_told("updated").await;
    let rows = visitor.has_completed(&[&card_only]).await;
    assert_eq!((rows.stored, rows.card.as_str()), (StoredPermission::WithoutAddress, "JCB ****0000"));

    let with_address = visitor.goes_to_amazon("address", "PayAndShip").await;
    visitor.chooses_another_address().await;
    visitor.presses("Confirm").await;
    visitor.is_told("updated").await;
    let upgraded = visitor.has_completed(&[&card_only, &with_address]).await;
    let types: Vec<_> = upgraded.completed_updates.iter().map(|(_, product_type)| product_type).collect();
    assert_eq!(types, ["PayOnly", "PayAndShip"]);
    let expected = Rows {
        stored: StoredPermission::WithAddress,
        address: Some(world.place.allowed.to_owned()),
        completed_updates: upgraded.completed_updates.clone(),
        ..rows
    };
    assert_eq!(upgraded, expected);
    visitor.sees_on_the_account_page(&upgraded).await;
    visitor.ends().await;
}
