//! Lifetimes, type parameters, `where` clauses and const parameters.

use amazonpay_update::payload::member;
use amazonpay_update::{
    ChargePermissionId, DeliverySpecifications, NoteToBuyer, ReturnUrl, StoreId, UpdatePayload,
};
use std::borrow::Cow;
use std::fmt::Debug;
use std::marker::PhantomData;

/// Borrows members that the shop keeps. One of them may also be owned.
#[derive(Clone, Debug, UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile, product_type = PayOnly)]
pub struct Borrowing<'a, 'b> {
    /// Usually borrowed for the whole program.
    pub store_id: &'a StoreId,
    /// Borrowed for the request, or owned.
    pub charge_permission_id: Cow<'b, ChargePermissionId>,
    /// Borrowed like the store.
    pub checkout_result_return_url: &'a ReturnUrl,
    /// Borrowed for the request.
    pub note_to_buyer: Option<&'b NoteToBuyer>,
}

/// Takes any type that stands for a member.
#[derive(Clone, Debug, UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile, product_type = PayOnly)]
pub struct Generic<S, W: Clone, N = NoteToBuyer>
where
    S: Debug,
    N: Debug,
{
    /// The store.
    pub store_id: S,
    /// The wallet.
    pub charge_permission_id: W,
    /// The page.
    pub checkout_result_return_url: ReturnUrl,
    /// A note.
    pub note_to_buyer: Option<N>,
}

/// Has parameters that no member uses.
#[derive(Clone, Debug, UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile, product_type = PayOnly)]
pub struct Tagged<'a, T: ?Sized, const N: usize = 2> {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
    /// Not part of the payload.
    #[amazon_pay(skip)]
    pub tags: [u8; N],
    /// Not part of the payload, with a default.
    #[amazon_pay(skip, default)]
    pub borrows: PhantomData<&'a T>,
}

/// Leaves the product type to the builder, and borrows a member.
#[derive(Clone, Debug, UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile)]
pub struct Choosing<'a, P, S>
where
    S: amazonpay_update::payload::MemberValue<member::storeId, StoreId>,
    P: Copy,
{
    store_id: S,
    charge_permission_id: &'a ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
    product_type: P,
    delivery_specifications: Option<DeliverySpecifications<P>>,
}

/// Has bounds on the product type that the builder chooses.
#[derive(Clone, Debug, PartialEq, UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile)]
pub struct Asking<P: Debug, S>
where
    P: PartialEq + Default,
    S: amazonpay_update::payload::MemberValue<member::storeId, StoreId> + PartialEq<S>,
{
    store_id: S,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
    product_type: P,
}

/// Has the product type that the builder chooses in fields that are not part of the payload.
#[derive(Clone, Debug, UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile)]
pub struct Depending<P: Copy>
where
    P: Debug,
{
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
    product_type: P,
    /// Required.
    #[amazon_pay(skip)]
    pub required: [P; 1],
    /// Optional.
    #[amazon_pay(skip)]
    pub optional: Option<Vec<P>>,
    /// With a default.
    #[amazon_pay(skip, default)]
    pub tag: PhantomData<P>,
    /// With a default that names it.
    #[amazon_pay(skip, default = PhantomData::<fn() -> P>)]
    pub function: PhantomData<fn() -> P>,
}

/// Names itself in a type, and in a default.
#[derive(Clone, Debug, UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile, product_type = PayOnly)]
pub struct Repeating<'a, T> {
    store_id: &'a StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
    #[amazon_pay(default = Self::NOTE)]
    note_to_buyer: NoteToBuyer,
    /// Not part of the payload.
    #[amazon_pay(skip)]
    pub previous: Option<Box<Self>>,
    /// Not part of the payload.
    #[amazon_pay(skip)]
    pub tag: T,
}

impl<T> Repeating<'_, T> {
    const NOTE: NoteToBuyer = NoteToBuyer::from_static("Hello.");
}

/// A property of a struct.
pub trait Audited {
    /// Who audits it.
    type By;
}

/// Has bounds on itself.
#[derive(Clone, Debug, UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile, product_type = PayOnly)]
pub struct OfItself<T>
where
    Self: Audited,
    <Self as Audited>::By: Clone + Debug,
{
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
    /// Not part of the payload.
    #[amazon_pay(skip)]
    pub by: <Self as Audited>::By,
    /// Not part of the payload.
    #[amazon_pay(skip)]
    pub tag: T,
}

impl<T> Audited for OfItself<T> {
    type By = u8;
}

#[cfg(test)]
mod tests {
    use super::{Asking, Borrowing, Choosing, Depending, Generic, OfItself, Repeating, Tagged};
    use crate::common::{PAGE, STORE, WALLET, assert_text};
    use amazonpay_update::{DeliverySpecifications, PayAndShip, PayOnly, country_code, note_to_buyer};
    use std::borrow::Cow;
    use std::marker::PhantomData;
    use std::rc::Rc;
    use std::sync::Arc;

    const NOTED: [(&str, &str); 1] = [("merchantMetadata", r#"{"noteToBuyer":"Hello."}"#)];

    #[test]
    fn bounds_of_the_product_type() {
        let asking = Asking::builder().store_id(STORE).charge_permission_id(WALLET);
        assert_text(&asking.checkout_result_return_url(PAGE).product_type(PayOnly).build(), &[]);
    }

    #[test]
    fn fields_of_the_product_type() {
        let builder = || {
            Depending::builder().store_id(STORE).charge_permission_id(WALLET).checkout_result_return_url(PAGE)
        };
        assert_text(&builder().required([PayOnly]).product_type(PayOnly).build(), &[]);
        let all = builder().tag(PhantomData).optional(vec![PayAndShip]).product_type(PayAndShip);
        let all = all.function(PhantomData).required([PayAndShip]).build();
        assert_text(&all, &[]);
        assert_eq!(all.optional.map(|all| all.len()), Some(1));
    }

    #[test]
    fn structs_that_name_themselves() {
        let (store, builder) = (STORE, Repeating::builder().tag('a').charge_permission_id(WALLET));
        let first = builder.store_id(&store).checkout_result_return_url(PAGE).build();
        assert_text(&first, &NOTED);
        let builder = Repeating::builder().tag('b').charge_permission_id(WALLET).store_id(&store);
        let second = builder.previous(Box::new(first)).checkout_result_return_url(PAGE).build();
        assert_eq!(second.previous.map(|previous| previous.tag), Some('a'));
        let builder = OfItself::builder().store_id(STORE).charge_permission_id(WALLET).tag(());
        assert_text(&builder.by(1).checkout_result_return_url(PAGE).build(), &[]);
    }

    #[test]
    fn lifetimes() {
        let (store, page, wallet, note) = (STORE, PAGE, WALLET, note_to_buyer!("Hello."));
        let borrowing = Borrowing::builder()
            .store_id(&store)
            .charge_permission_id(Cow::Borrowed(&wallet))
            .checkout_result_return_url(&page)
            .note_to_buyer(&note)
            .build();
        assert_text(&borrowing, &NOTED);
        let owned = Borrowing { charge_permission_id: Cow::Owned(WALLET), note_to_buyer: None, ..borrowing };
        assert_text(&owned, &[]);
    }

    #[test]
    fn type_parameters() {
        let generic = Generic::builder()
            .store_id(STORE)
            .charge_permission_id(Rc::new(WALLET))
            .checkout_result_return_url(PAGE)
            .note_to_buyer(Box::new(note_to_buyer!("Hello.")))
            .build();
        assert_text(&generic, &NOTED);
        let wallet = WALLET;
        let generic: Generic<_, _> = Generic::builder()
            .store_id(Arc::new(STORE))
            .charge_permission_id(&wallet)
            .checkout_result_return_url(PAGE)
            .build();
        assert_text(&generic, &[]);
    }

    #[test]
    fn parameters_no_member_is_made_of() {
        let tagged: Tagged<'_, str, 3> = Tagged::builder()
            .tags([1, 2, 3])
            .checkout_result_return_url(PAGE)
            .charge_permission_id(WALLET)
            .store_id(STORE)
            .build();
        assert_eq!(tagged.tags.len(), 3);
        assert_text(&tagged, &[]);
    }

    #[test]
    fn the_product_type_is_a_parameter() {
        let (store, wallet) = (STORE, WALLET);
        let choosing = Choosing::builder()
            .store_id(&store)
            .charge_permission_id(&wallet)
            .checkout_result_return_url(PAGE)
            .product_type(PayOnly)
            .build();
        assert_text(&choosing, &[]);
        let specifications = DeliverySpecifications::allow().country(country_code!("JP")).build();
        let choosing = Choosing::builder()
            .store_id(STORE)
            .charge_permission_id(&wallet)
            .checkout_result_return_url(PAGE)
            .product_type(PayAndShip)
            .maybe_delivery_specifications(Some(specifications))
            .build();
        let japan = r#"{"addressRestrictions":{"restrictions":{"JP":{}},"type":"Allowed"}}"#;
        assert_text(&choosing, &[("deliverySpecifications", japan)]);
    }
}
