//! The buyer comes back with what is not, or no longer, theirs.

use crate::support::session_of;
use crate::visitor::{Hosted, Visitor, somebody_else};
use crate::world::World;
use amazonpay_update::return_state::StateKey;
use amazonpay_update_shop::database::Product;
use std::time::{Duration, SystemTime};

const DAY: Duration = Duration::from_hours(24);

async fn at_amazon<'a>(world: &'a World, way: &str) -> (Visitor<'a>, Hosted) {
    let visitor = Visitor::new(world, way, Product::GreenTea).await;
    let hosted = visitor.goes_to_amazon("payment-method", "PayAndShip").await;
    (visitor, hosted)
}

/// The same buyer does what belongs to it, and it is done.
async fn completes_it_after_all(visitor: &Visitor<'_>, hosted: &Hosted) {
    visitor.nothing_is_changed().await;
    visitor.world.buyer.opens(&hosted.address).await;
    visitor.chooses("Visa ****1111").await;
    visitor.presses("Confirm").await;
    visitor.is_told("updated").await;
    assert_eq!(visitor.has_completed(&[hosted]).await.card, "Visa ****1111");
    visitor.ends().await;
}

pub(crate) async fn without_a_session(world: &World) {
    let (visitor, hosted) = at_amazon(world, "a return without a session").await;
    world.buyer.opens(&hosted.return_url).await;
    visitor.is_told("no-session").await;
    completes_it_after_all(&visitor, &hosted).await;
}

pub(crate) async fn with_the_session_of_somebody_else(world: &World) {
    let (mut other, their_id, their_url) = somebody_else(world).await;
    let (visitor, hosted) = at_amazon(world, "the session of somebody else").await;
    world.buyer.opens(&hosted.return_url_with(session_of(&their_url))).await;
    visitor.is_told("start-again").await;
    assert_eq!(visitor.rows().await, visitor.before);
    // The whole of somebody else's URL.
    world.opens(&their_url).await;
    visitor.is_told("refused").await;
    assert_eq!(world.rows(&their_id).await.completed_updates, []);
    // It is still theirs.
    assert_eq!(other.get(&their_url).await.outcome(), "updated");
    assert_eq!(world.rows(&their_id).await.completed_updates.len(), 1);
    completes_it_after_all(&visitor, &hosted).await;
}

pub(crate) async fn with_a_forged_token(world: &World) {
    let (visitor, hosted) = at_amazon(world, "a forged state token").await;
    let key = rcgen::KeyPair::generate().expect("a key").serialize_pem();
    let key = StateKey::from_pem(&key).expect("a key");
    let url = world.shop.return_path(world.place.region, &visitor.id, &key, SystemTime::now() + DAY);
    world.opens(&format!("{url}&amazonCheckoutSessionId={}", hosted.session())).await;
    visitor.is_told("refused").await;
    completes_it_after_all(&visitor, &hosted).await;
}

pub(crate) async fn with_an_expired_token(world: &World) {
    let (visitor, hosted) = at_amazon(world, "an expired state token").await;
    let key = &world.shop.shop.amazon_pay(world.place.region).state_key;
    let url = world.shop.return_path(world.place.region, &visitor.id, key, SystemTime::now() - DAY);
    world.opens(&format!("{url}&amazonCheckoutSessionId={}", hosted.session())).await;
    visitor.is_told("expired").await;
    completes_it_after_all(&visitor, &hosted).await;
}
