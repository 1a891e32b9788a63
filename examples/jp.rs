//! Japan: a page with the button to Amazon's update page, for the tab `JP`.
//!
//! ```text
//! cargo run --bin jp [PRIVATE_KEY_PEM] > update.html
//! ```
//!
//! Amazon may not have switched the update page on in Japan: Amazon's Japanese page leaves out the script's
//! addresses, and a later copy of the page says that the feature is not supported there. Ask Amazon before you build on
//! it.

use amazonpay_update::{
    Account, DeliverySpecifications, Environment, Jp, PayAndShip, PaymentMethodOnFile, SpecialRestriction,
    Update, country_code, merchant_id, public_key_id, return_url, state_or_region, store_id, zip_pattern,
};
use amazonpay_update_examples::signing_key;
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let charge_permission_id = "C03-0000000-0000000".parse()?; // from the shop's database

    let update = Update::builder()
        .store_id(store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId"))
        .charge_permission_id(charge_permission_id)
        .charge_permission_type(PaymentMethodOnFile)
        .setup_only(true)
        .product_type(PayAndShip)
        .checkout_result_return_url(return_url!("https://a.com/merchant-result-page"))
        .delivery_specifications(
            DeliverySpecifications::allow()
                .state_or_region(state_or_region!("US-WA"))
                .zip_code(country_code!("US"), zip_pattern!("95050"))
                .zip_code(country_code!("US"), zip_pattern!("93405"))
                .zip_code(country_code!("GB"), zip_pattern!("72046"))
                .zip_code(country_code!("GB"), zip_pattern!("72047"))
                .state_or_region(state_or_region!("IN-AP"))
                .country(country_code!("JP"))
                .special_restriction(SpecialRestriction::RESTRICT_PO_BOXES)
                .build(),
        )
        .build();

    let account = Account::<Jp>::new(
        merchant_id!("A3LVSV45M75151"),
        public_key_id!("SANDBOX-AEXAMPLEKEYID", Sandbox),
        signing_key()?,
        Environment::Sandbox,
    )?;
    let signed = account.sign(&update)?;
    println!("{}", signed.button().label("住所・お支払い方法を変更").to_page());
    Ok(())
}
