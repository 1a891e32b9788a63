//! What a buyer is told.

use amazonpay_update::region::Language;
use amazonpay_update::session::StartAgainReason;
use amazonpay_update::{Eu, Jp, Region, Uk, Us};

#[test]
fn a_buyer_is_told_in_every_language_of_every_region() {
    fn check<R: Region>() {
        let reasons = [
            StartAgainReason::BuyerCanceled,
            StartAgainReason::Declined,
            StartAgainReason::Expired,
            StartAgainReason::NotSaid,
        ];
        let default = Language::<R>::default();
        for (nth, code) in R::NAME.languages().iter().enumerate() {
            let language: Language<R> = code.parse().unwrap();
            let told = reasons.each_ref().map(|reason| reason.buyer_message(&language));
            for (nth_reason, message) in told.iter().enumerate() {
                assert!(message.chars().count() < 110, "{message}");
                assert!(!told[..nth_reason].contains(message), "{message}");
                if nth > 0 {
                    assert_ne!(*message, reasons[nth_reason].buyer_message(&default), "{code}");
                }
            }
        }
        let other = Language::<R>::other("nl_NL");
        assert_eq!(reasons[0].buyer_message(&other), reasons[0].buyer_message(&default));
    }
    check::<Us>();
    check::<Eu>();
    check::<Uk>();
    check::<Jp>();
    let failed = |reason: StartAgainReason| reason.buyer_message(&Language::<Us>::default());
    for reason in [
        StartAgainReason::AmazonCanceled,
        StartAgainReason::NotFinished,
        StartAgainReason::SessionNotFound,
        StartAgainReason::Other("AddedLater".to_owned()),
    ] {
        assert_eq!(failed(reason), failed(StartAgainReason::NotSaid));
    }
    assert!(StartAgainReason::NotSaid.buyer_message(&Language::<Jp>::default()).contains("更新できません"));
    assert!(StartAgainReason::BuyerCanceled.buyer_message(&Language::<Us>::default()).contains("canceled"));
    assert!(StartAgainReason::BuyerCanceled.buyer_message(&Language::<Uk>::default()).contains("cancelled"));
}
