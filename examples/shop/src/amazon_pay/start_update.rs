//! The buyer wants to change something: a signed payload for Amazon's page.

use super::{AmazonPay, StartedUpdate};
use crate::database::Wallet;
use crate::error::ShopError;
use crate::log::notes;
use crate::shop::Shop;
use amazonpay_update::payload::{Change, NeededProductType, needed_product_type};
use amazonpay_update::region::RegionName;
use amazonpay_update::return_state::{StateKey, UpdateState};
use amazonpay_update::{
    DeliverySpecifications, PaymentMethodOnFile, SpecialRestriction, Update, country_code, state_or_region,
    zip_pattern,
};
use std::time::{Duration, SystemTime};

/// Amazon cancels a Checkout Session that nobody completes within a day.
const DAY: Duration = Duration::from_hours(24);

/// Starts an update of a wallet, and remembers it for the buyer.
///
/// # Errors
///
/// When the database does not answer, or nothing can be signed.
pub async fn start_update(
    shop: &Shop,
    pay: &AmazonPay,
    wallet: &Wallet,
    change: Change,
) -> Result<StartedUpdate, ShopError> {
    let product_type = needed_product_type(change, wallet.stored);
    let state = UpdateState::new(pay.store_id.clone(), wallet.charge_permission_id.clone(), product_type);
    let until = SystemTime::now() + DAY;
    let return_url = pay.state_key.token_until(&state, until).append_to(&pay.return_url)?;
    shop.database.remember_update(&wallet.buyer_id, &state, until + StateKey::EXPIRY_STEP).await?;

    let ships = product_type == NeededProductType::PayAndShip;
    let update = Update::builder()
        .store_id(pay.store_id.clone())
        .charge_permission_id(wallet.charge_permission_id.clone())
        .charge_permission_type(PaymentMethodOnFile)
        .product_type(product_type)
        .checkout_result_return_url(return_url)
        .maybe_delivery_specifications(ships.then(|| ships_to(pay.region())))
        .build();
    Ok(pay.account.sign(&update).inspect(notes::signed)?)
}

/// Where the shop's parcels go.
fn ships_to(region: RegionName) -> DeliverySpecifications {
    let everywhere = DeliverySpecifications::allow();
    let specifications = match region {
        RegionName::Us => everywhere
            .except_state_or_region(state_or_region!("US-AK"))
            .except_state_or_region(state_or_region!("US-HI"))
            .special_restriction(SpecialRestriction::RESTRICT_PO_BOXES),
        RegionName::Eu => everywhere
            .country(country_code!("DE"))
            .country(country_code!("FR"))
            .special_restriction(SpecialRestriction::RESTRICT_PACKSTATIONS),
        RegionName::Uk => everywhere.except_zip_code(country_code!("GB"), zip_pattern!("BT*")),
        RegionName::Jp => everywhere.country(country_code!("JP")),
    };
    specifications.build()
}
