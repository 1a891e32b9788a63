//! Tells from a status whether to send the request again, and whether it may have taken effect.

use http::StatusCode;

/// Whether it is a status after which Amazon's own SDKs send again.
pub(super) fn may_pass(status: StatusCode) -> bool {
    status.is_server_error()
        || matches!(
            status,
            StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_EARLY | StatusCode::TOO_MANY_REQUESTS
        )
}

/// Whether it is a status that leaves open whether the request took effect.
pub(super) fn may_have_worked(status: StatusCode) -> bool {
    status.is_server_error() || status == StatusCode::REQUEST_TIMEOUT
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_pass_is_sent_again_and_nothing_else() {
        let again: Vec<_> =
            (100..600).filter(|&status| may_pass(StatusCode::from_u16(status).expect("a status"))).collect();
        let expected: Vec<u16> = [408, 425, 429].into_iter().chain(500..600).collect();
        assert_eq!(again, expected);
    }
}
