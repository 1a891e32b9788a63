//! Buyers with wallets, which in Live come of a checkout.

use super::stand_ins::StandIns;
use crate::amazon_pay::{Reason, charge, refresh};
use crate::database::{Buyer, NewWallet, PaymentState, Product, Wallet};
use crate::error::ShopError;
use crate::pages::Texts;
use crate::shop::Shop;
use amazonpay_update::ChargePermissionId;
use amazonpay_update::payload::StoredPermission;
use amazonpay_update::region::RegionName;
use amazonpay_update::session::{Address, ChargePermissionStep};
use serde_json::{Value, json};

/// A buyer whom nobody else is, with three new wallets: one that is well, one that cannot be charged, and one without an
/// address.
///
/// # Errors
///
/// When the stand-in or the database does not answer.
pub async fn new_buyer(shop: &Shop, region: RegionName) -> Result<Buyer, ShopError> {
    let buyer = Buyer { id: format!("{:032x}", fastrand::u128(..)), region };
    shop.database.insert_buyer(&buyer).await?;
    let pay = shop.amazon_pay(region);
    for product in [Product::BlackTea, Product::GreenTea, Product::TeaSchool] {
        let wallet = new_wallet(region, product);
        let id = &wallet.charge_permission_id;
        register(&shop.stand_ins, region, &at_stand_in(id, region, product)).await?;
        shop.database.insert_wallet(&buyer.id, &wallet).await?;
        shop.log.follow(&buyer.id, refresh(shop, pay, id, Reason::Asked)).await.map_err(Box::new)?;
        if wallet.payment == PaymentState::Due
            && let Some(wallet) = shop.database.wallet(&buyer.id, id).await?
        {
            let amount = Texts::of(region).amount(product);
            shop.log.follow(&buyer.id, charge(shop, pay, &wallet, amount)).await?;
        }
    }
    Ok(buyer)
}

/// Tells stand-ins that have just started of the wallets in the database, for they forget all when they end.
///
/// # Errors
///
/// When a stand-in or the database does not answer.
pub async fn register_again(shop: &Shop) -> Result<(), ShopError> {
    for region in RegionName::ALL {
        for wallet in shop.database.wallets_in(*region).await? {
            register(&shop.stand_ins, *region, &as_stored(&wallet)).await?;
        }
    }
    Ok(())
}

/// The control interface of the stand-in registers it.
async fn register(stand_ins: &StandIns, region: RegionName, permission: &Value) -> Result<(), ShopError> {
    let failed = |error: reqwest::Error| ShopError::StandIn(error.to_string());
    let url = format!("{}/charge-permissions", stand_ins.of(region)?.control);
    let answer = StandIns::http().post(url).json(permission).send().await.map_err(failed)?;
    let status = answer.status();
    if status.is_success() {
        return Ok(());
    }
    Err(ShopError::StandIn(answer.text().await.map_err(failed)?))
}

fn new_wallet(region: RegionName, product: Product) -> NewWallet {
    let number = || fastrand::u32(0..10_000_000);
    // Genuine ids of Sandbox begin like that; nothing goes by it.
    let country = RegionName::ALL.iter().position(|other| *other == region).unwrap_or_default() + 1;
    let id = format!("C{country:02}-{:07}-{:07}", number(), number());
    let stored = match product {
        Product::TeaSchool => StoredPermission::WithoutAddress,
        Product::BlackTea | Product::GreenTea => StoredPermission::WithAddress,
    };
    let payment = if product == Product::GreenTea { PaymentState::Due } else { PaymentState::Paid };
    NewWallet {
        charge_permission_id: ChargePermissionId::try_from(id).expect("it has the form"),
        product,
        stored,
        payment,
    }
}

/// What the stand-in is told of a new wallet.
fn at_stand_in(id: &ChargePermissionId, region: RegionName, product: Product) -> Value {
    let permission = |state, reasons: &[&str], card| {
        json!({
            "chargePermissionId": id,
            "state": state,
            "reasons": reasons,
            "productType": "PayAndShip",
            "card": card,
            "shippingAddress": address(region),
        })
    };
    match product {
        Product::BlackTea => permission("Chargeable", &[], "1111"),
        Product::GreenTea => permission("NonChargeable", &["PaymentMethodExpired"], "4444"),
        Product::TeaSchool => json!({ "chargePermissionId": id, "productType": "PayOnly", "card": "0005" }),
    }
}

/// What the stand-in is told of a wallet that it knew before.
fn as_stored(wallet: &Wallet) -> Value {
    let last_four = wallet.card.get(wallet.card.len().saturating_sub(4)..).unwrap_or_default();
    let reasons: Vec<&str> = wallet.reasons.split(", ").filter(|reason| !reason.is_empty()).collect();
    let state = match wallet.step {
        ChargePermissionStep::NothingToDo => "Chargeable",
        ChargePermissionStep::SendToSetupPage => "Closed",
        _ => "NonChargeable",
    };
    let mut permission = json!({
        "chargePermissionId": wallet.charge_permission_id,
        "state": state,
        "reasons": reasons,
        "productType": if wallet.stored == StoredPermission::WithAddress { "PayAndShip" } else { "PayOnly" },
        "card": last_four,
    });
    if let Some(address) = wallet.address() {
        permission["shippingAddress"] = json!(address);
    }
    permission
}

/// Where the buyers live.
fn address(region: RegionName) -> Address {
    let (name, line, city, state, postal_code, country) = match region {
        RegionName::Us => ("Emma Example", "10 Example Street", "Seattle", Some("WA"), "98109", "US"),
        RegionName::Eu => ("Jonas Beispiel", "Beispielstraße 1", "München", None, "80331", "DE"),
        RegionName::Uk => ("Oliver Example", "1 Example Road", "London", None, "EC1A 1BB", "GB"),
        RegionName::Jp => ("見本 葵", "見本町1-2-3", "目黒区", Some("東京都"), "1530064", "JP"),
    };
    let mut address = Address::default();
    address.name = Some(name.to_owned());
    address.address_line1 = Some(line.to_owned());
    address.city = Some(city.to_owned());
    address.state_or_region = state.map(str::to_owned);
    address.postal_code = Some(postal_code.to_owned());
    address.country_code = Some(country.to_owned());
    address.phone_number = Some("800-000-0000".to_owned());
    address
}
