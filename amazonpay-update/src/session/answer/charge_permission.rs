//! The Charge Permission.

use super::error::{AnswerError, AnswerProblem};
use super::object::{Brief, Members, is_default, object};
use super::parts::{Address, Buyer, PaymentMethodOnFileMetadata, PaymentPreference, Price};
use super::read::{Answer, other_environment, read};
use super::timestamp::Timestamp;
use crate::open_enum::open_enum;
use crate::region::Environment;
use crate::session::sent_request::{AskedFor, SentRequest};
use crate::value::ChargePermissionId;
use http::Response;
use serde_json::Value;

open_enum! {
    /// The state of a Charge Permission.
    ChargePermissionState {
        /// The shop can charge the buyer.
        Chargeable,
        /// The shop cannot charge the buyer for now; [`ChargePermissionReason`] says why.
        NonChargeable,
        /// The permission has ended for good.
        Closed,
    }
}

open_enum! {
    /// Why a Charge Permission cannot be charged, or is closed.
    ChargePermissionReason {
        /// The payment method is not valid.
        PaymentMethodInvalid,
        /// The buyer deleted the payment method.
        PaymentMethodDeleted,
        /// The buyer deleted the billing address.
        BillingAddressDeleted,
        /// The payment method has expired.
        PaymentMethodExpired,
        /// The payment method is not allowed for this shop.
        PaymentMethodNotAllowed,
        /// There is no payment method.
        PaymentMethodNotSet,
        /// A charge is in progress. This state ends by itself.
        ChargeInProgress,
        /// The buyer did not pass multi-factor authentication.
        MFAFailed,
        /// The merchant closed the permission.
        MerchantClosed,
        /// The merchant canceled the permission.
        MerchantCanceled,
        /// The buyer closed the permission.
        BuyerClosed,
        /// The buyer canceled the permission.
        BuyerCanceled,
        /// Amazon closed the permission.
        AmazonClosed,
        /// Amazon canceled the permission.
        AmazonCanceled,
        /// The permission has expired.
        Expired,
    }
}

object! {
    /// One reason for the state of a Charge Permission.
    ChargePermissionStatusReason {
        /// The reason.
        reason_code: Option<ChargePermissionReason> = "reasonCode",
        /// Amazon's words for the reason.
        reason_description: Option<String> = "reasonDescription",
    }
    debug { reason_code }
}

object! {
    /// The state of a Charge Permission, and why.
    ChargePermissionStatus {
        /// The state.
        state: Option<ChargePermissionState> = "state",
        /// The reasons for the state. Unlike a Checkout Session, a Charge Permission may have several.
        reasons: Vec<ChargePermissionStatusReason> = "reasons",
        /// Since when the permission is in this state.
        last_updated_timestamp: Option<Timestamp> = "lastUpdatedTimestamp",
    }
    debug { state, reasons, last_updated_timestamp }
}

object! {
    /// How much a Charge Permission allows.
    Limits {
        /// The limit.
        amount_limit: Option<Price> = "amountLimit",
        /// The part of the limit that is left.
        amount_balance: Option<Price> = "amountBalance",
    }
    debug { amount_limit, amount_balance }
}

object! {
    /// A Charge Permission, as Get Charge Permission returns it.
    ///
    /// Documented under "Charge Permission" in Amazon Pay's API reference.
    ///
    /// # Examples
    ///
    /// ```
    /// use amazonpay_update::session::{ChargePermission, ChargePermissionStep};
    ///
    /// let response = http::Response::new(
    ///     r#"{"statusDetails": {"state": "NonChargeable", "reasons": [{"reasonCode": "PaymentMethodExpired"}]}}"#,
    /// );
    /// let permission = ChargePermission::from_response(&response)?;
    /// assert_eq!(permission.next_step(), ChargePermissionStep::SendToUpdatePage);
    /// # Ok::<(), amazonpay_update::session::AnswerError>(())
    /// ```
    ChargePermission {
        /// The permission's id.
        charge_permission_id: Option<ChargePermissionId> = "chargePermissionId",
        /// The permission's state.
        status_details: ChargePermissionStatus = "statusDetails",
        /// `PaymentMethodOnFile` for a Saved Wallet.
        charge_permission_type: Option<String> = "chargePermissionType",
        /// How the permission is used.
        payment_method_on_file_metadata: Option<PaymentMethodOnFileMetadata> = "paymentMethodOnFileMetadata",
        /// The buyer.
        buyer: Option<Buyer> = "buyer",
        /// The address for goods.
        shipping_address: Option<Address> = "shippingAddress",
        /// The address for bills.
        billing_address: Option<Address> = "billingAddress",
        /// The chosen payment methods.
        payment_preferences: Vec<PaymentPreference> = "paymentPreferences",
        /// When the permission was created.
        creation_timestamp: Option<Timestamp> = "creationTimestamp",
        /// When the permission ends. A Saved Wallet has no fixed end.
        expiration_timestamp: Option<Timestamp> = "expirationTimestamp",
        /// Sandbox or Live.
        release_environment: Option<Environment> = "releaseEnvironment",
        /// How much the permission allows.
        limits: Option<Limits> = "limits",
        /// The currency the buyer sees.
        presentment_currency: Option<String> = "presentmentCurrency",
        /// A token for Amazon Pay's own use.
        amazon_pay_token: Option<String> = "amazonPayToken",
        /// The shop's own id for the permission.
        charge_permission_reference_id: Option<String> = "chargePermissionReferenceId",
        /// The solution provider.
        platform_id: Option<String> = "platformId",
        /// The shop's own data about the order.
        merchant_metadata: Option<Value> = "merchantMetadata",
        /// How often a recurring payment is made.
        recurring_metadata: Option<Value> = "recurringMetadata",
    }
    debug { charge_permission_id, status_details, release_environment }
}

impl ChargePermission {
    /// Reads any Charge Permission. [`ChargePermission::from_answer`] also checks that it is the requested
    /// permission.
    ///
    /// # Errors
    ///
    /// [`AnswerError`] when Amazon Pay refused the request, or the answer is not a Charge Permission.
    pub fn from_response<B: AsRef<[u8]>>(response: &Response<B>) -> Result<ChargePermission, AnswerError> {
        read(response, None)
    }

    /// Reads the answer to a request for Get Charge Permission.
    ///
    /// # Errors
    ///
    /// [`AnswerError`] when Amazon Pay refused the request, when the answer is not a Charge Permission, or when it is
    /// another permission or comes from the other environment (Sandbox or Live).
    pub fn from_answer<B: AsRef<[u8]>>(
        response: &Response<B>,
        sent: &SentRequest,
    ) -> Result<ChargePermission, AnswerError> {
        read(response, Some(sent))
    }
}

impl Answer for ChargePermission {
    fn unfit(&self) -> Option<&'static str> {
        let status = &self.status_details;
        if self.other.contains_key("statusDetails") {
            Some("statusDetails")
        } else if status.other.contains_key("state") {
            Some("statusDetails.state")
        } else if status.other.contains_key("reasons") {
            Some("statusDetails.reasons")
        } else if status.reasons.iter().any(|reason| reason.other.contains_key("reasonCode")) {
            Some("statusDetails.reasons.reasonCode")
        } else {
            None
        }
    }

    /// An absent member counts as a match.
    fn not_about(&self, sent: &SentRequest) -> Option<AnswerProblem> {
        let member = "chargePermissionId";
        let id = self.charge_permission_id.as_ref().map(ChargePermissionId::as_str);
        let is_asked_for = match (id, sent.asked_for()) {
            (Some(id), Some(AskedFor::ChargePermission(asked_for))) => id == asked_for,
            (None, Some(AskedFor::ChargePermission(_))) => !self.other.contains_key(member),
            _ => false,
        };
        if !is_asked_for {
            return Some(AnswerProblem::OtherObject { member });
        }
        other_environment(self.release_environment, &self.other, sent)
    }
}
