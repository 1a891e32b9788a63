//! The shop in Chromium: its pages on `localhost`, Amazon's on `127.0.0.1`, as a buyer sees them.
//!
//! The ways of an update are gone in every region. Each other way is gone in one region, and with the environment
//! variable `EVERY_WAY`, as `tests/thorough` has it, in all of them.

mod going_back;
mod keyboard;
mod notifications;
mod pages;
mod pictures;
mod places;
mod returns;
#[path = "../support/mod.rs"]
mod support;
mod twice;
mod updates;
mod visitor;
mod world;

use amazonpay_update_browser_tests::browser::{Hosts, with_browser};
use places::{EU, JP, Place, UK, US};
use world::World;

async fn ways(place: &'static Place) {
    let every = std::env::var_os("EVERY_WAY").is_some();
    let here = move |one: &'static Place| every || std::ptr::eq(place, one);
    with_browser(Hosts::AsTheyAre, move |client| async move {
        let world = World::start(client, place).await;
        updates::of_a_lapsed_wallet_that_is_charged_again(&world).await;
        updates::of_an_address(&world).await;
        updates::to_an_address_outside_the_restrictions(&world).await;
        updates::of_a_wallet_without_an_address(&world).await;
        if here(&US) {
            going_back::canceled(&world).await;
            going_back::declined(&world).await;
            going_back::gone_away(&world).await;
        }
        if here(&EU) {
            twice::the_return_page_is_loaded_again(&world).await;
            twice::the_button_is_used_again(&world).await;
            twice::the_button_is_double_clicked(&world).await;
        }
        if here(&UK) {
            twice::two_tabs(&world).await;
            returns::without_a_session(&world).await;
            returns::with_the_session_of_somebody_else(&world).await;
        }
        if here(&JP) {
            returns::with_a_forged_token(&world).await;
            returns::with_an_expired_token(&world).await;
            notifications::forged_shuffled_and_replayed(&world).await;
        }
    })
    .await;
}

#[tokio::test]
async fn the_ways_in_the_us() {
    ways(&US).await;
}

#[tokio::test]
async fn the_ways_in_the_eu() {
    ways(&EU).await;
}

#[tokio::test]
async fn the_ways_in_the_uk() {
    ways(&UK).await;
}

#[tokio::test]
async fn the_ways_in_japan() {
    ways(&JP).await;
}
