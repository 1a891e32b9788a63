//! Takes the picture of the page that the README shows.
//!
//! ```text
//! cargo run --package amazonpay-update-browser-tests --example screenshot > amazonpay-update/docs/button.png
//! ```

use amazonpay_update::{
    Account, Environment, PayAndShip, PaymentMethodOnFile, SigningKey, Update, Us, charge_permission_id,
    merchant_id, public_key_id, return_url, store_id,
};
use amazonpay_update_browser_tests::browser::{Hosts, open, with_browser};
use amazonpay_update_browser_tests::server::Server;
use amazonpay_update_tests::openssl::TestKey;
use std::error::Error;
use std::io::Write;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let update = Update::builder()
        .store_id(store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId"))
        .charge_permission_id(charge_permission_id!("C01-0000000-0000000"))
        .charge_permission_type(PaymentMethodOnFile)
        .product_type(PayAndShip)
        .checkout_result_return_url(return_url!("https://a.com/merchant-result-page"))
        .build();
    let account = Account::<Us>::new(
        merchant_id!("A3LVSV45M75151"),
        public_key_id!("SANDBOX-AEXAMPLEKEYID", Sandbox),
        SigningKey::from_pem_file(TestKey::new(2048).private())?,
        Environment::Sandbox,
    )?;
    let signed = account.sign(&update)?;
    let server = Server::start();
    let html = signed.button().label("Change address or payment method").to_page();
    let address = server.page("/account", html, None);
    let picture = with_browser(Hosts::AllAt(server.address()), |client| async move {
        open(&client, &address, 1).await;
        client.screenshot().await
    })
    .await?;
    std::io::stdout().write_all(&picture)?;
    Ok(())
}
