//! Payloads that rustc takes though the derive has not made them: they are not signed.

use std::rc::Rc;
use std::sync::Arc;

use amazonpay_update::rules::{PayloadIsDerived, Rule};
use amazonpay_update::signing::{Algorithm, SignError, ToSign};
use amazonpay_update::{
    PayOnly, PaymentMethodOnFile, Update, UpdatePayload, charge_permission_id, return_url, store_id,
};

fn update() -> Update<PayOnly> {
    Update::builder()
        .store_id(store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId"))
        .charge_permission_id(charge_permission_id!("B01-0000000-0000000"))
        .charge_permission_type(PaymentMethodOnFile)
        .product_type(PayOnly)
        .checkout_result_return_url(return_url!("https://a.com/merchant-result-page"))
        .build()
}

#[track_caller]
fn assert_not_signed<T: UpdatePayload + ?Sized>(payload: &T) {
    let refused = ToSign::new(payload, Algorithm::PssV2).map(|to_sign| to_sign.payload_json().to_owned());
    assert_eq!(refused, Err(SignError::BrokenRule(Rule::PayloadIsDerived)));
}

/// A trait object is derived, for its trait says so; and it is of this crate.
trait Derived: PayloadIsDerived {}

impl Derived for Update<PayOnly> {}

impl UpdatePayload for dyn Derived {
    type ProductType = PayOnly;

    fn canonical_len(&self) -> usize {
        0
    }

    fn write_canonical(&self, out: &mut String) {
        out.push_str(r#"{"chargeAmount":"1"}"#);
    }
}

#[test]
fn a_trait_object_of_ones_own() {
    assert_not_signed::<dyn Derived>(&update());
}

#[test]
fn a_trait_object_of_a_payload_is_signed() {
    let update = update();
    let payload: &dyn UpdatePayload<ProductType = PayOnly> = &update;
    let to_sign = ToSign::new(payload, Algorithm::PssV2).expect("a payload that keeps every rule");
    assert_eq!(to_sign.payload_json(), update.to_canonical_json());
}

#[test]
fn a_pointer_to_a_payload_is_one() {
    let (update, text) = (update(), update().to_canonical_json());
    let texts = [
        signed_text(&&update),
        signed_text(&Box::new(update.clone())),
        signed_text(&Rc::new(update.clone())),
        signed_text(&(Arc::new(update) as Arc<dyn UpdatePayload<ProductType = PayOnly>>)),
    ];
    assert_eq!(texts, [text.as_str(); 4]);
    let by_hand: Box<dyn Derived> = Box::new(self::update());
    assert_not_signed(&by_hand);
}

fn signed_text(payload: &impl UpdatePayload) -> String {
    let to_sign = ToSign::new(payload, Algorithm::PssV2).expect("a payload that keeps every rule");
    to_sign.payload_json().to_owned()
}
