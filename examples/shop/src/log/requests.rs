//! Each request to Amazon Pay's API, as it is signed.

use super::entries::{Kind, note};
use amazonpay_update::region::RegionName;
use amazonpay_update::session::{ApiRequest, SignRequest, string_to_sign_of};
use axum::http::Request;
use axum::http::header::AUTHORIZATION;

/// A signer that notes what it signs.
#[derive(Clone, Debug)]
pub struct Shown<S>(pub S);

impl<S: SignRequest> SignRequest for Shown<S> {
    type Error = S::Error;

    fn region(&self) -> RegionName {
        self.0.region()
    }

    async fn sign_request(&self, request: &ApiRequest) -> Result<Request<String>, S::Error> {
        let signed = self.0.sign_request(request).await;
        if let Ok(signed) = &signed {
            show(signed);
        }
        signed
    }

    async fn sign_with_previous_key(
        &self,
        request: &ApiRequest,
    ) -> Option<Result<Request<String>, S::Error>> {
        self.0.sign_with_previous_key(request).await
    }
}

fn show(request: &Request<String>) {
    let header = |name| request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut details = vec![
        ("x-amz-pay-date", header("x-amz-pay-date").to_owned()),
        ("x-amz-pay-idempotency-key", header("x-amz-pay-idempotency-key").to_owned()),
        ("body", request.body().clone()),
        ("string to sign", string_to_sign_of(request).unwrap_or_default()),
        ("authorization", header(AUTHORIZATION.as_str()).to_owned()),
    ];
    details.retain(|(_, text)| !text.is_empty());
    note(Kind::Request, format!("{} {}", request.method(), request.uri()), details);
}
