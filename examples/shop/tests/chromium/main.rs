//! The shop in Chromium: its pages on `localhost`, Amazon's on `127.0.0.1`, as a buyer sees them.
//!
//! Every way of a buyer is gone in every region: none is left for a longer run.

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

async fn every_way(place: &'static Place) {
    with_browser(Hosts::AsTheyAre, move |client| async move {
        let world = World::start(client, place).await;
        updates::of_a_lapsed_wallet_that_is_charged_again(&world).await;
        updates::of_an_address(&world).await;
        updates::to_an_address_outside_the_restrictions(&world).await;
        updates::of_a_wallet_without_an_address(&world).await;
        going_back::canceled(&world).await;
        going_back::declined(&world).await;
        going_back::gone_away(&world).await;
        twice::the_return_page_is_loaded_again(&world).await;
        twice::the_button_is_used_again(&world).await;
        twice::the_button_is_double_clicked(&world).await;
        twice::two_tabs(&world).await;
        returns::without_a_session(&world).await;
        returns::with_the_session_of_somebody_else(&world).await;
        returns::with_a_forged_token(&world).await;
        returns::with_an_expired_token(&world).await;
        notifications::forged_shuffled_and_replayed(&world).await;
    })
    .await;
}

#[tokio::test]
async fn every_way_in_the_us() {
    every_way(&US).await;
}

#[tokio::test]
async fn every_way_in_the_eu() {
    every_way(&EU).await;
}

#[tokio::test]
async fn every_way_in_the_uk() {
    every_way(&UK).await;
}

#[tokio::test]
async fn every_way_in_japan() {
    every_way(&JP).await;
}
