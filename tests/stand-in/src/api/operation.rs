//! The operation of a request.

use crate::api::answer::Answer;
use crate::api::body::{self, ChargeRequest, CloseRequest};
use crate::api::received::Received;
use crate::region::Environment;
use http::{Method, StatusCode};
use serde_json::{Map, Value};

/// The header that asks Amazon's Sandbox for an error.
const SIMULATION_CODE: &str = "x-amz-pay-simulation-code";

/// An operation, and the error to simulate.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Asked<'a> {
    pub(crate) operation: Operation<'a>,
    /// One of the codes that the operation has.
    pub(crate) simulation: Option<&'a str>,
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Operation<'a> {
    GetCheckoutSession(&'a str),
    CompleteCheckoutSession(&'a str),
    GetChargePermission(&'a str),
    /// With the members of `merchantMetadata` to set.
    UpdateChargePermission(&'a str, Map<String, Value>),
    CloseChargePermission(&'a str, CloseRequest),
    CreateCharge(ChargeRequest),
    GetCharge(&'a str),
}

/// The object of a request, by an id in the request.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Resource {
    /// A session or a permission.
    Itself(String),
    Charge(String),
}

impl Resource {
    /// Reads the object from the path, after any environment. Create Charge has the permission in its body.
    pub(crate) fn of(received: &Received) -> Option<Resource> {
        match segments(received.uri.path()).as_slice() {
            ["checkoutSessions" | "chargePermissions", id, ..] => Some(Resource::Itself((*id).to_owned())),
            ["charges"] => {
                let body: Value = serde_json::from_slice(&received.body).ok()?;
                body.get("chargePermissionId")?.as_str().map(|id| Resource::Itself(id.to_owned()))
            }
            ["charges", id, ..] => Some(Resource::Charge((*id).to_owned())),
            _ => None,
        }
    }
}

/// Whether a path is Complete Checkout Session's.
pub(crate) fn is_completion(path: &str) -> bool {
    matches!(segments(path).as_slice(), ["checkoutSessions", _, "complete"])
}

impl<'a> Asked<'a> {
    /// `Err` is the answer to a request for no known operation.
    pub(crate) fn of(received: &'a Received, environment: Environment) -> Result<Asked<'a>, Answer> {
        let operation = Operation::of(received)?;
        let simulation = received.header(SIMULATION_CODE);
        let known = match environment {
            Environment::Sandbox => operation.simulation_codes(),
            Environment::Live => &[],
        };
        match simulation {
            Some(code) if !known.contains(&code) => {
                let known = match known {
                    [] => "none is, so leave the header out".to_owned(),
                    known => format!("known are {}", known.join(", ")),
                };
                let message = format!("The simulation {code} is not known of this operation here: {known}");
                Err(Answer::error(StatusCode::BAD_REQUEST, "InvalidSandboxSimulationSpecified", &message))
            }
            _ => Ok(Asked { operation, simulation }),
        }
    }
}

impl<'a> Operation<'a> {
    fn of(received: &'a Received) -> Result<Operation<'a>, Answer> {
        let body = &received.body;
        let segments = segments(received.uri.path());
        // The allowed methods, for a request with another method.
        let methods: &[Method] = match (segments.as_slice(), &received.method) {
            (["checkoutSessions", id], &Method::GET) => return Ok(Operation::GetCheckoutSession(id)),
            (["checkoutSessions", id, "complete"], &Method::POST) => {
                return body::nothing(body).map(|()| Operation::CompleteCheckoutSession(id));
            }
            (["chargePermissions", id], &Method::GET) => return Ok(Operation::GetChargePermission(id)),
            (["chargePermissions", id], &Method::PATCH) => {
                return body::merchant_metadata(body)
                    .map(|metadata| Operation::UpdateChargePermission(id, metadata));
            }
            (["chargePermissions", id, "close"], &Method::DELETE) => {
                return body::close(body).map(|request| Operation::CloseChargePermission(id, request));
            }
            (["charges"], &Method::POST) => return body::charge(body).map(Operation::CreateCharge),
            (["charges", id], &Method::GET) => return Ok(Operation::GetCharge(id)),
            (["checkoutSessions" | "charges", _], _) => &[Method::GET],
            (["checkoutSessions", _, "complete"] | ["charges"], _) => &[Method::POST],
            (["chargePermissions", _], _) => &[Method::GET, Method::PATCH],
            (["chargePermissions", _, "close"], _) => &[Method::DELETE],
            _ => {
                return Err(Answer::error(
                    StatusCode::NOT_FOUND,
                    "ResourceNotFound",
                    "There is nothing at this path",
                ));
            }
        };
        let message = format!("{} is not supported here: {methods:?} is", received.method);
        Err(Answer::error(StatusCode::METHOD_NOT_ALLOWED, "UnsupportedOperation", &message))
    }

    /// The errors that can be simulated, from Amazon's page on the Sandbox, as far as they concern an update.
    fn simulation_codes(&self) -> &'static [&'static str] {
        match self {
            Operation::CompleteCheckoutSession(_) => &["BuyerCanceled", "AmazonCanceled", "Declined"],
            Operation::CreateCharge(_) => {
                &["SoftDeclined", "HardDeclined", "AmazonRejected", "TransactionTimedOut"]
            }
            Operation::CloseChargePermission(..) => &["AmazonClosed"],
            _ => &[],
        }
    }
}

/// The segments after `/v2/`. The .NET SDK puts a slash at the end.
fn segments(path: &str) -> Vec<&str> {
    let path = path.strip_prefix("/sandbox").or_else(|| path.strip_prefix("/live")).unwrap_or(path);
    let path = path.strip_prefix("/v2/").unwrap_or_default();
    path.strip_suffix('/').unwrap_or(path).split('/').collect()
}
