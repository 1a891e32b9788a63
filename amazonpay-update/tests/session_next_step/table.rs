//! Amazon Pay's table of errors, with the step for each row.

/// Amazon Pay's table of errors: where the reason code tells what to do.
pub(crate) const CLEAR: &[(u16, &str, &str)] = &[
    (400, "InvalidHeaderValue", "Fix Request"),
    (400, "InvalidRequest", "Fix Request"),
    (400, "InvalidParameterValue", "Fix Request"),
    (400, "InvalidRequestFormat", "Fix Request"),
    (400, "MissingHeader", "Fix Request"),
    (400, "MissingHeaderValue", "Fix Request"),
    (400, "MissingParameterValue", "Fix Request"),
    (400, "UnrecognizedField", "Fix Request"),
    (400, "InvalidParameterCombination", "Fix Request"),
    (400, "InvalidSandboxSimulationSpecified", "Fix Request"),
    (400, "CurrencyMismatch", "Fix Request"),
    (400, "InvalidAPIVersion", "Fix Request"),
    (401, "UnauthorizedAccess", "Fix OtherAccount"),
    (403, "InvalidAccountStatus", "Fix AccountStatus"),
    (403, "InvalidRequestSignature", "Fix Signature"),
    (403, "InvalidAuthentication", "Fix PublicKeyId"),
    (403, "InvalidAuthorizationToken", "Fix AuthorizationToken"),
    (404, "ResourceNotFound", "StartAgain SessionNotFound"),
    (405, "UnsupportedOperation", "Fix Request"),
    (405, "RequestNotSupported", "Fix Request"),
    (408, "RequestTimeout", "RetryLater?"),
    (409, "AmountMismatch", "Fix Request"),
    (422, "InvalidChargePermissionStatus", "SetUpAgain"),
    (422, "InvalidChargeStatus", "Fix Request"),
    (425, "", "RetryLater"),
    (426, "TLSVersionNotSupported", "Fix TlsVersion"),
    (429, "TooManyRequests", "RetryLater"),
    (500, "InternalServerError", "RetryLater?"),
    (500, "ProcessingFailure", "RetryLater?"),
    (503, "ServiceUnavailable", "RetryLater?"),
    (502, "", "RetryLater?"),
    (504, "", "RetryLater?"),
    (500, "AddedLater", "RetryLater?"),
    (426, "", "Fix TlsVersion"),
];

/// The rest of the table: where only the session tells. The steps are those when Get Checkout Session
/// says that the session is completed, declined or still open, and when Amazon Pay fails to answer it.
pub(crate) const UNSETTLED: &[(u16, &str, [&str; 4])] = &[
    (
        422,
        "InvalidCheckoutSessionStatus",
        ["AlreadyCompleted", "StartAgain Declined", "StartAgain NotFinished", "RetryLater?"],
    ),
    (
        422,
        "CheckoutSessionCanceled",
        ["AlreadyCompleted", "StartAgain Declined", "StartAgain NotSaid", "StartAgain NotSaid"],
    ),
    (
        400,
        "CheckoutSessionCanceled",
        ["AlreadyCompleted", "StartAgain Declined", "StartAgain NotSaid", "StartAgain NotSaid"],
    ),
    (
        400,
        "DuplicateIdempotencyKey",
        ["AlreadyCompleted", "StartAgain Declined", "Fix IdempotencyKey", "RetryLater?"],
    ),
    (
        422,
        "HardDeclined",
        ["AlreadyCompleted", "StartAgain Declined", "StartAgain Declined", "StartAgain Declined"],
    ),
    (
        422,
        "PaymentMethodNotAllowed",
        ["AlreadyCompleted", "StartAgain Declined", "StartAgain Declined", "StartAgain Declined"],
    ),
    (
        422,
        "AmazonRejected",
        ["AlreadyCompleted", "StartAgain Declined", "StartAgain Declined", "StartAgain Declined"],
    ),
    (422, "AddedLater", ["AlreadyCompleted", "StartAgain Declined", "Fix Unexplained", "RetryLater?"]),
    (422, "", ["AlreadyCompleted", "StartAgain Declined", "Fix Unexplained", "RetryLater?"]),
];
