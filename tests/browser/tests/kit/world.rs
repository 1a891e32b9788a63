//! A stand-in on `127.0.0.1`, and a shop on `localhost`.

use crate::places::Place;
use crate::shop::{SIGNED_ORIGIN, Shop, WALLET, router};
use amazonpay_update::Account;
use amazonpay_update::button::EntryPoint;
use amazonpay_update::session::CheckoutSession;
use amazonpay_update::{Environment, SigningKey};
use amazonpay_update_stand_in::{ChargePermission, PermissionState, Setup, StandIn};
use std::sync::Arc;
use tokio::net::TcpListener;

pub(crate) struct World {
    pub(crate) stand_in: StandIn,
    pub(crate) shop: Arc<Shop>,
    /// The shop's origin.
    pub(crate) origin: String,
}

/// What is stored for the buyer: state of the permission, card, first line of the address.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Stored {
    pub(crate) state: String,
    pub(crate) card: String,
    pub(crate) address: Option<String>,
}

impl World {
    pub(crate) async fn start(place: &Place) -> World {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let origin = format!("http://localhost:{port}");
        let setup = Setup::with_new_key(place.kit).return_origin(SIGNED_ORIGIN, &origin);
        let stand_in = StandIn::start(setup).await.expect("it starts");
        let key = SigningKey::from_pem(stand_in.private_key_pem().expect("one was made")).expect("a key");
        let merchant = stand_in.merchant_id().parse().expect("an id");
        let key_id = stand_in.public_key_id().parse().expect("an id");
        let account = Account::in_region(place.region, merchant, key_id, key, Environment::Sandbox);
        let account = account.expect("no contradiction");
        let client = stand_in.client(&account).expect("of the same region");
        let shop = Shop::new(account, client, stand_in.button_origin(), (place.delivery)());
        let world = World { stand_in, shop: Arc::new(shop), origin };
        tokio::spawn(axum::serve(listener, router(Arc::clone(&world.shop))).into_future());
        world.reset();
        world
    }

    /// Starts anew for one of the buyer's ways: the wallet has lapsed.
    pub(crate) fn reset(&self) {
        self.stand_in.reset();
        self.shop.forget();
        let lapsed = PermissionState::NonChargeable(vec!["PaymentMethodExpired".to_owned()]);
        self.stand_in.charge_permission(ChargePermission::new(WALLET, lapsed));
    }

    /// The shop's page with the button.
    pub(crate) fn account(&self, entry_point: EntryPoint, product_type: &str) -> String {
        format!("{}/account/{entry_point}/{product_type}", self.origin)
    }

    pub(crate) async fn stored(&self) -> Stored {
        let permission = self.shop.client().get_charge_permission(&WALLET).await.expect("it is there");
        let card = permission.payment_preferences.into_iter().find_map(|card| card.payment_descriptor);
        Stored {
            state: permission.status_details.state.expect("a state").as_str().to_owned(),
            card: card.expect("a card"),
            address: permission.shipping_address.and_then(|address| address.address_line1),
        }
    }

    pub(crate) async fn session(&self, id: &str) -> CheckoutSession {
        let id = id.parse().expect("an id");
        self.shop.client().get_checkout_session(&id).await.expect("it is there")
    }

    /// The session's state, and the reason for it.
    pub(crate) async fn state(&self, id: &str) -> (String, Option<String>) {
        let status = self.session(id).await.status_details;
        let reason = status.reason_code.map(|reason| reason.as_str().to_owned());
        (status.state.expect("a state").as_str().to_owned(), reason)
    }

    /// How often the shop asked to complete this session.
    pub(crate) fn completions_asked(&self, id: &str) -> usize {
        let path = format!("/{id}/complete");
        self.stand_in.records().iter().filter(|record| record.target.ends_with(&path)).count()
    }
}
