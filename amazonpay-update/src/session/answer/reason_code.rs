//! Why Amazon Pay refuses a request, as a code.

use crate::open_enum::open_enum;

open_enum! {
    /// `reasonCode` of a refusal.
    ///
    /// Documented under "Manage errors" in Amazon Pay's guides. Some codes are documented only for other
    /// integrations.
    ReasonCode {
        /// A header has a value that is not allowed.
        InvalidHeaderValue,
        /// The request is not valid.
        InvalidRequest,
        /// A parameter has a value that is not allowed.
        InvalidParameterValue,
        /// The body does not have the form that the operation takes.
        InvalidRequestFormat,
        /// A header is missing.
        MissingHeader,
        /// A header has no value.
        MissingHeaderValue,
        /// A parameter has no value.
        MissingParameterValue,
        /// The body has a member that the operation does not know.
        UnrecognizedField,
        /// Two parameters exclude each other.
        InvalidParameterCombination,
        /// Amazon Pay does not know the simulation code of the Sandbox.
        InvalidSandboxSimulationSpecified,
        /// The currency is not the account's.
        CurrencyMismatch,
        /// The path names no valid version of the API.
        InvalidAPIVersion,
        /// The idempotency key was used for another request.
        DuplicateIdempotencyKey,
        /// The account may not see this object.
        UnauthorizedAccess,
        /// The account is not active.
        InvalidAccountStatus,
        /// The signature does not verify for the request.
        InvalidRequestSignature,
        /// Amazon Pay does not know the public key id.
        InvalidAuthentication,
        /// The authorization token is not valid.
        InvalidAuthorizationToken,
        /// There is no such object.
        ResourceNotFound,
        /// The operation does not exist on this object.
        UnsupportedOperation,
        /// The method does not exist on this path.
        RequestNotSupported,
        /// The request took too long.
        RequestTimeout,
        /// The amounts differ.
        AmountMismatch,
        /// The Checkout Session is in another state than the operation needs.
        InvalidCheckoutSessionStatus,
        /// The Checkout Session is canceled.
        CheckoutSessionCanceled,
        /// The Charge Permission is in another state than the operation needs.
        InvalidChargePermissionStatus,
        /// The charge is in another state than the operation needs.
        InvalidChargeStatus,
        /// The payment was declined for good.
        HardDeclined,
        /// The payment method is not allowed for this shop.
        PaymentMethodNotAllowed,
        /// Amazon refused the payment.
        AmazonRejected,
        /// The connection's TLS version is too old.
        TLSVersionNotSupported,
        /// There were too many requests.
        TooManyRequests,
        /// An error occurred within Amazon Pay.
        InternalServerError,
        /// An error occurred within Amazon Pay during a payment.
        ProcessingFailure,
        /// Amazon Pay is not available.
        ServiceUnavailable,
    }
}
