//! A small shop, with one buyer.

use amazonpay_update::button::{EntryPoint, Nonce, StandInOrigin};
use amazonpay_update::payload::ProductType;
use amazonpay_update::region::{Language, RegionName};
use amazonpay_update::return_state::{StateError, StateKey, UpdateState};
use amazonpay_update::session::{BuyerReturn, Client, ExpectedUpdate};
use amazonpay_update::{
    Account, ChargePermissionId, CheckedPayload, PayAndShip, PayOnly, ReturnUrl, StoreId,
    charge_permission_id, store_id,
};
use axum::Router;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{AppendHeaders, Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use serde_json::{Value, json};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

pub(crate) const STORE: StoreId = store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId");
pub(crate) const WALLET: ChargePermissionId = charge_permission_id!("C01-0000000-0000000");
/// The origin of the URLs that are signed.
pub(crate) const SIGNED_ORIGIN: &str = "https://shop.example";

/// The cookie of the buyer's session, as the library's documentation writes it.
const SESSION: &str = "__Host-session=7f3a";
const SET_SESSION: &str = "__Host-session=7f3a; Path=/; Secure; HttpOnly; SameSite=Lax";
const STRICT: &str = "__Host-strict=1";
const SET_STRICT: &str = "__Host-strict=1; Path=/; Secure; HttpOnly; SameSite=Strict";

/// The state of the shop, which the test looks at, too.
pub(crate) struct Shop {
    account: Account<RegionName>,
    client: Client,
    stand_in: StandInOrigin,
    delivery: Value,
    state_key: StateKey,
    answers: AtomicUsize,
    memory: Mutex<Memory>,
}

#[derive(Default)]
struct Memory {
    /// What the buyer's session remembers.
    started: Vec<UpdateState>,
    message: &'static str,
    /// How often the buyer came back, and with which of the two cookies.
    returns: Vec<Cookies>,
}

/// Which cookies came along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cookies {
    pub(crate) lax: bool,
    pub(crate) strict: bool,
}

impl Cookies {
    fn of(headers: &HeaderMap) -> Cookies {
        let all: Vec<&str> = headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split("; "))
            .collect();
        Cookies { lax: all.contains(&SESSION), strict: all.contains(&STRICT) }
    }
}

impl Shop {
    pub(crate) fn new(
        account: Account<RegionName>,
        client: Client,
        stand_in: StandInOrigin,
        delivery: Value,
    ) -> Shop {
        let made = Command::new("openssl")
            .args(["ecparam", "-name", "prime256v1", "-genkey", "-noout"])
            .output()
            .expect("these tests need `openssl`");
        let pem = String::from_utf8(made.stdout).expect("PEM");
        let state_key = StateKey::from_pem(&pem).expect("a key");
        let (answers, memory) = (AtomicUsize::new(1), Mutex::default());
        Shop { account, client, stand_in, delivery, state_key, answers, memory }
    }

    pub(crate) fn client(&self) -> &Client {
        &self.client
    }

    /// The cookies with which the buyer came back, each time.
    pub(crate) fn returns(&self) -> Vec<Cookies> {
        self.memory().returns.clone()
    }

    pub(crate) fn forget(&self) {
        *self.memory() = Memory::default();
    }

    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().expect("nobody panics with it")
    }

    /// Amazon's two functions lead back to two pages of the shop. One page knows the buyer's update by the login, the
    /// other page also by the token in the return URL.
    fn return_url(&self, entry_point: EntryPoint, state: UpdateState) -> ReturnUrl {
        if entry_point == EntryPoint::InitCheckout {
            return format!("{SIGNED_ORIGIN}/expected?order=7").parse().expect("a URL");
        }
        let url = format!("{SIGNED_ORIGIN}/verified").parse().expect("a URL");
        let url = self.state_key.token(&state).append_to(&url).expect("a URL");
        self.memory().started.push(state);
        url
    }

    /// The page, and its policy.
    fn page<P: ProductType>(
        &self,
        entry_point: EntryPoint,
        product_type: P,
        delivery: Option<&Value>,
    ) -> (String, String) {
        let state = UpdateState::new(STORE, WALLET, product_type);
        let mut payload = json!({
            "storeId": STORE,
            "webCheckoutDetails": { "checkoutResultReturnUrl": self.return_url(entry_point, state) },
            "chargePermissionId": WALLET,
            "chargePermissionType": "PaymentMethodOnFile",
            "paymentMethodOnFileMetadata": { "setupOnly": true },
            "paymentDetails": { "paymentIntent": "Confirm", "canHandlePendingAuthorization": false },
        });
        if let Some(delivery) = delivery {
            payload["deliverySpecifications"] = delivery.clone();
        }
        let payload = CheckedPayload::check_for(&payload.to_string(), product_type).expect("a payload");
        let signed = self.account.sign(&payload).expect("signed");
        let button = signed.button().entry_point(entry_point).at_stand_in(&self.stand_in);
        let answer = self.answers.fetch_add(1, Ordering::Relaxed);
        let nonce: Nonce = format!("nonce{answer:011}").parse().expect("Base64");
        (button.to_page_with_nonce(&nonce), button.content_security_policy(&nonce))
    }
}

pub(crate) fn router(shop: Arc<Shop>) -> Router {
    Router::new()
        .route("/account/{entry_point}/{product_type}", get(account))
        .route("/expected", get(expected))
        .route("/verified", get(verified))
        .route("/done", get(done))
        .route("/favicon.ico", get(StatusCode::NO_CONTENT))
        .with_state(shop)
}

/// The page with the button. With `?altered`, somebody has changed the payload on it. With `?amazon`, its policy is for
/// Amazon's hosts.
async fn account(
    State(shop): State<Arc<Shop>>,
    Path((entry_point, product_type)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Response {
    let entry_point = EntryPoint::ALL.iter().find(|known| known.to_string() == entry_point);
    let Some(&entry_point) = entry_point else { return StatusCode::NOT_FOUND.into_response() };
    let (mut page, mut policy) = match product_type.as_str() {
        "PayOnly" => shop.page(entry_point, PayOnly, None),
        _ => shop.page(entry_point, PayAndShip, Some(&shop.delivery)),
    };
    match query.as_deref() {
        Some("altered") => page = page.replacen(WALLET.as_str(), "C01-0000000-0000001", 1),
        Some("amazon") => {
            policy = policy.replace(shop.stand_in.as_str(), "https://static-na.payments-amazon.com");
        }
        _ => {}
    }
    let cookies = AppendHeaders([(header::SET_COOKIE, SET_SESSION), (header::SET_COOKIE, SET_STRICT)]);
    (cookies, [(header::CONTENT_SECURITY_POLICY, policy)], Html(page)).into_response()
}

/// The buyer is back, and is known by the cookie.
async fn expected(State(shop): State<Arc<Shop>>, headers: HeaderMap, RawQuery(query): RawQuery) -> Response {
    if !known(&shop, &headers) {
        return html("You are logged out.");
    }
    let query = query.unwrap_or_default();
    let Ok(Some(session)) = BuyerReturn::from_query(&query).checkout_session_id() else {
        return html("Here is your account.");
    };
    let step = shop.client.complete_expected(&session, &ExpectedUpdate::new(STORE, WALLET)).await;
    say(&shop, step.expect("signed").buyer_message(&shop.language()))
}

/// The buyer is back, with the token of the update that their session remembers.
async fn verified(State(shop): State<Arc<Shop>>, headers: HeaderMap, RawQuery(query): RawQuery) -> Response {
    let query = query.unwrap_or_default();
    let started = if known(&shop, &headers) { shop.memory().started.clone() } else { Vec::new() };
    let verified = BuyerReturn::from_query(&query).verify_state([&shop.state_key.verifying_key()], &started);
    let verified = match verified {
        Ok(verified) => verified,
        Err(StateError::NoCheckoutSession) => return html("Here is your account."),
        Err(refused) => return html(refused.buyer_message(&shop.language())),
    };
    let step = shop.client.complete_return(verified).await;
    say(&shop, step.expect("signed").buyer_message(&shop.language()))
}

fn known(shop: &Shop, headers: &HeaderMap) -> bool {
    let cookies = Cookies::of(headers);
    shop.memory().returns.push(cookies);
    cookies.lax
}

impl Shop {
    fn language(&self) -> Language<RegionName> {
        Language::first_of(self.account.region())
    }
}

/// Shows the message on a page without parameters, so that a reload completes nothing again.
fn say(shop: &Shop, message: &'static str) -> Response {
    shop.memory().message = message;
    Redirect::to("/done").into_response()
}

async fn done(State(shop): State<Arc<Shop>>) -> Response {
    html(shop.memory().message)
}

fn html(message: &str) -> Response {
    let page = format!(
        "<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\"><title>Shop</title><h1>Shop</h1><p>{message}</p>"
    );
    ([(header::CONTENT_SECURITY_POLICY, "default-src 'none'")], Html(page)).into_response()
}
