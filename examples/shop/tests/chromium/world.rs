//! A shop, a browser, and what the database has in its rows.

use crate::places::Place;
use crate::support::{TestShop, shop};
use amazonpay_update::ChargePermissionId;
use amazonpay_update::payload::StoredPermission;
use amazonpay_update::session::ChargePermissionStep;
use amazonpay_update_browser_tests::buyer::Buyer;
use amazonpay_update_shop::database::PaymentState;
use fantoccini::{Client, Locator};
use serde_json::json;

pub(crate) struct World {
    pub(crate) buyer: Buyer,
    pub(crate) shop: TestShop,
    pub(crate) place: &'static Place,
}

/// What is stored of a wallet, in all tables but what the buyer was told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Rows {
    pub(crate) step: ChargePermissionStep,
    pub(crate) reasons: String,
    pub(crate) stored: StoredPermission,
    pub(crate) card: String,
    /// Its first line.
    pub(crate) address: Option<String>,
    pub(crate) payment: PaymentState,
    pub(crate) charge_id: Option<String>,
    /// Checkout Session and product type of each.
    pub(crate) completed_updates: Vec<(String, String)>,
    pub(crate) unsettled_returns: i64,
}

impl World {
    pub(crate) async fn start(client: Client, place: &'static Place) -> World {
        World { buyer: Buyer::new(client), shop: shop().await, place }
    }

    /// Opens a page of the shop.
    pub(crate) async fn opens(&self, path: &str) {
        self.buyer.opens(&format!("{}{path}", self.shop.origin)).await;
    }

    /// Waits until there is such an element.
    pub(crate) async fn sees(&self, selector: &str) {
        let found = self.buyer.client.wait().for_element(Locator::Css(selector)).await;
        found.unwrap_or_else(|error| panic!("{:?} {selector}: {error}", self.place));
    }

    pub(crate) async fn clicks(&self, selector: &str) {
        self.buyer.clicks(Locator::Css(selector)).await;
    }

    /// The path of the page that is open.
    pub(crate) async fn path(&self) -> String {
        self.buyer.client.current_url().await.expect("a page").path().to_owned()
    }

    /// The wallet that the account page shows there.
    pub(crate) async fn wallet_id(&self, selector: &str) -> ChargePermissionId {
        const ID: &str = "return document.querySelector(arguments[0]).dataset.chargePermissionId";
        let id = self.buyer.script(ID, vec![json!(selector)]).await;
        id.as_str().expect("an attribute").parse().expect("an id")
    }

    pub(crate) async fn rows(&self, id: &ChargePermissionId) -> Rows {
        const COMPLETED: &str = "SELECT checkout_session_id, product_type FROM completed_update \
            WHERE charge_permission_id = $1 ORDER BY rowid";
        const UNSETTLED: &str = "SELECT count(*) FROM unsettled_return WHERE buyer_id = $1";
        let wallet = self.shop.wallet(id).await;
        let mut connection = self.shop.connection().await;
        let completed = sqlx::query_as(COMPLETED).bind(id.as_str()).fetch_all(&mut connection).await;
        let unsettled = sqlx::query_scalar(UNSETTLED).bind(&wallet.buyer_id).fetch_one(&mut connection).await;
        Rows {
            step: wallet.step,
            address: wallet.address().and_then(|address| address.address_line1),
            reasons: wallet.reasons,
            stored: wallet.stored,
            card: wallet.card,
            payment: wallet.payment,
            charge_id: wallet.charge_id,
            completed_updates: completed.expect("the database"),
            unsettled_returns: unsettled.expect("the database"),
        }
    }
}
