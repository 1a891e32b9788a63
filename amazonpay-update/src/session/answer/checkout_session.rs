//! The Checkout Session.

use super::error::{AnswerError, AnswerProblem};
use super::object::{Brief, Members, is_default, object};
use super::parts::{Address, Buyer, PaymentMethodOnFileMetadata, PaymentPreference};
use super::read::{Answer, other_environment, read};
use super::timestamp::Timestamp;
use crate::open_enum::open_enum;
use crate::region::Environment;
use crate::session::sent_request::{AskedFor, SentRequest};
use crate::value::{ChargePermissionId, CheckoutSessionId, StoreId};
use http::Response;
use serde_json::Value;

open_enum! {
    /// The state of a Checkout Session.
    CheckoutSessionState {
        /// The buyer is on Amazon's page, or the shop has not completed the session yet.
        Open,
        /// The update is done.
        Completed,
        /// Nothing was updated; [`CheckoutSessionReason`] says why.
        Canceled,
    }
}

open_enum! {
    /// Why a Checkout Session was canceled.
    CheckoutSessionReason {
        /// The buyer left Amazon's page.
        BuyerCanceled,
        /// The session was not completed within 24 hours.
        Expired,
        /// Amazon canceled it.
        AmazonCanceled,
        /// The payment method was declined.
        Declined,
    }
}

object! {
    /// The state of a Checkout Session, and why.
    CheckoutSessionStatus {
        /// The state.
        state: Option<CheckoutSessionState> = "state",
        /// Why the session is canceled.
        reason_code: Option<CheckoutSessionReason> = "reasonCode",
        /// Amazon's words for the reason.
        reason_description: Option<String> = "reasonDescription",
        /// Since when the session is in this state.
        last_updated_timestamp: Option<Timestamp> = "lastUpdatedTimestamp",
    }
    debug { state, reason_code, last_updated_timestamp }
}

object! {
    /// A missing detail, without which a Checkout Session cannot be completed.
    Constraint {
        /// The constraint's id.
        constraint_id: Option<String> = "constraintId",
        /// Amazon's words for the constraint.
        description: Option<String> = "description",
    }
    debug { constraint_id, description }
}

object! {
    /// A Checkout Session, as Complete Checkout Session and Get Checkout Session return it.
    ///
    /// Amazon fills in few members. An open session has the buyer's members. A canceled session has only the state
    /// and the reason. After a completed session, the Charge Permission has the rest. Amazon deletes a session after
    /// 30 days.
    ///
    /// Documented under "Checkout Session" in Amazon Pay's API reference.
    ///
    /// # Examples
    ///
    /// ```
    /// use amazonpay_update::session::{CheckoutSession, CheckoutSessionReason};
    ///
    /// let response = http::Response::new(
    ///     r#"{"statusDetails": {"state": "Canceled", "reasonCode": "Declined"}, "addedLater": 1}"#,
    /// );
    /// let session = CheckoutSession::from_response(&response)?;
    /// assert_eq!(session.status_details.reason_code, Some(CheckoutSessionReason::Declined));
    /// assert_eq!(session.other["addedLater"], 1);
    /// # Ok::<(), amazonpay_update::session::AnswerError>(())
    /// ```
    CheckoutSession {
        /// The session's id.
        checkout_session_id: Option<CheckoutSessionId> = "checkoutSessionId",
        /// The session's state.
        status_details: CheckoutSessionStatus = "statusDetails",
        /// The permission that was updated.
        charge_permission_id: Option<ChargePermissionId> = "chargePermissionId",
        /// `PaymentMethodOnFile` in this flow.
        charge_permission_type: Option<String> = "chargePermissionType",
        /// How the permission is used.
        payment_method_on_file_metadata: Option<PaymentMethodOnFileMetadata> = "paymentMethodOnFileMetadata",
        /// The buyer.
        buyer: Option<Buyer> = "buyer",
        /// The address for goods.
        shipping_address: Option<Address> = "shippingAddress",
        /// The addresses for goods, when there are several.
        shipping_address_list: Vec<Address> = "shippingAddressList",
        /// The address for bills.
        billing_address: Option<Address> = "billingAddress",
        /// The chosen payment methods.
        payment_preferences: Vec<PaymentPreference> = "paymentPreferences",
        /// The details that are still missing.
        constraints: Vec<Constraint> = "constraints",
        /// When the session was created.
        creation_timestamp: Option<Timestamp> = "creationTimestamp",
        /// When the session ends.
        expiration_timestamp: Option<Timestamp> = "expirationTimestamp",
        /// Sandbox or Live.
        release_environment: Option<Environment> = "releaseEnvironment",
        /// The store.
        store_id: Option<StoreId> = "storeId",
        /// `PayAndShip` or `PayOnly`.
        product_type: Option<String> = "productType",
        /// The kind of order.
        order_type: Option<String> = "orderType",
        /// The kind of checkout.
        checkout_type: Option<String> = "checkoutType",
        /// The text of Amazon's button.
        checkout_button_text: Option<String> = "checkoutButtonText",
        /// The charge. An update makes none.
        charge_id: Option<String> = "chargeId",
        /// The solution provider.
        platform_id: Option<String> = "platformId",
        /// Data for Amazon Pay's own use.
        supplementary_data: Option<String> = "supplementaryData",
        /// The return URLs.
        web_checkout_details: Option<Value> = "webCheckoutDetails",
        /// The payment. An update makes none.
        payment_details: Option<Value> = "paymentDetails",
        /// The shop's own data about the order.
        merchant_metadata: Option<Value> = "merchantMetadata",
        /// How often a recurring payment is made.
        recurring_metadata: Option<Value> = "recurringMetadata",
        /// The payment service provider.
        provider_metadata: Option<Value> = "providerMetadata",
        /// The restrictions of the address.
        delivery_specifications: Option<Value> = "deliverySpecifications",
        /// Which goods go to which of several addresses.
        multi_addresses_checkout_metadata: Option<Value> = "multiAddressesCheckoutMetadata",
    }
    debug { checkout_session_id, status_details, charge_permission_id, release_environment }
}

impl CheckoutSession {
    /// Reads any Checkout Session. [`CheckoutSession::from_answer`] also checks that it is the requested session.
    ///
    /// # Errors
    ///
    /// [`AnswerError`] when Amazon Pay refused the request, or the answer is not a Checkout Session.
    pub fn from_response<B: AsRef<[u8]>>(response: &Response<B>) -> Result<CheckoutSession, AnswerError> {
        read(response, None)
    }

    /// Reads the answer to a request for Complete or Get Checkout Session.
    ///
    /// # Errors
    ///
    /// [`AnswerError`] when Amazon Pay refused the request, when the answer is not a Checkout Session, or when it is
    /// another session or comes from the other environment (Sandbox or Live).
    pub fn from_answer<B: AsRef<[u8]>>(
        response: &Response<B>,
        sent: &SentRequest,
    ) -> Result<CheckoutSession, AnswerError> {
        read(response, Some(sent))
    }
}

impl Answer for CheckoutSession {
    fn unfit(&self) -> Option<&'static str> {
        let status = &self.status_details;
        if self.other.contains_key("statusDetails") {
            Some("statusDetails")
        } else if status.other.contains_key("state") {
            Some("statusDetails.state")
        } else if status.other.contains_key("reasonCode") {
            Some("statusDetails.reasonCode")
        } else {
            None
        }
    }

    /// An absent member counts as a match, because Amazon fills in few.
    fn not_about(&self, sent: &SentRequest) -> Option<AnswerProblem> {
        let member = "checkoutSessionId";
        let id = self.checkout_session_id.as_ref().map(CheckoutSessionId::as_str);
        let is_asked_for = match (id, sent.asked_for()) {
            (Some(id), Some(AskedFor::CheckoutSession(asked_for))) => id.eq_ignore_ascii_case(asked_for),
            (None, Some(AskedFor::CheckoutSession(_))) => !self.other.contains_key(member),
            _ => false,
        };
        if !is_asked_for {
            return Some(AnswerProblem::OtherObject { member });
        }
        other_environment(self.release_environment, &self.other, sent)
    }
}
