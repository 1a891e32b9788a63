//! The pictures of the documentation. This makes them anew:
//!
//! ```text
//! RENEW_PICTURES=1 cargo test --package amazonpay-update-shop --test chromium pictures
//! ```

use crate::places::US;
use crate::visitor::Visitor;
use crate::world::World;
use amazonpay_update_browser_tests::browser::{Hosts, picture, with_browser};
use amazonpay_update_shop::database::Product;
use std::path::Path;

const DOCS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../amazonpay-update/docs");

/// A page of documentation is to be read over a slow line, too.
const MOST: usize = 60_000;

fn is_a_picture(webp: &[u8]) {
    assert!(webp.starts_with(b"RIFF") && webp[8..].starts_with(b"WEBP"));
    assert!((10_000..MOST).contains(&webp.len()), "{} bytes", webp.len());
}

/// They are not compared: ids and fonts differ. What is tested is that they can be made, and are there.
#[tokio::test]
async fn the_pictures_of_the_documentation_can_be_made() {
    let pictures = with_browser(Hosts::AsTheyAre, |client| async move {
        let world = World::start(client, &US).await;
        let visitor = Visitor::new(&world, "pictures", Product::GreenTea).await;
        let shop = picture(&world.buyer.client, 1000, 705).await;
        visitor.goes_to_amazon("payment-method", "PayAndShip").await;
        [("shop.webp", shop), ("update-page.webp", picture(&world.buyer.client, 800, 800).await)]
    })
    .await;
    for (name, webp) in pictures {
        let file = Path::new(DOCS).join(name);
        if std::env::var_os("RENEW_PICTURES").is_some() {
            std::fs::write(&file, &webp).expect("it can be written");
        }
        is_a_picture(&webp);
        is_a_picture(&std::fs::read(&file).expect("it is in the documentation"));
    }
}
